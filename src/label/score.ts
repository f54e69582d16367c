import type { Features } from './features.ts'
import { width } from './features.ts'
import type { ReadyModel } from './model.ts'
import { outputs, roleOf, states } from './states.ts'

/** Sums of so many signed bytes fit into half of a whole number of 32 bits. */
const mostTrees = 256

/**
 * Scores every unit of a document: for each role, what the set phrases say and the leaves that the unit falls into.
 *
 * @returns `outputs` whole numbers a unit, in units of `model.scale`.
 */
export function scoreUnits({ units, bins, prior }: Features, { model, roots, depths, nodes, leafOf, pairs }: ReadyModel): Int32Array {
  const scores = Int32Array.from(prior, (score) => Math.round(score * model.priorGain))
  const last = units.length - 1
  // Two roles are summed in one number, the first in its lower half.
  const sums = new Int32Array(units.length * half)
  for (let tree = 0; tree < roots.length; tree++) {
    const root = roots[tree]!
    const depth = depths[tree]!
    // Four units walk side by side: the processor waits for memory at each step, and does the other three meanwhile.
    for (let unit = 0; unit <= last; unit += 4) {
      const rowA = unit * width
      const rowB = Math.min(unit + 1, last) * width
      const rowC = Math.min(unit + 2, last) * width
      const rowD = Math.min(unit + 3, last) * width
      let a = root
      let b = root
      let c = root
      let d = root
      for (let level = 0; level < depth; level++) {
        a = step(nodes, bins, rowA, a)
        b = step(nodes, bins, rowB, b)
        c = step(nodes, bins, rowC, c)
        d = step(nodes, bins, rowD, d)
      }
      const out = unit * half
      addLeaf(sums, out, pairs, leafOf[a]!)
      if (unit + 1 <= last) addLeaf(sums, out + half, pairs, leafOf[b]!)
      if (unit + 2 <= last) addLeaf(sums, out + 2 * half, pairs, leafOf[c]!)
      if (unit + 3 <= last) addLeaf(sums, out + 3 * half, pairs, leafOf[d]!)
    }
    if (tree % mostTrees === mostTrees - 1 || tree === roots.length - 1) spreadPairs(sums, scores)
  }
  return scores
}

const half = outputs / 2

function addLeaf(sums: Int32Array, out: number, pairs: Int32Array, leaf: number): void {
  for (let pair = 0; pair < half; pair++) sums[out + pair]! += pairs[leaf + pair]!
}

/** Adds the sums of both halves to the scores, and begins anew. */
function spreadPairs(sums: Int32Array, scores: Int32Array): void {
  for (let pair = 0; pair < sums.length; pair++) {
    const low = (sums[pair]! << 16) >> 16
    scores[2 * pair]! += low
    scores[2 * pair + 1]! += (sums[pair]! - low) >> 16
    sums[pair] = 0
  }
}

/** Goes from a node to the one that the unit's answer leads to, without a branch to guess wrong. */
function step(nodes: Int32Array, bins: Uint8Array, row: number, node: number): number {
  const question = nodes[2 * node]!
  // One when the bin is not below the limit.
  return nodes[2 * node + 1]! + (((question & 255) - 1 - bins[row + (question >> 8)]!) >>> 31)
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
