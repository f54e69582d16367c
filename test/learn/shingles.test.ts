import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareShingles, toWords } from '../../src/learn/shingles.ts'

test.each([
  ['Von 3 auf 4,5!', ['von', '3', 'auf', '4', '5']],
  ['«سَلام» يا عالَم', ['سَلام', 'يا', 'عالَم']],
  ['Cafe\u0301 – don’t', ['caf\u00e9', 'don', 't']],
  [' … ', []],
])('%s in words', (text, words) => expect(toWords(text)).toEqual(words))

test.each([
  ['the same', 'a b c d e', 'a b c d e', 4, 1],
  ['one of two shingles in common', 'a b c d e', 'a b c d f', 4, 0.5],
  ['two found, one of them expected', 'a b c d e', 'a b c d', 4, 2 / 3],
  ['a repeated shingle counts as often as it is expected', 'a a a', 'a', 1, 0.5],
  ['shorter than a shingle', 'a b', 'a b', 4, 1],
  ['order matters for shingles', 'd c b a', 'a b c d', 4, 0],
  ['but not for words', 'd c b a', 'a b c d', 1, 1],
  ['nothing found', '', 'a b', 4, 0],
  ['nothing expected', 'a b', '', 4, 0],
  ['nothing at all', '', '', 4, 1],
])('%s', (_, found, expected, size, f1) => expect(compareShingles(toWords(found), toWords(expected), size)).toBeCloseTo(f1, 12))

test('is the same in both directions, from 0 to 1, and 1 for a text and itself', () => {
  const words = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 })
  fc.assert(fc.property(words, words, fc.integer({ min: 1, max: 4 }), (a, b, size) => {
    const f1 = compareShingles(a, b, size)
    expect(f1).toBe(compareShingles(b, a, size))
    expect(f1).toBeGreaterThanOrEqual(0)
    expect(f1).toBeLessThanOrEqual(1)
    expect(compareShingles(a, a, size)).toBe(1)
  }))
})
