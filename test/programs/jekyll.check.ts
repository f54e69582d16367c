import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { body, convertArticle, english, title, useFolder } from './article.ts'
import { expectElements } from './expect-elements.ts'
import { find, listBlocks, readHtml, textOf } from './read-html.ts'
import { sample, writeSample } from './sample.ts'
import { straighten } from './straighten.ts'

const folder = useFolder()

const layout = `<!doctype html><html lang="{{ page.lang }}" dir="{{ page.dir }}"><head><title>{{ page.title }}</title></head>
<body><pre>{{ page | jsonify | xml_escape }}</pre><main>{{ content }}</main></body></html>
`

beforeAll(() => {
  const files: Record<string, string> = {
    '_config.yml': 'timezone: UTC\n',
    '_layouts/post.html': layout,
    '_posts/2024-02-21-article.md': convertArticle('jekyll'),
    '_posts/2024-02-21-sample.md': `---\nlayout: post\n---\n\n${writeSample('jekyll')}`,
  }
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder.path, name)
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
  execFileSync('jekyll', ['build', '--quiet', '--disable-disk-cache'], { cwd: folder.path, encoding: 'utf8' })
})

const readPage = (name: string) => readHtml(readFileSync(path.join(folder.path, '_site/2024/02/21', `${name}.html`), 'utf8'))

describe('Jekyll, with nothing configured', () => {
  it('gives layouts the front matter', () => {
    const page = readPage('article')
    expect(find(page, 'html')!.properties).toMatchObject({ lang: 'ar', dir: 'rtl' })
    expect(JSON.parse(textOf(find(page, 'pre')!))).toMatchObject({
      title,
      date: '2024-02-21 10:00:00 +0000',
      author: ['سيرين بن عاشور', 'باسل عرنوق'],
      dateline: 'تونس',
      source: 'وكالات',
      source_url: 'https://example.org/a?b=1',
    })
  })

  it('sets the English paragraph in its own direction', () => {
    const div = find(find(readPage('article'), 'main')!, 'div')!
    expect(div.properties).toEqual({ dir: 'ltr', lang: 'en' })
    expect(textOf(div)).toBe(english)
  })

  it('leaves the body whole: Liquid stays text', () => {
    expectElements(straighten(listBlocks(find(readPage('article'), 'main')!)), straighten(body))
  })

  it('reads hostile texts as texts', () => {
    expectElements(straighten(listBlocks(find(readPage('sample'), 'main')!)), straighten(sample))
  })
})
