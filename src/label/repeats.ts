import { numberWord } from './cues.ts'
import type { Measures } from './measure.ts'

/** Counts how often the whole of each unit, its first two words, and its last two come back in the document. */
export function countRepeats(m: Measures) {
  const { count, hashes, hashAt } = m
  const keys = [new Int32Array(count), new Int32Array(count), new Int32Array(count)] as const
  const tallies = [new Map<number, number>(), new Map<number, number>(), new Map<number, number>()] as const
  for (let at = 0; at < count; at++) {
    const from = hashAt[at]!
    const end = hashAt[at + 1]!
    let line = 17
    for (let word = from; word < Math.min(end, from + 40); word++) line = Math.imul(line, 31) + hashes[word]! | 0
    keys[0][at] = line
    keys[1][at] = end - from < 2 ? line : Math.imul(hashes[from]!, 31) + hashes[from + 1]! | 0
    keys[2][at] = end - from < 2 ? line : Math.imul(hashes[end - 2]!, 31) + hashes[end - 1]! | 0
    for (let key = 0; key < 3; key++) tallies[key]!.set(keys[key]![at]!, (tallies[key]!.get(keys[key]![at]!) ?? 0) + 1)
  }
  const [sameLine, sameStart, sameEnd] = keys.map((key, which) => Uint8Array.from(key, (value) => Math.min(255, tallies[which]!.get(value)! - 1)))
  return { sameLine: sameLine!, sameStart: sameStart!, sameEnd: sameEnd! }
}

/** A word in more than this share of the segment's units says nothing about the topic. */
const commonShare = 0.35
/** The first so many units of running text tell what the article is about. */
const leadUnits = 3

/** Compares the words of each unit with the running text of the best segment. */
export function measureOverlap(m: Measures, long: Uint8Array, [from, end]: readonly [number, number]) {
  const { count, hashes, hashAt } = m
  const lastSeen = new Map<number, number>()
  const lead = new Set<number>()
  const spread = new Map<number, number>()
  const pairs = new Set<number>()
  let units = 0
  for (let at = from; at < end; at++) {
    if (!long[at]) continue
    units++
    for (let word = hashAt[at]!; word < hashAt[at + 1]!; word++) {
      const hash = hashes[word]!
      if (units <= leadUnits) lead.add(hash)
      if (lastSeen.get(hash) !== at) {
        lastSeen.set(hash, at)
        spread.set(hash, (spread.get(hash) ?? 0) + 1)
      }
      if (word + 1 < hashAt[at + 1]!) pairs.add(pairOf(hash, hashes[word + 1]!))
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
      if (lead.has(hash)) inLead++
      const times = spread.get(hash) ?? 0
      if (times > common) continue
      rare++
      if (times > (inside ? 1 : 0)) shared++
      if (!inside && word + 1 < stop && pairs.has(pairOf(hash, hashes[word + 1]!))) sharedPairs++
    }
    overlap[at] = rare === 0 ? 0 : shared / rare
    pairOverlap[at] = rare === 0 ? 0 : sharedPairs / rare
    leadOverlap[at] = inLead / Math.max(1, stop - hashAt[at]!)
    const words = m.words[at]!
    if (at <= from + 1 && !inside && words >= 3 && words <= 30) {
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
export function findTwins({ count, words, hashes, hashAt }: Measures) {
  const twinBefore = new Float64Array(count)
  const twinAfter = new Float64Array(count)
  const isTitle = (at: number) => words[at]! >= titleWords[0] && words[at]! <= titleWords[1]
  const own = new Set<number>()
  for (let at = 0; at < count; at++) {
    if (!isTitle(at)) continue
    own.clear()
    for (let word = hashAt[at]!; word < hashAt[at + 1]!; word++) own.add(hashes[word]!)
    for (let other = at + 1; other < Math.min(count, at + 1 + twinReach); other++) {
      if (!isTitle(other)) continue
      let shared = 0
      for (let word = hashAt[other]!; word < hashAt[other + 1]!; word++) if (own.has(hashes[word]!)) shared++
      const share = shared / Math.max(1, own.size, hashAt[other + 1]! - hashAt[other]!)
      if (share > twinAfter[at]!) twinAfter[at] = share
      if (share > twinBefore[other]!) twinBefore[other] = share
    }
  }
  return { twinBefore, twinAfter }
}

function pairOf(first: number, second: number): number {
  return Math.imul(first, 0x9e3779b1) ^ second
}
