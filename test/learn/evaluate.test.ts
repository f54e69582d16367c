import { describe, expect, it, test } from 'vitest'
import { evaluate, summarise } from '../../src/learn/evaluate.ts'
import { measureDocument } from '../../src/learn/measure-document.ts'
import { fewestLines } from '../../src/learn/scores.ts'
import type { GoldDocument } from '../../src/learn/gold.ts'
import { goldDocument, labelled } from './gold-document.ts'

const page = ['navigation: Home', 'headline: Rain', '', 'byline: Ann', 'paragraph: It rains.', 'paragraph: Still.', 'related: More']
const allRight = ['navigation', 'headline', '', 'byline', 'paragraph', 'paragraph', 'related']

/** An evaluation of one document. */
const judge = (lines: readonly string[], given: readonly string[], document: Partial<GoldDocument> = {}) => summarise([measureDocument(goldDocument(lines, document), labelled(...given))])

describe('a document whose every line is right', () => {
  const { total, mistakes, worst } = judge(page, allRight)
  it('has full scores and nothing where nothing can be measured', () => {
    expect(total).toMatchObject({ documents: 1, lines: 6, keptPrecision: 1, keptRecall: 1, keptF1: 1, roleAccuracy: 1, headline: 1, whole: 1 })
    expect(total).toMatchObject({ macroF1: null, shingleF1: null, wordF1: null })
  })
  it('is not among the worst', () => expect({ mistakes, worst }).toEqual({ mistakes: [], worst: [] }))
})

describe('a document with mistakes', () => {
  // Kept in the gold: four. Kept by the labels: navigation as paragraph (extra), one paragraph as related (missed).
  const { total, roles, mistakes, worst } = judge(page, ['paragraph', 'deck', '', 'byline', 'paragraph', 'related', 'related'])
  it('counts lines on the wrong side of kept and boilerplate', () => {
    expect(total).toMatchObject({ keptPrecision: 3 / 4, keptRecall: 3 / 4, keptF1: 3 / 4, whole: 0 })
  })
  it('counts right roles', () => expect(total).toMatchObject({ roleAccuracy: 1 / 2, headline: 0 }))
  it('gives precision and recall of each role', () => {
    const scores = Object.fromEntries(roles.map(({ role, ...rest }) => [role, rest]))
    expect(scores['paragraph']).toMatchObject({ lines: 2, precision: 1 / 2, recall: 1 / 2, f1: 1 / 2 })
    expect(scores['related']).toMatchObject({ lines: 1, precision: 1 / 2, recall: 1, f1: 2 / 3 })
    expect(scores['headline']).toMatchObject({ lines: 1, precision: null, recall: 0, f1: 0 })
    expect(scores['legal']).toMatchObject({ lines: 0, precision: null, recall: null, f1: null })
  })
  it('names the mistakes and the document', () => {
    expect(mistakes).toEqual([
      { gold: 'headline', given: 'deck', count: 1 }, { gold: 'navigation', given: 'paragraph', count: 1 }, { gold: 'paragraph', given: 'related', count: 1 },
    ])
    expect(worst).toEqual(['set/one.txt'])
  })
})

test('gold `other` is right for any boilerplate role, and wrong for a kept one', () => {
  const { total, roles } = judge(['other: a', 'other: b', 'other: c'], ['legal', 'promo', 'paragraph'])
  expect(total).toMatchObject({ roleAccuracy: 2 / 3, keptPrecision: 0, keptRecall: null })
  expect(roles.find(({ role }) => role === 'other')).toMatchObject({ lines: 3, precision: null, recall: 2 / 3, f1: null })
  expect(roles.find(({ role }) => role === 'legal')).toMatchObject({ lines: 0, precision: null })
})

test('lines in doubt count nowhere', () => {
  const { total } = judge(page, ['paragraph', ...allRight.slice(1)], { doubt: new Set([0]) })
  expect(total).toMatchObject({ lines: 5, keptF1: 1, whole: 1, roleAccuracy: 1 })
})

test('a line the cleaning left nothing of is missed when the gold keeps it', () => {
  const { total, mistakes } = judge(['paragraph: \u200b', 'related: \u200b'], ['', ''])
  expect(total).toMatchObject({ keptRecall: 0, roleAccuracy: 0 })
  expect(mistakes[0]).toEqual({ gold: 'paragraph', given: 'blank', count: 1 })
})

test.each([
  ['all of it', ['headline', 'headline', 'paragraph'], 1],
  ['half of it', ['headline', 'deck', 'paragraph'], 0],
  ['more than it', ['headline', 'headline', 'headline'], 0],
])('a headline of two lines is right when %s is called so', (_, given, headline) => {
  expect(judge(['headline: Rain', 'headline: again', 'paragraph: It rains.'], given).total.headline).toBe(headline)
})

test('a document without a gold headline does not count for headlines, whatever is called so', () => {
  expect(judge(['paragraph: It rains.'], ['headline']).total.headline).toBeNull()
})

describe('the body by another hand', () => {
  const lines = ['headline: x', 'deck: x', 'paragraph: x', 'related: x', 'crosshead: x', 'list-item: x']
  const given = ['headline', 'deck', 'paragraph', 'related', 'crosshead', 'list-item']
  it('is compared with deck, paragraphs, crossheads and list items', () => {
    expect(judge(lines, given, { body: 'Line 2. Line 3. Line 5! Line 6' }).total).toMatchObject({ shingleF1: 1, wordF1: 1 })
    expect(judge(lines, given, { body: 'line 6 line 5 line 3 line 2' }).total.shingleF1).toBeLessThan(judge(lines, given, { body: 'line 6 line 5 line 3 line 2' }).total.wordF1!)
  })
  it('is left out where much is missing from it', () => {
    expect(judge(lines, given, { body: 'line 2', suspect: true }).total).toMatchObject({ shingleF1: null, wordF1: null })
  })
})

test('the macro mean is of roles with enough gold lines, without `other`', () => {
  const many = (role: string, count = fewestLines) => Array.from({ length: count }, () => `${role}: x`)
  const gold = [...many('paragraph'), ...many('related'), ...many('other'), ...many('legal', fewestLines - 1)]
  const given = gold.map((_, at) => (at < fewestLines ? 'paragraph' : 'promo'))
  const { total, roles } = judge(gold, given)
  expect(roles.filter(({ counted }) => counted).map(({ role }) => role)).toEqual(['paragraph', 'related'])
  expect(total.macroF1).toBe(1 / 2)
})

test('documents are grouped by folder and variant, language and site, and pooled by lines', () => {
  const documents = [
    goldDocument(['paragraph: a'], { name: 'news/1.full.txt', set: 'news', lang: 'en-GB', site: 'x' }),
    goldDocument(['related: a', 'related: b', 'related: c'], { name: 'news/1.light.txt', set: 'news', lang: 'en', site: 'x' }),
    goldDocument(['paragraph: a'], { name: 'rtl/1.txt', set: 'rtl', lang: 'ar', site: 'y' }),
  ]
  const { total, groups } = evaluate(documents, (text) => labelled(...text.split('\n').map(() => 'paragraph')))
  expect(total).toMatchObject({ documents: 3, lines: 5, roleAccuracy: 2 / 5, keptPrecision: 2 / 5, whole: 2 / 3 })
  const names = (list: readonly { name: string; documents: number }[]) => list.map(({ name, documents: count }) => [name, count])
  expect(names(groups.folder)).toEqual([['news full', 1], ['news light', 1], ['rtl', 1]])
  expect(names(groups.language)).toEqual([['ar', 1], ['en', 2]])
  expect(names(groups.site)).toEqual([['x', 2], ['y', 1]])
  expect(groups.site[0]).toMatchObject({ roleAccuracy: 1 / 4 })
})

test('the worst documents come first', () => {
  const documents = [['a', 'paragraph'], ['b', 'legal'], ['c', 'paragraph'], ['d', 'legal']].map(([name, role]) => goldDocument([`${role}: x`, 'paragraph: y'], { name: name! }))
  expect(evaluate(documents, () => labelled('legal', 'paragraph')).worst).toEqual(['a', 'c'])
})

test('confidences are set beside the share of right lines', () => {
  const gold = Array.from({ length: 4 }, () => 'paragraph: x')
  const { reliability } = judge(gold, ['paragraph 1', 'legal 0.9', 'paragraph 0.35', 'paragraph 0.31'])
  expect(reliability.bins[9]).toEqual({ from: 0.9, count: 2, said: 0.95, right: 0.5 })
  expect(reliability.bins[3]).toMatchObject({ count: 2, right: 1 })
  expect(reliability.bins[3]!.said).toBeCloseTo(0.33, 12)
  expect(reliability.bins[0]).toEqual({ from: 0, count: 0, said: null, right: null })
  expect(reliability.expectedError).toBeCloseTo((2 * 0.45 + 2 * 0.67) / 4, 12)
})

test('nothing is evaluated to nothing', () => {
  const { total, worst, reliability } = summarise([])
  expect(total).toMatchObject({ documents: 0, keptF1: null, whole: null })
  expect({ worst, error: reliability.expectedError }).toEqual({ worst: [], error: null })
})
