import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { RootContent } from 'mdast'
import { beforeAll, describe, expect, it } from 'vitest'
import { analyse, buildTree, load, type ConvertOptions } from '../../src/convert.ts'
import { readLayouts } from '../../src/learn/layouts.ts'
import { expectRoundTrip, type Document, type Pairs } from './expect-round-trip.ts'
import { sampleNodes } from './sample.ts'

const pairs: Pairs = [
  ['default', ['remark', 'remark-gfm', 'commonmark.js', 'markdown-it of CommonMark', 'markdown-it', 'cmark-gfm', 'pandoc of commonmark_x']],
  ['none', ['remark', 'commonmark.js', 'cmark-gfm', 'pandoc of commonmark_x']],
  ['github', ['remark-gfm', 'cmark-gfm']],
  ['obsidian', ['remark-gfm', 'markdown-it']],
  ['pandoc', ['pandoc of its own Markdown']],
  ['hugo', ['Hugo']],
  ['jekyll', ['Jekyll']],
]

const arabic = 'قال رئيس البلدية إن العمل في الجسر الجديد بدأ قبل أسبوعين، وإن الطريق القديم سيبقى مفتوحا حتى نهاية العام المقبل.'
const persian = 'شهردار گفت که کار ساخت پل تازه از دو هفته پیش آغاز شده است و راه قدیمی تا پایان سال آینده باز خواهد ماند.'
const english = 'The mayor said that work on the *new* bridge began two weeks ago and that the old road would stay open all year.'

beforeAll(load)

/** A text as a document, once as it comes and once with all that is set aside in its last section. */
function documentsOf(name: string, input: string | Uint8Array, options: ConvertOptions = {}): Document[] {
  const article = analyse(input, options)
  return (['drop', 'append'] as const).map((boilerplate) => ({ name: `${name}, ${boilerplate}`, toTree: (flavor) => buildTree(article, { flavor, boilerplate }) }))
}

/** Nodes as a document: front matter stands above them where the flavor has one. */
const documentOf = (name: string, children: RootContent[]): Document => ({
  name,
  toTree: (flavor) => ({ type: 'root', children: flavor === 'none' ? children : [{ type: 'yaml', value: 'layout: post' }, ...children] }),
})

const textOf = (value: string) => ({ type: 'text', value }) as const

const listOf = (lines: readonly string[], ordered: boolean): RootContent => ({
  type: 'list',
  ordered,
  start: ordered ? 1 : null,
  spread: false,
  children: lines.map((line) => ({ type: 'listItem', spread: false, checked: null, children: [{ type: 'paragraph', children: [textOf(line)] }] })),
})

/** What lines may become. */
const kinds: Readonly<Record<string, (lines: readonly string[]) => RootContent[]>> = {
  paragraphs: (lines) => lines.map((line) => ({ type: 'paragraph', children: [textOf(line)] })),
  headings: (lines) => lines.map((line) => ({ type: 'heading', depth: 2, children: [textOf(line)] })),
  items: (lines) => [listOf(lines, false)],
  'numbered items': (lines) => [listOf(lines, true)],
}

describe('every reader reads what naskh has written:', () => {
  it('the cases', async () => {
    const slugs = readdirSync('fixtures/cases').filter((name) => !name.includes('.'))
    expect(slugs.length).toBeGreaterThan(40)
    await expectRoundTrip(slugs.flatMap((slug) => documentsOf(slug, readFileSync(path.join('fixtures/cases', slug, 'input.txt')))), pairs)
  })

  it('the layouts, with a line for each article', async () => {
    const documents = readdirSync('fixtures/layouts').flatMap((name) => {
      const layouts = readLayouts(readFileSync(path.join('fixtures/layouts', name), 'utf8'), name.split(/[-.]/)[0]!)
      if ('problem' in layouts) throw new Error(layouts.problem)
      return layouts.flatMap(({ lang, lines }, at) => {
        const pins = lines.map(({ role }) => (role === 'body' ? 'paragraph' : role))
        return documentsOf(`${name} ${at + 1}`, lines.map(({ role, text }) => (role === 'body' || text === '*' ? `${role} ${at}` : text)).join('\n'), { lang, pins })
      })
    })
    expect(documents.length).toBeGreaterThan(300)
    await expectRoundTrip(documents, pairs)
  })

  it('texts that run both ways, in their divisions where the flavor has them', async () => {
    const text = [arabic, english, '- the first of two items of the list', '- the second of two items of the list', '<div dir="rtl">', '</div>', arabic, persian, 'The rules of the library', english, '## x', arabic].join('\n\n')
    const pins = (['headline', 'paragraph', 'list-item', 'list-item', 'paragraph', 'paragraph', 'paragraph', 'paragraph', 'crosshead', 'paragraph', 'paragraph', 'paragraph'] as const).flatMap((role) => [role, null])
    const documents = [...documentsOf('Arabic with English', text, { pins }), ...documentsOf('English with Arabic', text, { pins, lang: 'en' })]
    const count = documents.map(({ toTree }) => toTree('pandoc').children.filter(({ type }) => type === 'html').length)
    expect(Math.min(...count)).toBeGreaterThanOrEqual(4)
    await expectRoundTrip(documents, pairs)
  })

  it('hostile lines, alone and among others, as whatever a line may become', async () => {
    const lines = readFileSync(path.join(import.meta.dirname, 'hostile.txt'), 'utf8').trimEnd().split('\n')
    const together = Object.entries(kinds).map(([kind, toNodes]) => documentOf(`all as ${kind}`, toNodes(lines)))
    const alone = lines.map((line) => documentOf(line, Object.values(kinds).flatMap((toNodes) => toNodes([line]))))
    await expectRoundTrip([...together, ...alone, documentOf('generated', sampleNodes)], pairs)
  })
})
