import { expect, it } from 'vitest'
import { findExcessLines, mostLines } from '../../src/text/limit-lines.ts'

it.each([
  ['no line', '', false],
  ['one line', 'a', false],
  ['as many lines as are read', 'a\n'.repeat(mostLines), false],
  ['the same without a final newline', `${'a\n'.repeat(mostLines - 1)}a`, false],
  ['one line more', `${'a\n'.repeat(mostLines)}a`, true],
  ['one blank line more', '\n'.repeat(mostLines + 1), true],
])('of %s', (_, text, tooMany) => {
  expect(findExcessLines(text)?.ruleId).toBe(tooMany ? 'input-too-large' : undefined)
})
