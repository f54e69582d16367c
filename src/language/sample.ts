/** Windows a long document is read through. */
const WINDOWS = 8
/** How far a window's edge may move, in code units, to fall between two words. */
const REACH = 40

/**
 * Joins `texts` by line feeds; of more than `size` code units, takes eight windows of equal length that are spread
 * evenly over the document, with whole words where there are blanks. The same texts give the same sample.
 */
export function cutSample(texts: readonly string[], size: number): string {
  let total = 0
  for (const text of texts) total += text.length
  if (total <= size) return texts.join('\n')
  const length = Math.floor(size / WINDOWS)
  const stride = (total - length) / (WINDOWS - 1)
  const pieces: string[] = []
  let index = 0
  let before = 0
  for (let window = 0; window < WINDOWS; window++) {
    const begin = Math.floor(window * stride)
    while (index < texts.length - 1 && before + texts[index]!.length <= begin) before += texts[index++]!.length
    let left = length
    let from = begin - before
    for (let line = index; line < texts.length && left > 0; line++) {
      const text = texts[line]!
      pieces.push(cutAtBlanks(text, from, from + left))
      left -= text.length - from
      from = 0
    }
  }
  return pieces.join('\n')
}

function cutAtBlanks(text: string, from: number, to: number): string {
  let start = from
  if (start > 0) while (start < from + REACH && text.charCodeAt(start - 1) !== 32) start++
  if (start === from + REACH) start = from
  let end = Math.min(to, text.length)
  if (end < text.length) while (end > to - REACH && text.charCodeAt(end) !== 32) end--
  if (end === to - REACH) end = to
  return text.slice(start, Math.max(start, end))
}
