import { kind } from './characters.ts'
import { cueGroups } from './cues.ts'
import { sign, type Measures } from './measure.ts'

/** The longest period looked for, in units: a comment card, a teaser with its date and section. */
const longestPeriod = 6

/**
 * Compares the shapes of units at a distance: comment threads and teaser lists come back at a fixed one.
 *
 * @returns For each unit the period, 2 to 6 units, at which its neighbours come back best (0 for none), and how well, 0 to 1.
 */
export function measurePeriods(m: Measures) {
  const { count } = m
  const period = new Uint8Array(count)
  const periodic = new Float64Array(count)
  const shape = new Uint8Array(count)
  for (let at = 0; at < count; at++) shape[at] = shapeOf(m, at)
  const matches = new Float64Array(count + 1)
  for (let distance = 2; distance <= longestPeriod; distance++) {
    // Prefix sums of "same shape as one period on, while not the same as the next unit" make each window a subtraction.
    let sum = 0
    for (let at = 0; at < count; at++) {
      const alike = at + distance < count && shape[at] === shape[at + distance]
      const uniform = at + 1 < count && shape[at] === shape[at + 1]
      sum += alike ? (uniform ? 0.4 : 1) : 0
      matches[at + 1] = sum
    }
    const reach = 2 * distance
    for (let at = 0; at < count; at++) {
      const from = Math.max(0, at - reach)
      const end = Math.min(count, at + distance)
      const score = (matches[end]! - matches[from]!) / (reach + distance)
      if (score > periodic[at]! + 0.05) {
        periodic[at] = score
        period[at] = distance
      }
    }
  }
  return { period, periodic }
}

/** A small number for the look of a unit: its length class, how it ends, and whether it is dated. */
function shapeOf(m: Measures, at: number): number {
  const weight = m.weight[at]!
  const length = weight < 14 ? 0 : weight < 32 ? 1 : weight < 64 ? 2 : weight < 120 ? 3 : 4
  const last = m.lastInner[at]!
  const ending = last === kind.stop || last === kind.question ? 1 : last === kind.ellipsis ? 2 : 0
  const dated = (m.signs[at]! & (sign.date | sign.clock | sign.year)) !== 0 || m.cues[at * cueGroups.length + agoColumn]! > 0 ? 1 : 0
  return length * 6 + ending * 2 + dated
}

const agoColumn = cueGroups.indexOf('ago')
