import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { body, convertArticle, english, title, useFolder } from './article.ts'
import { expectElements } from './expect-elements.ts'
import { find, listBlocks, readHtml, textOf } from './read-html.ts'
import { sample, writeSample } from './sample.ts'

const folder = useFolder()
const filter = path.resolve('docs/rtl-epub.lua')

/** Runs pandoc on a Markdown file and gives what it writes. */
function pandoc(markdown: string, ...options: string[]): string {
  return execFileSync('pandoc', options, { cwd: folder.path, input: markdown, encoding: 'utf8', maxBuffer: 1e8 })
}

/** Runs pandoc into a zipped format and gives the files in it that are asked for, one after the other. */
function pandocZip(markdown: string, name: string, options: string[], ...inner: string[]): string[] {
  writeFileSync(path.join(folder.path, 'article.md'), markdown)
  execFileSync('pandoc', ['article.md', '-o', name, ...options], { cwd: folder.path })
  return inner.map((one) => execFileSync('unzip', ['-p', name, one], { cwd: folder.path, encoding: 'utf8' }))
}

describe('pandoc', () => {
  it.each<['pandoc' | 'default' | 'github', string]>([
    ['pandoc', 'markdown'],
    ['default', 'gfm'],
    ['default', 'commonmark_x'],
    ['github', 'gfm'],
  ])('reads language and direction of flavor %s as %s', (flavor, from) => {
    expect(pandoc(convertArticle(flavor), '-s', '-f', from, '-t', 'html')).toMatch(/<html [^>]*lang="ar"[^>]* dir="rtl">/)
  })

  it('makes HTML of the article: its text, its title once, and the English paragraph in its own direction', () => {
    const page = readHtml(pandoc(convertArticle('pandoc'), '-s', '-t', 'html'))
    const header = find(page, 'header')!
    expect(header.children.flatMap(listBlocks).map(([name]) => name)).toEqual(['h1', 'p', 'p', 'p', 'p'])
    expect(textOf(find(header, 'h1')!)).toBe(title)
    const content = find(page, 'body')!
    expectElements(listBlocks({ ...content, children: content.children.filter((child) => child !== header) }), body)
    const div = find(content, 'div')!
    expect(div.properties).toMatchObject({ dir: 'ltr', lang: 'en' })
    expect(textOf(div)).toBe(english)
  })

  it('makes a Word document whose paragraphs run from right to left, but for the one in English', () => {
    const [document = ''] = pandocZip(convertArticle('pandoc'), 'article.docx', [], 'word/document.xml')
    const paragraphs = document.match(/<w:p>.*?<\/w:p>/gs) ?? []
    expect(paragraphs.length).toBeGreaterThan(body.length)
    for (const paragraph of paragraphs) {
      const text = [...paragraph.matchAll(/<w:t [^>]*>([^<]*)/g)].map(([, part]) => part).join('')
      const arabic = /[\u0600-\u06ff]{3}/.test(text) && !text.includes('&lt;script')
      if (arabic) expect(paragraph).toContain('<w:bidi />')
      if (arabic) expect(paragraph).toContain('<w:rtl />')
      if (text === english) expect(paragraph).not.toContain('<w:bidi />')
    }
    expect(document).toContain(english)
  })

  it('makes an EPUB whose pages and, with the filter, texts run from right to left', () => {
    const [opf = '', chapter = ''] = pandocZip(convertArticle('pandoc'), 'article.epub', ['--lua-filter', filter], 'EPUB/content.opf', 'EPUB/text/ch001.xhtml')
    expect(opf).toMatch(/<spine [^>]*page-progression-direction="rtl"/)
    expect(opf).toContain('<dc:language>ar</dc:language>')
    expect(opf).toMatch(/<dc:date[^>]*>2024-02-21</)
    const section = find(readHtml(chapter), 'div')!
    expect(section.properties).toMatchObject({ dir: 'rtl' })
    expectElements(listBlocks(section), body)
  })

  it('leaves the direction of other formats, and of articles from left to right, to pandoc', () => {
    expect(pandoc(convertArticle('pandoc'), '--lua-filter', filter, '-t', 'html')).not.toContain('dir="rtl"')
    const leftToRight = '---\nlang: en\ndir: ltr\n---\n\nText\n'
    const [chapter] = pandocZip(leftToRight, 'english.epub', ['--lua-filter', filter], 'EPUB/text/ch001.xhtml')
    expect(chapter).not.toContain('dir=')
  })

  it('reads hostile texts as texts', () => {
    expectElements(listBlocks(readHtml(pandoc(writeSample('pandoc'), '-t', 'html'))), sample)
  })
})
