import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import type { Metadata } from '../../src/document.ts'
import { flavorNames, type FlavorName } from '../../src/markdown/flavors.ts'
import { toFrontMatter } from '../../src/markdown/front-matter.ts'

const arabic = { tag: 'ar', direction: 'rtl' } as const

const full: Metadata = {
  url: 'https://example.org/a?b=1',
  source: 'وكالات',
  author: ['أحمد علي', 'سعاد حسن'],
  dateline: 'بغداد',
  date: '2021-08-08',
  section: 'أخبار',
  kicker: 'تمهيد:',
  subtitle: 'ملخص',
  title: 'عنوان',
}

describe('toFrontMatter', () => {
  it('writes the keys in their order, several authors as a list', () => {
    expect(toFrontMatter(full, arabic, 'default')).toBe(
      [
        'title: عنوان',
        'subtitle: ملخص',
        'kicker: "تمهيد:"',
        'section: أخبار',
        'date: 2021-08-08',
        'dateline: بغداد',
        'author:',
        '  - أحمد علي',
        '  - سعاد حسن',
        'lang: ar',
        'dir: rtl',
        'source: وكالات',
        'url: https://example.org/a?b=1',
      ].join('\n'),
    )
  })

  it('leaves out what is absent or blank', () => {
    expect(toFrontMatter({ title: ' \n', author: [] }, { tag: 'und', direction: 'ltr' }, 'default')).toBe('lang: und\ndir: ltr')
  })

  it('writes one author as a string', () => {
    expect(toFrontMatter({ author: ['أحمد علي'] }, arabic, 'default')).toBe('author: أحمد علي\nlang: ar\ndir: rtl')
  })

  it.each<[FlavorName, string[] | undefined]>([
    ['default', ['title', 'subtitle', 'kicker', 'section', 'date', 'dateline', 'author', 'lang', 'dir', 'source', 'url']],
    ['pandoc', ['title', 'subtitle', 'kicker', 'section', 'date', 'dateline', 'author', 'lang', 'dir', 'page-progression-direction', 'source', 'url']],
    ['github', ['title', 'subtitle', 'kicker', 'section', 'date', 'dateline', 'author', 'lang', 'dir', 'source', 'url']],
    ['hugo', ['title', 'subtitle', 'kicker', 'section', 'date', 'dateline', 'author', 'lang', 'dir', 'source', 'source_url']],
    ['jekyll', ['title', 'subtitle', 'kicker', 'section', 'date', 'dateline', 'author', 'lang', 'dir', 'source', 'source_url', 'layout']],
    ['obsidian', ['title', 'subtitle', 'kicker', 'section', 'date', 'dateline', 'author', 'lang', 'dir', 'direction', 'source', 'url']],
    ['none', undefined],
  ])('has the keys of %s', (flavor, keys) => {
    const yaml = toFrontMatter(full, arabic, flavor)
    expect(yaml === undefined ? undefined : Object.keys(parse(yaml) as object)).toEqual(keys)
  })

  it('never writes `published`, which hides pages of Jekyll and dates those of Hugo', () => {
    for (const flavor of flavorNames) expect(toFrontMatter(full, arabic, flavor) ?? '').not.toMatch(/^published/m)
  })

  it.each<[FlavorName, string, string]>([
    ['pandoc', '2024-02-21T10:00:00Z', '2024-02-21'],
    ['pandoc', '2024-02-21T23:30:00+03:00', '2024-02-21'],
    ['pandoc', '2024-02-21', '2024-02-21'],
    ['hugo', '2024-02-21T10:00:00Z', '2024-02-21T10:00:00Z'],
    ['default', '2024-02-21T10:00:00', '2024-02-21T10:00:00'],
  ])('for %s, writes the date %s as %s', (flavor, date, written) => {
    expect(toFrontMatter({ date }, arabic, flavor)).toContain(`date: ${written}\nlang`)
  })

  it('leaves the title to the heading when told to', () => {
    expect(toFrontMatter({ title: 'عنوان' }, arabic, 'default', 'heading')).toBe('lang: ar\ndir: rtl')
    expect(toFrontMatter({ title: 'عنوان' }, arabic, 'default', 'metadata')).toBe('title: عنوان\nlang: ar\ndir: rtl')
  })

  it('escapes Markdown where values are read as such, and nowhere else', () => {
    const metadata = { title: '*عنوان* "x"', url: 'https://a.b/~c/~d' }
    expect(parse(toFrontMatter(metadata, arabic, 'pandoc') ?? '')).toMatchObject({ title: '\\*عنوان\\* "x"', url: 'https://a.b/~c/~d' })
    expect(parse(toFrontMatter(metadata, arabic, 'default') ?? '')).toMatchObject(metadata)
  })

  it.each(['2021-08-08', '2021-08-08T14:05:00+03:00', '2024-02-29', '2021-08-08T14:05:00Z', '2021-08-08T14:05'])('writes the date %s plain', (date) => {
    expect(toFrontMatter({ date }, arabic, 'default')).toContain(`date: ${date}\n`)
  })

  it.each(['2021-02-30', '2023-02-29', '0000-01-01', '2021-13-01', '2021-08-08T25:00:00Z', '2021', '2021-08', 'x: y', '2021-08-08\n---'])(
    'quotes %j, which is no date',
    (date) => {
      expect(toFrontMatter({ date }, arabic, 'default')).toContain('date: "')
    },
  )

  const misread = ['yes', 'No', 'ON', 'off', 'y', 'N', 'true', 'False', 'null', '~', '=', '<<', '12:30', '1:30:00', '2013-05-19', '017', '0x1F', '0o17', '1_000', '1e3', 'E24', 'e+3', '.inf', '.nan', '-', '', '2021']
  it.each(misread.filter((value) => value !== ''))('quotes %j, which some reader takes for something else', (title) => {
    expect(toFrontMatter({ title }, arabic, 'default')).toContain(`title: "${title}"\n`)
  })

  it('quotes the language of Norway', () => {
    expect(toFrontMatter({}, { tag: 'no', direction: 'ltr' }, 'default')).toBe('lang: "no"\ndir: ltr')
  })

  it.each(['---', '...', '!!js/function x', '*a', '&a', '# a', 'a: b', 'a #b', 'a:', '"a"', "'a'", '- a', '? a', '[a', '{a', '%a', '@a', '`a', '|', '>', 'a\\n', '😀', 'قال: "نعم" #1', '\u2067قال\u2069'])(
    'keeps %j as a string of YAML 1.1 and 1.2',
    (title) => {
      const yaml = toFrontMatter({ title }, arabic, 'default') ?? ''
      for (const version of ['1.1', '1.2'] as const) expect(parse(yaml, { version })).toMatchObject({ title })
    },
  )

  it.each([
    ['a\nb', 'a b'],
    ['a \t b', 'a b'],
    ['a\u2028b\u2029c\u0085d', 'a b c d'],
    ['\u00a0a ', 'a'],
    ['a\ud800b', 'a\ufffdb'],
    ['a\0b', 'a b'],
  ])('makes one clean line of %j', (title, expected) => {
    expect(parse(toFrontMatter({ title }, arabic, 'default') ?? '')).toMatchObject({ title: expected })
  })

  it.each(['\ufeff', '\ufffe', '\uffff'])('escapes U+FEFF and what is no character', (character) => {
    const yaml = toFrontMatter({ title: `a${character}b` }, arabic, 'default') ?? ''
    expect(yaml).not.toContain(character)
    expect(parse(yaml)).toMatchObject({ title: `a${character}b` })
  })
})
