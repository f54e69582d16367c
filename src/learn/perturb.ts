import { isKept, roleTable, type Role } from '../roles.ts'

/** The lines of a document with their gold. */
export interface GoldLines {
  readonly lines: readonly string[]
  readonly roles: readonly (Role | null)[]
  readonly doubt: ReadonlySet<number>
}

/** Ways in which the same page reaches a user, by name. */
export const perturbations = {
  /** No blank line anywhere. */
  dense: (gold: GoldLines) => keep(gold, gold.roles.flatMap((role, at) => (role === null ? [] : [[at]]))),
  /** A blank line after every line. */
  spaced: (gold: GoldLines) => keep(gold, gold.roles.flatMap((role, at) => (role === null ? [] : [[at], []]))),
  /** Paragraphs in a row glued into one line, two to four at a time. */
  merged: (gold: GoldLines, random: () => number) => keep(gold, mergeParagraphs(gold, () => 2 + Math.floor(random() * 3))),
  /** All paragraphs in a row glued into one line. */
  glued: (gold: GoldLines) => keep(gold, mergeParagraphs(gold, () => Infinity)),
  /** The article without anything around it, as careful scrapers leave it. */
  bare: (gold: GoldLines, random: () => number) => keep(loosen(gold, random), dropBoilerplate(gold)),
  /** The same, cut after two to five lines of body: a short notice. */
  brief: (gold: GoldLines, random: () => number) => keep(loosen(gold, random), cutBody(gold, dropBoilerplate(gold), 2 + Math.floor(random() * 4))),
  /** Titles of related articles dropped into the body without a heading, and without blank lines between them. */
  card: (gold: GoldLines, random: () => number) => insertCard(gold, random),
  /** The headline said once more above, as the end of the page's path, by itself or in a line with the rest of it. */
  path: (gold: GoldLines, random: () => number) => insertPath(gold, random),
  /** The same line between every few paragraphs, as advertisements leave it. */
  ads: (gold: GoldLines, random: () => number) => insertAds(gold, random),
} as const satisfies Record<string, (gold: GoldLines, random: () => number) => GoldLines>

/** The names of the perturbations. */
export type Perturbation = keyof typeof perturbations

/** Makes new lines, each of the given old ones joined by blanks; an empty group is a blank line. */
function keep({ lines, roles, doubt }: GoldLines, groups: readonly (readonly number[])[]): GoldLines {
  return {
    lines: groups.map((group) => group.map((at) => lines[at]).join(' ')),
    roles: groups.map((group) => (group.length === 0 ? null : roles[group[0]!]!)),
    doubt: new Set(groups.flatMap((group, at) => (group.some((line) => doubt.has(line)) ? [at] : []))),
  }
}

/** Puts lines in before an old one. */
function insert({ lines, roles, doubt }: GoldLines, before: number, added: readonly (readonly [string, Role | null])[]): GoldLines {
  return {
    lines: [...lines.slice(0, before), ...added.map(([line]) => line), ...lines.slice(before)],
    roles: [...roles.slice(0, before), ...added.map(([, role]) => role), ...roles.slice(before)],
    doubt: new Set([...doubt].map((line) => (line < before ? line : line + added.length))),
  }
}

/** How often a bare article's first paragraph has lost its full stop. */
const unended = 0.25

function loosen(gold: GoldLines, random: () => number): GoldLines {
  if (random() >= unended) return gold
  const first = gold.roles.indexOf('paragraph')
  return { ...gold, lines: gold.lines.map((line, at) => (at === first ? line.replace(/[.۔]$/u, '') : line)) }
}

function insertCard(gold: GoldLines, random: () => number): GoldLines {
  const titles = gold.lines.filter((line, at) => gold.roles[at] === 'related' && line.trim().split(' ').length >= 5)
  const places = gold.roles.flatMap((role, at) => (role === 'paragraph' && gold.roles.slice(0, at).includes('paragraph') ? [at] : []))
  const place = places[Math.floor(random() * places.length)]
  if (titles.length === 0 || place === undefined) return gold
  const first = Math.floor(random() * titles.length)
  const caption = gold.lines.filter((_, at) => gold.roles[at] === 'caption').slice(0, random() < 0.5 ? 1 : 0)
  const card = [...caption.map((line) => [line, 'caption'] as const), ...titles.slice(first, first + 1 + Math.floor(random() * 2)).map((line) => [line, 'related'] as const)]
  return insert(gold, place, gold.roles[place - 1] === null ? [...card, ['', null]] : card)
}

const pathMarks = [' » ', ' > ', ' / ', ' | ', ' › ']

function insertPath(gold: GoldLines, random: () => number): GoldLines {
  const headline = gold.roles.indexOf('headline')
  if (headline < 0) return gold
  // Above what stands between the path and the headline: a section, a kicker, a byline, buttons.
  let place = headline
  for (let most = Math.floor(random() * 5); most > 0 && place > 0 && gold.roles[place - 1] !== 'related'; most--) place--
  const above = gold.roles.findLast((role, at) => role !== null && at < headline)
  const kicker = above === 'kicker' && random() < 0.5 ? `${gold.lines[gold.roles.lastIndexOf('kicker', headline)]!.trim()}: ` : ''
  const words = kicker + retell(gold.lines[headline]!, random)
  const parts = gold.lines.filter((line, at) => (gold.roles[at] === 'navigation' || gold.roles[at] === 'section') && at < headline && line.trim().length < 25).slice(-2).map((part) => part.trim())
  const mark = pathMarks[Math.floor(random() * pathMarks.length)]!
  const way = random()
  const path = way < 0.35 ? [words] : way < 0.65 ? [...parts, words] : [[...parts, words].join(mark)]
  const blank: (readonly [string, null])[] = random() < 0.5 ? [] : [['', null]]
  return insert(gold, place, [...path.map((line) => [line, 'navigation'] as const), ...blank])
}

/** A headline as the rest of its page says it: the same, cut off, or without what stands before a colon. */
export function retell(headline: string, random: () => number): string {
  const text = headline.trim()
  const way = random()
  if (way < 0.2) {
    const after = text.search(/[:：،|–] /u)
    if (after > 0 && text.length - after > 15) return text.slice(after + 2)
  } else if (way < 0.4 && text.length > 40) {
    const cut = text.lastIndexOf(' ', 25 + Math.floor(random() * (text.length - 30)))
    if (cut > 10) return `${text.slice(0, cut)}${random() < 0.5 ? '...' : '…'}`
  }
  return text
}

function insertAds(gold: GoldLines, random: () => number): GoldLines {
  const short = gold.lines.flatMap((line, at) => (gold.roles[at] === 'promo' && line.trim().length < 60 ? [at] : []))
  const first = short[Math.floor(random() * short.length)]
  if (first === undefined) return gold
  const ad = [gold.lines[first]!, ...(random() < 0.4 && gold.roles[first + 1] === 'promo' ? [gold.lines[first + 1]!] : [])]
  const every = 1 + Math.floor(random() * 3)
  const spaced = random() < 0.5
  let seen = 0
  return gold.roles.reduceRight((grown, role, at) => {
    if (role !== 'paragraph' || gold.roles[at + 1] === undefined || ++seen % every !== 0) return grown
    const lines = ad.map((line) => [line, 'promo'] as const)
    return insert(grown, at + 1, spaced ? lines.flatMap((line): (readonly [string, Role | null])[] => [['', null], line]) : lines)
  }, gold)
}

/** Each kept line by itself; of the blank lines between two of them, the first. */
function dropBoilerplate({ roles }: GoldLines): number[][] {
  const groups: number[][] = []
  roles.forEach((role, at) => {
    if (role === null ? groups.length > 0 && groups.at(-1)!.length > 0 : isKept(role)) groups.push(role === null ? [] : [at])
  })
  return groups
}

function cutBody({ roles }: GoldLines, groups: readonly (readonly number[])[], most: number): readonly (readonly number[])[] {
  let body = 0
  const end = groups.findIndex(([at]) => at !== undefined && roleTable[roles[at]!].place === 'body' && roles[at] !== 'headline' && ++body > most)
  return end < 0 ? groups : groups.slice(0, end)
}

function mergeParagraphs({ roles }: GoldLines, size: () => number): number[][] {
  const groups: number[][] = []
  let room = 0
  let open: number[] | undefined
  roles.forEach((role, at) => {
    if (role === null) {
      if (!open) groups.push([])
      return
    }
    if (role === 'paragraph' && open && room > 0) {
      open.push(at)
      room--
      return
    }
    open = role === 'paragraph' ? [at] : undefined
    room = size() - 1
    groups.push(open ?? [at])
  })
  return groups
}
