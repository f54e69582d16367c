import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutSample } from '../../src/language/sample.ts'

describe('cutSample', () => {
  it('joins a short document whole', () => {
    expect(cutSample(['one', 'two'], 100)).toBe('one\ntwo')
    expect(cutSample([], 100)).toBe('')
  })

  it('is spread over a long one, first and last words included', () => {
    const lines = Array.from({ length: 100 }, (_, index) => `line ${index} goes on with some words`)
    const sample = cutSample(lines, 800)
    expect(sample).toContain('line 0 ')
    expect(sample).toContain('line 43 ')
    expect(sample).toContain('line 99 ')
  })

  it('takes whole words where there are blanks', () => {
    const words = new Set(cutSample(['alpha beta gamma delta '.repeat(400).trim()], 400).split(/\s/))
    expect([...words].filter((word) => word && !['alpha', 'beta', 'gamma', 'delta'].includes(word))).toEqual([])
  })

  it('takes a stretch without blanks as it is', () => {
    expect(cutSample(['字'.repeat(5000)], 800).replaceAll('\n', '')).toBe('字'.repeat(800))
  })

  it('is bounded, and holds nothing but pieces of the texts', () => {
    fc.assert(fc.property(fc.array(fc.string({ maxLength: 400 }), { maxLength: 30 }), fc.integer({ min: 80, max: 600 }), (texts, size) => {
      const sample = cutSample(texts, size)
      const bare = (text: string): number => text.replaceAll('\n', '').length
      expect(bare(sample)).toBeLessThanOrEqual(size)
      const whole = texts.join('\n')
      expect(sample.split('\n').every((piece) => whole.includes(piece))).toBe(true)
    }))
  })
})
