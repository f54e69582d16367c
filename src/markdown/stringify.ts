import type { Paragraph, Root, Text } from 'mdast'
import remarkFrontmatter from 'remark-frontmatter'
import remarkStringify, { type Options } from 'remark-stringify'
import { unified } from 'unified'
import { escapeText } from './escape-text.ts'
import type { TextPlace } from './escapes.ts'
import { flavorNames, type FlavorName } from './flavors.ts'
import { listHeadings } from './heading-references.ts'

type Handler = NonNullable<NonNullable<Options['handlers']>['text']>
type State = Parameters<Handler>[2]
type Escape = (text: string, place: TextPlace) => string

const processors = new Map(flavorNames.map((flavor) => [flavor, buildProcessor(flavor)]))

/**
 * Writes a tree as Markdown for one flavor: UTF-8 text with LF and one final newline, or nothing for an empty tree.
 * Whatever the texts hold, a reader of CommonMark or GFM, and the flavor's program, read the same tree back.
 *
 * @example toMarkdown({ type: 'root', children: [{ type: 'paragraph', children: [{ type: 'text', value: '# 1' }] }] }, 'default') // '\\# 1\n'
 */
export function toMarkdown(tree: Root, flavor: FlavorName): string {
  const processor = processors.get(flavor)
  if (processor === undefined) throw new RangeError(`expected one of ${flavorNames.join(', ')}, found ${flavor}`)
  return processor.stringify(tree)
}

function buildProcessor(flavor: FlavorName) {
  let headings: ReadonlySet<string> // of the tree that is being written
  const escape: Escape = (text, place) => escapeText(text, place, flavor, headings)
  const root: Handler = (node: Root, _parent, state, info) => {
    headings = listHeadings(node)
    return state.containerFlow(node, info)
  }
  return unified()
    .use(remarkFrontmatter)
    .use(remarkStringify, { bullet: '-', handlers: { root, paragraph: paragraphHandler(escape), text: textHandler(escape) }, listItemIndent: 'one' })
    .freeze()
}

/**
 * Writes paragraphs of one text as that text, which nearly all are, without looking at what could stand beside it. Others
 * go the usual way.
 */
function paragraphHandler(escape: Escape): Handler {
  return (node: Paragraph, _parent, state, info) => {
    const [only, ...others] = node.children
    if (only?.type === 'text' && others.length === 0 && !lineEnd.test(only.value)) return escape(only.value, placeOf(state))
    const exits = [state.enter('paragraph'), state.enter('phrasing')]
    const value = state.containerPhrasing(node, info)
    for (const exit of exits.reverse()) exit()
    return value
  }
}

/**
 * Escapes texts in place of remark-stringify's own handler, which escapes what could mean something somewhere
 * (`AT\&T`, `\#tag`) and tries some fifty patterns on every text. Texts among other inline nodes, or over several
 * lines, which our trees do not have, go to the usual way.
 */
function textHandler(escape: Escape): Handler {
  return (node: Text, parent, state, info) => {
    const alone = parent !== undefined && parent.children.length === 1
    if (!alone || lineEnd.test(node.value)) return state.safe(node.value, info)
    return escape(node.value, parent.type === 'heading' ? 'heading' : placeOf(state))
  }
}

const lineEnd = /[\r\n]/

function placeOf(state: State): TextPlace {
  return state.stack.includes('listItem') ? 'item' : 'paragraph'
}
