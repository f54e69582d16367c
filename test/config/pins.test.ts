import { expect, test } from 'vitest'
import { checkPins, parsePins } from '../../src/config/pins.ts'
import type { LabelledLine } from '../../src/document.ts'

const sha256 = 'ab'.repeat(32)
const parse = (content: unknown) => parsePins(typeof content === 'string' ? content : JSON.stringify(content), 'a.roles.json', sha256)

test('reads pins, with and without the other fields of a label file', () => {
  expect(parse({ sha256, lines: ['headline', null] })).toEqual({ pins: ['headline', null] })
  expect(parse({ file: 'a.txt', sha256: sha256.toUpperCase(), lang: 'ar', dir: 'rtl', labelled: 'hand', lines: [] })).toEqual({ pins: [] })
  expect(parse(`\ufeff${JSON.stringify({ sha256, lines: [] })}`)).toEqual({ pins: [] })
})

test('a pin file of another text names both hashes', () => {
  const other = 'cd'.repeat(32)
  const { problem } = parse({ sha256: other, lines: [] }) as { problem: { ruleId: string; reason: string } }
  expect(problem).toMatchObject({ ruleId: 'pins-stale', severity: 'error' })
  for (const part of ['a.roles.json', other, sha256]) expect(problem.reason).toContain(part)
})

test.each([
  ['{', 'is not JSON'],
  ['null', 'has no list `lines`'],
  ['[]', 'has no list `lines`'],
  [{ sha256, lines: 'headline' }, 'has no list `lines`'],
  [{ lines: [] }, `has no \`sha256\`; that of the input is ${sha256}`],
  [{ sha256, lines: [null, 'heading'] }, 'gives line 2 the unknown role "heading"'],
  [{ sha256, lines: ['paragrph'] }, 'Did you mean paragraph?'],
  [{ sha256, lines: [1] }, 'gives line 1 the unknown role 1'],
])('refuses %j', (content, reason) => {
  expect(parse(content)).toMatchObject({ problem: { ruleId: 'pins-invalid', reason: expect.stringContaining(reason) } })
})

test('pins have to fit the lines', () => {
  const lines = [{ role: 'headline' }, { role: null }] as LabelledLine[]
  expect(checkPins(['headline'], lines, 'a.roles.json')).toBeUndefined()
  expect(checkPins([null, null], lines, 'a.roles.json')).toBeUndefined()
  expect(checkPins([null, null, null], lines, 'a.roles.json')?.reason).toContain('3 entries, the input 2 lines')
  expect(checkPins([null, 'promo'], lines, 'a.roles.json')).toMatchObject({ line: 2, reason: expect.stringContaining('blank') })
})
