import type { Node, Root } from 'mdast'
import { toString } from 'mdast-util-to-string'
import { describe, expect, it } from 'vitest'
import type { Metadata } from '../../src/document.ts'
import { toMarkdown } from '../../src/markdown/stringify.ts'
import { toMdast, type TreeSettings } from '../../src/markdown/tree.ts'
import { toArticle, type Sketch } from './lines.ts'

const english = { language: { tag: 'en', script: 'Latn', direction: 'ltr', confidence: 1 } } as const
const hebrew = { language: { tag: 'he', script: 'Hebr', direction: 'rtl', confidence: 1 } } as const

/** Writes lines without front matter, or with it cut off. */
function write(sketches: readonly Sketch[], settings: Partial<TreeSettings> = {}, metadata: Metadata = {}): string {
  const flavor = settings.flavor ?? 'default'
  return toMarkdown(toMdast(toArticle(sketches, metadata), { flavor, ...settings }), flavor).replace(/^---\n[^]*?\n---\n\n?/, '')
}

const page: Sketch[] = [
  ['section', 'أخبار'],
  ['kicker', 'تمهيد'],
  ['headline', 'عنوان'],
  ['deck', 'ملخص'],
  ['byline', 'كتب: فلان'],
  ['date', '2021/8/8'],
  ['paragraph', 'فقرة'],
  ['caption', 'صورة'],
  ['crosshead', 'عنوان فرعي'],
  ['list-item', '- بند'],
  ['list-item', '- بند آخر'],
  ['paragraph', 'فقرة أخيرة'],
  ['source', 'المصدر: وكالات'],
  ['promo', 'اشترك'],
]

describe('toMdast', () => {
  it.each<[string, readonly Sketch[], Partial<TreeSettings>, Metadata, string]>([
    ['writes headline, crossheads, paragraphs and lists', page, {}, {}, '# عنوان\n\nفقرة\n\n## عنوان فرعي\n\n- بند\n- بند آخر\n\nفقرة أخيرة\n'],
    ['has deck and source as paragraphs without front matter', page, { flavor: 'none' }, {}, '# عنوان\n\nملخص\n\nفقرة\n\n## عنوان فرعي\n\n- بند\n- بند آخر\n\nفقرة أخيرة\n\nالمصدر: وكالات\n'],
    ['leaves the headline to the front matter', page.slice(2, 7), { title: 'metadata' }, { title: 'عنوان' }, 'فقرة\n'],
    ['leaves it there for Hugo', page.slice(2, 7), { flavor: 'hugo' }, { title: 'عنوان' }, 'فقرة\n'],
    ['keeps the headline where the front matter lacks it', page.slice(2, 7), { title: 'metadata' }, {}, '# عنوان\n\nفقرة\n'],
    ['keeps the headline where there is no front matter', page.slice(2, 3), { flavor: 'none', title: 'metadata' }, { title: 'عنوان' }, '# عنوان\n'],
    ['joins headline lines, and makes a second headline an H2', [['headline', 'أ'], ['headline', 'ب'], ['paragraph', 'ج'], ['headline', 'د']], {}, {}, '# أ ب\n\nج\n\n## د\n'],
    ['never drops a second headline', [['headline', 'أ'], ['paragraph', 'ج'], ['headline', 'د']], { title: 'metadata' }, { title: 'أ' }, 'ج\n\n## د\n'],
    ['numbers a list that counts', [['list-item', '3. أ'], ['list-item', '4- ب']], {}, {}, '3. أ\n4. ب\n'],
    ['keeps the numbers of such a list for Jekyll, which counts from one', [['list-item', '3. أ'], ['list-item', '4- ب']], { flavor: 'jekyll' }, {}, '- 3\\. أ\n- 4- ب\n'],
    ['numbers a list from one for Jekyll', [['list-item', '1. أ'], ['list-item', '2- ب']], { flavor: 'jekyll' }, {}, '1. أ\n2. ب\n'],
    ['keeps numbers that do not count one by one', [['list-item', '3. أ'], ['list-item', '2. ب']], {}, {}, '- 3\\. أ\n- 2\\. ب\n'],
    ['keeps numbers beside bullets', [['list-item', '1. أ'], ['list-item', '• ب']], {}, {}, '- 1\\. أ\n- ب\n'],
    ['keeps native digits', [['list-item', '١. أ'], ['list-item', '٢. ب']], {}, {}, '- ١. أ\n- ٢. ب\n'],
    ['keeps an item that is only a marker', [['list-item', '-'], ['list-item', '1.']], {}, {}, '- \\-\n- 1\\.\n'],
    ['keeps the sign before a crosshead', [['crosshead', '* عنوان'], ['crosshead', '** عنوان']], {}, {}, '## * عنوان\n\n## ** عنوان\n'],
    ['keeps a paragraph that looks like an item', [['paragraph', '- رأي']], {}, {}, '\\- رأي\n'],
    ['goes on with a list after boilerplate', [['list-item', '- أ'], ['promo', 'اشترك'], ['list-item', '- ب']], {}, {}, '- أ\n- ب\n'],
    ['writes nothing but front matter where nothing is kept', [['promo', 'اشترك']], {}, {}, ''],
  ])('%s', (_, sketches, settings, metadata, expected) => {
    expect(write(sketches, settings, metadata)).toBe(expected)
  })

  const headings = { boilerplate: 'ما نحي', caption: 'صور', promo: 'دعوات' }
  it('appends what is set aside by role', () => {
    const sketches: Sketch[] = [['promo', '- اشترك'], ['paragraph', 'فقرة'], ['caption', 'صورة'], ['other', 'غير ذلك'], ['promo', 'تابعنا']]
    expect(write(sketches, { boilerplate: 'append', headings })).toBe('فقرة\n\n## ما نحي\n\n- غير ذلك\n\n### صور\n\n- صورة\n\n### دعوات\n\n- اشترك\n- تابعنا\n')
    expect(write(sketches, { boilerplate: 'sidecar', headings })).toBe('فقرة\n')
  })

  it('appends no section where nothing is set aside', () => {
    expect(write([['paragraph', 'فقرة']], { boilerplate: 'append', headings })).toBe('فقرة\n')
  })

  it('marks blocks of the other direction where the program supports it, neighbours together', () => {
    const sketches: Sketch[] = [['paragraph', 'فقرة'], ['crosshead', 'Heading', english], ['paragraph', 'Text', english], ['paragraph', 'פסקה', hebrew], ['list-item', 'One', english], ['list-item', 'بند']]
    expect(write(sketches, { flavor: 'pandoc' })).toBe('فقرة\n\n<div dir="ltr" lang="en">\n\n## Heading\n\nText\n\n</div>\n\nפסקה\n\n- One\n- بند\n')
    expect(write(sketches, { flavor: 'jekyll' })).toContain('<div dir="ltr" lang="en" markdown="1">\n\n## Heading\n\nText\n\n</div>')
    for (const flavor of ['default', 'hugo', 'obsidian', 'github', 'none'] as const) expect(write(sketches, { flavor })).not.toContain('<')
  })

  it('writes no language it does not know', () => {
    const odd = { language: { ...english.language, tag: 'en" onclick="x' } }
    expect(write([['paragraph', 'Text', odd]], { flavor: 'pandoc' })).toBe('<div dir="ltr">\n\nText\n\n</div>\n')
  })

  it('tells where each block came from', () => {
    const tree = toMdast(toArticle([['paragraph', 'أ', { confidence: 0.9 }], ['paragraph', 'ب', { confidence: 0.6, continues: true }], ['list-item', '- ج'], ['list-item', '- د']]), { flavor: 'none' })
    const origins: unknown[] = []
    const visit = (node: Node | Root): void => {
      if (node.data?.naskh !== undefined) origins.push([node.type, toString(node), node.data.naskh])
      if ('children' in node) node.children.forEach(visit)
    }
    visit(tree)
    expect(origins).toEqual([
      ['paragraph', 'أ ب', { role: 'paragraph', confidence: 0.6, lines: [1, 2] }],
      ['list', 'جد', { role: 'list-item', confidence: 1, lines: [3, 4] }],
      ['listItem', 'ج', { role: 'list-item', confidence: 1, lines: [3, 3] }],
      ['listItem', 'د', { role: 'list-item', confidence: 1, lines: [4, 4] }],
    ])
  })

  it('makes a tree of more blocks than a call takes arguments', () => {
    const sketches = Array.from({ length: 200_000 }, (): Sketch => ['paragraph', 'كلمة'])
    expect(toMdast(toArticle(sketches, {}), { flavor: 'none' }).children).toHaveLength(200_000)
  })
})
