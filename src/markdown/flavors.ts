import { atStart, findCodeRuns, matches, pairs, runs, type Escape } from './escapes.ts'
import type { Metadata } from '../document.ts'

/** Where the title goes. */
export type TitlePlace = 'both' | 'metadata' | 'heading'

/** What a front matter key is filled from: a field of the metadata, the day of its date, the language, its direction, or a fixed word. */
export type FrontMatterKey = readonly [key: string, from: keyof Metadata | 'day' | 'lang' | 'dir' | { readonly word: string }]

/** How Markdown is written for one program. */
export interface FlavorRow {
  /** What the flavor is for. */
  readonly summary: string
  /** Keys of the front matter in their order; none: no front matter. */
  readonly keys: readonly FrontMatterKey[]
  /** Where the title goes unless the user says otherwise: programs that print it themselves need no heading. */
  readonly title: TitlePlace
  /**
   * Blocks of the other direction are set in `<div dir lang>` with these attributes beside. Absent where the program
   * drops raw HTML, shows what is inside as it is, or finds directions itself.
   */
  readonly div?: string
  /** True when ordered lists count from one whatever their first number is: other lists keep their numbers as text. */
  readonly countsFromOne?: true
  /** True when values of the front matter are read as Markdown. */
  readonly markdownInValues: boolean
  /** ASCII punctuation that a backslash does not escape there. */
  readonly unescapable: string
  /** What the program takes for markup beyond CommonMark and GFM. */
  readonly escapes: readonly Escape[]
}

const keys: readonly FrontMatterKey[] = [
  ['title', 'title'],
  ['subtitle', 'subtitle'],
  ['kicker', 'kicker'],
  ['section', 'section'],
  ['date', 'date'],
  ['dateline', 'dateline'],
  ['author', 'author'],
  ['lang', 'lang'],
  ['dir', 'dir'],
  ['source', 'source'],
  ['url', 'url'],
]

/** `url` means the page's own address to Hugo (one with a scheme stops the build) and to Jekyll. */
const siteKeys = keys.map((pair): FrontMatterKey => (pair[0] === 'url' ? ['source_url', 'url'] : pair))

/** The RTL plugin of Obsidian reads `direction`. */
const obsidianKeys = keys.flatMap((pair): FrontMatterKey[] => (pair[0] === 'dir' ? [pair, ['direction', 'dir']] : [pair]))

/**
 * pandoc takes the direction of an EPUB's pages from a key of its own. It prints dates as they are, and its EPUBs lose
 * one with a time.
 */
const pandocKeys = keys.flatMap((pair): FrontMatterKey[] => {
  if (pair[0] === 'date') return [['date', 'day']]
  return pair[0] === 'dir' ? [pair, ['page-progression-direction', 'dir']] : [pair]
})

const definition = 'a definition of the paragraph before it'
const definitionList: Escape = { probe: ':', start: true, find: atStart(/^:(?=[ \t]|$)/), why: definition }
const fencedDiv: Escape = { probe: ':::', start: true, find: atStart(/^:::/), why: 'a fenced div' }
const dollars: readonly Escape[] = [
  { probe: '$', find: pairs('$'), why: 'mathematics' },
  { probe: '$$', find: matches(/\$(?=\$)|(?<=\$)\$/g), why: 'mathematics on lines of its own, also after a blank' },
]
const inlineNote: Escape = { probe: '^[', find: matches(/\^(?=\[)/g), why: 'a footnote' }
const headingAttributes: Escape = {
  probe: '{',
  find: (text, place) => (place === 'heading' && text.trimEnd().endsWith('}') ? [text.lastIndexOf('{')] : []),
  why: 'attributes of a heading',
}

/** What pandoc's commonmark_x, the readers of CommonMark that it is for and others like it take for markup beyond GFM. */
const extendedEscapes: readonly Escape[] = [
  { probe: '$', find: findMath, why: 'mathematics (`$20-$50`)' },
  { probe: '^', find: pairs('^'), why: 'superscript' },
  { probe: '{', find: matches(/\{(?=[ \t]*(?:[#.][^\s{}]|[\w:-]+=)[^{}]*\})/g), why: 'attributes of what stands before it' },
  { probe: ':', find: matches(/:(?=(?:[a-z][a-z\d_+-]*|[+-]1|100|1234):)/g), why: 'an emoji' },
  {
    probe: '',
    start: true,
    find: atStart(/^(?:\((?:\d{1,9}|[A-Za-z]|[ivxlcdm]+|[IVXLCDM]+)\)|(?:[a-z]|[ivxlcdm]+|[IVXLCDM]{2,})[.)]|[A-Z]\)|[A-Z]\.(?=[ \t]{2}|$))(?=[ \t]|$)/, 'last'),
    why: 'a list with letters, Roman numbers or numbers in parentheses',
  },
  { probe: '', start: true, find: (text, place) => (place === 'paragraph' && /^[:~]/.test(text) ? [0] : []), why: `${definition}, also without a blank` },
  fencedDiv,
]

/** pandoc and kramdown are older than CommonMark and looser. */
const looseEscapes: readonly Escape[] = [
  { probe: '*', find: runs('*'), why: 'emphasis' },
  { probe: '_', find: runs('_', { betweenWords: true }), why: 'emphasis' },
  { probe: '`', find: findCodeRuns, why: 'code, also between markers of different lengths' },
  { probe: '<', find: matches(/<(?=[\p{L}_:/!?])/gu), why: 'HTML, also of any letters, and where its `>` is in a later block' },
]

/**
 * Escapes the dollar signs that would open mathematics: one before no blank, where the next that is not escaped stands
 * after none; and two, where one comes later. None closes inside braces, so that with a brace between them a later one
 * may. The last sign is decided first, since the others depend on it.
 */
function findMath(text: string): readonly number[] {
  const found: number[] = []
  let next: number | undefined
  let start = text.length
  let braced = false
  for (const { 0: { length }, index } of [...text.matchAll(/\$+/g)].reverse()) {
    braced ||= text.slice(index, start).includes('{')
    const single = next !== undefined && length === 1 && !/[ \t]/.test(text.charAt(index + 1)) && (braced || !/[ \t]/.test(text.charAt(next - 1)))
    if (single || (length > 1 && (length > 3 || start < text.length))) {
      for (let at = index; at < index + length; at++) found.push(at)
    } else {
      next = index
      braced = false
    }
    start = index
  }
  return found
}

/** Indices of the signs that the text ends in. */
function trailing(text: string, sign: string): number[] {
  const found: number[] = []
  for (let at = text.length - 1; text[at] === sign; at--) found.push(at)
  return found
}

/** After one of its abbreviations pandoc makes the blank one that does not break. */
const abbreviations =
  'aet|aetat|al|Apr|Aug|bk|Bros|c|Capt|cf|ch|chap|chs|Co|col|Corp|cp|d|Dec|Dr|e\\.g|ed|eds|esp|f|fasc|Feb|ff|fig|fl|fol|fols|Fr|Gen|Gov|Hon|i\\.e|ill|Inc|incl|Jan|Jr|Jul|Jun|Ltd|M\\.A|M\\.D|Mar|Mr|Mrs|Ms|n|n\\.b|nn|No|Nov|Oct|p|Ph\\.D|pp|Pres|Prof|pt|q\\.v|Rep|Rev|s\\.v|s\\.vv|saec|sec|Sen|Sep|Sept|Sgt|Sr|St|univ|viz|vol|vs'

const pandocEscapes: readonly Escape[] = [
  { probe: '\\', find: matches(/\\/g), why: 'raw TeX' },
  ...looseEscapes,
  { probe: '[', find: matches(/\[/g), why: 'a citation, a span, or a reference to a heading' },
  { probe: '@', find: matches(/(?:(?<![\p{L}\p{N}])|(?<=@[^\s@]*))@(?=[\p{L}\p{N}_{*])/gu), why: 'a citation' },
  ...dollars,
  inlineNote,
  { probe: '^', find: pairs('^', { unbroken: true }), why: 'superscript' },
  { probe: '^^', find: matches(/\^(?=\^)|(?<=\^)\^/g), why: 'empty superscript' },
  { probe: '~~', find: matches(/~(?=~)|(?<=~)~/g), why: 'empty subscript' },
  {
    probe: '',
    start: true,
    find: atStart(/^(?:\(?(?:\d+|[a-z]|[ivxlcdm]+|[IVXLCDM]{2,}|#|@[\w-]*)[.)]|\(?[A-Z]\)|[A-Z]\.(?=[ \t]{2}|$))(?=[ \t]|$)/, 'last'),
    why: 'a list with letters, Roman or example numbers',
  },
  { probe: '|', start: true, find: atStart(/^\|(?=[ \t]|$)/), why: 'a line block' },
  definitionList,
  { probe: '~', start: true, find: atStart(/^~(?=[ \t]|$)/), why: definition },
  fencedDiv,
  { probe: '#######', start: true, find: atStart(/^#{7,}(?=[ \t]|$)/, 'first'), why: 'a heading below the sixth level' },
  {
    probe: '[',
    find: (text, place) => (place === 'item' && /^\[[ xX]\][ \t]/.test(text) ? [3] : []),
    reference: true,
    why: 'a task, also behind a backslash: the blank after it must be no blank',
  },
  { probe: '#', find: (text, place) => (place === 'heading' ? trailing(text, '#') : []), why: 'the closing sequence of a heading, also without a blank' },
  headingAttributes,
  { probe: '"', find: matches(/"/g), cosmetic: true, why: 'a quote to be turned' },
  { probe: "'", find: matches(/'/g), cosmetic: true, why: 'a quote to be turned' },
  { probe: '--', find: matches(/-(?=-)/g), cosmetic: true, why: 'a dash' },
  { probe: '...', find: matches(/\.(?=\.\.)/g), cosmetic: true, why: 'an ellipsis' },
  {
    probe: '. ',
    find: matches(new RegExp(`(?<=(?<![\\p{L}\\p{N}.])(?:${abbreviations}))\\.(?= )`, 'gu')),
    cosmetic: true,
    why: 'an abbreviation, after which the blank is one that does not break',
  },
]

const hugoEscapes: readonly Escape[] = [
  // Shortcodes are looked for before Markdown is read, so a backslash must part the two braces.
  { probe: '{{', find: matches(/(?<=\{)\{(?=[<%])/g), why: 'a shortcode' },
  { probe: '<!--', find: matches(/(?<=<!)-(?=-[ \t]*more\b)/gi), why: 'the end of the summary' },
  { probe: '[', find: (text, place) => (place === 'item' ? matches(/\[(?=[ xX]\])/g)(text, place) : []), why: 'a task, in older versions anywhere in an item' },
  definitionList,
  headingAttributes,
]

const jekyllEscapes: readonly Escape[] = [
  ...looseEscapes,
  // Liquid is read before Markdown and knows no escapes, so braces are parted or written as references.
  { probe: '~', start: true, find: atStart(/^`+~[~`]*/, 'first'), why: 'a fence of code, of both signs (kramdown)' },
  { probe: '{{', find: matches(/(?<=\{)\{/g), why: 'Liquid output' },
  { probe: '{%', find: matches(/\{(?=%)/g), reference: true, why: 'a Liquid tag' },
  { probe: '{:', find: matches(/\{(?=:)/g), why: 'attributes or an extension (kramdown)' },
  { probe: '|', find: matches(/\|/g), why: 'a table (kramdown takes any line with a bar for one)' },
  { probe: '$$', find: matches(/\$(?=\$)|(?<=\$)\$/g), why: 'mathematics' },
  { probe: '*[', start: true, find: atStart(/^\*(?=\[)/), why: 'an abbreviation (kramdown)' },
  { probe: '^', start: true, find: atStart(/^\^$/), why: 'the end of a block (kramdown)' },
  definitionList,
  headingAttributes,
]

const obsidianEscapes: readonly Escape[] = [
  { probe: '[[', find: matches(/\[(?=\[)/g), why: 'a link or embedded note' },
  { probe: '#', find: matches(/(?<![\p{L}\p{N}#&/])#(?=\d*[\p{L}\p{S}٠-٩۰-۹_/-])/gu), why: 'a tag' },
  { probe: '%%', find: matches(/%(?=%)/g), why: 'a comment' },
  { probe: '==', find: pairs('=', { shortest: 2 }), why: 'highlighted text' },
  { probe: '^', find: matches(/(?<![^ \t])\^(?=[A-Za-z0-9-]+$)/g), why: 'the name of a block' },
  { probe: '[', find: (text, place) => (place === 'item' && /^\[.\](?:[ \t]|$)/u.test(text) ? [0] : []), why: 'a task' },
  inlineNote,
  ...dollars,
]

const plain = { keys, title: 'both', markdownInValues: false, unescapable: '', escapes: [] } as const

/**
 * The programs that Markdown is written for. A new one is a new row.
 *
 * Left to the program, because no Markdown keeps them from it: GitHub's `@user`, `#1` and `:emoji:`, which it looks
 * for in the finished HTML; bare addresses that readers of GFM link; quotes and dashes that Hugo and Jekyll turn. Left
 * to the text: `[x]` where a heading reads x, which commonmark_x links.
 */
export const flavorTable = {
  default: { ...plain, summary: 'CommonMark and GFM with YAML front matter', escapes: extendedEscapes },
  pandoc: { ...plain, summary: 'pandoc, Quarto', keys: pandocKeys, title: 'metadata', div: '', markdownInValues: true, escapes: pandocEscapes },
  hugo: { ...plain, summary: 'Hugo', keys: siteKeys, title: 'metadata', escapes: hugoEscapes },
  jekyll: {
    ...plain,
    summary: 'Jekyll with kramdown',
    keys: [...siteKeys, ['layout', { word: 'post' }]],
    title: 'metadata',
    div: ' markdown="1"',
    countsFromOne: true, // kramdown before 2.5
    unescapable: '%&,/;?@^',
    escapes: jekyllEscapes,
  },
  obsidian: { ...plain, summary: 'Obsidian', keys: obsidianKeys, escapes: obsidianEscapes },
  github: { ...plain, summary: 'files on GitHub, which gives every block its direction itself', escapes: dollars },
  none: { ...plain, summary: 'CommonMark and GFM without front matter', keys: [], title: 'heading', escapes: extendedEscapes },
} as const satisfies Record<string, FlavorRow>

/** A program that Markdown is written for. */
export type FlavorName = keyof typeof flavorTable

/** The names of all flavors, in the order of the table. */
export const flavorNames = Object.keys(flavorTable) as FlavorName[]

/** The row of a flavor. */
export function flavorRow(flavor: FlavorName): FlavorRow {
  return flavorTable[flavor]
}
