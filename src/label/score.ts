import type { Features } from './features.ts'
import { width } from './features.ts'
import type { ReadyModel } from './model.ts'
import { outputs, roleOf, states } from './states.ts'

/**
 * Scores every unit of a document: for each, the sum of the leaves it falls into.
 *
 * @returns `outputs` whole numbers a unit, in units of `model.scale`.
 */
export function scoreUnits({ units, bins }: Features, { trees, depth, places, bins: limits, leaves }: ReadyModel): Int32Array {
  const scores = new Int32Array(units.length * outputs)
  const leafCount = 2 ** depth
  for (let at = 0; at < units.length; at++) {
    const row = at * width
    const out = at * outputs
    for (let tree = 0; tree < trees; tree++) {
      const split = tree * depth
      let leaf = 0
      for (let level = 0; level < depth; level++) {
        if (bins[row + places[split + level]!]! >= limits[split + level]!) leaf |= 1 << level
      }
      const from = (tree * leafCount + leaf) * outputs
      for (let output = 0; output < outputs; output++) scores[out + output]! += leaves[from + output]!
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
