import { kind } from './characters.ts'
import { cueGroups } from './cues.ts'
import { countAround } from './count-around.ts'
import { followHeadings, followLists } from './headings.ts'
import type { Measures } from './measure.ts'
import { countMentions } from './mentions.ts'
import { measurePeriods } from './periods.ts'
import { countRepeats, findTwins, measureOverlap, numberWords } from './repeats.ts'

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
  /** Share of the units as long as running text that do not end like a sentence. */
  readonly looseEnds: number
  /** Share of the document's characters that stand before the unit. */
  readonly share: Float64Array
  /** The stretch with the most running text: its first unit and the one after its last. */
  readonly segment: readonly [number, number]
  /** Sum of lengths over the three units before and after. */
  readonly massBefore: Float64Array
  readonly massAfter: Float64Array
  /** Units that break off in an ellipsis, among the four on each side and this one. */
  readonly brokenOff: Uint8Array
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
  /** Share of the unit's words, numbers aside, that the first running text of the segment has. */
  readonly leadOverlap: Float64Array
  /** 1 for the unit before the segment, or at its start, that shares the most with it. */
  readonly bestTitle: Uint8Array
  /** Largest share of words in common with a unit of like length among the ten before, and the ten after. */
  readonly twinBefore: Float64Array
  readonly twinAfter: Float64Array
  /** How often else the first three words of a title stand in the document. */
  readonly mentions: Uint8Array
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
  /** Units with a cue of legal lines, and short ones with a date or a byline's cue, among the ten on each side and this one. */
  readonly legalAround: Uint8Array
  readonly datesAround: Uint8Array
  /** Which of `headingGroups` headed last, plus one; 0 for none. */
  readonly heading: Uint8Array
  /** Units with a cue of boilerplate since the segment began; 0 before it. */
  readonly cuesBefore: Uint16Array
  /** Short units with a date or a byline's cue since the segment began; 0 before it. Another article may have begun. */
  readonly datesBefore: Uint16Array
  /** Units between two blank lines that this one stands among, its place among them, and the longest of them. */
  readonly block: Uint16Array
  readonly inBlock: Uint16Array
  readonly blockLongest: Float64Array
  /** Share of the units of running text that stand alone between blank lines. */
  readonly alone: number
  /** Share of neighbouring units with a blank line between. */
  readonly spacing: number
}

/** A unit this long that ends a sentence reads like running text. */
const longWeight = 90
const legal = cueGroups.indexOf('legal')
/** A unit this long reads like running text whatever its end. */
const veryLongWeight = 220

/** Reads each unit's surroundings off the measures. Linear in the number of units and words. */
export function readContext(m: Measures): Context {
  const { count } = m
  const long = new Uint8Array(count)
  for (let at = 0; at < count; at++) long[at] = isLong(m, at) ? 1 : 0
  const segment = findSegment(m, long)
  const words = numberWords(m)
  return {
    long, segment, looseEnds: measureLooseEnds(m), ...measureDistances(m, long), ...countRepeats(m), ...measureOverlap(m, words, long, segment), ...measurePeriods(m), ...findTwins(m, words), mentions: countMentions(m), brokenOff: countAround(m.count, (at) => m.lastInner[at] === kind.ellipsis),
    ...followLists(m), ...followHeadings(m, segment), ...measureBlocks(m, long),
  }
}

function isLong(m: Measures, at: number): boolean {
  const weight = m.weight[at]!
  if (m.last[at] === kind.ellipsis || m.separators[at]! > 4) return false
  if (weight >= veryLongWeight) return true
  return weight >= longWeight && (endsSentence(m.lastInner[at]!) || m.sentences[at]! > 1 || m.commas[at]! > 1)
}

function endsSentence(last: number): boolean {
  return last === kind.stop || last === kind.question || last === kind.colon
}

/** How carelessly a document ends its paragraphs: where many lack a mark, one without it is no less a paragraph. */
function measureLooseEnds({ count, weight, lastInner }: Measures): number {
  let all = 0
  let loose = 0
  for (let at = 0; at < count; at++) {
    if (weight[at]! < longWeight) continue
    all++
    if (!endsSentence(lastInner[at]!) && lastInner[at] !== kind.ellipsis) loose++
  }
  return all === 0 ? 0 : loose / all
}

/** The stretch of units with the largest sum, where running text counts for and short lines count against. */
function findSegment(m: Measures, long: Uint8Array): readonly [number, number] {
  let best = 0
  let found: readonly [number, number] = [0, 0]
  let sum = 0
  let from = 0
  for (let at = 0; at < m.count; at++) {
    // Consents to cookies are running text, often more than the article.
    sum += long[at] && m.cues[at * cueGroups.length + legal]! === 0 ? Math.min(m.weight[at]!, 400) : -40
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

/** Looks at what stands together between blank lines. */
function measureBlocks({ count, before, weight }: Measures, long: Uint8Array) {
  const block = new Uint16Array(count)
  const inBlock = new Uint16Array(count)
  const blockLongest = new Float64Array(count)
  let texts = 0
  let alone = 0
  for (let from = 0, end = 0; from < count; from = end) {
    let longest = 0
    for (end = from; end < count && (end === from || before[end] === 0); end++) longest = Math.max(longest, weight[end]!)
    for (let at = from; at < end; at++) {
      block[at] = end - from
      inBlock[at] = at - from
    }
    blockLongest.fill(longest, from, end)
    for (let at = from; at < end; at++) texts += long[at]!
    if (end - from === 1) alone += long[from]!
  }
  return { block, inBlock, blockLongest, alone: texts === 0 ? 0 : alone / texts }
}
