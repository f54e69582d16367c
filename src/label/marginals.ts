import { follows, mayBegin, states } from './states.ts'
import { listOpenStates, type Steps } from './viterbi.ts'

/** Probabilities of a linear chain: of each state at each unit, and how often each step is expected. */
export interface Marginals {
  /** `states.length` probabilities a unit. */
  readonly state: Float64Array
  /** Expected counts `[from][to]`; only there when asked for. */
  readonly steps?: Float64Array
}

/** Exponentials of the steps' scores, so that a document does not compute them again. */
export interface Factors {
  readonly transitions: Float64Array
  readonly begin: Float64Array
  readonly end: Float64Array
}

/** Turns scores of steps into factors; `unit` is how many units of score make one of log odds. */
export function toFactors({ transitions, begin, end }: Steps, unit: number): Factors {
  const exp = (scores: ArrayLike<number>) => Float64Array.from(scores, (score) => Math.exp(score / unit))
  const starts = exp(begin)
  states.forEach((state, index) => {
    if (!mayBegin(state)) starts[index] = 0
  })
  return { transitions: exp(transitions).map((factor, step) => factor * follows[step]!), begin: starts, end: exp(end) }
}

/**
 * Computes the probability of each state at each unit, over all paths (the forward-backward algorithm, scaled a unit
 * at a time so that no product underflows; Rabiner 1989, section V.A).
 *
 * @param emissions `states.length` scores a unit.
 * @param unit How many units of score make one of log odds.
 */
export function computeMarginals(emissions: ArrayLike<number>, count: number, factors: Factors, unit: number, withSteps = false): Marginals {
  const size = states.length
  const { transitions, begin, end } = factors
  const { open, first } = listOpenStates(emissions, count)
  const weights = new Float64Array(count * size)
  const forward = new Float64Array(count * size)
  for (let at = 0; at < count; at++) {
    const row = at * size
    let top = -Infinity
    for (let one = first[at]!; one < first[at + 1]!; one++) top = Math.max(top, emissions[row + open[one]!]!)
    let sum = 0
    for (let one = first[at]!; one < first[at + 1]!; one++) {
      const state = open[one]!
      weights[row + state] = Math.exp((emissions[row + state]! - top) / unit)
      let mass = at === 0 ? begin[state]! : 0
      if (at > 0) for (let other = first[at - 1]!; other < first[at]!; other++) mass += forward[row - size + open[other]!]! * transitions[open[other]! * size + state]!
      sum += forward[row + state] = mass * weights[row + state]!
    }
    normalise(forward, row, size, sum)
  }
  const steps = withSteps ? new Float64Array(size * size) : undefined
  let backward = Float64Array.from(end)
  let earlier = new Float64Array(size)
  const state = forward
  for (let at = count - 1; at >= 0; at--) {
    const row = at * size
    const ahead = weights.subarray(row, row + size)
    let sum = 0
    for (let one = first[at]!; one < first[at + 1]!; one++) ahead[open[one]!]! *= backward[open[one]!]!
    if (steps && at > 0) addSteps(steps, forward, row - size, ahead, transitions)
    for (let one = first[at]!; one < first[at + 1]!; one++) sum += state[row + open[one]!] = forward[row + open[one]!]! * backward[open[one]!]!
    normalise(state, row, size, sum)
    if (at === 0) break
    let scale = 0
    for (let one = first[at - 1]!; one < first[at]!; one++) {
      const from = open[one]! * size
      let mass = 0
      for (let other = first[at]!; other < first[at + 1]!; other++) mass += transitions[from + open[other]!]! * ahead[open[other]!]!
      earlier[open[one]!] = mass
      if (mass > scale) scale = mass
    }
    normalise(earlier, 0, size, scale)
    ;[backward, earlier] = [earlier, backward]
  }
  return steps ? { state, steps } : { state }
}

function addSteps(steps: Float64Array, forward: Float64Array, row: number, ahead: Float64Array, transitions: Float64Array): void {
  const size = states.length
  let sum = 0
  for (let from = 0; from < size; from++) {
    if (forward[row + from] === 0) continue
    for (let to = 0; to < size; to++) sum += forward[row + from]! * transitions[from * size + to]! * ahead[to]!
  }
  if (!(sum > 0)) return
  for (let from = 0; from < size; from++) {
    if (forward[row + from] === 0) continue
    for (let to = 0; to < size; to++) steps[from * size + to]! += (forward[row + from]! * transitions[from * size + to]! * ahead[to]!) / sum
  }
}

function normalise(values: Float64Array, from: number, count: number, sum: number): void {
  if (!(sum > 0)) return
  for (let at = from; at < from + count; at++) values[at]! /= sum
}
