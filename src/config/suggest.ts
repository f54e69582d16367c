/**
 * Finds the known name that a mistyped one most likely stood for, or nothing when none is near:
 * at most 3 edits (insertion, deletion, substitution, transposition of neighbours) and at most half of the word.
 *
 * @example suggest('markdwn', ['markdown', 'json']) // 'markdown'
 */
export function suggest(word: string, names: Iterable<string>): string | undefined {
  const wanted = word.toLowerCase()
  let best: string | undefined
  let least = Math.min(3, Math.floor(wanted.length / 2)) + 1
  for (const name of names) {
    if (Math.abs(name.length - wanted.length) >= least) continue
    const distance = editDistance(wanted, name.toLowerCase())
    if (distance < least) {
      least = distance
      best = name
    }
  }
  return best
}

/** The sentence that offers the suggestion, with a blank before it, or nothing. */
export function didYouMean(word: string, names: Iterable<string>): string {
  const name = suggest(word, names)
  return name === undefined ? '' : ` Did you mean ${name}?`
}

/** Optimal string alignment distance, row by row. */
function editDistance(a: string, b: string): number {
  let before: number[] = []
  let above = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      let distance = Math.min(above[j]! + 1, row[j - 1]! + 1, above[j - 1]! + cost)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) distance = Math.min(distance, before[j - 2]! + 1)
      row.push(distance)
    }
    before = above
    above = row
  }
  return above[b.length]!
}
