import type { Heading, List, Paragraph, Root, RootContent } from 'mdast'
import type { Article, Block, Direction } from '../document.ts'
import { isKept, roleTable, roles, type Role } from '../roles.ts'
import { toBlocks } from './blocks.ts'
import { flavorRow, type FlavorName, type FlavorRow, type TitlePlace } from './flavors.ts'
import { toFrontMatter } from './front-matter.ts'
import { isConsecutive, readMarker } from './list-marker.ts'

/** Where a node came from. */
export interface Origin {
  /** `null` where several roles, or none, made it. */
  readonly role: Role | null
  /** The least certain of its lines, 0 to 1. */
  readonly confidence: number
  /** Numbers of its first and last line. */
  readonly lines: readonly [start: number, end: number]
}

declare module 'mdast' {
  interface Data {
    naskh?: Origin
  }
}

/** Words for the headings of the boilerplate section: the section's own, then one for each role. */
export type BoilerplateHeadings = Readonly<Partial<Record<'boilerplate' | Role, string>>>

/** How a tree is built. */
export interface TreeSettings {
  readonly flavor: FlavorName
  /** Where the title goes; the flavor's own choice when absent. */
  readonly title?: TitlePlace
  /** `append` adds a last section that lists what is set aside; it is left out otherwise. */
  readonly boilerplate?: 'drop' | 'append' | 'sidecar'
  /** Words for that section; roles without one are listed under the heading of the section. */
  readonly headings?: BoilerplateHeadings
}

/** A node of the body and the block it was made of. */
type BlockNode = Heading | Paragraph | List

/**
 * Builds the tree of the Markdown: front matter, then headline (H1), crossheads (H2), paragraphs and lists in the
 * order of the lines. Lines of the other roles are in the front matter, or dropped, or in the last section.
 *
 * The headline is left out where the title belongs to the front matter alone and is there; a second headline is an
 * H2. Without front matter, decks and source lines are paragraphs and the headline is always there. List items next
 * to each other are one tight list.
 */
export function toMdast(article: Article, settings: TreeSettings): Root {
  const { flavor, boilerplate = 'drop', headings = {} } = settings
  const row = flavorRow(flavor)
  const { direction } = article.language
  const { metadata, language } = article
  const title = settings.title ?? row.title
  const blocks = toBlocks(article.lines)
  const bare = row.keys.length === 0
  const untitled = title === 'metadata' && !bare && metadata.title !== undefined
  const yaml = toFrontMatter(metadata, language, flavor, title)
  const standing: Block[] = []
  for (const block of blocks) if (bodyRole(block.role, bare) !== undefined) standing.push(block)
  const body = toBody(standing, untitled, row)
  const children: RootContent[] = [
    ...(yaml === undefined ? [] : [{ type: 'yaml' as const, value: yaml }]),
    ...groupByDirection(body, direction).flatMap(({ nodes, foreign }) => (row.div !== undefined && foreign !== undefined ? inDiv(nodes, foreign, row.div) : nodes)),
    ...(boilerplate === 'append' ? toBoilerplate(blocks.filter(({ role }) => !isKept(role)), headings, row) : []),
  ]
  return { type: 'root', children }
}

/** What a block of the role is in the body, `undefined` when it does not stand there. */
function bodyRole(role: Role, bare: boolean): Role | undefined {
  if (roleTable[role].place === 'body') return role
  return bare && (role === 'deck' || role === 'source') ? 'paragraph' : undefined
}

interface Piece {
  readonly node: BlockNode
  readonly blocks: readonly Block[]
}

/** Makes nodes of the blocks that stand in the body. */
function toBody(blocks: readonly Block[], untitled: boolean, row: FlavorRow): Piece[] {
  const pieces: Piece[] = []
  let titled = false
  for (let index = 0; index < blocks.length; ) {
    const run = takeRun(blocks, index)
    index += run.length
    const role = run[0]?.role
    if (role === 'list-item') pieces.push({ node: toList(run, row), blocks: run })
    else if (role === 'headline') {
      if (titled || !untitled) pieces.push({ node: toHeading(run, titled ? 2 : 1), blocks: run })
      titled = true
    } else {
      pieces.push({ node: role === 'crosshead' ? toHeading(run, 2) : toParagraph(run), blocks: run })
    }
  }
  return pieces
}

/** The block at the index and, for the roles that make one node of several blocks, those after it. */
function takeRun(blocks: readonly Block[], index: number): readonly Block[] {
  const role = blocks[index]?.role
  let end = index + 1
  if (role === 'list-item' || role === 'headline') while (blocks[end]?.role === role) end++
  return blocks.slice(index, end)
}

function toHeading(blocks: readonly Block[], depth: 1 | 2): Heading {
  return { type: 'heading', depth, children: [{ type: 'text', value: joinTexts(blocks) }], data: { naskh: originOf(blocks) } }
}

function toParagraph(blocks: readonly Block[]): Paragraph {
  return { type: 'paragraph', children: [{ type: 'text', value: joinTexts(blocks) }], data: { naskh: originOf(blocks) } }
}

/**
 * Makes a tight list. It is ordered when all its items are numbered one by one, from a number that the program keeps;
 * bullets go and the list's own come. Otherwise bullets go all the same, and numbers stay in the text.
 */
function toList(blocks: readonly Block[], { countsFromOne }: FlavorRow): List {
  const items = blocks.map(({ text }) => readMarker(text))
  const ordered = isConsecutive(items) && (countsFromOne !== true || items[0]?.number === 1)
  return {
    type: 'list',
    ordered,
    start: ordered ? (items[0]?.number ?? 1) : null,
    spread: false,
    children: blocks.map((block, index) => {
      const item = items[index]
      const text = item === undefined || (item.number !== undefined && !ordered) ? block.text : item.text
      return {
        type: 'listItem',
        spread: false,
        checked: null,
        children: [{ type: 'paragraph', children: [{ type: 'text', value: text }] }],
        data: { naskh: originOf([block]) },
      }
    }),
    data: { naskh: originOf(blocks) },
  }
}

function joinTexts(blocks: readonly Block[]): string {
  return blocks.length === 1 && blocks[0] !== undefined ? blocks[0].text : blocks.map(({ text }) => text).join(' ')
}

function originOf(blocks: readonly Block[]): Origin {
  let confidence = 1
  for (const block of blocks) for (const line of block.lines) confidence = Math.min(confidence, line.confidence)
  const start = blocks[0]?.lines[0]?.number ?? 0
  const end = blocks.at(-1)?.lines.at(-1)?.number ?? start
  return { role: blocks[0]?.role ?? 'other', confidence, lines: [start, end] }
}

interface Group {
  readonly nodes: BlockNode[]
  /** Language of a group that runs against the document, `undefined` otherwise. */
  readonly foreign: Foreign | undefined
}

interface Foreign {
  readonly tag: string
  readonly direction: Direction
}

/** Puts neighbours together that run against the document in the same language; all others stand alone. */
function groupByDirection(pieces: readonly Piece[], direction: Direction): Group[] {
  const groups: Group[] = []
  for (const { node, blocks } of pieces) {
    const foreign = foreignLanguage(blocks, direction)
    const before = groups.at(-1)
    if (before !== undefined && before.foreign?.tag === foreign?.tag) before.nodes.push(node)
    else groups.push({ nodes: [node], foreign })
  }
  return groups
}

/** The language of blocks that all run against the document, of the first line among several languages. */
function foreignLanguage(blocks: readonly Block[], direction: Direction): Foreign | undefined {
  const all = blocks.every((block) => block.lines.every(({ language }) => language !== undefined && language.direction !== direction))
  return all ? blocks[0]?.lines[0]?.language : undefined
}

/** Sets nodes in a `div` that tells language and direction, the one form that pandoc, kramdown and readers of GFM all read. */
function inDiv(nodes: readonly BlockNode[], { tag, direction }: Foreign, attributes: string): RootContent[] {
  const lang = /^[A-Za-z0-9-]+$/.test(tag) && tag !== 'und' ? ` lang="${tag}"` : ''
  return [{ type: 'html', value: `<div dir="${direction}"${lang}${attributes}>` }, ...nodes, { type: 'html', value: '</div>' }]
}

/** Lists what is set aside by role, in the order of the table of roles. */
function toBoilerplate(blocks: readonly Block[], headings: BoilerplateHeadings, row: FlavorRow): RootContent[] {
  if (blocks.length === 0) return []
  const nodes: RootContent[] = []
  if (headings.boilerplate !== undefined) nodes.push(wordHeading(headings.boilerplate, 2))
  const named = roles.filter((role) => headings[role] !== undefined)
  const unnamed = blocks.filter(({ role }) => !named.includes(role))
  if (unnamed.length > 0) nodes.push(toList(unnamed, row))
  for (const role of named) {
    const own = blocks.filter((block) => block.role === role)
    if (own.length > 0) nodes.push(wordHeading(headings[role] ?? role, 3), toList(own, row))
  }
  return nodes
}

function wordHeading(word: string, depth: 2 | 3): Heading {
  return { type: 'heading', depth, children: [{ type: 'text', value: word }] }
}
