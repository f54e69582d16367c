import { follows, mayBegin, states } from './states.ts'
import { headlineState, listOpenStates, type Steps } from './viterbi.ts'

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
  /** Of being so much lower than the best. */
  readonly drops: Float64Array
}

/** Drops that are looked up, in log odds. */
const commonDrops = 16

/** Turns scores of steps into factors; `unit` is how many units of score make one of log odds. */
export function toFactors({ transitions, begin, end }: Steps, unit: number): Factors {
  const exp = (scores: ArrayLike<number>) => Float64Array.from(scores, (score) => Math.exp(score / unit))
  const starts = exp(begin)
  states.forEach((state, index) => {
    if (!mayBegin(state)) starts[index] = 0
  })
  const drops = exp(Array.from({ length: commonDrops * unit }, (_, drop) => -drop))
  return { transitions: exp(transitions).map((factor, step) => factor * follows[step]!), begin: starts, end: exp(end), drops }
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
  const { transitions, begin, end, drops } = factors
  const { open, first, second } = listOpenStates(emissions, count)
  const whole = emissions instanceof Int32Array
  const weights = new Float64Array(count * size)
  const forward = new Float64Array(count * size)
  for (let at = 0; at < count; at++) {
    const row = at * size
    let top = -Infinity
    for (let one = first[at]!; one < first[at + 1]!; one++) top = Math.max(top, emissions[row + open[one]!]!)
    let sum = 0
    for (let one = first[at]!; one < first[at + 1]!; one++) {
      const state = open[one]!
      const drop = top - emissions[row + state]!
      weights[row + state] = whole && drop < drops.length ? drops[drop]! : Math.exp(-drop / unit)
      let mass = at === 0 ? begin[state]! : 0
      if (at > 0) {
        // Above the headline and at it one comes from above, and below it from it and below; all other steps are worth nothing.
        const above = state <= headlineState
        const last = above ? second[at - 1]! : first[at]!
        for (let other = above ? first[at - 1]! : second[at - 1]!; other < last; other++) mass += forward[row - size + open[other]!]! * transitions[open[other]! * size + state]!
      }
      sum += forward[row + state] = mass * weights[row + state]!
    }
    normalise(forward, row, open, first[at]!, first[at + 1]!, sum)
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
    normalise(state, row, open, first[at]!, first[at + 1]!, sum)
    if (at === 0) break
    let scale = 0
    // The headline is come to from above only.
    const below = second[at]! + (second[at]! < first[at + 1]! && open[second[at]!] === headlineState ? 1 : 0)
    for (let one = first[at - 1]!; one < first[at]!; one++) {
      const from = open[one]! * size
      const above = open[one]! < headlineState
      const last = above ? below : first[at + 1]!
      let mass = 0
      for (let other = above ? first[at]! : below; other < last; other++) mass += transitions[from + open[other]!]! * ahead[open[other]!]!
      earlier[open[one]!] = mass
      if (mass > scale) scale = mass
    }
    normalise(earlier, 0, open, first[at - 1]!, first[at]!, scale)
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

/** Divides the values of a row's open states by their sum. */
function normalise(values: Float64Array, row: number, open: Uint8Array, first: number, end: number, sum: number): void {
  if (!(sum > 0)) return
  for (let one = first; one < end; one++) values[row + open[one]!]! /= sum
}
