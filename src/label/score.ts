import type { Features } from './features.ts'
import { width } from './features.ts'
import type { ReadyModel } from './model.ts'
import { outputs, roleOf, states } from './states.ts'

/**
 * Scores every unit of a document: for each role, what the set phrases say and the leaves that the unit falls into.
 *
 * @returns `outputs` whole numbers a unit, in units of `model.scale`.
 */
export function scoreUnits({ units, bins, prior }: Features, { model, trees, depth, outputs: roleOfTree, places, limits, leaves }: ReadyModel): Int32Array {
  const scores = Int32Array.from(prior, (score) => Math.round(score * model.priorGain))
  const inner = 2 ** depth - 1
  for (let tree = 0; tree < trees; tree++) {
    const root = tree * inner
    const firstLeaf = tree * (inner + 1) - inner
    let out = roleOfTree[tree]!
    for (let row = 0; row < units.length * width; row += width, out += outputs) {
      let node = 0
      for (let level = 0; level < depth; level++) node = 2 * node + (bins[row + places[root + node]!]! >= limits[root + node]! ? 2 : 1)
      scores[out]! += leaves[firstLeaf + node]!
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
