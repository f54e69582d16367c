import { beforeAll, expect, test } from 'vitest'
import { analyse, load, type ConvertOptions } from '../../src/convert.ts'

beforeAll(load)

const text = [
  'افتتاح حديقة على ضفة النهر', '',
  'افتتحت البلدية حديقة جديدة على ضفة النهر صباح اليوم، وقال رئيس البلدية إن العمل استمر عامين كاملين بسبب ارتفاع منسوب المياه.', '',
  'سلة الخميس: جسر خشبي يعود إلى الحياة', '',
  'وأضاف المهندس المشرف أن الحديقة تضم مئتي شجرة وملعبا للأطفال، وأن الدخول إليها يبقى مجانيا طوال السنة بقرار من المجلس.', '',
].join('\n')
const cues = { ar: { related: { start: ['سلة الخميس'] } } }
const rolesOf = (options: ConvertOptions) => analyse(text, options).lines.map(({ role }) => role)

test('a phrase of the caller gives its role', () => {
  expect(rolesOf({})[4]).not.toBe('related')
  expect(rolesOf({ cues })[4]).toBe('related')
  expect(rolesOf({ cues: { 'ar-EG': cues.ar } })[4]).toBe('related')
})

test('it is told as what it is, not as a pin', () => {
  const line = analyse(text, { cues, reasons: true }).lines[4]!
  expect(line).toMatchObject({ pinned: false, reasons: expect.arrayContaining(['one of your own phrases for related']) })
  expect(line.confidence).toBeGreaterThan(0.5)
  expect(line.confidence).toBeLessThan(1)
  expect(analyse(text, { cues }).lines[4]).not.toHaveProperty('reasons')
})

test('pins win over it, and phrases of other languages, or that stand elsewhere, change nothing', () => {
  expect(rolesOf({ cues, pins: [null, null, null, null, 'crosshead'] })[4]).toBe('crosshead')
  expect(rolesOf({ cues: { he: cues.ar } })).toEqual(rolesOf({}))
  expect(rolesOf({ cues: { ar: { related: { line: ['سلة الخميس'] } } } })[4]).not.toBe('related')
})
