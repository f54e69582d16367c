import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { body, convertArticle, title } from './article.ts'
import { expectElements } from './expect-elements.ts'
import { listBlocks, readHtml } from './read-html.ts'
import { sample, writeSample } from './sample.ts'

/** GitHub's own reader, with all extensions of GitHub and raw HTML let through, so that HTML that came of text is seen. */
function renderGfm(markdown: string): string {
  const extensions = ['table', 'strikethrough', 'autolink', 'tasklist'].flatMap((name) => ['-e', name])
  return execFileSync('cmark-gfm', ['--unsafe', ...extensions], { input: markdown, encoding: 'utf8', maxBuffer: 1e8 })
}

const withoutFrontMatter = (markdown: string) => markdown.replace(/^---\n[^]*?\n---\n/, '')

describe.each(['default', 'github', 'none'] as const)('cmark-gfm reads flavor %s', (flavor) => {
  it('as the article under its title', () => {
    const blocks = listBlocks(readHtml(renderGfm(withoutFrontMatter(convertArticle(flavor)))))
    expect(blocks[0]).toEqual(['h1', title])
    const texts = flavor === 'none' ? blocks.slice(2, -1) : blocks.slice(1)
    expectElements(texts, body)
  })

  it('with hostile texts as texts', () => {
    expectElements(listBlocks(readHtml(renderGfm(writeSample(flavor)))), sample)
  })
})
