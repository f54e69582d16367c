import { cueGroups, type CueGroup } from './cues.ts'
import type { Measures } from './measure.ts'

/**
 * Room for the values of one observation on all units of a document. All functions here write into it and return it, so
 * that the values hold until the next ones are read, and nothing is thrown away.
 */
let values = new Float64Array(256)

function room({ count }: Measures): Float64Array {
  if (values.length < count) values = new Float64Array(2 * count)
  return values
}

/** A value for each unit. */
export function compute(m: Measures, value: (at: number) => number): Float64Array {
  const out = room(m)
  for (let at = 0; at < m.count; at++) out[at] = value(at)
  return out
}

/** One value divided by another one, which counts as 1 at least. */
export function divide(m: Measures, dividend: ArrayLike<number>, divisor: ArrayLike<number>): Float64Array {
  const out = room(m)
  for (let at = 0; at < m.count; at++) out[at] = dividend[at]! / Math.max(1, divisor[at]!)
  return out
}

/** 1 for units with any of the signs (bits of `sign`). */
export function testSigns(m: Measures, signs: number): Float64Array {
  const out = room(m)
  for (let at = 0; at < m.count; at++) out[at] = (m.signs[at]! & signs) !== 0 ? 1 : 0
  return out
}

/** The rank of a kind of character. */
export function rankKinds(m: Measures, kinds: Uint8Array, ranks: readonly number[]): Float64Array {
  const out = room(m)
  for (let at = 0; at < m.count; at++) out[at] = ranks[kinds[at]!]!
  return out
}

/** The level of the cues of a group, or how often its words come; of several groups the highest one. */
export function readCues(m: Measures, ...groups: readonly CueGroup[]): Float64Array {
  const out = room(m)
  out.fill(0, 0, m.count)
  for (const group of groups) {
    let place = cueGroups.indexOf(group)
    for (let at = 0; at < m.count; at++, place += cueGroups.length) if (m.cues[place]! > out[at]!) out[at] = m.cues[place]!
  }
  return out
}

/** How often the words of two groups come. */
export function sumCues(m: Measures, one: CueGroup, other: CueGroup): Float64Array {
  const [first, second] = [cueGroups.indexOf(one), cueGroups.indexOf(other)]
  return compute(m, (at) => m.cues[at * cueGroups.length + first]! + m.cues[at * cueGroups.length + second]!)
}
