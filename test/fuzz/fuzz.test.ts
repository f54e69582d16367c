import { beforeAll, describe, expect, it } from 'vitest'
import { load } from '../../src/convert.ts'
import type { LabelledLine } from '../../src/document.ts'
import { toFrontMatter } from '../../src/markdown/front-matter.ts'
import { checkDocument } from './check-document.ts'
import { invariants } from './invariants.ts'
import { minimise } from './minimise.ts'
import { observe, type Observed } from './observe.ts'
import { compareValues, expectValues } from './readers.ts'
import { stageNames, stages } from './stages.ts'
import { makeTrial, type Trial } from './trial.ts'

beforeAll(load)

const seed = 3
const bytes = new TextEncoder().encode('عنوان الخبر\n\nكتب: سالم المرّي\n\nقال رئيس البلدية إن العمل في الجسر الجديد بدأ قبل أسبوعين.\n')
const plain: Trial = { ...makeTrial(seed, 0), bytes, encoding: 'utf-8', settings: { to: 'markdown', flavor: 'default', boilerplate: 'drop', ext: [], ignore: [], maxSize: 1e9, fixes: {}, textKey: 'text', idKey: 'id', keepText: false, ascii: false, flush: 'batch' }, pins: ['headline', null, 'byline', null, 'paragraph'] }

describe('documents of a run', () => {
  it('are the same for the same seed and index, whatever was made before', () => {
    const first = makeTrial(seed, 17)
    makeTrial(seed + 1, 18)
    expect(makeTrial(seed, 17)).toEqual(first)
    expect(makeTrial(seed + 1, 17)).not.toEqual(first)
  })

  it(`all hold what is promised (seed ${seed})`, async () => {
    for (let index = 0; index < 4 * stageNames.length; index++) {
      expect((await checkDocument(seed, makeTrial(seed, index))).failures).toEqual([])
    }
  })
})

/** What a fault of each kind would make of the results of a sound document. */
const faults: Readonly<Record<string, (observed: Observed) => Observed>> = {
  'every line once': (observed) => ({ ...observed, record: { ...observed.record, lines: observed.record.lines.slice(1) } }),
  'fits the schema': (observed) => ({ ...observed, record: { ...observed.record, confidence: { encoding: NaN, lang: 2 } } }),
  'roles of lines with text': (observed) => onLine(observed, 0, { role: null }),
  'pins hold': (observed) => onLine(observed, 0, { role: 'paragraph' }),
  messages: (observed) => onArticle(observed, { messages: [{ ruleId: 'no-body', severity: 'warning', reason: 'expected', line: 99 }] }),
  'no placeholder': (observed) => onMarkdown(observed, 'undefined\n'),
  'valid UTF-8': (observed) => onMarkdown(observed, '\ud800\n'),
  'no control characters': (observed) => onMarkdown(observed, 'a\u0007\n'),
  'bidi controls are balanced': (observed) => onMarkdown(observed, '\u2067a\n'),
  'letters of lines without fixes': (observed) => onLine(observed, 0, { text: 'عنوان' }),
  'one end': (observed) => onMarkdown(observed, 'a'),
  'reads back as the tree': (observed) => onMarkdown(observed, '# a <b>\n'),
  'reads back as the tree with GFM': (observed) => onMarkdown(observed, 'a ~~b~~\n'),
  'holds the text that is kept': (observed) => onLine(observed, 4, { role: 'promo' }),
  'front matter is the same strings': (observed) => onArticle(observed, { metadata: { title: 'x' } }),
  'never fails': (observed) => ({ ...observed, outcome: { messages: [{ ruleId: 'conversion-failed', severity: 'error', reason: 'a' }] } }),
  format: (observed) => ({ ...observed, outcome: { ...observed.outcome, text: 'x' } }),
  'labels round trip': (observed) => onLine(observed, 4, { role: null }),
}

const onMarkdown = (observed: Observed, markdown: string): Observed => ({ ...observed, conversion: { ...observed.conversion, markdown } })
const onArticle = (observed: Observed, fields: object): Observed => ({ ...observed, conversion: { ...observed.conversion, article: { ...observed.conversion.article, ...fields } } })
const onLine = (observed: Observed, at: number, fields: Partial<LabelledLine>): Observed =>
  onArticle(observed, { lines: observed.conversion.article.lines.map((line, index) => (index === at ? { ...line, ...fields } : line)) })

/** Without the one on time, which measures again what took long: only slow code can break it. */
const breakable = invariants.filter(({ name }) => name !== 'time')

describe('the invariants', () => {
  it('all have a fault that they notice', () => expect(Object.keys(faults)).toEqual(breakable.map(({ name }) => name)))

  it.each(breakable)('$name', ({ name, check }) => {
    const observed = observe(plain)
    expect(check(observed)).toBeUndefined()
    expect(check(faults[name]!(observed))).toBeTypeOf('string')
  })
})

it.each([
  ['a word that is no string', 'title: no', { title: 'no' }],
  ['a number', 'title: 12:30', { title: '12:30' }],
  ['a date for a title', 'title: 2013-05-19', { title: '2013-05-19' }],
  ['another date', 'date: 2013-05-18', { date: '2013-05-19' }],
  ['a key too many', 'title: x\nlang: ar', { title: 'x' }],
  ['no YAML', 'title: "x', { title: 'x' }],
])('readers of YAML notice %s', (_, yaml, expected) => {
  expect(compareValues(yaml, expected)).toBeTypeOf('string')
})

it('what is no character of YAML is one blank to readers too, with the blanks around it', () => {
  const article = { metadata: { title: 'a\r \u2028b  c \u0085 \td' }, language: { tag: 'en', direction: 'ltr', script: 'Latn', confidence: 1 } } as const
  const expected = expectValues(article, 'default', undefined)
  expect(expected['title']).toBe('a b  c d')
  expect(compareValues(toFrontMatter(article.metadata, article.language, 'default')!, expected)).toBeUndefined()
})

it('the smallest input that still fails is found', async () => {
  const input = new TextEncoder().encode(`a\nbcd\n${'e'.repeat(100)}x${'f'.repeat(100)}\ng\n`)
  const small = await minimise(input, async (smaller) => smaller.includes(0x78) && smaller.includes(0x63))
  expect(new TextDecoder().decode(small)).toBe('cx')
})

it('each stage takes a document', async () => {
  expect(Object.keys(stages)).toEqual(stageNames)
  expect(stageNames.length).toBeGreaterThan(10)
})
