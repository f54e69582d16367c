import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkLineCounts } from '../../src/label/line-counts.ts'
import { openLineCounter } from '../../src/learn/line-counter.ts'

const documents = fc.array(fc.array(fc.integer({ min: -1, max: 40 }), { maxLength: 12 }), { maxLength: 60 })

function countAll(given: readonly (readonly number[])[], capacity?: number) {
  const counter = openLineCounter(capacity)
  for (const hashes of given) counter.add(hashes)
  return counter.read()
}

function countExactly(given: readonly (readonly number[])[]): Map<number, number> {
  const counts = new Map<number, number>()
  for (const hashes of given) for (const hash of new Set(hashes)) if (hash >= 0) counts.set(hash, (counts.get(hash) ?? 0) + 1)
  return counts
}

test('counts are exact as long as there is room', () => {
  fc.assert(fc.property(documents, (given) => {
    const { keys, counts, missed, documents: seen } = countAll(given)
    const exact = [...countExactly(given)].filter(([, count]) => count > 1).sort(([a], [b]) => a - b)
    expect({ pairs: keys.map((key, at) => [key, counts[at]]), missed, seen }).toEqual({ pairs: exact, missed: 0, seen: given.length })
  }))
})

test('without room no count is too high, and none too low by more than it says, which keeps its bound', () => {
  fc.assert(fc.property(documents, fc.integer({ min: 2, max: 20 }), (given, capacity) => {
    const { keys, counts, missed, lines } = countAll(given, capacity)
    const exact = countExactly(given)
    const found = new Map(keys.map((key, at) => [key, counts[at]!]))
    for (const [key, count] of exact) {
      const counted = found.get(key) ?? 0 // a count of 1 is not told
      expect(counted).toBeLessThanOrEqual(count)
      expect(count - Math.max(counted, 1)).toBeLessThanOrEqual(missed)
    }
    for (const key of keys) expect(exact.has(key)).toBe(true)
    expect(missed).toBeLessThanOrEqual((2 * lines) / capacity)
    expect(keys.length).toBeLessThanOrEqual(capacity)
  }))
})

test('a line that stands in every document is found among many that do not', () => {
  const given = Array.from({ length: 2000 }, (_, at) => [7, ...Array.from({ length: 20 }, (_, line) => 100 + at * 20 + line)])
  const { keys, counts, missed, lines } = countAll(given, 1000)
  expect(keys).toContain(7)
  expect(counts[keys.indexOf(7)]! + missed).toBeGreaterThanOrEqual(2000)
  expect(missed).toBeLessThanOrEqual((2 * lines) / 1000)
})

test('what it gives is a file of counts', () => {
  expect(checkLineCounts(JSON.parse(JSON.stringify(countAll([[3, 5], [5, 3], [5]]))))).toBeUndefined()
})

test.each([
  [null, 'expected counts of lines'], [{}, 'expected counts of lines'], [{ schema: 2, keys: [], counts: [] }, 'expected counts of version 1, found 2'],
  [{ schema: 1, missed: 0, keys: [2, 1], counts: [2, 2] }, 'not whole'], [{ schema: 1, missed: 0, keys: [1], counts: [] }, 'not whole'],
  [{ schema: 1, missed: 0, keys: [1], counts: ['2'] }, 'not whole'], [{ schema: 1, keys: [], counts: [] }, 'not whole'],
])('%j is none', (value, problem) => {
  expect(checkLineCounts(value)).toContain(problem)
})
