import { expect, test } from 'vitest'
import { addPins, checkPins, parsePins } from '../../src/config/pins.ts'
import type { LabelledLine } from '../../src/document.ts'

const sha256 = 'ab'.repeat(32)
const lines = [{ role: 'headline' }, { role: null, raw: '' }, { role: 'paragraph' }, { role: null, raw: '' }] as LabelledLine[]
const parse = (content: unknown) => parsePins(typeof content === 'string' ? content : JSON.stringify(content), 'a.roles.json', sha256, () => lines)

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
  [['headline', null, 'paragraph'], 'the number of lines is the same, 3, so what stands in them changed'],
  [['headline', 'deck', 'paragraph'], 'the number of lines is the same, 3, so what stands in them changed; line 2, which it calls deck, is blank now'],
  [['headline'], 'its lines are 1, those of the input 3'],
  [[null, 'deck', null, null, 'promo'], 'its lines are 5, those of the input 3; line 2, which it calls deck, is blank now'],
  [['headline', {}], 'its lines are 2, those of the input 3; line 2, which it calls {}, is blank now'],
  [['headline', 'x'.repeat(100)], `its lines are 2, those of the input 3; line 2, which it calls "${'x'.repeat(59)}…, is blank now`],
])('pins %j of another text say what changed', (entries, change) => {
  const { problem } = parse({ sha256: 'cd'.repeat(32), lines: entries }) as { problem: { reason: string } }
  expect(problem.reason.slice(problem.reason.indexOf('; ') + 2)).toBe(change)
})

test('a hash that is none is quoted, and cut where it is long', () => {
  expect(parse({ sha256: 'a\nb', lines: [] })).toMatchObject({ problem: { reason: expect.stringContaining('it says sha256 "a\\nb", the input') } })
  const { problem } = parse({ sha256: 'c'.repeat(9999), lines: [] }) as { problem: { reason: string } }
  expect(problem.reason.length).toBeLessThan(300)
})

test('pins are added to a label file, which keeps what else it holds', () => {
  const labels = { file: 'a.txt', sha256, lang: 'ar', dir: 'rtl', labelled: 'naskh', lines: ['headline', null, 'paragraph'] } as const
  expect(JSON.parse(addPins(undefined, labels, new Map([[3, 'promo']])))).toEqual({ ...labels, labelled: 'hand', lines: [null, null, 'promo'] })
  const old = JSON.stringify({ note: 'mine', sha256, lines: ['kicker'] })
  expect(addPins(old, labels, new Map([[3, 'promo']]))).toBe(`${JSON.stringify({ note: 'mine', sha256, lines: ['kicker', null, 'promo'] })}\n`)
  expect(JSON.parse(addPins(old, labels, new Map([[1, null]])))).toMatchObject({ lines: [null, null, null] })
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
