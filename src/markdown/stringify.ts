import type { Root } from 'mdast'
import remarkFrontmatter from 'remark-frontmatter'
import remarkStringify, { type Options } from 'remark-stringify'
import { unified } from 'unified'
import { escapeText } from './escape-text.ts'
import { flavorNames, type FlavorName } from './flavors.ts'

type TextHandler = NonNullable<NonNullable<Options['handlers']>['text']>

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
  return unified()
    .use(remarkFrontmatter)
    .use(remarkStringify, { bullet: '-', handlers: { text: textHandler(flavor) }, listItemIndent: 'one' })
    .freeze()
}

/**
 * Escapes texts in place of remark-stringify's own handler, which escapes what could mean something somewhere
 * (`AT\&T`, `\#tag`) and tries some fifty patterns on every text. Texts among other inline nodes, or over several
 * lines, which our trees do not have, go to the usual way.
 */
function textHandler(flavor: FlavorName): TextHandler {
  return (node, parent, state, info) => {
    const alone = parent !== undefined && parent.children.length === 1
    if (!alone || /[\r\n]/.test(node.value)) return state.safe(node.value, info)
    if (parent.type === 'heading') return escapeText(node.value, 'heading', flavor)
    return escapeText(node.value, state.stack.includes('listItem') ? 'item' : 'paragraph', flavor)
  }
}
