import fc from 'fast-check'
import type { Heading, List, Node, Paragraph, Root, Text } from 'mdast'
import remarkFrontmatter from 'remark-frontmatter'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { describe, expect, it } from 'vitest'
import { flavorNames } from '../../src/markdown/flavors.ts'
import { toMarkdown } from '../../src/markdown/stringify.ts'
import { hostileText } from './hostile-text.ts'

const reader = unified().use(remarkParse).use(remarkFrontmatter).freeze()

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

describe.each(flavorNames)('Markdown of flavor %s', (flavor) => {
  it('is read back as the tree it was written from', () => {
    fc.assert(
      fc.property(trees, (tree) => {
        expect(outline(reader.parse(toMarkdown(tree, flavor)))).toEqual(outline(tree))
      }),
      { numRuns: 400 },
    )
  })
})
