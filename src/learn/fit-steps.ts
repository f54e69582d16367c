import { computeMarginals, toFactors } from '../label/marginals.ts'
import { outputs, roleOf, states } from '../label/states.ts'
import { forbidden, type Steps } from '../label/viterbi.ts'
import { applyTree } from './apply-tree.ts'
import { rightRoles, type Example } from './example.ts'
import type { Tree } from './grow-tree.ts'

/** Scores of steps, and what the trees' scores are multiplied with beside them. */
export interface FittedSteps {
  readonly transitions: Float64Array
  readonly begin: Float64Array
  readonly end: Float64Array
  readonly gain: number
}

const size = states.length
/** A row of steps is trusted by half where it was seen this often. */
const smoothing = 5
/** A step that was never seen counts as this rare, in log odds beside how common its end is. */
const lowest = -6
/** What is tried: how much the steps count, and how much the trees' scores do. */
const trusts = [0.1, 0.2, 0.3, 0.4, 0.55, 0.7]
const gains = [0.6, 0.75, 0.9, 1.05, 1.2]

/**
 * Sets the steps of the linear chain from how often each is seen, and how much they count beside the trees' scores by
 * what makes documents most probable, line by line, that the trees were not grown on. (The trees see a line's
 * neighbours too, so their mistakes come in runs; the likelihood of whole paths would take such a run for strong
 * evidence against the trees and trust the steps too much.)
 */
export function fitSteps(examples: readonly Example[], trees: readonly Tree[], tell: (trust: number, gain: number, loss: number) => void = () => {}): FittedSteps {
  const scores = examples.map((example) => applyTrees(example, trees))
  const counted = countSteps(examples, scores)
  let best = { trust: 0, gain: 1, loss: Infinity }
  for (const trust of trusts) {
    for (const gain of gains) {
      const loss = measureLoss(examples, scores, toSteps(counted, trust), gain)
      tell(trust, gain, loss)
      if (loss < best.loss) best = { trust, gain, loss }
    }
  }
  return { ...toSteps(counted, best.trust), gain: best.gain }
}

function toSteps(counted: Float64Array, trust: number) {
  const weights = counted.map((weight) => trust * weight)
  return { transitions: weights.slice(0, size * size), begin: weights.slice(size * size, size * (size + 1)), end: weights.slice(size * (size + 1)) }
}

function applyTrees(example: Example, trees: readonly Tree[]): Float32Array {
  const scores = example.prior.slice()
  for (const tree of trees) applyTree(example, tree, scores)
  return scores
}

/** Starts from how often steps are seen, beside what the commonness of roles, which the trees know, makes one expect. */
function countSteps(examples: readonly Example[], scores: readonly Float32Array[]): Float64Array {
  const counts = new Float64Array(size * (size + 2))
  const none = toFactors({ transitions: new Float64Array(size * size), begin: new Float64Array(size), end: new Float64Array(size) }, 1)
  const seen = new Float64Array(outputs).fill(1)
  examples.forEach(({ count, gold, weight }, at) => {
    const { state, steps } = computeMarginals(toEmissions(scores[at]!, count, 1, gold), count, none, 1, true)
    steps!.forEach((times, step) => (counts[step]! += weight * times))
    state.forEach((p, place) => {
      seen[roleOf[place % size]!]! += weight * p
      if (place < size) counts[size * size + place]! += weight * p
      if (place >= (count - 1) * size) counts[size * (size + 1) + (place % size)]! += weight * p
    })
  })
  const all = seen.reduce((sum, times) => sum + times, 0)
  for (let from = 0; from < size + 2; from++) {
    const row = counts.subarray(from * size, (from + 1) * size)
    const sum = row.reduce((total, times) => total + times, 0)
    // The trees know how common a role is; a state that was hardly seen steps to roles as often as these are seen at all.
    row.forEach((times, to) => {
      const share = seen[roleOf[to]!]! / all
      row[to] = Math.max(lowest, Math.log((times + smoothing * share) / (sum + smoothing) / share))
    })
  }
  return counts
}

/** Scores of the states of each unit; with gold, those of other roles are ruled out. */
function toEmissions(scores: Float32Array, count: number, gain: number, gold?: Int8Array): Float64Array {
  const emissions = new Float64Array(count * size)
  for (let unit = 0; unit < count; unit++) {
    const right = gold ? rightRoles(gold[unit]!) : []
    for (let state = 0; state < size; state++) {
      const role = roleOf[state]!
      emissions[unit * size + state] = right.length > 0 && !right.includes(role) ? forbidden : gain * scores[unit * outputs + role]!
    }
  }
  return emissions
}

/** The mean loss of a settled unit: what the probability of its gold role lacks. */
function measureLoss(examples: readonly Example[], scores: readonly Float32Array[], steps: Steps, gain: number): number {
  const factors = toFactors(steps, 1)
  let loss = 0
  let units = 0
  examples.forEach(({ count, gold }, at) => {
    const { state } = computeMarginals(toEmissions(scores[at]!, count, gain), count, factors, 1)
    // Every document counts alike, whatever its length.
    let own = 0
    let settled = 0
    for (let unit = 0; unit < count; unit++) {
      const right = rightRoles(gold[unit]!)
      if (right.length === 0) continue
      let mass = 0
      for (let one = 0; one < size; one++) if (right.includes(roleOf[one]!)) mass += state[unit * size + one]!
      own -= Math.log(Math.max(1e-9, mass))
      settled++
    }
    if (settled === 0) return
    loss += own / settled
    units++
  })
  return loss / Math.max(1, units)
}
