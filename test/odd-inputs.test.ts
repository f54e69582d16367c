import { beforeAll, describe, expect, it } from 'vitest'
import { convert, load } from '../src/convert.ts'
import type { Role } from '../src/roles.ts'

beforeAll(load)

const arabic = 'قال رئيس البلدية إن العمل في الجسر الجديد بدأ قبل أسبوعين، وإن الطريق القديم سيبقى مفتوحا حتى نهاية العام المقبل.'
const persian = 'شهردار گفت که کار ساخت پل تازه از دو هفته پیش آغاز شده است و راه قدیمی تا پایان سال آینده باز خواهد ماند.'
const english = 'The mayor said that work on the new bridge began two weeks ago and that the old road would stay open all year.'

/** What is known of an odd input, whatever the model makes of its lines. */
interface Known {
  lang: string
  dir: 'rtl' | 'ltr'
  /** Ids of messages that have to be there. */
  rules?: string[]
  /** Text that has to stand in the Markdown. */
  holds?: string
}

describe('an odd input is converted:', () => {
  it.each<[string, string | Uint8Array, Known]>([
    ['two languages of two scripts, the first longer', `${arabic} ${arabic}\n\n${english}\n`, { lang: 'ar', dir: 'rtl', holds: english }],
    ['two languages of two scripts, the second longer', `${arabic}\n\n${english} ${english}\n`, { lang: 'en', dir: 'ltr', holds: arabic }],
    ['two languages of one script', `${arabic}\n\n${persian} ${persian}\n`, { lang: 'fa', dir: 'rtl', holds: arabic }],
    ['digits and punctuation', '123 456 ... 78-90, (12)!\n\n99.5% ٤٥\n', { lang: 'und', dir: 'ltr', rules: ['language-unsure'] }],
    ['emoji', '😀😃🎉 👨‍👩‍👧\n\n🇸🇦\n', { lang: 'und', dir: 'ltr', rules: ['language-unsure'] }],
    ['one word', 'مرحبا\n', { lang: 'und', dir: 'rtl', rules: ['language-unsure'], holds: 'مرحبا' }],
    ['one letter', 'و', { lang: 'und', dir: 'rtl', rules: ['language-unsure'], holds: 'و' }],
    ['a lone surrogate in a text', `${arabic} نص \ud800 نص`, { lang: 'ar', dir: 'rtl', rules: ['characters-fixed'], holds: 'نص \ufffd نص' }],
    ['a lone surrogate in UTF-8', Uint8Array.from([...new TextEncoder().encode(arabic), 0xed, 0xa0, 0x80]), { lang: 'ar', dir: 'rtl', rules: ['encoding-damaged'] }],
    ['ten thousand marks on one letter', `عنوان\n\nه${'\u064b'.repeat(10_000)} ${arabic}\n\n${arabic}\n`, { lang: 'ar', dir: 'rtl', holds: '\u064b'.repeat(10_000) }],
    ['ten thousand marks of two kinds', `${arabic}\n\nA${'\u0301\u0323'.repeat(5000)} ${arabic}\n`, { lang: 'ar', dir: 'rtl' }],
    ['letters in visual order', [arabic, arabic.replace('الجديد', 'القديم'), arabic].map((line) => [...line].reverse().join('')).join('\n\n'), { lang: 'ar', dir: 'rtl', rules: ['visual-order'] }],
    ['overriding controls', `نص \u202eمقلوب\u202c و \u2066مفتوح، ${arabic}`, { lang: 'ar', dir: 'rtl', rules: ['characters-fixed'], holds: 'نص مقلوب و مفتوح' }],
  ])('%s', (_, input, { lang, dir, rules = [], holds = '' }) => {
    const began = performance.now()
    const { article, markdown } = convert(input)
    expect(performance.now() - began).toBeLessThan(2000)
    expect(article.language).toMatchObject({ tag: lang, direction: dir })
    expect(article.messages.map(({ ruleId }) => ruleId as string)).toEqual(expect.arrayContaining(rules))
    expect(markdown).toContain(`\ndir: ${dir}\n`.replace(/^\n/, ''))
    expect(markdown).toContain(holds)
    expect(markdown.replace(/^---\n[^]*?\n---\n/, '').trim()).not.toBe('')
  })
})

describe('a date that there is not is left out, with a message:', () => {
  it.each(['31 فبراير 2021', '1 رمضان 1299', '1 محرم 1601', '31 رمضان 1445', '۳۰ اسفند ۱۴۰۰', '31/02/2021', '2021-02-31'])('%s', (date) => {
    const pins: Role[] = ['headline', 'date', 'paragraph']
    const { article, markdown } = convert(`عنوان الخبر\n${date}\n${arabic}\n`, { pins })
    expect(article.metadata).not.toHaveProperty('date')
    expect(markdown).not.toContain('date:')
    expect(article.messages).toContainEqual(expect.objectContaining({ ruleId: 'date-unread', line: 2 }))
    expect(article.lines[1]!.raw).toBe(date)
  })
})
