import firstPerson from '../data/first-person.json' with { type: 'json' }
import givenNames from '../data/given-names.json' with { type: 'json' }
import platforms from '../data/platforms.json' with { type: 'json' }
import { foldToUnits } from '../language/fold.ts'
import type { CueLists, Lexicon } from '../language/lexicon.ts'
import { lexiconFor } from '../language/lexicons.ts'
import { findPrepared } from '../prepared.ts'
import type { Role } from '../roles.ts'
import { addPhrase, followWord, hasPhrase, mayOpen, plantTree, rootNode, type PhraseTree } from './phrase-tree.ts'

/** Roles with cues of their own, then the lists of words, in the order of the columns of a match. */
export const cueGroups = [
  'section', 'kicker', 'deck', 'byline', 'date', 'crosshead', 'list-item', 'source', 'caption', 'related', 'comments',
  'promo', 'navigation', 'legal', 'months', 'weekdays', 'ago', 'agencies', 'sections', 'openers', 'platforms', 'names', 'person',
] as const
export type CueGroup = (typeof cueGroups)[number]

/** How strongly a cue of a group stands in a line. */
export const cueLevel = { none: 0, within: 1, edge: 2, line: 3 } as const

const how = { line: 0, start: 1, within: 2 } as const

/** The phrases of one or more lexicons, ready for matching; each ends with `group * 4 + how`. What is in one tree is not in the other. */
export interface CueIndex {
  readonly trees: readonly Readonly<PhraseTree>[]
}

/** Hash of the word at `from` to `to` (exclusive) of a folded text: FNV-1a over code units, 32 bits. */
export function hashWord(text: string, from: number, to: number): number {
  let hash = hashBasis
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ text.charCodeAt(at), hashPrime)
  return hash
}

const hashBasis = 0x811c9dc5 | 0
const hashPrime = 0x01000193

/** Hash of the word that stands for a number. */
export const numberWord = hashWord('#', 0, 1)

/**
 * Folds a text and writes the hashes of its words into `out` from `at`, as far as there is room.
 *
 * @returns Where the next free place is, or would be with more room.
 */
export function hashWords(text: string, out: Int32Array, at: number): number {
  const { units, end } = foldToUnits(text)
  let hash = hashBasis
  for (let index = 0; index < end; index++) {
    const code = units[index]!
    if (code !== 0x20) hash = Math.imul(hash ^ code, hashPrime)
    else {
      out[at++] = hash
      hash = hashBasis
    }
  }
  if (end > 0) out[at++] = hash
  return at
}

/** The hashes of the words of a text. */
export function listWords(text: string): Int32Array {
  const words = new Int32Array(text.length + 1)
  const count = hashWords(text, words, 0)
  if (count <= words.length) return words.subarray(0, count)
  const all = new Int32Array(count)
  hashWords(text, all, 0)
  return all
}

const indexes = new WeakMap<Lexicon, Map<Lexicon | undefined, CueIndex>>()
const commonTrees = new WeakMap<object, PhraseTree>()
const noLexicon = {}

/**
 * Compiles the phrases of a language's lexicon, and of the one that is met in pages of every language (English).
 * The result is kept, so a second call with the same lexicons is free.
 */
export function indexCues(lexicon: Lexicon, second?: Lexicon): CueIndex {
  let bySecond = indexes.get(lexicon)
  if (!bySecond) indexes.set(lexicon, (bySecond = new Map()))
  let index = bySecond.get(second)
  if (!index) {
    const common = indexCommon(second)
    index = { trees: lexicon === second ? [common] : [common, indexOwn(lexicon, second, common)] }
    bySecond.set(second, index)
  }
  return index
}

/** The phrases that are looked for in every language: names, platforms, and those of the second lexicon. */
function indexCommon(second: Lexicon | undefined): PhraseTree {
  const key = second ?? noLexicon
  let tree = commonTrees.get(key)
  if (!tree) {
    tree = isUsual(second) ? findTree('cues') : undefined
    if (!tree) {
      tree = plantTree()
      for (const name of platforms.names) addCue(tree, name, cueGroups.indexOf('platforms') * 4 + how.within)
      for (const name of givenNames.names) addCue(tree, name, cueGroups.indexOf('names') * 4 + how.within)
      if (second) addLexicon(tree, second)
    }
    commonTrees.set(key, tree)
  }
  return tree
}

/** The phrases of a lexicon, without those that are looked for in every language. */
function indexOwn(lexicon: Lexicon, second: Lexicon | undefined, common: PhraseTree): PhraseTree {
  const made = isUsual(second) && isShipped(lexicon) ? findTree(`cues-${lexicon.tag}`) : undefined
  if (made) return made
  const tree = plantTree()
  addLexicon(tree, lexicon, common)
  return tree
}

/** A tree that was made in advance. There are some for the lexicons that ship, beside the English one: with phrases of a user's they are others. */
function findTree(name: string): PhraseTree | undefined {
  return findPrepared(name) as PhraseTree | undefined
}

function isShipped(lexicon: Lexicon): boolean {
  return lexiconFor(lexicon.tag) === lexicon
}

function isUsual(second: Lexicon | undefined): boolean {
  return second?.tag === 'en' && isShipped(second)
}

/** Adds the phrases of a lexicon, but for those of another tree. */
function addLexicon(tree: PhraseTree, lexicon: Lexicon, other?: PhraseTree): void {
  for (const [role, lists] of Object.entries(lexicon.cues) as [Role, CueLists][]) {
    const group = cueGroups.indexOf(role as CueGroup)
    if (group < 0) continue
    for (const [name, phrases] of Object.entries(lists) as [keyof CueLists, readonly string[]][]) {
      for (const phrase of phrases) addCue(tree, phrase, group * 4 + how[name], other)
    }
  }
  for (const word of (firstPerson as Readonly<Record<string, string | readonly string[]>>)[lexicon.tag] ?? []) addCue(tree, word, cueGroups.indexOf('person') * 4 + how.within, other)
  for (const [name, words] of Object.entries(lexicon.words)) {
    const group = cueGroups.indexOf(name as CueGroup)
    for (const word of words) addCue(tree, word, group * 4 + how.within, other)
  }
}

function addCue(tree: PhraseTree, phrase: string, end: number, other?: PhraseTree): void {
  const words = listWords(phrase)
  if (!other || !hasPhrase(other, words, end)) addPhrase(tree, words, end)
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
    for (const tree of index.trees) {
      if (!mayOpen(tree, words[start]!)) continue
      let node = followWord(tree, rootNode, words[start]!)
      for (let end = start + 1; node > 0; end++) {
        for (let next = tree.firstEnd[node]!; next !== 0; next = tree.ends[next + 1]!) {
          const entry = tree.ends[next]!
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
        if (end >= to) break
        node = followWord(tree, node, words[end]!)
      }
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
