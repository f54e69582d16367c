import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { analyse, buildTree, load } from '../../src/convert.ts'
import { expectRoundTrip, type Document, type Pairs } from './expect-round-trip.ts'

const shared = '../shared'

/** Slow or much alike readers are left to the check with the fixtures. */
const pairs: Pairs = [
  ['default', ['remark', 'commonmark.js', 'markdown-it', 'cmark-gfm', 'pandoc of commonmark_x']],
  ['pandoc', ['pandoc of its own Markdown']],
  ['hugo', ['Hugo']],
]

/** How many documents a program reads at once. */
const batch = 300

const files = ['seeds', ...readdirSync(path.join(shared, 'corpus')).map((name) => `corpus/${name}`)]
  .filter((folder) => !folder.endsWith('.md'))
  .flatMap((folder) => readdirSync(path.join(shared, folder)).filter((name) => name.endsWith('.txt')).map((name) => path.join(folder, name)))
const batches = Array.from({ length: Math.ceil(files.length / batch) }, (_, at) => files.slice(at * batch, (at + 1) * batch))

beforeAll(load)

describe('every reader reads what naskh has written of the corpus, with all that is set aside:', () => {
  it('there are texts', () => {
    expect(files.length).toBeGreaterThan(2000)
  })

  it.each(batches.map((names) => [names[0], names] as const))('%s and those after it', async (_, names) => {
    const documents = names.map((name): Document => {
      const article = analyse(readFileSync(path.join(shared, name)))
      return { name, toTree: (flavor) => buildTree(article, { flavor, boilerplate: 'append' }) }
    })
    await expectRoundTrip(documents, pairs)
  })
})
