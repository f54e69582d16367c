import { signs, signsOf } from './character-signs.ts'
import type { Fixed } from './replace-counted.ts'

const POP_ISOLATE = 0x2069
/** LRM, RLM, ALM: they order neutral characters inside a line and can do no harm. */
const marks: ReadonlySet<number> = new Set([0x200e, 0x200f, 0x061c])

/**
 * Removes bidi controls that can reorder what stands around them (Unicode Technical Standard 55): overrides, embeddings and
 * what closes them, isolates without an end or a beginning, empty isolates, the deprecated U+206A to U+206F. Isolates that
 * are balanced within the line stay, and so do LRM, RLM and ALM but at the edges of the line, where they do nothing.
 */
export function fixBidi(text: string): Fixed {
  const kept: string[] = []
  const open: number[] = []
  const unbalanced = new Set<number>()
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (!(signsOf(code) & signs.bidi) || marks.has(code)) kept.push(text[index]!)
    else if (code >= 0x2066 && code < POP_ISOLATE) {
      open.push(kept.length)
      unbalanced.add(kept.length)
      kept.push(text[index]!)
    } else if (code === POP_ISOLATE && open.length > 0) {
      const start = open.pop()!
      unbalanced.delete(start)
      if (start === kept.length - 1) kept.pop()
      else kept.push(text[index]!)
    }
  }
  const balanced = kept.filter((_, index) => !unbalanced.has(index)).join('')
  const fixed = dropEdgeMarks(balanced)
  return { text: fixed, count: text.length - fixed.length }
}

/** Drops the marks before the first and after the last character that is neither mark nor white space. */
function dropEdgeMarks(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && isEdge(text, start)) start++
  while (end > start && isEdge(text, end - 1)) end--
  if (start === 0 && end === text.length) return text
  return dropMarks(text.slice(0, start)) + text.slice(start, end) + dropMarks(text.slice(end))
}

function isEdge(text: string, index: number): boolean {
  const code = text.charCodeAt(index)
  return code === 0x20 || marks.has(code) || (signsOf(code) & signs.oddSpace) !== 0
}

function dropMarks(text: string): string {
  return text.replace(/[\u200e\u200f\u061c]/g, '')
}
