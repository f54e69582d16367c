import { describe, expect, it } from 'vitest'
import { isConsecutive, readMarker } from '../../src/markdown/list-marker.ts'

describe('readMarker', () => {
  it.each([
    ['- بند', undefined, 'بند'],
    ['• بند', undefined, 'بند'],
    ['•بند', undefined, 'بند'],
    ['* بند', undefined, 'بند'],
    ['*بند', undefined, 'بند'],
    ['-بند', undefined, 'بند'],
    ['– item', undefined, 'item'],
    ['■ بند', undefined, 'بند'],
    ['\u200f- بند', undefined, '\u200fبند'],
    ['1. بند', 1, 'بند'],
    ['12) بند', 12, 'بند'],
    ['3- بند', 3, 'بند'],
    ['3-بند', 3, 'بند'],
    ['3 - بند', 3, 'بند'],
    ['\u200f2. بند', 2, '\u200fبند'],
  ])('parts %j', (line, number, text) => {
    expect(readMarker(line)).toEqual(number === undefined ? { text } : { number, text })
  })

  it.each(['بند', '-', '•', '1.', '1. ', '-5 درجات', '+18', '*بند*', '2 - 1 لصالح الضيوف', '5-year plan', '١- بند', '(1) بند', '01. بند', '1.5 مليون', 'أ) بند', '1ـ بند', '2024', '1234567890. بند', '✓ بند'])(
    'leaves %j whole',
    (line) => {
      expect(readMarker(line)).toEqual({ text: line })
    },
  )
})

describe('isConsecutive', () => {
  const numbered = (...numbers: (number | undefined)[]) => numbers.map((number) => (number === undefined ? { text: 'x' } : { number, text: 'x' }))
  it.each([
    [[1, 2, 3], true],
    [[0, 1], true],
    [[7], true],
    [[1, 3], false],
    [[3, 2, 1], false],
    [[1, undefined], false],
    [[undefined, 1], false],
    [[], false],
    [[999_999_999], false],
  ])('%j: %j', (numbers, expected) => {
    expect(isConsecutive(numbered(...numbers))).toBe(expected)
  })
})
