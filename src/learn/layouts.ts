import { isKept, isRole, type Role } from '../roles.ts'
import type { GoldDocument } from './gold.ts'
import { retell, type GoldLines } from './perturb.ts'

/** What a page has around its article; the article's own lines are poured in. */
export interface Layout {
  /** The language it is written in, as a primary subtag. */
  readonly lang: string
  readonly lines: readonly LayoutLine[]
}

/** One line: a role and what it reads, or a place for lines of the article; a blank line has no role. */
export interface LayoutLine {
  readonly role: Role | 'body' | null
  readonly text: string
}

/** What of labelled documents of one language goes into layouts. */
interface Stock {
  readonly articles: readonly Article[]
  readonly titles: readonly string[]
  readonly sentences: readonly string[]
  readonly captions: readonly string[]
}

/** An article without what stands around it. */
interface Article {
  readonly headline: string
  readonly deck?: string | undefined
  readonly body: readonly (readonly [text: string, role: Role])[]
}

const pageStart = /^== (?:light|full)$/u
/** Of the lines around an article one in so many is left out at random, so that none is always there. */
const dropped = 0.12
/** How often a kicker is a clause of the article poured in, and not what the layout says: it shares words with the body. */
const ownKicker = 0.6
/** How often a kicker is put above the headline of a layout that has none. */
const addedKicker = 0.06
/** How often a card is put between two lines of a body, and how often its first line has lost its full stop. */
const addedCard = 0.2
const unended = 0.2
const finalStop = /[.۔。]$/u
/** An article is poured with so many lines of body at most; more of them teach nothing about a page. */
const longestBody = 40
/** A teaser is cut after 60 characters and up to this many more. */
const teaserRoom = 100

/**
 * Reads a file of layouts: pages that begin with `== light` or `== full`, each line blank or `role`, tab, text.
 *
 * @returns The layouts, or a sentence that says what is wrong.
 */
export function readLayouts(text: string, lang: string): Layout[] | { readonly problem: string } {
  const pages: LayoutLine[][] = []
  for (const [at, line] of text.split('\n').entries()) {
    if (pageStart.test(line)) {
      pages.push([])
      continue
    }
    const page = pages.at(-1)
    if (line.trim() === '') {
      page?.push({ role: null, text: '' })
      continue
    }
    const [role = '', words] = line.split('\t')
    if (!page) return { problem: `line ${at + 1} stands before the first page; expected \`== light\` or \`== full\`` }
    if (words === undefined || !(role === 'body' || isRole(role))) return { problem: `line ${at + 1}: expected a role, a tab and a text, found ${JSON.stringify(line)}` }
    page.push({ role, text: words })
  }
  return pages.map((lines) => ({ lang, lines: trimBlanks(lines) }))
}

function trimBlanks(lines: LayoutLine[]): LayoutLine[] {
  const end = lines.findLastIndex(({ role }) => role !== null)
  return lines.slice(lines.findIndex(({ role }) => role !== null), end + 1)
}

/**
 * Pours articles of labelled documents into layouts of their language, several into each. A layout that wants an article
 * is left out where no document of its language has one.
 *
 * @param times How many articles are poured into each layout.
 */
export function pourLayouts(layouts: readonly Layout[], documents: readonly GoldDocument[], times: number, random: () => number): (GoldLines & { readonly lang: string })[] {
  const stocks = new Map<string, Stock>()
  return layouts.flatMap((layout) => {
    let stock = stocks.get(layout.lang)
    if (!stock) stocks.set(layout.lang, (stock = takeStock(layout.lang, documents, layouts)))
    return Array.from({ length: times }, () => pour(layout, stock, random)).flatMap((gold) => (gold ? [{ ...gold, lang: layout.lang }] : []))
  })
}

function takeStock(lang: string, documents: readonly GoldDocument[], layouts: readonly Layout[]): Stock {
  const labelled = documents.filter((document) => document.lang.split('-')[0] === lang).map(({ text, roles }) => text.split('\n').map((line, at) => ({ role: roles[at] ?? null, text: line.trim() })))
  const written = layouts.filter((layout) => layout.lang === lang).map(({ lines }) => lines)
  const articles = [...labelled, ...written].flatMap((lines) => findArticle(lines) ?? [])
  const titles = labelled.flatMap((lines) => lines.filter(({ role, text }) => role === 'related' && text.length >= 25 && text.length < 140).map(({ text }) => text))
  const all = [...labelled, ...written].flat()
  return {
    articles,
    captions: all.flatMap(({ role, text }) => (role === 'caption' && !text.includes('{') ? [text] : [])),
    titles: [...new Set([...articles.map(({ headline }) => headline), ...titles])],
    sentences: [...new Set(articles.flatMap(({ body }) => body.slice(0, 4).filter(([text, role]) => role === 'paragraph' && text.length > 60).map(([text]) => text)))],
  }
}

function findArticle(lines: readonly LayoutLine[]): Article | undefined {
  const headline = lines.find(({ role, text }) => role === 'headline' && text !== '*')?.text
  const body = lines.flatMap(({ role, text }) => (role === 'paragraph' || role === 'crosshead' || role === 'list-item' ? [[text, role] as const] : []))
  if (headline === undefined || body.length < 2) return undefined
  return { headline, deck: lines.find(({ role, text }) => role === 'deck' && text !== '*')?.text, body: body.slice(0, longestBody) }
}

/** Fills one layout; nothing comes of it where its language has no article to fill it with. */
function pour({ lines }: Layout, stock: Stock, random: () => number): GoldLines | undefined {
  const wanting = lines.some(({ role, text }) => role === 'body' || text === '*')
  const article = stock.articles[Math.floor(random() * stock.articles.length)]
  if (wanting && !article) return undefined
  const used = new Set([article?.headline])
  const hasKicker = lines.some(({ role }) => role === 'kicker')
  const filled: [string, Role | null][] = []
  let poured = 0
  for (const { role, text } of lines) {
    if (role === null) {
      if (filled.at(-1)?.[1] !== null) filled.push(['', null])
    } else if (role === 'body') {
      const count = text === '*' ? Infinity : Number(text)
      const lines = article!.body.slice(poured, poured + count)
      const blank: readonly [string, null][] = filled.at(-1)?.[1] === null ? [['', null]] : []
      const card = lines.length >= 3 && random() < addedCard ? 1 + Math.floor(random() * (lines.length - 1)) : -1
      lines.forEach(([line, own], at) => {
        if (at > 0) filled.push(...blank)
        if (at === card) filled.push(...makeCard(stock, used, random), ...blank)
        filled.push([poured + at === 0 && random() < unended ? line.replace(finalStop, '') : line, own])
      })
      poured += count
    } else if (text === '*') {
      const kicker = role === 'headline' && !hasKicker && random() < addedKicker ? cutKicker(article!, random) : undefined
      if (kicker !== undefined) filled.push([kicker, 'kicker'], ...(filled.at(-1)?.[1] === null ? [['', null] as [string, null]] : []))
      const own = role === 'headline' ? article!.headline : role === 'deck' ? article!.deck : undefined
      if (own !== undefined) filled.push([own, role])
    } else if (isKept(role) || random() >= dropped) {
      if (text === '{article}') {
        const other = stock.articles[Math.floor(random() * stock.articles.length)]
        if (other && other !== article) filled.push(...followWith(other, role, filled.at(-1)?.[1] === null, random))
        continue
      }
      const words = role === 'kicker' && article && random() < ownKicker ? cutKicker(article, random) : fillSlots(text, stock, used, random, article?.headline)
      if (words !== undefined) filled.push([words, role])
    }
  }
  return { lines: filled.map(([line]) => line), roles: filled.map(([, role]) => role), doubt: new Set() }
}

/** Another article in a page that goes on without end: its title and the beginning of its body, all of one role. */
function followWith({ headline, body }: Article, role: Role, spaced: boolean, random: () => number): [string, Role | null][] {
  const lines = [headline, ...body.slice(0, followed[0] + Math.floor(random() * (followed[1] - followed[0]))).map(([text]) => text)]
  return lines.flatMap((line, at): [string, Role | null][] => (spaced && at > 0 ? [['', null], [line, role]] : [[line, role]]))
}

/** So many lines of a body follow, at least and at most. */
const followed = [2, 16] as const

/** A card without a word that says so: a picture's caption, a title and the beginning of another article, as many of them as it likes. */
function makeCard(stock: Stock, used: Set<string | undefined>, random: () => number): [string, Role][] {
  const title = fillSlots('{title}', stock, used, random)
  const teaser = fillSlots(random() < 0.7 ? '{sentence}' : '{teaser}', stock, used, random)
  const caption = stock.captions[Math.floor(random() * stock.captions.length)]
  const parts: readonly (readonly [string | undefined, Role, number])[] = [[caption, 'caption', 0.4], [title, 'related', 1], [teaser, 'related', 0.7]]
  return parts.flatMap(([text, role, share]) => (text !== undefined && random() < share ? [[text, role]] : []))
}

/** A kicker speaks of its article: a clause of the body stands for it. */
function cutKicker({ body }: Article, random: () => number): string | undefined {
  const clauses = body.flatMap(([text, role]) => (role === 'paragraph' ? text.split(clauseEnd) : [])).map((clause) => clause.trim())
  const fitting = clauses.filter((clause) => {
    const words = clause.split(' ').length
    return words >= kickerWords[0] && words <= kickerWords[1]
  })
  return fitting[Math.floor(random() * fitting.length)]
}

const clauseEnd = /[.,،؛;:۔] /u
const kickerWords = [3, 9] as const

/** Puts what other articles, and this one's headline, have into the slots of a line; nothing where there is none left. */
function fillSlots(text: string, stock: Stock, used: Set<string | undefined>, random: () => number, headline?: string): string | undefined {
  let missing = false
  const draw = (pool: readonly string[]): string => {
    for (let tries = 0; tries < 8; tries++) {
      const one = pool[Math.floor(random() * pool.length)]
      if (one === undefined || used.has(one)) continue
      used.add(one)
      return one
    }
    missing = true
    return ''
  }
  if (headline === undefined && text.includes('{headline}')) return undefined
  const filled = text
    .replaceAll('{headline}', () => retell(headline!, random))
    .replaceAll('{title}', () => draw(stock.titles))
    .replaceAll('{teaser}', () => cutTeaser(draw(stock.sentences), random))
    .replaceAll('{sentence}', () => cutSentence(draw(stock.sentences)))
  return missing ? undefined : filled
}

function cutTeaser(text: string, random: () => number): string {
  const most = 60 + Math.floor(random() * teaserRoom)
  return text.length <= most ? text : `${text.slice(0, text.lastIndexOf(' ', most) > 0 ? text.lastIndexOf(' ', most) : most)}...`
}

function cutSentence(text: string): string {
  const end = text.search(/[.!?؟۔。！？](?:\s|$)/u)
  return end < 0 ? text : text.slice(0, end + 1)
}
