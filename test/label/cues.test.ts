import { describe, expect, it } from 'vitest'
import { cueGroups, cueLevel, hashWord, hashWords, indexCues, listWords, matchCues, type CueGroup } from '../../src/label/cues.ts'
import { cuesFor, lexiconsFor } from '../../src/label/cues-for.ts'
import { foldForMatching } from '../../src/language/fold.ts'
import type { Lexicon } from '../../src/language/lexicon.ts'

const empty = { months: [], weekdays: [], ago: [], agencies: [], sections: [], openers: [] }
const headings = { boilerplate: '', caption: '', related: '', comments: '', promo: '', navigation: '', legal: '' }

const own: Lexicon = {
  tag: 'ar', name: 'Arabic', script: 'Arab', headings,
  cues: {
    comments: { line: ['التعليقات'], start: ['# تعليق'] },
    related: { start: ['اقرأ أيضا'], within: ['مواضيع ذات صلة'] },
    caption: { start: ['تصوير'] },
  },
  words: { ...empty, months: ['مارس', 'تموز'], ago: ['منذ', 'قبل ساعات'] },
}
const second: Lexicon = { ...own, tag: 'en', name: 'English', script: 'Latn', cues: { promo: { line: ['share'], start: ['sign up'] } }, words: empty }
const index = indexCues(own, second)

function match(line: string) {
  const folded = foldForMatching(line)
  const words = new Int32Array(folded.length + 1)
  const levels = new Uint8Array(cueGroups.length)
  const covered = matchCues(index, words, 0, hashWords(folded, words, 0), levels, 0)
  return { covered, level: (group: CueGroup) => levels[cueGroups.indexOf(group)]!, levels: [...levels] }
}

const { none, within, edge, line: whole } = cueLevel

/** Line, group, level, words covered by cues of roles. */
const cases: readonly (readonly [what: string, line: string, group: CueGroup, level: number, covered: number])[] = [
  ['a phrase that is the whole line', 'التعليقات', 'comments', whole, 1],
  ['a whole line with marks around', '« التعليقات : »', 'comments', whole, 1],
  ['a whole line with a count after it', 'التعليقات (5)', 'comments', whole, 1],
  ['a whole line with a count before it, in Arabic digits', '٥ التعليقات', 'comments', whole, 1],
  ['a phrase for whole lines inside a line', 'قرأنا التعليقات كلها', 'comments', none, 0],
  ['a phrase for whole lines at the start of a line', 'التعليقات على الخبر كثيرة', 'comments', none, 0],
  ['a phrase with a number in it', '12 تعليق على الخبر', 'comments', edge, 2],
  ['a phrase for edges at the start', 'اقرأ أيضا: خطة النقل الجديدة', 'related', edge, 2],
  ['a phrase for edges at the end', 'خطة النقل الجديدة اقرأ أيضا', 'related', edge, 2],
  ['a phrase for edges inside', 'قال له اقرأ أيضا كتاب النقل', 'related', none, 0],
  ['a phrase for anywhere, inside', 'هذه مواضيع ذات صلة بالنقل', 'related', within, 3],
  ['a phrase for anywhere, at the end', 'هنا مواضيع ذات صلة', 'related', edge, 3],
  ['a phrase for anywhere, alone', 'مواضيع ذات صلة', 'related', whole, 3],
  ['a spelling variant', 'إقرأ أيضاً خطة النقل', 'related', edge, 2],
  ['half of a phrase', 'مواضيع ذات', 'related', none, 0],
  ['a part of a word', 'التصوير', 'caption', none, 0],
  ['a phrase of the second lexicon', 'SHARE', 'promo', whole, 1],
  ['an edge of the second lexicon among the first', 'Sign up للنشرة', 'promo', edge, 2],
  ['words of a list, counted', '3 مارس و تموز', 'months', 2, 0],
  ['a phrase of a list, counted once', 'قبل ساعات', 'ago', 1, 0],
  ['nothing', 'جلس القاضي', 'related', none, 0],
]

describe('matchCues', () => {
  it.each(cases)('%s', (_what, text, group, level, covered) => {
    const found = match(text)
    expect([found.level(group), found.covered]).toEqual([level, covered])
  })

  it('sees nothing in numbers and in no words', () => {
    expect(match('5 6').levels.every((level) => level === 0)).toBe(true)
    expect(match('').covered).toBe(0)
  })

  it('counts a word under two cues once', () => {
    expect(match('مواضيع ذات صلة مواضيع ذات صلة').covered).toBe(6)
    expect(match('اقرأ أيضا مواضيع ذات صلة').covered).toBe(5)
  })
})

describe('indexCues', () => {
  it('keeps what it made, for each pair of lexicons', () => {
    expect(indexCues(own, second)).toBe(index)
    expect(indexCues(own)).not.toBe(index)
  })
})

describe('lexiconsFor', () => {
  it.each([
    ['ar', 'Arab', ['ar', 'en']],
    ['fa', 'Arab', ['fa', 'en']],
    ['bal', 'Arab', ['ar', 'en']],
    ['und', 'Cyrl', ['ru', 'en']],
    ['und', 'Zyyy', ['en', 'en']],
    ['en', 'Latn', ['en', 'en']],
  ])('%s in %s', (tag, script, expected) => {
    expect(lexiconsFor({ tag, script }).map((one) => one.tag)).toEqual(expected)
    expect(cuesFor({ tag, script })).toBe(indexCues(...lexiconsFor({ tag, script })))
  })
})

describe('listWords', () => {
  it.each([
    ['words', 'قال المتحدث إن', 3],
    ['a ligature that is four words', 'ﷺ', 4],
    ['ideographs, which are words of their own', '今天天气', 4],
    ['nothing', ' … ', 0],
  ])('lists %s', (_what, text, count) => {
    expect(listWords(text)).toHaveLength(count)
  })

  it('has the hashes of the folded words', () => {
    const folded = foldForMatching('الاجتماع ٥ Über')
    const words = folded.split(' ')
    expect([...listWords('الاجتماع ٥ Über')]).toEqual(words.map((word) => hashWord(word, 0, word.length)))
  })
})
