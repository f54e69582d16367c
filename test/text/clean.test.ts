import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codePageTable } from '../../src/text/code-pages.ts'
import { findSigns, signs, signsOf } from '../../src/text/character-signs.ts'
import { clean } from '../../src/text/clean.ts'
import { compose } from '../../src/text/compose.ts'
import { defaultFixes, type FixName, fixNames, type Fixes, isFixName, listFixes, selectFixes } from '../../src/text/fixers.ts'
import { segment } from '../../src/text/segment.ts'

interface Case {
  readonly label: string
  readonly original: string
  readonly fixed: string
  readonly comment: string
}

const folder = new URL('../../fixtures/text/', import.meta.url)
const all: Fixes = new Set(fixNames)
const cleanText = (text: string, enabled: Fixes = defaultFixes) => clean(segment(text), enabled).lines.map(({ text }) => text).join('\n')

for (const file of readdirSync(folder)) {
  const { cases } = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as { cases: Case[] }
  describe(file, () => {
    it.each(cases.map((one) => [one.label, one] as const))('%s', (label, { original, fixed }) => {
      const name = label.split(':')[0]!
      const enabled = isFixName(name) ? selectFixes({ [name]: true }) : defaultFixes
      expect(cleanText(original, enabled)).toBe(fixed)
    })
  })
}

describe('a fix', () => {
  it('is recorded with its line and the number of places', () => {
    const { fixes } = clean(segment('سلام\n&quot;a&quot; \u202eb\nكـتاب'), defaultFixes)
    expect(fixes).toEqual([{ name: 'entities', line: 2, count: 2 }, { name: 'bidi-controls', line: 2, count: 1 }])
  })

  it.each<[FixName, string]>([
    ['entities', 'a&amp;b'], ['mojibake', 'Itâ€™s'], ['control-characters', 'a\x01b'], ['presentation-forms', '\ufefb'],
    ['bidi-controls', 'a\u202eb'], ['joiners', 'a\u200c b'],
  ])('%s is off when it is switched off', (name, text) => {
    expect(clean(segment(text), selectFixes({})).fixes.map(({ name }) => name)).toEqual([name])
    expect(cleanText(text, selectFixes({ [name]: false }))).toBe(text)
  })

  it('works in the order of the table, whatever the order of the set', () => {
    expect(cleanText('&#1657;5', new Set<FixName>(['digits-latin', 'entities']))).toBe('ٹ5')
    expect(cleanText('&#1637;', new Set<FixName>(['digits-latin', 'entities']))).toBe('5')
  })

  it('is listed with what it does', () => {
    expect(listFixes().filter(({ on }) => on).map(({ name }) => name)).toEqual([...defaultFixes])
    expect(listFixes().every(({ summary }) => summary.endsWith('.'))).toBe(true)
  })
})

it.each(['', ' ', '\r', '\u00a0\t', '\ufeff', '\u200b\u200c\u200d\u200e\u200f', '\u2060 \u00a0', '\u202a\u202c'])('takes %j for blank', (raw) => {
  expect(clean(segment(raw), defaultFixes).lines[0]!.text).toBe('')
})

it('keeps all else of a line', () => {
  const lines = segment('a \nb').map((line) => ({ ...line, continues: true }))
  expect(clean(lines, defaultFixes).lines).toEqual([{ ...lines[0], text: 'a' }, { ...lines[1], text: 'b' }])
})

describe('messages', () => {
  const rules = (text: string) => clean(segment(text), defaultFixes).messages.map(({ ruleId, line }) => [ruleId, line])
  it('tell of characters lost before', () => {
    expect(rules('sound\nbro\ufffdken')).toEqual([['characters-lost', 2]])
  })
  it('tell of each fix that changed something, but not of those that were asked for', () => {
    expect(rules('a&amp;b\nسلام\n\u202ex &lt; y &gt;')).toEqual([['characters-fixed', 1], ['characters-fixed', 3]])
    const { messages } = clean(segment('a&amp;b\n&lt; كـتاب &gt;'), selectFixes({ tatweel: true }))
    expect(messages.map(({ reason }) => reason)).toEqual(['expected sound characters, found 3 places in 2 lines for the fix entities'])
  })
  it.each([
    ['Arabic', 'ذهبت الطالبة إلى المدرسة في المدينة القديمة على عجلة\nهذه رسالة قصيرة إلى الجامعة'],
    ['Hebrew', 'הילדים הלכו אל הים עם כל החברים שלהם של הכיתה\nאת השיר הזה כתב אדם אחד מן העם'],
    ['Urdu', 'لڑکے نے کہا کہ میں کل گھر میں ہے اور بچے کے لیے کتابیں لائے'],
  ])('tell of visual order in %s, and only there', (_, text) => {
    expect(rules(text)).toEqual([])
    expect(rules(`\n${[...text].reverse().join('')}`)).toEqual([['visual-order', 2]])
    expect(cleanText([...text].reverse().join(''))).toBe([...text].reverse().join(''))
  })
  it('do not come for single odd words', () => {
    expect(rules('ةمدرسة ىعلى قال المعلم في المدرسة إلى الطالبة')).toEqual([])
  })
})

/** Text made of what the fixers care about. */
const pieces = [
  ' ', '\t', '\u00a0', 'a', 'é', 'ا', 'ل', 'ة', 'ه', 'می', 'ט', '5', '٣', '\u0301', '\u0323', '\u064e', '\u0651', '\u0653', 'ـ', '\u200b', '\u200c', '\u200d', '\u200e', '\u200f',
  '\u202a', '\u202c', '\u202e', '\u2066', '\u2067', '\u2069', '\ufeff', '\u00ad', '\x00', '\x85', '\x92', '\u2028', '\ud800', '\udc00', '\ufdfa', '\ufefb', '\ufe76',
  'Ø§', 'Ù„', 'Ã', '©', '»', 'â€™', 'â€', 'ط§', 'ظ„', 'ï»¿', '😀', '👩', '"', '،', '&', '&amp;', '&quot;', 'amp;', '#', ';', '\u037e', '\u1fef',
]
const text = fc.oneof(fc.string({ unit: fc.constantFrom(...pieces), maxLength: 40 }), fc.string({ unit: 'binary' }))
/** Without entities: resolving them once is the one fix that may have more to do a second time. */
const repeatable = new Set([...defaultFixes].filter((name) => name !== 'entities'))

it('cleaned text is clean', () => {
  fc.assert(fc.property(text, (raw) => {
    const once = cleanText(raw.replaceAll('\n', ' '))
    const { lines, fixes } = clean(segment(once), repeatable)
    expect(lines[0]!.text).toBe(once)
    expect(fixes).toEqual([])
    expect(once).toBe(once.trim().normalize('NFC'))
    expect(once).not.toMatch(/[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u200b\u2060\ufeff]|\s\s/)
  }), { numRuns: 2000 })
})

it('cleaned text is clean with any choice of fixes', () => {
  fc.assert(fc.property(text, fc.subarray(fixNames.filter((name) => name !== 'entities')), (raw, names) => {
    const once = cleanText(raw.replaceAll('\n', ' '), new Set(names))
    expect(cleanText(once, new Set(names))).toBe(once)
  }), { numRuns: 2000 })
})

it('sound letters are never changed', () => {
  const letters = fc.string({ unit: fc.constantFrom(...'ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءآأؤإئپچژگکیٹڈڑںھہے،؛؟«»0123٣۴', ' ') })
  fc.assert(fc.property(letters, (raw) => {
    expect(cleanText(raw)).toBe(raw.replace(/ +/g, ' ').trim())
  }), { numRuns: 2000 })
})

it('what was misread is read again', () => {
  const words = fc.array(fc.constantFrom('خبر', 'عاجل', 'مدينة', 'كتاب', 'استقبال', 'وزير', 'مطار', 'دولة', 'שלום', 'новости'), { minLength: 1, maxLength: 8 })
  fc.assert(fc.property(words, fc.constantFrom('windows-1252', 'windows-1256'), (list, page) => {
    const sound = list.filter((word) => page === 'windows-1252' || !/[а-я]/.test(word)).join(' ')
    const table = codePageTable(page as 'windows-1252' | 'windows-1256')
    const misread = String.fromCharCode(...[...new TextEncoder().encode(sound)].map((byte) => table[byte]!))
    expect(cleanText(misread)).toBe(sound)
  }))
})

describe('composing', () => {
  it('is NFC, long runs of marks too', () => {
    const marks = fc.string({ unit: fc.constantFrom('\u0301', '\u0323', '\u0345', '\u0344', '\u034f', '\u064e', '\u0651', '\u0f71', '\u{1d165}', 'a', 'é'), minLength: 60, maxLength: 200 })
    fc.assert(fc.property(marks, (raw) => {
      expect(compose(`a${raw}`)).toBe(`a${raw}`.normalize('NFC'))
    }))
  })

  it('looks at every character that NFC may change', () => {
    for (let code = 0; code < 0x10000; code++) {
      if (signsOf(code) & signs.composing) continue
      const character = String.fromCharCode(code)
      for (const beside of ['', 'a', 'ا', 'و', 'ש', '\u0301']) {
        const pair = beside + character
        if (pair.normalize('NFC') !== pair) throw new Error(`U+${code.toString(16)} composes`)
      }
    }
  })

  it.each([
    ['marks on one letter', 'a' + '\u0301\u0323'.repeat(100_000)],
    ['isolates', '\u2067'.repeat(100_000) + '\u2069'.repeat(100_000)],
    ['blanks', `${' '.repeat(200_000)}a${' '.repeat(200_000)}b`],
    ['ampersands', '&#'.repeat(100_000)],
    ['joiners', '\u200c'.repeat(200_000)],
    ['half-read bytes', 'Ã'.repeat(200_000)],
    ['open quotes', '\x93'.repeat(200_000)],
    ['marks and blanks', '\u200f '.repeat(100_000) + 'a'],
  ])('stays quick on %s', (_, raw) => {
    const start = performance.now()
    cleanText(raw, all)
    expect(performance.now() - start).toBeLessThan(2000) // Quadratic time would be minutes.
  })
})

it('finds nothing to do in plain text', () => {
  expect(findSigns('قال: "نعم" (2019)') & ~(signs.quote | signs.digit)).toBe(0)
  expect([findSigns(' a'), findSigns('a '), findSigns('a  b'), findSigns('')]).toEqual([2, 2, 2, 0])
})
