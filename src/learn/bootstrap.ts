import type { DocumentMeasure } from './measure-document.ts'
import { randomFrom } from './random.ts'
import { addTally, emptyTally, findCountedRoles, metricNames, scoreTally, sumMeasures, type Metric, type Tally } from './scores.ts'

/** The difference of one score between two labellings of the same documents. */
export interface Difference {
  readonly metric: Metric
  readonly here: number
  readonly there: number
  /** `here` minus `there`: more is better. */
  readonly difference: number
  /** The interval that holds the difference in 95 of 100 resamples. */
  readonly low: number
  readonly high: number
}

/** Two labellings compared. */
export interface Comparison {
  /** How many documents both have; the others do not count. */
  readonly documents: number
  readonly differences: readonly Difference[]
}

const usualResamples = 1000
const seed = 7
/** What lies outside the interval on each side. */
const tail = 0.025

/**
 * Compares two labellings by the paired bootstrap (Efron and Tibshirani 1993, percentile intervals): documents are drawn
 * with replacement, the same for both, and every score is computed anew. The same counts give the same intervals.
 */
export function compareMeasures(here: readonly DocumentMeasure[], there: readonly DocumentMeasure[], resamples = usualResamples): Comparison {
  const others = new Map(there.map((document) => [document.name, document]))
  const pairs = here.flatMap((document) => {
    const other = others.get(document.name)
    return other ? [[sumMeasures([document]), sumMeasures([other])] as const] : []
  })
  const all = sumPairs(pairs, (at) => at)
  const counted = findCountedRoles(all[0])
  const score = ([own, other]: readonly [Tally, Tally]) => [scoreTally(own, counted), scoreTally(other, counted)] as const
  const random = randomFrom(seed)
  const draws = Array.from({ length: pairs.length === 0 ? 0 : resamples }, () => score(sumPairs(pairs, () => Math.floor(random() * pairs.length))))
  const [own, other] = score(all)
  const differences = metricNames.flatMap((metric) => {
    const [hereScore, thereScore] = [own[metric], other[metric]]
    if (hereScore === null || thereScore === null) return []
    const drawn = draws.flatMap(([a, b]) => (a[metric] === null || b[metric] === null ? [] : [a[metric] - b[metric]])).sort((a, b) => a - b)
    const at = (part: number) => drawn[Math.round(part * (drawn.length - 1))] ?? 0
    return [{ metric, here: hereScore, there: thereScore, difference: hereScore - thereScore, low: at(tail), high: at(1 - tail) }]
  })
  return { documents: pairs.length, differences }
}

function sumPairs(pairs: readonly (readonly [Tally, Tally])[], draw: (at: number) => number): [Tally, Tally] {
  const sums: [Tally, Tally] = [emptyTally(), emptyTally()]
  for (let at = 0; at < pairs.length; at++) {
    const [own, other] = pairs[draw(at)]!
    addTally(sums[0], own)
    addTally(sums[1], other)
  }
  return sums
}
