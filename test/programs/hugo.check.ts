import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { body, convertArticle, title, useFolder } from './article.ts'
import { expectElements } from './expect-elements.ts'
import { find, listBlocks, readHtml } from './read-html.ts'
import { sample, writeSample } from './sample.ts'
import { straighten } from './straighten.ts'

const folder = useFolder()

/** Shows every parameter of a page and its content. */
const template = `<!doctype html><html lang="{{ .Params.lang }}" dir="{{ .Params.dir }}"><head><title>{{ .Title }}</title></head>
<body><pre>{{ dict "date" (.Date.Format "2006-01-02T15:04:05Z07:00") "params" .Params "section" .Section | jsonify }}</pre><main>{{ .Content }}</main></body></html>
`

beforeAll(() => {
  const files: Record<string, string> = {
    'config.toml': 'baseURL = "https://example.org/"\ndisableKinds = ["RSS", "sitemap", "taxonomy", "term", "home", "section"]\n',
    'layouts/_default/single.html': template,
    'content/news/article.md': convertArticle('hugo'),
    'content/news/sample.md': `---\ntitle: x\n---\n\n${writeSample('hugo')}`,
  }
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder.path, name)
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
  execFileSync('hugo', ['--quiet'], { cwd: folder.path, encoding: 'utf8' })
})

const readPage = (name: string) => readHtml(readFileSync(path.join(folder.path, 'public/news', name, 'index.html'), 'utf8'))

describe('Hugo, with nothing configured', () => {
  it('gives templates the front matter', () => {
    const page = readPage('article')
    expect(find(page, 'html')!.properties).toEqual({ lang: 'ar', dir: 'rtl' })
    const { date, section, params } = JSON.parse(listBlocksText(page)) as { date: string; section: string; params: Record<string, unknown> }
    expect(date).toBe('2024-02-21T10:00:00Z')
    expect(section).toBe('news')
    expect(params).toMatchObject({
      title,
      subtitle: 'الشركة تقول إن القارئ الجديد يعمل على الهواتف القديمة، و"من دون إعلانات"',
      author: ['سيرين بن عاشور', 'باسل عرنوق'],
      dateline: 'تونس',
      lang: 'ar',
      dir: 'rtl',
      source: 'وكالات',
      source_url: 'https://example.org/a?b=1',
    })
  })

  it('leaves the body whole: shortcodes stay text, nothing is cut, no title comes twice', () => {
    expectElements(straighten(listBlocks(find(readPage('article'), 'main')!)), straighten(body))
  })

  it('reads hostile texts as texts', () => {
    expectElements(straighten(listBlocks(find(readPage('sample'), 'main')!)), straighten(sample))
  })
})

function listBlocksText(page: ReturnType<typeof readPage>): string {
  const [first] = find(page, 'pre')!.children
  return first?.type === 'text' ? first.value : ''
}
