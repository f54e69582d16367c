import fc from 'fast-check'
import { expect, it } from 'vitest'
import { segment } from '../../src/text/segment.ts'

it.each([
  ['', [['', 0]]],
  ['a', [['a', 0]]],
  ['a\n', [['a', 0], ['', 2]]],
  ['a\r\n\nb\rc\u2028d', [['a\r', 0], ['', 3], ['b\rc\u2028d', 4]]],
])('splits %j at line feeds only', (text, expected) => {
  expect(segment(text).map(({ raw, offset }) => [raw, offset])).toEqual(expected)
})

it('keeps every character, numbers lines from 1 and knows where each begins', () => {
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom('a', '\n', '\r', 'س', ' ') }), (text) => {
    const lines = segment(text)
    expect(lines.map(({ raw }) => raw).join('\n')).toBe(text)
    for (const [index, { number, offset, raw }] of lines.entries()) {
      expect(number).toBe(index + 1)
      expect(text.slice(offset, offset + raw.length)).toBe(raw)
    }
  }))
})
