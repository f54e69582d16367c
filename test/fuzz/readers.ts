import jsYaml from 'js-yaml'
import type { Node, Parent, Root, RootContent, Text } from 'mdast'
import remarkFrontmatter from 'remark-frontmatter'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { parse } from 'yaml'
import type { Article } from '../../src/document.ts'
import { escapeValue } from '../../src/markdown/escape-text.ts'
import { flavorRow, type FlavorName, type TitlePlace } from '../../src/markdown/flavors.ts'

const markdownReader = unified().use(remarkParse).use(remarkFrontmatter).freeze()
const gfmReader = unified().use(remarkParse).use(remarkFrontmatter).use(remarkGfm).freeze()

/** What a tree says, on lines, without positions and with neighbouring texts joined. */
export function outline(node: Node): string {
  if (node.type === 'text' || node.type === 'yaml' || node.type === 'html') return `${node.type} ${JSON.stringify((node as Text).value)}\n`
  const { type, depth, ordered, start, spread, checked, children = [] } = node as Node & { [field: string]: unknown; children?: Node[] }
  const own = JSON.stringify([type, depth, ordered, start, spread, checked])
  return `${own}(\n${joinTexts(children).map(outline).join('')})\n`
}

function joinTexts(nodes: readonly Node[]): Node[] {
  const joined: Node[] = []
  for (const node of nodes) {
    const last = joined.at(-1)
    if (node.type === 'text' && last?.type === 'text') joined[joined.length - 1] = { type: 'text', value: (last as Text).value + (node as Text).value } as Text
    else joined.push(node)
  }
  return joined
}

/** What a reader of CommonMark makes of Markdown. */
export function readMarkdown(markdown: string): string {
  return outline(markdownReader.parse(markdown))
}

/** What a reader of GFM makes of it, with the bare addresses that it links by itself taken for text again. */
export function readGfm(markdown: string): string {
  return outline(unlink(gfmReader.parse(markdown)))
}

function unlink(node: Node): Node {
  if (!('children' in node)) return node
  const children = (node as Parent).children.flatMap((child) => (child.type === 'link' ? child.children : [unlink(child) as RootContent]))
  return { ...node, children } as Node
}

/** Values of front matter by key. */
export type Values = Readonly<Record<string, string | readonly string[]>>

/** The YAML of a tree's front matter. */
export function yamlOf(tree: Root): string | undefined {
  const first = tree.children[0]
  return first?.type === 'yaml' ? first.value : undefined
}

/** The strings that readers have to find in the front matter of an article. */
export function expectValues({ metadata, language }: Pick<Article, 'metadata' | 'language'>, flavor: FlavorName, title: TitlePlace | undefined): Values {
  const { keys, markdownInValues, title: usual } = flavorRow(flavor)
  const values: Record<string, string | readonly string[]> = {}
  for (const [key, from] of keys) {
    if (from === 'title' && (title ?? usual) === 'heading') continue
    const given = typeof from === 'object' ? from.word : from === 'lang' ? language.tag : from === 'dir' ? language.direction : from === 'day' ? metadata.date?.slice(0, 10) : metadata[from]
    const escaped = markdownInValues && typeof from === 'string' && !['date', 'day', 'lang', 'dir', 'url'].includes(from)
    const lines = [given ?? []].flat().map(toOneLine).filter((value) => value !== '').map((value) => (escaped ? toOneLine(escapeValue(value, flavor)) : value))
    if (lines.length > 0) values[key] = lines.length === 1 ? lines[0]! : lines
  }
  return values
}

/** A value on one line, of whole characters: a run with anything but blanks in it is one blank. */
function toOneLine(value: string): string {
  return value.replace(/\p{Surrogate}/gu, '\ufffd').replace(/ *[\p{Cc}\u2028\u2029][ \p{Cc}\u2028\u2029]*/gu, ' ').trim()
}

/** The programs that read front matter, each with the version of YAML that it knows. */
const yamlReaders: Readonly<Record<string, (yaml: string) => unknown>> = {
  'yaml 1.2': (yaml) => parse(yaml, { version: '1.2' }),
  'yaml 1.1': (yaml) => parse(yaml, { version: '1.1' }),
  'js-yaml': (yaml) => jsYaml.load(yaml),
}

/** Says where a reader finds something else than what was meant, or nothing. */
export function compareValues(yaml: string, expected: Values): string | undefined {
  for (const [name, read] of Object.entries(yamlReaders)) {
    let found: unknown
    try {
      found = read(yaml)
    } catch (error) {
      return `${name}: ${String((error as Error).message)}`
    }
    const different = findDifference(found, expected)
    if (different !== undefined) return `${name}: ${different}`
  }
  return undefined
}

function findDifference(found: unknown, expected: Values): string | undefined {
  if (typeof found !== 'object' || found === null) return Object.keys(expected).length === 0 ? undefined : `expected keys, found ${String(found)}`
  const keys = Object.keys(found)
  if (keys.join() !== Object.keys(expected).join()) return `expected ${Object.keys(expected).join()}, found ${keys.join()}`
  for (const key of keys) {
    const value = (found as Record<string, unknown>)[key]
    const text = value instanceof Date && key === 'date' ? sameDate(value, expected[key]) : JSON.stringify(value)
    if (text !== JSON.stringify(expected[key])) return `${key}: expected ${JSON.stringify(expected[key])}, found ${text}`
  }
  return undefined
}

/** The expected text where a date is the one it names, the date's own otherwise. */
function sameDate(date: Date, expected: string | readonly string[] | undefined): string {
  const named = typeof expected === 'string' && (/T.*(?:Z|[-+]\d\d:\d\d)$|^[^T]*$/.test(expected) ? expected : `${expected}Z`)
  return named && new Date(named).getTime() === date.getTime() ? JSON.stringify(expected) : String(date.getTime())
}
