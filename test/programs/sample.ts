import fc from 'fast-check'
import type { RootContent } from 'mdast'
import type { FlavorName } from '../../src/markdown/flavors.ts'
import { toMarkdown } from '../../src/markdown/stringify.ts'
import { hostileText } from '../properties/hostile-text.ts'
import type { Element } from './article.ts'

/** How many texts each program reads: all in one document, so that it starts once. */
const count = 1500

/** Texts made of what means something to readers of Markdown: the same ones in every run. */
const texts = fc.sample(hostileText, { numRuns: count, seed: 20240221 })

const kinds = ['p', 'h2', 'li'] as const

/** The texts as paragraphs, headings and lists of one item by turns. */
export const sampleNodes: RootContent[] = texts.map(toNode)

/** The same, written for a flavor. */
export function writeSample(flavor: FlavorName): string {
  return toMarkdown({ type: 'root', children: sampleNodes }, flavor)
}

/** What has to be read, white space collapsed as a browser does. */
export const sample: readonly Element[] = texts.map((text, index) => [kinds[index % 3]!, text.replace(/[ \t\n]+/g, ' ').trim()])

function toNode(value: string, index: number): RootContent {
  const text = { type: 'text', value } as const
  const kind = kinds[index % 3]
  if (kind === 'h2') return { type: 'heading', depth: 2, children: [text] }
  const paragraph = { type: 'paragraph', children: [text] } as const
  if (kind === 'p') return { ...paragraph, children: [text] }
  return { type: 'list', ordered: false, spread: false, children: [{ type: 'listItem', spread: false, checked: null, children: [{ ...paragraph, children: [text] }] }] }
}
