import { expect, test } from 'vitest'
import { explainLines } from '../../src/cli/explain-lines.ts'
import { formatExplanation } from '../../src/cli/format-explanation.ts'
import { chooseLeastSure, formatLeastSure, type DoubtfulInput } from '../../src/cli/least-sure.ts'
import { checkPinFlag, readPinFlags } from '../../src/cli/read-pin-flags.ts'
import type { Article, LabelledLine } from '../../src/document.ts'
import { findDoubts } from '../../src/batch/find-doubts.ts'

const paint = (_: unknown, text: string) => text
const line = (number: number, given: Partial<LabelledLine>): LabelledLine =>
  ({ number, offset: 0, raw: given.text ?? '', text: '', continues: false, role: 'paragraph', confidence: 0.9, pinned: false, ...given })
const lexicon = { cues: { related: { start: ['اقرأ أيضا'] } } } as never

test('the wording that counted is named', () => {
  const lines = [
    line(1, { role: 'related', text: 'اقرأ أيضًا: جسر', reasons: ['short line', 'its wording, or the heading above it, is that of related', 'commas'] }),
    line(2, { role: 'related', text: 'اقرأ أيضًا: جسر', reasons: ['short line'] }),
    line(3, { role: 'related', text: 'جسر', reasons: ['its wording, or the heading above it, is that of related'] }),
    line(4, { role: 'related', text: 'اقرأ أيضا', reasons: ['pinned'], pinned: true }),
    line(5, { role: 'related', text: 'اقرأ أيضا', reasons: ['short line'], continues: true }),
  ]
  expect(explainLines({ lines } as unknown as Article, [lexicon]).map(({ reasons }) => reasons)).toEqual([
    ['short line', 'cue «اقرأ أيضا» for related', 'commas'],
    ['short line', 'cue «اقرأ أيضا» for related'],
    ['its wording, or the heading above it, is that of related'],
    ['pinned'],
    ['goes on with the line before', 'short line'],
  ])
})

test('a line tells the role it had before, where that was another', () => {
  const before = [line(1, { role: 'promo' }), line(2, {})]
  const lines = [line(1, { role: 'deck' }), line(2, {})]
  expect(explainLines({ lines } as unknown as Article, [], before).map(({ was }) => was)).toEqual(['promo', undefined])
})

test('the role stands first, and nothing in a text can move it', () => {
  const [row] = [explainLines({ lines: [line(7, { role: 'related', text: '\u202eاقرأ \x1b[31m\u2069', confidence: 0.987, reasons: ['cue «\u202eب» for related'] })] } as unknown as Article, [])]
  expect(formatExplanation(row!, paint).split('\n')).toEqual([
    'role          line  sure  text',
    'related          7   99%  \u2068\\u202eاقرأ \\e[31m\\u2069\u2069',
    '                          cue \u2068«\\u202eب»\u2069 for related',
    '',
  ])
})

test('texts are cut to the terminal', () => {
  const rows = explainLines({ lines: [line(1, { text: 'جملة طويلة '.repeat(50) })] } as unknown as Article, [])
  const shown = formatExplanation(rows, paint, 60).split('\n')[1]!
  expect(shown.length).toBeLessThanOrEqual(62) // two isolates take no room
  expect(shown).toContain('…')
})

test.each(['', '1', 'a=promo', '0=promo', '3-2=promo', '1=prono', '1=', '=promo', '1=promo=deck', '1-=promo'])('--pin %s is refused', (text) => {
  expect(checkPinFlag(text)).toMatch(/Expected|There is no role/)
})

test('pins of flags: one line, a range without its blank lines, none; later ones win', () => {
  const lines = [line(1, {}), line(2, { role: null }), line(3, {}), line(4, {})]
  for (const flag of ['1-3=promo', '3=none', '4=list-item']) expect(checkPinFlag(flag)).toBeUndefined()
  expect([...(readPinFlags(['1-3=promo', '3=none', '4=list-item'], lines) as ReadonlyMap<number, unknown>)]).toEqual([[1, 'promo'], [3, null], [4, 'list-item']])
  expect(readPinFlags(['2=promo'], lines)).toContain('line 2 is blank')
  expect(readPinFlags(['3-5=promo'], lines)).toContain('the input has 4 lines')
})

test('doubts are the lines under the limit, least sure first, wrapped lines once', () => {
  const lines = [line(1, { confidence: 0.59 }), line(2, { confidence: 0.6 }), line(3, { confidence: 0.3 }), line(4, { confidence: 0.3, continues: true }), line(5, { role: null, confidence: 0 })]
  expect(findDoubts(lines).map(({ line: number }) => number)).toEqual([3, 1])
})

test('the summary names few documents and few lines, worst first', () => {
  const doubt = (number: number, confidence = 0.5) => ({ line: number, role: 'promo', confidence }) as const
  const inputs = [
    { name: 'sure', doubts: [] },
    { name: 'a', doubts: [doubt(9, 0.2)] },
    { name: 'b', doubts: [doubt(5), doubt(2), doubt(7), doubt(8), doubt(9)] },
    { name: 'c', doubts: [doubt(1, 0.2)] },
    { name: 'd', doubts: [doubt(1, 0.4)] },
  ]
  const least = inputs.reduce<readonly DoubtfulInput[]>(chooseLeastSure, [])
  expect(formatLeastSure(least)).toBe('least sure: b (lines 2, 5, 7 and 2 more); a (line 9); c (line 1). `naskh explain <file>` says why')
})
