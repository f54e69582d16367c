import firstPerson from '../data/first-person.json' with { type: 'json' }
import givenNames from '../data/given-names.json' with { type: 'json' }
import platforms from '../data/platforms.json' with { type: 'json' }
import { foldForMatching } from '../language/fold.ts'
import type { CueLists, Lexicon } from '../language/lexicon.ts'
import type { Role } from '../roles.ts'

/** Roles with cues of their own, then the lists of words, in the order of the columns of a match. */
export const cueGroups = [
  'section', 'kicker', 'deck', 'byline', 'date', 'crosshead', 'list-item', 'source', 'caption', 'related', 'comments',
  'promo', 'navigation', 'legal', 'months', 'weekdays', 'ago', 'agencies', 'sections', 'openers', 'platforms', 'names', 'person',
] as const
export type CueGroup = (typeof cueGroups)[number]

/** How strongly a cue of a group stands in a line. */
export const cueLevel = { none: 0, within: 1, edge: 2, line: 3 } as const

const how = { line: 0, start: 1, within: 2 } as const

/** A node of the tree of phrases; each edge is a word, by its hash. */
interface Node {
  next: Map<number, Node> | undefined
  /** Where a phrase ends here: `group * 4 + how`. */
  ends: number[] | undefined
}

/** The phrases of one or more lexicons, ready for matching. */
export interface CueIndex {
  readonly root: Node
}

/** Hash of the word at `from` to `to` (exclusive) of a folded text: FNV-1a over code units, 32 bits. */
export function hashWord(text: string, from: number, to: number): number {
  let hash = 0x811c9dc5
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash | 0
}

/** Hash of the word that stands for a number. */
export const numberWord = hashWord('#', 0, 1)

/** Writes the hashes of the words of a folded text into `out` from `at` and returns where the next free place is. */
export function hashWords(folded: string, out: Int32Array, at: number): number {
  const { length } = folded
  let from = 0
  for (let to = 0; to <= length; to++) {
    if (to < length && folded.charCodeAt(to) !== 0x20) continue
    if (to > from) out[at++] = hashWord(folded, from, to)
    from = to + 1
  }
  return at
}

const indexes = new WeakMap<Lexicon, Map<Lexicon | undefined, CueIndex>>()

/**
 * Compiles the phrases of a language's lexicon, and of the one that is met in pages of every language (English).
 * The result is kept, so a second call with the same lexicons is free.
 */
export function indexCues(lexicon: Lexicon, second?: Lexicon): CueIndex {
  let bySecond = indexes.get(lexicon)
  if (!bySecond) indexes.set(lexicon, (bySecond = new Map()))
  let index = bySecond.get(second)
  if (!index) {
    const root: Node = { next: undefined, ends: undefined }
    for (const name of platforms.names) addPhrase(root, name, cueGroups.indexOf('platforms') * 4 + how.within)
    for (const name of givenNames.names) addPhrase(root, name, cueGroups.indexOf('names') * 4 + how.within)
    addLexicon(root, lexicon)
    if (second && second !== lexicon) addLexicon(root, second)
    bySecond.set(second, (index = { root }))
  }
  return index
}

function addLexicon(root: Node, lexicon: Lexicon): void {
  for (const [role, lists] of Object.entries(lexicon.cues) as [Role, CueLists][]) {
    const group = cueGroups.indexOf(role as CueGroup)
    if (group < 0) continue
    for (const [name, phrases] of Object.entries(lists) as [keyof CueLists, readonly string[]][]) {
      for (const phrase of phrases) addPhrase(root, phrase, group * 4 + how[name])
    }
  }
  for (const word of (firstPerson as Readonly<Record<string, string | readonly string[]>>)[lexicon.tag] ?? []) addPhrase(root, word, cueGroups.indexOf('person') * 4 + how.within)
  for (const [name, words] of Object.entries(lexicon.words)) {
    const group = cueGroups.indexOf(name as CueGroup)
    for (const word of words) addPhrase(root, word, group * 4 + how.within)
  }
}

/** Room for the words of a phrase. */
const spare = new Int32Array(256)

function addPhrase(root: Node, phrase: string, end: number): void {
  const folded = foldForMatching(phrase)
  const words = folded.length < spare.length ? spare : new Int32Array(folded.length + 1)
  const count = hashWords(folded, words, 0)
  if (count === 0) return
  let node = root
  for (let at = 0; at < count; at++) {
    node.next ??= new Map()
    let next = node.next.get(words[at]!)
    if (!next) node.next.set(words[at]!, (next = { next: undefined, ends: undefined }))
    node = next
  }
  node.ends ??= []
  if (!node.ends.includes(end)) node.ends.push(end)
}

/**
 * Matches the words `from` to `to` (exclusive) against the index. Writes the strongest level of each role's cues into
 * `levels` from `at`, and for the lists of words how many of the line's words they cover (at most 255).
 *
 * @returns How many words some cue of a role covers.
 */
export function matchCues(index: CueIndex, words: Int32Array, from: number, to: number, levels: Uint8Array, at: number): number {
  // Numbers at the edges are counters and dates: "Comments (5)" is still wholly a cue.
  let first = from
  let last = to
  while (first < last && words[first] === numberWord) first++
  while (last > first && words[last - 1] === numberWord) last--
  let covered = 0
  let coveredTo = from
  for (let start = from; start < to; start++) {
    let node: Node | undefined = index.root.next?.get(words[start]!)
    for (let end = start + 1; node; end++) {
      if (node.ends) {
        for (const entry of node.ends) {
          const group = entry >> 2
          const place = at + group
          if (group >= wordGroups) {
            if (levels[place]! < 255) levels[place] = levels[place]! + 1
            continue
          }
          const level = levelOf(entry & 3, start <= first, end >= last)
          if (level > levels[place]!) levels[place] = level
          if (level > 0 && end > coveredTo) {
            covered += end - Math.max(start, coveredTo)
            coveredTo = end
          }
        }
      }
      if (end >= to) break
      node = node.next?.get(words[end]!)
    }
  }
  return covered
}

const wordGroups = cueGroups.indexOf('months')

function levelOf(kind: number, atStart: boolean, atEnd: boolean): number {
  if (atStart && atEnd) return cueLevel.line
  if (kind === how.line) return cueLevel.none
  if (atStart || atEnd) return cueLevel.edge
  return kind === how.within ? cueLevel.within : cueLevel.none
}
