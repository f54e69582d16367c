import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calibrate } from '../../src/label/calibration.ts'
import type { MeasuredLine } from '../../src/learn/measure-document.ts'
import { fitCalibration } from '../../src/learn/fit-calibration.ts'
import { goldDocument } from './gold-document.ts'

/** Documents whose lines all are paragraphs, of which some are called so, with one confidence. */
const fit = (lines: readonly (readonly [confidence: number, right: boolean])[], weight = 1) =>
  fitCalibration(
    lines.length === 0 ? [] : [goldDocument(lines.map(() => 'paragraph: x'))],
    () => lines.map(([confidence, right]): MeasuredLine => ({ role: right ? 'paragraph' : 'promo', confidence, text: 'x' })),
    () => weight,
  )
const many = (count: number, confidence: number, share: number) => Array.from({ length: count }, (_, at) => [confidence, at < count * share] as const)

describe('fitCalibration', () => {
  it('leaves confidences alone that nothing is known of', () => {
    expect(fit([])).toEqual(Array.from({ length: 20 }, (_, bin) => Math.round((bin + 0.5) * 50) / 1000))
  })

  it('takes sureness down to how often it is right, the more so with more lines', () => {
    const sure = fit(many(20_000, 0.97, 0.9)).at(-1)!
    expect(sure).toBeCloseTo(0.9, 2)
    expect(fit(many(30, 0.97, 0.9)).at(-1)!).toBeGreaterThan(sure)
    expect(fit(many(20_000, 0.32, 0.7))[6]).toBeCloseTo(0.7, 1)
  })

  it('never falls', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean()), { maxLength: 200 }), fc.integer({ min: 1, max: 50 }), (lines, weight) => {
      const fitted = fit(lines, weight)
      expect(fitted).toHaveLength(20)
      expect([...fitted].sort((a, b) => a - b)).toEqual(fitted)
    }))
  })
})

describe('calibrate', () => {
  it.each([[0, 0.1], [0.25, 0.1], [0.5, 0.2], [0.75, 0.3], [1, 0.3]])('%d becomes %d', (probability, expected) => {
    expect(calibrate(probability, [0.1, 0.3])).toBeCloseTo(expected, 10)
  })

  it('leaves a probability as it is where there is no calibration', () => {
    expect(calibrate(0.3, [])).toBe(0.3)
  })
})
