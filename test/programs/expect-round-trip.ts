import type { Root } from 'mdast'
import { expect } from 'vitest'
import type { FlavorName } from '../../src/markdown/flavors.ts'
import { toMarkdown } from '../../src/markdown/stringify.ts'
import { outlineTree } from './outline.ts'
import { readers, type ReaderName } from './readers.ts'

/** A document, as the tree that is written for a flavor: what it says is known without its Markdown. */
export interface Document {
  readonly name: string
  readonly toTree: (flavor: FlavorName) => Root
}

/** Which readers each flavor is for. */
export type Pairs = readonly (readonly [FlavorName, readonly ReaderName[]])[]

/** Expects that each reader makes of each document what its tree says, and shows the first few places where it does not. */
export async function expectRoundTrip(documents: readonly Document[], pairs: Pairs): Promise<void> {
  const differing = pairs.map(async ([flavor, names]) => {
    const trees = documents.map(({ toTree }) => toTree(flavor))
    const wanted = trees.map((tree) => outlineTree(tree))
    const written = trees.map((tree) => toMarkdown(tree, flavor))
    const found = names.map(async (reader) => {
      const outlines = await readers[reader](written)
      return documents.flatMap(({ name }, index) => {
        const [outline, read] = [wanted[index]!, outlines[index]!]
        const at = outline.findIndex((entry, place) => entry !== read[place])
        if (at === -1 && outline.length === read.length) return []
        const place = at === -1 ? outline.length : at
        return [{ document: name, flavor, reader, wanted: outline[place], found: read[place] }]
      })
    })
    return (await Promise.all(found)).flat()
  })
  const all = (await Promise.all(differing)).flat()
  expect({ count: all.length, first: all.slice(0, 5) }).toEqual({ count: 0, first: [] })
}
