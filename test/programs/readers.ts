import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { HtmlRenderer, Parser } from 'commonmark'
import markdownIt from 'markdown-it'
import remarkFrontmatter from 'remark-frontmatter'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { outlineHtml, outlinePandoc, outlineTree, type Outline, type PandocNode } from './outline.ts'
import { readHtml } from './read-html.ts'

/** Reads documents of Markdown, each by itself, and gives their outlines. */
type Reader = (documents: readonly string[]) => Outline[] | Promise<Outline[]>

const remark = unified().use(remarkParse).use(remarkFrontmatter).freeze()
const remarkOfGfm = unified().use(remarkParse).use(remarkFrontmatter).use(remarkGfm).freeze()
const commonmark = { parser: new Parser(), renderer: new HtmlRenderer() }
const bare = markdownIt('commonmark')
const full = markdownIt({ html: true, linkify: false, typographer: false })

/** For readers that know no front matter. */
const withoutFrontMatter = (markdown: string) => markdown.replace(/^---\n[^]*?\n---\n/, '')

/** The readers that the checks go through. None turns quotes or dashes; only those of GFM link bare addresses. */
export const readers = {
  remark: (documents) => documents.map((markdown) => outlineTree(remark.parse(markdown), markdown)),
  'remark-gfm': (documents) => documents.map((markdown) => outlineTree(remarkOfGfm.parse(markdown), markdown)),
  'commonmark.js': (documents) => documents.map((markdown) => outlineHtml(readHtml(commonmark.renderer.render(commonmark.parser.parse(withoutFrontMatter(markdown)))))),
  'markdown-it of CommonMark': (documents) => documents.map((markdown) => outlineHtml(readHtml(bare.render(withoutFrontMatter(markdown))))),
  'markdown-it': (documents) => documents.map((markdown) => outlineHtml(readHtml(full.render(withoutFrontMatter(markdown))))),
  'cmark-gfm': readWithCmark,
  'pandoc of commonmark_x': (documents) => readWithPandoc(documents, 'commonmark_x-smart'),
  'pandoc of its own Markdown': (documents) => readWithPandoc(documents, 'markdown-smart'),
  Hugo: readWithHugo,
  Jekyll: readWithJekyll,
} as const satisfies Record<string, Reader>

export type ReaderName = keyof typeof readers

/** Runs a program that reads `input`, and gives what it writes; the readers in this process go on meanwhile. */
async function run(program: string, options: readonly string[], { input = '', ...place }: { input?: string; cwd?: string; env?: NodeJS.ProcessEnv } = {}): Promise<string> {
  const child = spawn(program, options, { ...place, stdio: ['pipe', 'pipe', 'pipe'] })
  child.stdin.end(input)
  const said: Buffer[] = []
  const complaints: Buffer[] = []
  child.stdout.on('data', (part: Buffer) => said.push(part))
  child.stderr.on('data', (part: Buffer) => complaints.push(part))
  const [code] = (await once(child, 'close')) as [number | null]
  if (code !== 0) throw new Error(`${program} ended with ${code}: ${Buffer.concat(complaints).toString()}`)
  return Buffer.concat(said).toString()
}

/** Lets a program work in a folder that is there for so long. */
async function inFolder<Found>(work: (folder: string) => Promise<Found>): Promise<Found> {
  const folder = mkdtempSync(path.join(tmpdir(), 'naskh-readers-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function writeAll(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name)
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
}

/** One process for all documents, which a Lua filter reads one by one. */
function readWithPandoc(documents: readonly string[], format: string): Promise<Outline[]> {
  return inFolder(async (folder) => {
    const names = documents.map((_, at) => `${at}.md`)
    writeAll(folder, Object.fromEntries(names.map((name, at) => [name, documents[at]!])))
    const filter = path.join(import.meta.dirname, 'read-each.lua')
    const found = await run('pandoc', ['-t', 'plain', '--lua-filter', filter], { cwd: folder, input: names.join('\n'), env: { ...process.env, NASKH_FORMAT: format } })
    return found.trimEnd().split('\n').map((line) => outlinePandoc((JSON.parse(line) as { blocks: PandocNode[] }).blocks))
  })
}

/** All documents as one, with headings between them that no document has; HTML is let through, so that it is seen. */
async function readWithCmark(documents: readonly string[]): Promise<Outline[]> {
  const extensions = ['table', 'strikethrough', 'autolink', 'tasklist'].flatMap((name) => ['-e', name])
  const input = documents.map((markdown) => `${withoutFrontMatter(markdown)}\n\n###### end\n\n`).join('')
  const html = await run('cmark-gfm', ['--unsafe', ...extensions], { input })
  return html.split('<h6>end</h6>\n').slice(0, -1).map((part) => outlineHtml(readHtml(part), true))
}

function readWithHugo(documents: readonly string[]): Promise<Outline[]> {
  return readSite(
    documents,
    (at) => `content/${at}.md`,
    {
      'config.toml': `baseURL = "https://example.org/"
uglyURLs = true
disableKinds = ["RSS", "sitemap", "taxonomy", "term", "home", "section"]
[markup.goldmark.extensions]
linkify = false
typographer = false
[markup.goldmark.renderer]
unsafe = true
`,
      'layouts/_default/single.html': '{{ .Content }}',
    },
    ['hugo', '--quiet', '--destination', 'site'],
  )
}

function readWithJekyll(documents: readonly string[]): Promise<Outline[]> {
  return readSite(
    documents,
    (at) => `${at}.md`,
    {
      '_config.yml': `timezone: UTC
kramdown:
  smart_quotes: apos,apos,quot,quot
  typographic_symbols: { hellip: ..., mdash: ---, ndash: --, laquo: "<<", raquo: ">>", laquo_space: "<< ", raquo_space: " >>" }
`,
      '_layouts/post.html': '{{ content }}',
    },
    ['jekyll', 'build', '--quiet', '--disable-disk-cache', '--destination', 'site'],
  )
}

/** Builds a site with a page for each document, and reads the pages. */
function readSite(documents: readonly string[], place: (at: number) => string, files: Readonly<Record<string, string>>, [program, ...options]: readonly [string, ...string[]]): Promise<Outline[]> {
  return inFolder(async (folder) => {
    writeAll(folder, { ...files, ...Object.fromEntries(documents.map((markdown, at) => [place(at), markdown])) })
    await run(program, options, { cwd: folder })
    return documents.map((_, at) => outlineHtml(readHtml(readFileSync(path.join(folder, 'site', `${at}.html`), 'utf8'))))
  })
}
