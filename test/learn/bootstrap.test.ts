import { describe, expect, it } from 'vitest'
import { compareMeasures } from '../../src/learn/bootstrap.ts'
import { measureDocument } from '../../src/learn/measure-document.ts'
import { goldDocument, labelled } from './gold-document.ts'

/** Documents of one paragraph and one related line; in those that `isRight` picks both are right, else neither. */
const measures = (count: number, isRight: (at: number) => boolean) =>
  Array.from({ length: count }, (_, at) => measureDocument(goldDocument(['paragraph: x', 'related: y'], { name: `${at}` }), labelled(...(isRight(at) ? ['paragraph', 'related'] : ['related', 'paragraph']))))
const find = (comparison: ReturnType<typeof compareMeasures>, metric: string) => comparison.differences.find((one) => one.metric === metric)

describe('compareMeasures', () => {
  it('finds no difference between a labelling and itself', () => {
    const same = measures(20, (at) => at % 3 > 0)
    for (const { difference, low, high } of compareMeasures(same, same).differences) expect([difference, low, high]).toEqual([0, 0, 0])
  })
  it('finds a difference that every document shows, surely', () => {
    expect(find(compareMeasures(measures(20, () => true), measures(20, () => false)), 'roleAccuracy')).toEqual({ metric: 'roleAccuracy', here: 1, there: 0, difference: 1, low: 1, high: 1 })
  })
  it('is unsure of a difference that few documents show', () => {
    const { difference, low, high } = find(compareMeasures(measures(40, (at) => at !== 0), measures(40, (at) => at !== 1 && at !== 2)), 'whole')!
    expect(difference).toBeCloseTo(1 / 40, 12)
    expect(low).toBeLessThan(0)
    expect(high).toBeGreaterThan(difference)
  })
  it('has intervals about as wide as theory says', () => {
    // The mean of 100 differences, half of them 1 and half 0, has a standard error of 0.05.
    const { low, high } = find(compareMeasures(measures(100, () => true), measures(100, (at) => at % 2 === 0)), 'whole')!
    expect(Math.abs(low - (0.5 - 1.96 * 0.05))).toBeLessThan(0.02)
    expect(Math.abs(high - (0.5 + 1.96 * 0.05))).toBeLessThan(0.02)
  })
  it('pairs documents by name, and gives the same interval every time', () => {
    const here = measures(9, (at) => at % 2 === 0)
    const there = measures(12, (at) => at % 3 === 0).reverse()
    expect(compareMeasures(here, there).documents).toBe(9)
    expect(compareMeasures(here, there)).toEqual(compareMeasures(here, there))
  })
  it('compares nothing where nothing is common', () => {
    expect(compareMeasures(measures(3, () => true), [])).toEqual({ documents: 0, differences: [] })
  })
})
