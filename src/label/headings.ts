import { cueGroups, cueLevel, type CueGroup } from './cues.ts'
import { kind } from './characters.ts'
import { countAround } from './count-around.ts'
import { sign, type Measures } from './measure.ts'

/** The groups whose headings rule the lines after them. */
export const headingGroups = ['related', 'comments', 'promo', 'navigation', 'legal', 'caption'] as const satisfies readonly CueGroup[]
const columns = headingGroups.map((group) => cueGroups.indexOf(group))

/** How far around lines of law and of dates are counted, in units: consents are long, and each comment has a few lines. */
const wide = 10
/** A heading has at most so many words. */
const headingWords = 6

/** Follows lists that a colon opens, and numbers that count on. */
export function followLists(m: Measures) {
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

/** Follows the headings of boilerplate: how far each unit is from the last and to the next of each group, and what has come since the segment began. */
export function followHeadings(m: Measures, [from]: readonly [number, number]) {
  const { count } = m
  const width = cueGroups.length
  const sinceCue: Uint8Array[] = []
  const untilCue: Uint8Array[] = []
  for (const list of [sinceCue, untilCue]) for (const _ of columns) list.push(new Uint8Array(count).fill(255))
  const heading = new Uint8Array(count)
  const cued = new Uint8Array(count)
  const headed = new Int32Array(headingGroups.length).fill(-1)
  let last = 0
  for (let at = 0; at < count; at++) {
    heading[at] = last
    for (let group = 0; group < columns.length; group++) {
      if (headed[group]! >= 0) sinceCue[group]![at] = Math.min(254, at - headed[group]!)
      const level = m.cues[at * width + columns[group]!]!
      if (level > 0) cued[at] = 1
      if (level < cueLevel.edge || m.words[at]! > headingWords) continue
      headed[group] = at
      last = group + 1
    }
  }
  headed.fill(-1)
  for (let at = count - 1; at >= 0; at--) {
    for (let group = 0; group < columns.length; group++) {
      if (headed[group]! >= 0) untilCue[group]![at] = Math.min(254, headed[group]! - at)
      if (m.cues[at * width + columns[group]!]! >= cueLevel.edge && m.words[at]! <= headingWords) headed[group] = at
    }
  }
  const cuesBefore = new Uint16Array(count)
  const datesBefore = new Uint16Array(count)
  for (let at = from + 1; at < count; at++) {
    cuesBefore[at] = cuesBefore[at - 1]! + cued[at - 1]!
    datesBefore[at] = datesBefore[at - 1]! + (opensArticle(m, at - 1) ? 1 : 0)
  }
  return { sinceCue, untilCue, density: countAround(count, (at) => cued[at] === 1), legalAround: countAround(count, (at) => m.cues[at * width + legal]! > 0, wide), datesAround: countAround(count, (at) => opensArticle(m, at), wide), heading, cuesBefore, datesBefore }
}

/** Tells whether a unit looks like the date or byline line of an article. */
function opensArticle(m: Measures, at: number): boolean {
  if (m.words[at]! > openerWords) return false
  const cues = at * cueGroups.length
  return (m.signs[at]! & sign.date) !== 0 || m.cues[cues + bylines]! >= cueLevel.edge || m.cues[cues + ago]! > 0 || (m.cues[cues + months]! > 0 && m.digits[at]! > 0)
}

/** A line of a date or a byline has at most so many words. */
const openerWords = 10
const [bylines, months, ago, legal] = (['byline', 'months', 'ago', 'legal'] as const).map((group) => cueGroups.indexOf(group)) as [number, number, number, number]
