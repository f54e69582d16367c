import { numberWord } from './cues.ts'
import type { Measures } from './measure.ts'
import { giveNumber, hasNumber, makeNumbering } from './numbering.ts'

/** The words of a document by numbers, from 1 on: the same word has the same one. */
export interface WordNumbers {
  /** In the order of `Measures.hashes`. */
  readonly numbers: Int32Array
  /** One more than the highest number. */
  readonly end: number
}

/** Numbers the words of a document, so that tables by word are arrays. */
export function numberWords({ count, hashes, hashAt }: Measures): WordNumbers {
  const all = hashAt[count]!
  const numbering = makeNumbering(all)
  const numbers = new Int32Array(all)
  for (let word = 0; word < all; word++) numbers[word] = giveNumber(numbering, hashes[word]!)
  return { numbers, end: numbering.count + 1 }
}

/** Counts how often the whole of each unit, its first two words, and its last two come back in the document. */
export function countRepeats({ count, hashes, hashAt }: Measures) {
  const lines = new Int32Array(count)
  const starts = new Int32Array(count)
  const ends = new Int32Array(count)
  for (let at = 0; at < count; at++) {
    const from = hashAt[at]!
    const end = hashAt[at + 1]!
    let line = 17
    for (let word = from; word < Math.min(end, from + 40); word++) line = Math.imul(line, 31) + hashes[word]! | 0
    lines[at] = line
    starts[at] = end - from < 2 ? line : Math.imul(hashes[from]!, 31) + hashes[from + 1]! | 0
    ends[at] = end - from < 2 ? line : Math.imul(hashes[end - 2]!, 31) + hashes[end - 1]! | 0
  }
  return { sameLine: countOthers(lines), sameStart: countOthers(starts), sameEnd: countOthers(ends) }
}

/** Counts for each key how often it comes elsewhere, up to 255. */
function countOthers(keys: Int32Array): Uint8Array {
  const numbering = makeNumbering(keys.length)
  const times = new Int32Array(keys.length + 1)
  for (const key of keys) times[giveNumber(numbering, key)]!++
  const others = new Uint8Array(keys.length)
  for (let at = 0; at < keys.length; at++) others[at] = Math.min(255, times[giveNumber(numbering, keys[at]!)]! - 1)
  return others
}

/** A word in more than this share of the segment's units says nothing about the topic. */
const commonShare = 0.35
/** The first so many units of running text tell what the article is about. */
const leadUnits = 3

/** Compares the words of each unit with the running text of the best segment. */
export function measureOverlap(m: Measures, words: WordNumbers, long: Uint8Array, [from, end]: readonly [number, number]) {
  const { count, hashes, hashAt } = m
  const { numbers } = words
  // By number of the word: the last unit of the segment that has it, plus one, how many have it, and whether the lead does.
  const lastSeen = new Int32Array(words.end)
  const spread = new Int32Array(words.end)
  const lead = new Uint8Array(words.end)
  const pairs = makeNumbering(hashAt[end]! - hashAt[from]!)
  let units = 0
  for (let at = from; at < end; at++) {
    if (!long[at]) continue
    units++
    for (let word = hashAt[at]!; word < hashAt[at + 1]!; word++) {
      const number = numbers[word]!
      if (units <= leadUnits) lead[number] = 1
      if (lastSeen[number] !== at + 1) {
        lastSeen[number] = at + 1
        spread[number]!++
      }
      if (word + 1 < hashAt[at + 1]!) giveNumber(pairs, pairOf(hashes[word]!, hashes[word + 1]!))
    }
  }
  const overlap = new Float64Array(count)
  const pairOverlap = new Float64Array(count)
  const leadOverlap = new Float64Array(count)
  const bestTitle = new Uint8Array(count)
  const common = Math.max(2, units * commonShare)
  let best = -1
  let bestScore = 0
  for (let at = 0; at < count; at++) {
    const inside = at >= from && at < end && long[at] === 1
    const stop = Math.min(hashAt[at + 1]!, hashAt[at]! + 60)
    let rare = 0
    let shared = 0
    let sharedPairs = 0
    let inLead = 0
    for (let word = hashAt[at]!; word < stop; word++) {
      const hash = hashes[word]!
      if (hash === numberWord) continue
      inLead += lead[numbers[word]!]!
      const times = spread[numbers[word]!]!
      if (times > common) continue
      rare++
      if (times > (inside ? 1 : 0)) shared++
      if (!inside && word + 1 < stop && hasNumber(pairs, pairOf(hash, hashes[word + 1]!))) sharedPairs++
    }
    overlap[at] = rare === 0 ? 0 : shared / rare
    pairOverlap[at] = rare === 0 ? 0 : sharedPairs / rare
    leadOverlap[at] = inLead / Math.max(1, stop - hashAt[at]!)
    const length = m.words[at]!
    if (at <= from + 1 && !inside && length >= 3 && length <= 30) {
      const score = shared * overlap[at]! + 2 * sharedPairs
      // Of two alike the later one: a page's path above its headline ends in it.
      if (score > 0 && score >= bestScore) {
        bestScore = score
        best = at
      }
    }
  }
  if (best >= 0) bestTitle[best] = 1
  return { overlap, pairOverlap, leadOverlap, bestTitle }
}

/** How far a title is looked for a second time, in units, and how many words a title has. */
const twinReach = 10
const titleWords = [3, 25] as const

/** Finds titles that come twice, in other words even: a page's path, its tab, and its headline often say the same. */
export function findTwins({ count, words, hashAt }: Measures, { numbers, end }: WordNumbers) {
  const twinBefore = new Float64Array(count)
  const twinAfter = new Float64Array(count)
  const isTitle = (at: number) => words[at]! >= titleWords[0] && words[at]! <= titleWords[1]
  // By number of the word: the last unit whose twins were looked for that has it, plus one.
  const owner = new Int32Array(end)
  for (let at = 0; at < count; at++) {
    if (!isTitle(at)) continue
    let own = 0
    for (let word = hashAt[at]!; word < hashAt[at + 1]!; word++) {
      if (owner[numbers[word]!] === at + 1) continue
      owner[numbers[word]!] = at + 1
      own++
    }
    for (let other = at + 1; other < Math.min(count, at + 1 + twinReach); other++) {
      if (!isTitle(other)) continue
      let shared = 0
      for (let word = hashAt[other]!; word < hashAt[other + 1]!; word++) if (owner[numbers[word]!] === at + 1) shared++
      const share = shared / Math.max(1, own, hashAt[other + 1]! - hashAt[other]!)
      if (share > twinAfter[at]!) twinAfter[at] = share
      if (share > twinBefore[other]!) twinBefore[other] = share
    }
  }
  return { twinBefore, twinAfter }
}

function pairOf(first: number, second: number): number {
  return Math.imul(first, 0x9e3779b1) ^ second
}
