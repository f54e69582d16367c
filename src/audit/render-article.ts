import type { Heading, List, Paragraph, Root } from 'mdast'
import type { Article, LabelledLine, Language, Metadata } from '../document.ts'
import type { Origin } from '../markdown/tree.ts'
import type { Role } from '../roles.ts'
import { escapeHtml, showText } from './escape-html.ts'

/** Fields of the front matter that are shown as a table under the headline, with the role of the lines they were read from. */
const fields = [
  ['author', 'Author', 'byline'],
  ['date', 'Date', 'date'],
  ['dateline', 'Dateline', undefined],
  ['source', 'Source', 'source'],
  ['url', 'Address', undefined],
] as const satisfies readonly (readonly [keyof Metadata, string, Role | undefined])[]

/** `lang` and `dir` for the start tag of an element that holds text of a language. */
export function attributesOf({ tag, direction }: Pick<Language, 'tag' | 'direction'>): string {
  return `lang="${escapeHtml(tag)}" dir="${direction}"`
}

/**
 * Writes an article as it will read: section and kicker, headline, deck, a table of what is in the front matter, body.
 * Each piece says its language and direction and links to the lines it was made of.
 *
 * @param tree of the default flavor, with headings and without boilerplate
 */
export function renderArticle(article: Article, tree: Root): string {
  const { metadata, language } = article
  const blocks = tree.children.filter((node) => node.type === 'heading' || node.type === 'paragraph' || node.type === 'list')
  const titled = blocks.findIndex((node) => node.type === 'heading' && node.depth === 1)
  const written = blocks.map((node) => renderBlock(node, article, titled >= 0))
  const before = [renderField(article, 'section', metadata.section), renderField(article, 'kicker', metadata.kicker)]
  const after = [renderField(article, 'deck', metadata.subtitle), renderTable(article)]
  const head = titled === 0 ? [...before, written[0], ...after] : [...before, ...after]
  const body = titled === 0 ? written.slice(1) : written
  const empty = body.length === 0 ? ['<p class="none">No line was taken for the body.</p>'] : []
  return `<div class="article" ${attributesOf(language)}>\n${[...head, ...body, ...empty].filter((part) => part !== '').join('\n')}\n</div>`
}

function renderBlock(node: Heading | Paragraph | List, article: Article, titled: boolean): string {
  if (node.type !== 'list') {
    const element = node.type === 'paragraph' ? 'p' : node.depth === 1 || !titled ? 'h3' : 'h4'
    return renderPiece(element, textOf(node), node.data?.naskh, article)
  }
  const start = node.ordered && node.start !== null && node.start !== undefined && node.start !== 1 ? ` start="${node.start}"` : ''
  const items = node.children.map((item) => renderPiece('li', item.children[0]?.type === 'paragraph' ? textOf(item.children[0]) : '', item.data?.naskh, article))
  return node.ordered ? `<ol${start}>\n${items.join('\n')}\n</ol>` : `<ul>\n${items.join('\n')}\n</ul>`
}

function renderPiece(element: string, text: string, origin: Origin | undefined, { lines, language }: Article): string {
  const [first = 0, last = first] = origin?.lines ?? []
  const made = lines.slice(Math.max(0, first - 1), last).filter(({ role }) => role !== null && role === origin?.role)
  return `<${element} ${attributesOf(made[0]?.language ?? language)}>${linkLines(made)}${showText(text)}</${element}>`
}

/** A link from a piece of the article to the lines it was made of, and a place for each of them to link to. */
function linkLines(lines: readonly LabelledLine[]): string {
  const [first, ...rest] = lines.map(({ number }) => number)
  if (first === undefined) return ''
  const last = rest.at(-1)
  const shown = last === undefined ? first : rest.length === last - first ? `${first}–${last}` : [first, ...rest].join(', ')
  return `${rest.map((number) => `<span id="a${number}"></span>`).join('')}<a class="ln" id="a${first}" lang="en" dir="ltr" href="#l${first}"><span class="sr">line </span>${shown}</a>`
}

/** The lines that links from the other side can lead to. What a document says cannot be taken for one: quotes are escaped. */
export function findLinked(html: string): ReadonlySet<number> {
  return new Set(Array.from(html.matchAll(/ id="a(\d+)"/g), ([, number]) => Number(number)))
}

/** A line of the head of the article that has no row in the table. */
function renderField(article: Article, role: Role, value: string | undefined): string {
  if (value === undefined) return ''
  const lines = article.lines.filter((line) => line.role === role)
  return `<p class="${role}" ${attributesOf(lines[0]?.language ?? article.language)}>${linkLines(lines)}${showText(value)}</p>`
}

function renderTable(article: Article): string {
  const rows = fields.flatMap(([key, name, role]) => {
    const value = article.metadata[key]
    if (value === undefined) return []
    const lines = article.lines.filter((one) => one.role === role)
    const written = typeof value === 'string' ? [value] : value
    const shown = written.map((text) => `<dd ${key === 'url' || key === 'date' ? 'dir="ltr"' : attributesOf(article.language)}>${showText(text)}</dd>`)
    return [`<div><dt>${name} ${linkLines(lines)}</dt>${shown.join('')}</div>`]
  })
  return rows.length === 0 ? '' : `<dl class="front" lang="en" dir="ltr">${rows.join('')}</dl>`
}

function textOf(node: Heading | Paragraph): string {
  return node.children.map((child) => ('value' in child ? child.value : '')).join('')
}
