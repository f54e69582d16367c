import type { Features } from './features.ts'
import { width } from './features.ts'
import type { ReadyModel } from './model.ts'
import { outputs, roleOf, states } from './states.ts'

/**
 * Scores every unit of a document: for each role, what the set phrases say and the leaves that the unit falls into.
 *
 * @returns `outputs` whole numbers a unit, in units of `model.scale`.
 */
export function scoreUnits({ units, bins, prior }: Features, { model, roots, questions, children, leaves }: ReadyModel): Int32Array {
  const scores = Int32Array.from(prior, (score) => Math.round(score * model.priorGain))
  const end = units.length * width
  for (let tree = 0; tree < roots.length; tree++) {
    const root = roots[tree]!
    let out = 0
    for (let row = 0; row < end; row += width) {
      let node = root
      while (node >= 0) {
        const question = questions[node]!
        // One when the bin is not below the limit, without a branch to guess wrong.
        const right = ((question & 255) - 1 - bins[row + (question >> 8)]!) >>> 31
        node = children[2 * node + right]!
      }
      const leaf = ~node
      for (let output = 0; output < outputs; output++) scores[out++]! += leaves[leaf + output]!
    }
  }
  return scores
}

/** Gives each state the score of its role: `states.length` numbers a unit. */
export function scoreStates(scores: Int32Array, count: number): Int32Array {
  const size = states.length
  const emissions = new Int32Array(count * size)
  for (let at = 0; at < count; at++) {
    for (let state = 0; state < size; state++) {
      emissions[at * size + state] = scores[at * outputs + roleOf[state]!]!
    }
  }
  return emissions
}
