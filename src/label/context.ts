import { cueGroups, cueLevel, numberWord, type CueGroup } from './cues.ts'
import { kind } from './characters.ts'
import type { Measures } from './measure.ts'
import { measurePeriods } from './periods.ts'

/** What a unit is among the units of its document, one array a measure. Distances are in units, 255 where there is none. */
export interface Context {
  /** 1 for a unit that reads like running text. */
  readonly long: Uint8Array
  /** Long units before and after this one, up to the end of the document. */
  readonly longBefore: Uint16Array
  readonly longAfter: Uint16Array
  readonly toPreviousLong: Uint8Array
  readonly toNextLong: Uint8Array
  /** Length by which half of all characters stand in longer units. */
  readonly halfLength: number
  /** Share of the document's characters that stand before the unit. */
  readonly share: Float64Array
  /** The stretch with the most running text: its first unit and the one after its last. */
  readonly segment: readonly [number, number]
  /** Sum of lengths over the three units before and after. */
  readonly massBefore: Float64Array
  readonly massAfter: Float64Array
  /** Length of the run of units of the same length class, and the place in it. */
  readonly run: Uint16Array
  readonly inRun: Uint16Array
  /** How often the whole unit, its first two words, and its last two words come back in the document. */
  readonly sameLine: Uint8Array
  readonly sameStart: Uint8Array
  readonly sameEnd: Uint8Array
  /** Share of the unit's rarer words that the best segment has, and the share of its word pairs. */
  readonly overlap: Float64Array
  readonly pairOverlap: Float64Array
  /** 1 for the unit before the segment, or at its start, that shares the most with it. */
  readonly bestTitle: Uint8Array
  /** The period, 2 to 6, at which the neighbours' shapes come back best, and how well, 0 to 1. */
  readonly period: Uint8Array
  readonly periodic: Float64Array
  /** Units since a line with a colon at its end opened a list that goes on. */
  readonly sinceColon: Uint8Array
  /** 1 where the unit's number is one more than that of the last numbered unit. */
  readonly counts: Uint8Array
  /** By group of heading: distance from the last and to the next short line that is a cue of it. */
  readonly sinceCue: readonly Uint8Array[]
  readonly untilCue: readonly Uint8Array[]
  /** Cues of boilerplate among the four units on each side. */
  readonly density: Uint8Array
  /** Which of `headingGroups` headed last, plus one; 0 for none. */
  readonly heading: Uint8Array
  /** Share of neighbouring units with a blank line between. */
  readonly spacing: number
}

/** The groups whose headings rule the lines after them. */
export const headingGroups = ['related', 'comments', 'promo', 'navigation', 'legal', 'caption'] as const satisfies readonly CueGroup[]

/** A unit this long that ends a sentence reads like running text. */
const longWeight = 90
/** A unit this long reads like running text whatever its end. */
const veryLongWeight = 220
/** A heading has at most so many words. */
const headingWords = 6

/** Reads each unit's surroundings off the measures. Linear in the number of units and words. */
export function readContext(m: Measures): Context {
  const { count } = m
  const long = new Uint8Array(count)
  for (let at = 0; at < count; at++) long[at] = isLong(m, at) ? 1 : 0
  const segment = findSegment(m, long)
  return {
    long, segment, ...measureDistances(m, long), ...countRepeats(m), ...measureOverlap(m, long, segment), ...measurePeriods(m),
    ...followLists(m), ...followHeadings(m),
  }
}

function isLong(m: Measures, at: number): boolean {
  const weight = m.weight[at]!
  if (m.last[at] === kind.ellipsis || m.separators[at]! > 4) return false
  if (weight >= veryLongWeight) return true
  const ends = m.lastInner[at] === kind.stop || m.lastInner[at] === kind.question || m.lastInner[at] === kind.colon
  return weight >= longWeight && (ends || m.sentences[at]! > 1 || m.commas[at]! > 1)
}

/** The stretch of units with the largest sum, where running text counts for and short lines count against. */
function findSegment(m: Measures, long: Uint8Array): readonly [number, number] {
  let best = 0
  let found: readonly [number, number] = [0, 0]
  let sum = 0
  let from = 0
  for (let at = 0; at < m.count; at++) {
    sum += long[at] ? Math.min(m.weight[at]!, 400) : -40
    if (sum > best) {
      best = sum
      found = [from, at + 1]
    }
    if (sum <= 0) {
      sum = 0
      from = at + 1
    }
  }
  return found
}

function measureDistances(m: Measures, long: Uint8Array) {
  const { count, weight } = m
  const longBefore = new Uint16Array(count)
  const longAfter = new Uint16Array(count)
  const toPreviousLong = new Uint8Array(count).fill(255)
  const toNextLong = new Uint8Array(count).fill(255)
  const share = new Float64Array(count)
  const massBefore = new Float64Array(count)
  const massAfter = new Float64Array(count)
  const run = new Uint16Array(count)
  const inRun = new Uint16Array(count)
  let total = 0
  let gaps = 0
  let last = -1
  let runFrom = 0
  for (let at = 0; at < count; at++) {
    share[at] = total
    total += weight[at]!
    if (at > 0 && m.before[at]! > 0) gaps++
    longBefore[at] = at > 0 ? longBefore[at - 1]! + long[at - 1]! : 0
    if (last >= 0) toPreviousLong[at] = Math.min(254, at - last)
    if (long[at]) last = at
    for (let back = 1; back <= 3 && at - back >= 0; back++) massBefore[at]! += weight[at - back]!
    for (let on = 1; on <= 3 && at + on < count; on++) massAfter[at]! += weight[at + on]!
    if (at > 0 && lengthClass(weight[at]!) !== lengthClass(weight[at - 1]!)) runFrom = at
    inRun[at] = at - runFrom
  }
  last = -1
  for (let at = count - 1; at >= 0; at--) {
    if (total > 0) share[at] = share[at]! / total
    longAfter[at] = at + 1 < count ? longAfter[at + 1]! + long[at + 1]! : 0
    if (last >= 0) toNextLong[at] = Math.min(254, last - at)
    if (long[at]) last = at
    run[at] = at + 1 < count && inRun[at + 1]! > 0 ? run[at + 1]! : inRun[at]! + 1
  }
  const sorted = weight.slice().sort()
  let half = 0
  let halfLength = 1
  for (let at = count - 1; at >= 0 && half * 2 <= total; at--) {
    half += sorted[at]!
    halfLength = sorted[at]!
  }
  const spacing = count > 1 ? gaps / (count - 1) : 0
  return { longBefore, longAfter, toPreviousLong, toNextLong, share, massBefore, massAfter, run, inRun, halfLength, spacing }
}

function lengthClass(weight: number): number {
  return weight < 45 ? 0 : weight < 110 ? 1 : 2
}

function countRepeats(m: Measures) {
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

function measureOverlap(m: Measures, long: Uint8Array, [from, end]: readonly [number, number]) {
  const { count, hashes, hashAt } = m
  const lastSeen = new Map<number, number>()
  const spread = new Map<number, number>()
  const pairs = new Set<number>()
  let units = 0
  for (let at = from; at < end; at++) {
    if (!long[at]) continue
    units++
    for (let word = hashAt[at]!; word < hashAt[at + 1]!; word++) {
      const hash = hashes[word]!
      if (lastSeen.get(hash) !== at) {
        lastSeen.set(hash, at)
        spread.set(hash, (spread.get(hash) ?? 0) + 1)
      }
      if (word + 1 < hashAt[at + 1]!) pairs.add(pairOf(hash, hashes[word + 1]!))
    }
  }
  const overlap = new Float64Array(count)
  const pairOverlap = new Float64Array(count)
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
    for (let word = hashAt[at]!; word < stop; word++) {
      const hash = hashes[word]!
      if (hash === numberWord) continue
      const times = spread.get(hash) ?? 0
      if (times > common) continue
      rare++
      if (times > (inside ? 1 : 0)) shared++
      if (!inside && word + 1 < stop && pairs.has(pairOf(hash, hashes[word + 1]!))) sharedPairs++
    }
    overlap[at] = rare === 0 ? 0 : shared / rare
    pairOverlap[at] = rare === 0 ? 0 : sharedPairs / rare
    const words = m.words[at]!
    if (at <= from + 1 && !inside && words >= 3 && words <= 30) {
      const score = shared * overlap[at]! + 2 * sharedPairs
      if (score > bestScore) {
        bestScore = score
        best = at
      }
    }
  }
  if (best >= 0) bestTitle[best] = 1
  return { overlap, pairOverlap, bestTitle }
}

function pairOf(first: number, second: number): number {
  return Math.imul(first, 0x9e3779b1) ^ second
}

function followLists(m: Measures) {
  const { count } = m
  const sinceColon = new Uint8Array(count).fill(255)
  const counts = new Uint8Array(count)
  let since = 255
  let ordinal = 0
  for (let at = 0; at < count; at++) {
    sinceColon[at] = since
    const bullet = m.ordinal[at]! > 0 || (m.first[at]! >= kind.separator && m.first[at]! <= kind.dash)
    if (m.lastInner[at] === kind.colon && m.words[at]! > 3) since = 1
    else if (since < 255) since = bullet || m.weight[at]! < 200 ? Math.min(254, since + 1) : 255
    const value = m.ordinal[at]!
    if (value > 0) {
      counts[at] = value === ordinal + 1 ? 1 : 0
      ordinal = value
    }
  }
  return { sinceColon, counts }
}

function followHeadings(m: Measures) {
  const { count } = m
  const width = cueGroups.length
  const columns = headingGroups.map((group) => cueGroups.indexOf(group))
  const sinceCue = headingGroups.map(() => new Uint8Array(count).fill(255))
  const untilCue = headingGroups.map(() => new Uint8Array(count).fill(255))
  const heading = new Uint8Array(count)
  const cued = new Uint8Array(count)
  const headed = new Int32Array(headingGroups.length).fill(-1)
  let last = 0
  for (let at = 0; at < count; at++) {
    heading[at] = last
    columns.forEach((column, group) => {
      if (headed[group]! >= 0) sinceCue[group]![at] = Math.min(254, at - headed[group]!)
      const level = m.cues[at * width + column]!
      if (level > 0) cued[at] = 1
      if (level < cueLevel.edge || m.words[at]! > headingWords) return
      headed[group] = at
      last = group + 1
    })
  }
  headed.fill(-1)
  for (let at = count - 1; at >= 0; at--) {
    columns.forEach((column, group) => {
      if (headed[group]! >= 0) untilCue[group]![at] = Math.min(254, headed[group]! - at)
      if (m.cues[at * width + column]! >= cueLevel.edge && m.words[at]! <= headingWords) headed[group] = at
    })
  }
  const density = new Uint8Array(count)
  let inWindow = 0
  for (let at = 0; at < Math.min(4, count); at++) inWindow += cued[at]!
  for (let at = 0; at < count; at++) {
    if (at + 4 < count) inWindow += cued[at + 4]!
    if (at - 5 >= 0) inWindow -= cued[at - 5]!
    density[at] = inWindow
  }
  return { sinceCue, untilCue, density, heading }
}
