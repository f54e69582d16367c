import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hardWrap } from '../../src/learn/hard-wrap.ts'

test('breaks long lines at blanks; the pieces have the role and the doubt of the line', () => {
  const gold = { lines: ['Rain', '', 'one two three four', 'overlongword x'], roles: ['headline', null, 'paragraph', 'legal'] as const, doubt: new Set([2]) }
  expect(hardWrap(gold, 9)).toEqual({
    lines: ['Rain', '', 'one two', 'three', 'four', 'overlongword', 'x'],
    roles: ['headline', null, 'paragraph', 'paragraph', 'paragraph', 'legal', 'legal'],
    doubt: new Set([2, 3, 4]),
  })
})

test('keeps every word in order, and no line longer than the width but for single words', () => {
  fc.assert(fc.property(fc.array(fc.array(fc.stringMatching(/^[a-zأ-ي]{1,12}$/), { minLength: 1 })), fc.integer({ min: 1, max: 30 }), (texts, width) => {
    const lines = texts.map((words) => words.join(' '))
    const wrapped = hardWrap({ lines, roles: lines.map(() => 'paragraph'), doubt: new Set() }, width)
    expect(wrapped.lines.join(' ')).toBe(lines.join(' '))
    expect(wrapped.roles).toHaveLength(wrapped.lines.length)
    for (const line of wrapped.lines) if (line.includes(' ')) expect(line.length).toBeLessThanOrEqual(width)
  }))
})
