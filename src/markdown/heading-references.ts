import type { Heading, Root } from 'mdast'

/**
 * Lists the texts of a tree's headings, as references to them are compared: pandoc takes `[heading]` for a link to the
 * heading of that text (its extension `implicit_header_references`, which `commonmark_x` has).
 *
 * @returns Folded texts: letters and digits alone in lower case, so that no way of writing one makes a difference.
 */
export function listHeadings(tree: Root): ReadonlySet<string> {
  return new Set(tree.children.filter((node): node is Heading => node.type === 'heading').map(({ children }) => fold(children.map((child) => ('value' in child ? child.value : '')).join(''))))
}

/** Finds each `[` that would begin a reference to one of the headings: indices, in order. */
export function findReferences(text: string, headings: ReadonlySet<string>): readonly number[] {
  if (headings.size === 0) return none
  return [...text.matchAll(/\[([^[\]]*)\]/g)].filter(([, name]) => headings.has(fold(name!))).map(({ index }) => index)
}

const none: readonly number[] = []

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, '')
}
