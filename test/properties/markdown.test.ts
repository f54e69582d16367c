import fc from 'fast-check'
import type { Heading, List, Node, Paragraph, Parent, Root, RootContent, Text } from 'mdast'
import remarkFrontmatter from 'remark-frontmatter'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { escapeValue } from '../../src/markdown/escape-text.ts'
import { flavorNames, flavorRow } from '../../src/markdown/flavors.ts'
import { toFrontMatter } from '../../src/markdown/front-matter.ts'
import { toMarkdown } from '../../src/markdown/stringify.ts'
import { toMdast } from '../../src/markdown/tree.ts'
import { roleTable, roles } from '../../src/roles.ts'
import { toArticle, type Sketch } from '../markdown/lines.ts'
import { hostileText } from './hostile-text.ts'

const reader = unified().use(remarkParse).use(remarkFrontmatter).freeze()
const gfmReader = unified().use(remarkParse).use(remarkFrontmatter).use(remarkGfm).freeze()

const paragraph = (value: string): Paragraph => ({ type: 'paragraph', children: [{ type: 'text', value }] })

const paragraphs = hostileText.map(paragraph)
const headings = fc.tuple(fc.constantFrom(1, 2, 3), hostileText).map(
  ([depth, value]): Heading => ({ type: 'heading', depth: depth as 1 | 2 | 3, children: [{ type: 'text', value }] }),
)
const lists = fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 200 }), fc.array(hostileText, { minLength: 1, maxLength: 3 })).map(
  ([ordered, start, texts]): List => ({
    type: 'list',
    ordered,
    start: ordered ? start : null,
    spread: false,
    children: texts.map((text) => ({ type: 'listItem', spread: false, checked: null, children: [paragraph(text)] })),
  }),
)

/** Block nodes as trees hold them: two lists never stand next to each other. */
const trees = fc
  .array(fc.oneof(paragraphs, headings, lists), { minLength: 1, maxLength: 5 })
  .map((nodes): Root => ({ type: 'root', children: nodes.filter((node, index) => node.type !== 'list' || nodes[index - 1]?.type !== 'list') }))

/** What a tree says, without positions and with neighbouring texts joined. */
function outline(node: Node): unknown {
  if (node.type === 'text') return (node as Text).value
  const { type, depth, ordered, start, spread, checked, value, children } = node as Node & { [field: string]: unknown; children?: Node[] }
  const inner: unknown[] = []
  for (const child of children ?? []) {
    const found = outline(child)
    const last = inner.at(-1)
    if (typeof found === 'string' && typeof last === 'string') inner[inner.length - 1] = last + found
    else inner.push(found)
  }
  return { type, depth, ordered, start, spread, checked, value, inner }
}

/** What a reader of GFM makes of a tree, with the bare addresses that it links by itself taken for text again. */
function outlineGfm(tree: Root): unknown {
  const unlink = (node: Node): Node => {
    if (!('children' in node)) return node
    const children = (node as Parent).children.flatMap((child) => (child.type === 'link' ? child.children : [unlink(child) as RootContent]))
    return { ...node, children } as Node
  }
  return outline(unlink(tree))
}

const sketches = fc.array(fc.tuple(fc.constantFrom(...roles, null), hostileText, fc.boolean()), { maxLength: 12 })

/** Letters, digits and marks alone: what no step may change. */
const letters = (text: string): string => text.replace(/[^\p{L}\p{N}\p{M}]/gu, '')

describe.each(flavorNames)('Markdown of flavor %s', (flavor) => {
  it('is read back as the tree it was written from', () => {
    fc.assert(
      fc.property(trees, (tree) => {
        const markdown = toMarkdown(tree, flavor)
        expect(outline(reader.parse(markdown))).toEqual(outline(tree))
        expect(outlineGfm(gfmReader.parse(markdown))).toEqual(outline(tree))
      }),
      { numRuns: 150 },
    )
  })

  it('holds every letter of the body, in order, and is read back as the tree of the article', () => {
    fc.assert(
      fc.property(sketches, fc.constantFrom('both', 'heading'), (found, title) => {
        const lines = found.map(([role, text, continues]): Sketch => (role === null ? [null, ''] : [role, text, { continues }]))
        const tree = toMdast(toArticle(lines, { title: 'x' }), { flavor, title })
        const read = reader.parse(toMarkdown(tree, flavor))
        expect(outline(read)).toEqual(outline(tree))
        const bare = flavor === 'none'
        const kept = lines.filter(([role]) => role !== null && (roleTable[role].place === 'body' || (bare && (role === 'deck' || role === 'source'))))
        const body = { ...read, children: read.children.filter(({ type }) => type !== 'yaml') }
        expect(letters(textOf(body))).toBe(letters(kept.map(([, text]) => text).join('')))
      }),
      { numRuns: 100 },
    )
  })

  it('has front matter that is read as the same strings', () => {
    const values = fc.oneof(hostileText, fc.string({ unit: 'binary', minLength: 1, maxLength: 10 }))
    fc.assert(
      fc.property(values, values, (title, author) => {
        const yaml = toFrontMatter({ title, author: [author, 'x'] }, { tag: 'ar', direction: 'rtl' }, flavor, 'both')
        if (yaml === undefined) return
        const wanted = [title, author].map((value) => oneLine(flavorRow(flavor).markdownInValues ? escapeValue(oneLine(value), flavor) : value))
        for (const version of ['1.1', '1.2'] as const) {
          const { title: read = '', author: readers } = parse(yaml, { version }) as { title?: string; author: string | string[] }
          expect([read, ...[readers].flat()]).toEqual([wanted[0], ...(wanted[1] === '' ? [] : [wanted[1]]), 'x'])
        }
      }),
      { numRuns: 400 },
    )
  })
})

/** A value as the front matter holds it. */
function oneLine(value: string): string {
  return value.replace(/\p{Surrogate}/gu, '\ufffd').replace(/[ \t]*[\p{Cc}\u2028\u2029]+[ \t]*/gu, ' ').trim()
}

/** The texts of a tree, with the numbers of its ordered lists. */
function textOf(node: Node, number = ''): string {
  if (node.type === 'text') return (node as Text).value
  const { ordered, start, children = [] } = node as Partial<List> & Partial<Parent>
  return number + children.map((child, index) => textOf(child, ordered === true ? String((start ?? 1) + index) : '')).join('')
}
