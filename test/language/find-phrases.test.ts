import { expect, test } from 'vitest'
import { findPhrases } from '../../src/language/find-phrases.ts'

const lexicon = { cues: { related: { line: ['المزيد'], start: ['اقرأ أيضا', 'اقرأ'], within: ['مقالات ذات صلة'] }, promo: { start: ['—'] } } }

test.each([
  ['المزيد', ['المزيد']],
  ['المزيد (5)', ['المزيد']],
  ['المزيد من الأخبار', []],
  ['إقرأ أيضًا: جسر جديد', ['اقرأ أيضا']],
  ['جسر جديد، اقرأ', ['اقرأ']],
  ['قال اقرأ ثم مضى', []],
  ['واقرأ', []],
  ['هنا مقالات ذات صلة بالنهر', ['مقالات ذات صلة']],
  ['', []],
])('%s: %j', (text, phrases) => {
  expect(findPhrases(text, 'related', [lexicon])).toEqual(phrases)
})

test('a phrase that folds to nothing, and a role without phrases, are never found', () => {
  expect(findPhrases('— نص', 'promo', [lexicon])).toEqual([])
  expect(findPhrases('المزيد', 'paragraph', [lexicon])).toEqual([])
})
