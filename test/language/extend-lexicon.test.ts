import { expect, test } from 'vitest'
import { extendLexicon } from '../../src/language/extend-lexicon.ts'
import { lexiconFor } from '../../src/language/lexicons.ts'

const [arabic, english] = [lexiconFor('ar')!, lexiconFor('en')!]
const cues = { ar: { related: { start: ['تابعوا أيضا'] } } }

test('phrases are added to those of the language', () => {
  const { cues: extended, ...rest } = extendLexicon(arabic, cues)
  expect(extended.related!.start).toEqual([...arabic.cues.related!.start!, 'تابعوا أيضا'])
  expect(extended.promo).toBe(arabic.cues.promo)
  const { cues: _, ...same } = arabic
  expect(rest).toEqual(same)
})

test('the same phrases give the same object, so that what is compiled from it is kept', () => {
  expect(extendLexicon(arabic, structuredClone(cues))).toBe(extendLexicon(arabic, cues))
  expect(extendLexicon(arabic, { ar: { related: { start: ['تابعوا'] } } })).not.toBe(extendLexicon(arabic, cues))
})

test.each([
  ['ar', true], ['ar-EG', true], ['AR', true], ['arb', true], ['fa', false], ['en', false],
])('phrases of %s count in Arabic: %s', (tag, counts) => {
  expect(extendLexicon(arabic, { [tag]: cues.ar }) !== arabic).toBe(counts)
})

test('phrases of a language without a lexicon count where another one stands in', () => {
  expect(extendLexicon(arabic, { skr: cues.ar }, 'skr')).not.toBe(arabic)
  expect(extendLexicon(arabic, { skr: cues.ar }, 'ar')).toBe(arabic)
  expect(extendLexicon(english, cues)).toBe(english)
})
