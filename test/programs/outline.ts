import type { Nodes as HastNodes } from 'hast'
import type { Nodes } from 'mdast'

/**
 * What a reader sees in a document, one entry a block: `h2: text`, `p: text`, `ul`, `ol 3` and the `li: text` in them,
 * `div ltr en` and `/div` around what runs the other way. Whatever else a text may have become (a link, a picture, a
 * table, HTML) is an entry or a mark of its own that is in no tree of naskh's.
 */
export type Outline = readonly string[]

/** Marks an inline node that is no text: no input holds U+0001. */
const odd = (name: string, inner = '') => `\u0001${name}(${inner})`

/** Blanks side by side are one to every program in the end, and pandoc composes characters, as naskh has already. */
const entry = (name: string, text: string) => `${name}: ${text.normalize('NFC').replace(/[ \t]+/g, ' ').trim()}`

/**
 * The outline of a tree of mdast, ours or one that remark has read.
 *
 * @param source The Markdown the tree was read from: links that a reader of GFM makes of bare addresses are text.
 */
export function outlineTree(node: Nodes, source = ''): string[] {
  const inline = (one: Nodes): string => {
    if (one.type === 'text') return one.value
    const inner = 'children' in one ? one.children.map(inline).join('') : ''
    const start = one.position?.start.offset // remark gives bare addresses none
    const bare = one.type === 'link' && (start === undefined || !'[<'.includes(source.charAt(start)))
    return bare ? inner : odd(one.type, inner || ('value' in one ? one.value : ''))
  }
  const text = (one: Nodes) => ('children' in one ? one.children.map(inline).join('') : '')
  const item = (one: Nodes): string[] => {
    if (one.type !== 'listItem' || one.spread || typeof one.checked === 'boolean') return [odd('item'), ...outlineTree(one, source)]
    const [first, ...rest] = one.children
    return [entry('li', first?.type === 'paragraph' ? text(first) : odd(first?.type ?? 'nothing')), ...rest.flatMap((child) => outlineTree(child, source))]
  }
  if (node.type === 'root') return node.children.flatMap((child) => outlineTree(child, source))
  if (node.type === 'yaml') return []
  if (node.type === 'heading') return [entry(`h${node.depth}`, text(node))]
  if (node.type === 'paragraph') return [entry('p', text(node))]
  if (node.type === 'list') return [node.ordered ? `ol ${node.start ?? 1}` : 'ul', ...node.children.flatMap(item)]
  const tag = node.type === 'html' ? /^<(\/?div)(?: dir="(\w+)"(?: lang="([\w-]+)")?(?: markdown="1")?)?>$/.exec(node.value) : null
  return tag ? [tag.slice(1).filter(Boolean).join(' ')] : [odd(node.type, 'value' in node ? node.value : '')]
}

/** The outline of HTML. @param links True where the reader links bare addresses. */
export function outlineHtml(node: HastNodes, links = false): string[] {
  const inline = (one: HastNodes): string => {
    if (one.type === 'text') return one.value
    const inner = 'children' in one ? one.children.map(inline).join('') : ''
    if (one.type !== 'element') return odd(one.type)
    return links && one.tagName === 'a' ? inner : odd(one.tagName, inner)
  }
  if (node.type === 'root') return node.children.flatMap((child) => outlineHtml(child, links))
  if (node.type === 'text') return node.value.trim() === '' ? [] : [odd('text', node.value)]
  if (node.type !== 'element') return [odd(node.type)]
  const { tagName, properties, children } = node
  const inner = () => children.flatMap((child) => outlineHtml(child, links))
  if (/^(?:h[1-6]|p|li)$/.test(tagName)) return [entry(tagName, children.map(inline).join(''))]
  if (tagName === 'ul') return ['ul', ...inner()]
  if (tagName === 'ol') return [`ol ${Number(properties.start ?? 1)}`, ...inner()]
  if (tagName === 'div') return [['div', properties.dir, properties.lang].filter(Boolean).join(' '), ...inner(), '/div']
  return [odd(tagName), ...inner()]
}

/** A node of pandoc's tree, as its JSON has it. */
export interface PandocNode {
  readonly t: string
  readonly c: unknown
}

type Attributes = readonly [id: string, classes: readonly string[], pairs: readonly (readonly [key: string, value: string])[]]

/** The outline of pandoc's tree. */
export function outlinePandoc(blocks: readonly PandocNode[]): string[] {
  return blocks.flatMap(({ t, c }): string[] => {
    if (t === 'Para') return [entry('p', inlinePandoc(c))]
    if (t === 'Header') {
      const [depth, [, classes, pairs], inner] = c as [number, Attributes, unknown]
      return [entry(`h${depth}`, inlinePandoc(inner) + (classes.length + pairs.length > 0 ? odd('attributes') : ''))]
    }
    if (t === 'BulletList') return ['ul', ...(c as PandocNode[][]).flatMap(itemPandoc)]
    if (t === 'OrderedList') {
      const [[start], items] = c as [[number], PandocNode[][]]
      return [`ol ${start}`, ...items.flatMap(itemPandoc)]
    }
    if (t === 'Div') {
      const [[, , pairs], inner] = c as [Attributes, PandocNode[]]
      const of = (name: string) => pairs.find(([key]) => key === name)?.[1]
      return [['div', of('dir'), of('lang')].filter(Boolean).join(' '), ...outlinePandoc(inner), '/div']
    }
    return [odd(t, JSON.stringify(c))]
  })
}

function itemPandoc([first, ...rest]: readonly PandocNode[]): string[] {
  return [entry('li', first?.t === 'Plain' ? inlinePandoc(first.c) : odd(first?.t ?? 'nothing')), ...outlinePandoc(rest)]
}

function inlinePandoc(nodes: unknown): string {
  return (nodes as PandocNode[]).map(({ t, c }) => (t === 'Str' ? (c as string) : t === 'Space' ? ' ' : odd(t, JSON.stringify(c)))).join('')
}
