import table from '../data/languages.json' with { type: 'json' }
import { type Script, scriptClasses, scripts } from './script.ts'

/** One language of `data/languages.json`. */
interface LanguageRow {
  readonly name: string
  readonly script: string
  readonly franc: readonly string[]
  readonly handicap?: number
  readonly words: string
}

/** What the text of one script says for each language written in it. Arrays are parallel to `tags`. */
export interface Votes {
  /** Rows of the table; a tag may carry a script (`sr-Latn`). */
  readonly tags: readonly string[]
  /** Points, about half bits each: function words, letters and affixes, also against a language. */
  readonly points: Float64Array
  /** How many words the text has in the script. */
  readonly total: number
}

/** What is looked up while reading a text of one script. */
interface Ballot {
  readonly tags: readonly string[]
  /** The points that languages begin with. */
  readonly handicaps: readonly number[]
  /** What each word, letter and affix says; letters by `letterSlots`. */
  readonly words: ReadonlyMap<string, Pairs>
  readonly letters: readonly Pairs[]
  readonly starts: ReadonlyMap<number, Pairs>
  readonly ends: ReadonlyMap<number, Pairs>
  /** What words may be, as bits by their first and last letter, or by the two letters of an affix: most are nothing, and need not be cut out. */
  readonly hints: Uint8Array
}

/** Bits of a hint: a function word, one with a telling start, one with a telling end. */
const WORD = 1
const START = 2
const END = 4

/** A place in `tags` and its points, then the next place and its points, and so on. Words have one point, which counts by their length. */
type Pairs = readonly number[]
const none: Pairs = []

/** Points of a function word by its length: short ones turn up in many languages. */
const WORD_POINTS = [0, 1, 4, 6]

/** Code units that stand inside words without being letters: points, harakat, tatweel, soft hyphen, joiner. */
const MARKS = [
  [0xad, 0xad], [0x300, 0x36f], [0x591, 0x5bd], [0x5bf, 0x5bf], [0x5c1, 0x5c2], [0x5c4, 0x5c5], [0x5c7, 0x5c7], [0x610, 0x61a],
  [0x640, 0x640], [0x64b, 0x65f], [0x670, 0x670], [0x6d6, 0x6dc], [0x6df, 0x6e4], [0x6e7, 0x6e8], [0x6ea, 0x6ed], [0x200d, 0x200d],
] as const
const MARK = 255

/** Scripts without capitals that most texts here are in. */
const CASELESS: ReadonlySet<Script> = new Set(['Arab', 'Hebr'])

const rows: Readonly<Record<string, LanguageRow>> = table.languages
const ballots = new Map<Script, Ballot>()
let wordClasses: Uint8Array | undefined
let letterSlots: Uint8Array | undefined

/** The rows of the table of languages that are written in `script`, by tag. */
export function languagesIn(script: Script): readonly string[] {
  return openBallot(script).tags
}

/** The ISO 639-3 codes that franc has for a language of the table. */
export function francCodes(tag: string): readonly string[] {
  return rows[tag]?.franc ?? []
}

/** Counts what speaks for each language that is written in `script`, in one pass over `text`. */
export function countVotes(text: string, script: Script): Votes {
  const ballot = openBallot(script)
  const classes = (wordClasses ??= makeWordClasses())
  const slots = (letterSlots ??= makeLetterSlots())
  const own = scripts.indexOf(script) + 1
  const lower = CASELESS.has(script) ? text : text.toLowerCase()
  const points = Float64Array.from(ballot.handicaps)
  const letters = new Uint32Array(table.letters.length + 1)
  let total = 0
  let start = -1
  let marked = false
  for (let at = 0; at <= lower.length; at++) {
    const code = at < lower.length ? lower.charCodeAt(at) : 32
    letters[slots[code]!]!++
    const kind = classes[code]!
    if (kind === own) {
      if (start < 0) start = at
    } else if (kind === MARK) {
      marked ||= start >= 0
    } else if (start >= 0) {
      total++
      if (marked) {
        const bare = withoutMarks(lower.slice(start, at), classes)
        countWord(bare, 0, bare.length, ballot, points)
      } else countWord(lower, start, at, ballot, points)
      start = -1
      marked = false
    }
  }
  for (let slot = 1; slot < letters.length; slot++) {
    if (letters[slot]) addVotes(ballot.letters[slot]!, letters[slot]!, points)
  }
  return { tags: ballot.tags, points, total }
}

/** Adds what a word, its start and its end say. */
function countWord(text: string, from: number, to: number, { hints, words, starts, ends }: Ballot, points: Float64Array): void {
  const length = to - from
  const first = text.charCodeAt(from)
  const last = text.charCodeAt(to - 1)
  if (hints[hintOf(first, last)]! & WORD) {
    const owners = words.get(text.slice(from, to))
    if (owners) addVotes(owners, WORD_POINTS[Math.min(length, WORD_POINTS.length - 1)]!, points)
  }
  if (length < 4) return
  const second = text.charCodeAt(from + 1)
  const beforeLast = text.charCodeAt(to - 2)
  if (hints[hintOf(first, second)]! & START) addVotes(starts.get((first << 16) | second) ?? none, 1, points)
  if (hints[hintOf(beforeLast, last)]! & END) addVotes(ends.get((beforeLast << 16) | last) ?? none, 1, points)
}

function addVotes(pairs: Pairs, times: number, points: Float64Array): void {
  for (let at = 0; at < pairs.length; at += 2) points[pairs[at]!]! += pairs[at + 1]! * times
}

function openBallot(script: Script): Ballot {
  const known = ballots.get(script)
  if (known) return known
  const tags = Object.keys(rows).filter((tag) => rows[tag]!.script === script)
  const places = new Map(tags.map((tag, place) => [tag, place]))
  const toPairs = (votes: Readonly<Record<string, number>>): Pairs => {
    const pairs: number[] = []
    for (const tag in votes) {
      const place = places.get(tag)
      if (place !== undefined) pairs.push(place, votes[tag]!)
    }
    return pairs
  }
  const words = new Map<string, number[]>()
  for (const [place, tag] of tags.entries()) {
    const own = rows[tag]!.words.split(' ')
    for (const word of new Set(script === 'Arab' ? own.flatMap(spellings) : own)) {
      const owners = words.get(word)
      if (owners) owners.push(place, 1)
      else words.set(word, [place, 1])
    }
  }
  const affixes = { starts: new Map<number, Pairs>(), ends: new Map<number, Pairs>() }
  for (const row of table.affixes) {
    for (const side of ['starts', 'ends'] as const) {
      for (const affix of row[side] ?? []) {
        const key = (affix.charCodeAt(0) << 16) | affix.charCodeAt(1)
        const pairs = toPairs(row.votes)
        if (pairs.length) affixes[side].set(key, [...(affixes[side].get(key) ?? []), ...pairs])
      }
    }
  }
  const letters = [[], ...table.letters.map((row) => toPairs(row.votes))]
  const hints = new Uint8Array(1 << HINT_BITS)
  for (const word of words.keys()) hints[hintOf(word.charCodeAt(0), word.charCodeAt(word.length - 1))]! |= WORD
  for (const key of affixes.starts.keys()) hints[hintOf(key >>> 16, key & 0xffff)]! |= START
  for (const key of affixes.ends.keys()) hints[hintOf(key >>> 16, key & 0xffff)]! |= END
  const handicaps = tags.map((tag) => -(rows[tag]!.handicap ?? 0))
  const ballot = { tags, handicaps, words, letters, ...affixes, hints }
  ballots.set(script, ballot)
  return ballot
}

/** Bits of a place among the hints, half from each letter. */
const HINT_BITS = 14

function hintOf(one: number, other: number): number {
  return ((one & 127) << 7) | (other & 127)
}

/** A word as typed on Persian and on Arabic keyboards: old systems and code pages have only one yeh and one kaf. */
function spellings(word: string): string[] {
  return [word, word.replaceAll('ی', 'ي').replaceAll('ک', 'ك'), word.replaceAll('ي', 'ی').replaceAll('ك', 'ک')]
}

function makeWordClasses(): Uint8Array {
  const classes = scriptClasses().slice()
  for (const [first, last] of MARKS) classes.fill(MARK, first, last + 1)
  return classes
}

/** The row of `letters` a code unit belongs to, counted from 1. */
function makeLetterSlots(): Uint8Array {
  const slots = new Uint8Array(65536)
  for (const [index, row] of table.letters.entries()) {
    for (let at = 0; at < row.letters.length; at++) slots[row.letters.charCodeAt(at)] = index + 1
  }
  return slots
}

function withoutMarks(word: string, classes: Uint8Array): string {
  let bare = ''
  for (let at = 0; at < word.length; at++) if (classes[word.charCodeAt(at)] !== MARK) bare += word[at]
  return bare
}
