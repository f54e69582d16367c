import type { Measures } from './measure.ts'

/** How many words a title has; its first three, in a row, are looked for. */
const titleWords = [3, 25] as const
const run = 3
/** Bits of the filter that most runs of words are stopped by. */
const filterSize = 1 << 12

/**
 * Counts for each title how often else its first three words stand in a row in the document: a page's path, its tab and the form
 * for comments name the headline within longer lines.
 *
 * @returns One count a unit, up to 255; 0 for one of fewer words, or of too many for a title.
 */
export function countMentions({ count, words, hashes, hashAt }: Measures): Uint8Array {
  const filter = new Uint8Array(filterSize)
  const titles = new Map<number, number>()
  const keys = new Int32Array(count)
  for (let at = 0; at < count; at++) {
    const from = hashAt[at]!
    if (words[at]! < titleWords[0] || words[at]! > titleWords[1] || hashAt[at + 1]! - from < run) continue
    const key = (keys[at] = runAt(hashes, from) || 1)
    filter[key & (filterSize - 1)] = 1
    titles.set(key, 0)
  }
  for (let at = 0; at < count; at++) {
    for (let word = hashAt[at]!; word <= hashAt[at + 1]! - run; word++) {
      const key = runAt(hashes, word)
      if (filter[key & (filterSize - 1)] === 0) continue
      const found = titles.get(key)
      if (found !== undefined) titles.set(key, found + 1)
    }
  }
  return Uint8Array.from(keys, (key) => (key === 0 ? 0 : Math.min(255, Math.max(0, titles.get(key)! - 1))))
}

function runAt(hashes: ArrayLike<number>, word: number): number {
  return Math.imul(Math.imul(hashes[word]!, 31) + hashes[word + 1]!, 31) + hashes[word + 2]! | 0
}
