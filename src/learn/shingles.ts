/**
 * Splits a text into words: runs of letters, digits and marks, lower-cased, composed alike.
 *
 * @example toWords('Von 3 auf 4,5.') // ['von', '3', 'auf', '4', '5']
 */
export function toWords(text: string): string[] {
  return text.normalize('NFC').toLowerCase().match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
}

/**
 * Compares two texts by their shingles, runs of `size` words, each counted as often as it stands there: the measure of
 * the article extraction benchmark with four words, that of a bag of words with one. A text shorter than a shingle is
 * one shingle.
 *
 * @returns F1 of the shingles, 0 to 1; 1 when both texts are empty.
 */
export function compareShingles(found: readonly string[], expected: readonly string[], size: number): number {
  const rest = countShingles(expected, size)
  const expectedCount = countAll(expected, size)
  const foundCount = countAll(found, size)
  if (foundCount + expectedCount === 0) return 1
  let both = 0
  for (const [shingle, count] of countShingles(found, size)) both += Math.min(count, rest.get(shingle) ?? 0)
  return (2 * both) / (foundCount + expectedCount)
}

function countAll(words: readonly string[], size: number): number {
  return words.length === 0 ? 0 : Math.max(1, words.length - size + 1)
}

function countShingles(words: readonly string[], size: number): Map<string, number> {
  const counts = new Map<string, number>()
  for (let at = 0; at < countAll(words, size); at++) {
    const shingle = words.slice(at, at + size).join(' ')
    counts.set(shingle, (counts.get(shingle) ?? 0) + 1)
  }
  return counts
}
