import type { Element as HastElement, Nodes, Root } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import type { Element } from './article.ts'

const blocks = /^(?:h[1-6]|p|li)$/
/** What Markdown may be wrapped in, and the links that readers make of bare addresses. */
const harmless = /^(?:html|head|body|div|section|article|main|ul|ol|a)$/

/** Reads a page, or a part of one. */
export function readHtml(html: string): Root {
  return fromHtml(html, { fragment: !/^\s*(?:<!doctype|<\?xml)/i.test(html) })
}

/**
 * The headings, paragraphs and list items of a tree with their texts. Everything else that is no mere wrapping is
 * listed by its name, so that a table, code or a picture that came of text is seen.
 */
export function listBlocks(node: Nodes): Element[] {
  if (node.type === 'comment') return [['comment', node.value]]
  if (node.type === 'text') return node.value.trim() === '' ? [] : [['text', node.value]]
  if (node.type !== 'element' && node.type !== 'root') return []
  if (node.type === 'element' && blocks.test(node.tagName)) return [[node.tagName, textOf(node)], ...node.children.flatMap(listOddities)]
  return [...(node.type === 'element' && !harmless.test(node.tagName) ? [[node.tagName, textOf(node)] as const] : []), ...node.children.flatMap(listBlocks)]
}

/** Elements inside a block that no text may become. */
function listOddities(node: Nodes): Element[] {
  if (node.type === 'comment') return [['comment', node.value]]
  if (node.type !== 'element') return []
  return [...(harmless.test(node.tagName) || node.tagName === 'p' ? [] : [[node.tagName, textOf(node)] as const]), ...node.children.flatMap(listOddities)]
}

/** The text of a node, white space collapsed as a browser does. */
export function textOf(node: Nodes): string {
  return rawText(node).replace(/[ \t\n]+/g, ' ').trim()
}

function rawText(node: Nodes): string {
  if (node.type === 'text') return node.value
  return 'children' in node ? node.children.map(rawText).join('') : ''
}

/** The first element of that name. */
export function find(node: Nodes, name: string): HastElement | undefined {
  if (node.type === 'element' && node.tagName === name) return node
  if (!('children' in node)) return undefined
  for (const child of node.children) {
    const found = find(child as Nodes, name)
    if (found !== undefined) return found
  }
  return undefined
}
