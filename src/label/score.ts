import { answerAll, answerCount, unitsAtOnce } from './answers.ts'
import type { Features } from './features.ts'
import { placeOfLeaf, type ReadyModel } from './model.ts'
import { outputs, roleOf, states } from './states.ts'

/** So many trees are walked at once: their sums of signed bytes fit into half of a whole number of 32 bits. */
const treesAtOnce = 64
/** A tree has fewer nodes than this. */
const mostNodes = 256
/** The nodes that units come to, and the units that do, a bit each. */
const reached = new Int32Array(treesAtOnce * mostNodes)
const comers = new Int32Array(treesAtOnce * mostNodes)
const answers = new Int32Array(answerCount)
/** Eight: `addLeaves` names them. */
const half = outputs / 2

/**
 * Scores every unit of a document: for each role, what the set phrases say and the leaves that the unit falls into.
 *
 * Trees are walked for many units at once, each a bit: those that answer a question with "yes" go one way, and those that
 * answer "no" the other. So a question is asked once for all, and no node is visited that no unit comes to. Many trees are
 * walked side by side, because the processor would wait for memory at each step down a single one.
 *
 * @returns `outputs` whole numbers a unit, in units of `model.scale`.
 */
export function scoreUnits({ units, bins, prior }: Features, model: ReadyModel): Int32Array {
  const scores = new Int32Array(prior.length)
  for (let at = 0; at < prior.length; at++) scores[at] = Math.round(prior[at]! * model.model.priorGain)
  // Two roles are summed in one number, the first in its lower half.
  const sums = new Int32Array(unitsAtOnce * half)
  for (let from = 0; from < units.length; from += unitsAtOnce) {
    const count = Math.min(unitsAtOnce, units.length - from)
    answerAll(bins, from, answers)
    for (let tree = 0; tree < model.roots.length; tree += treesAtOnce) {
      addLeaves(findLeaves(model, tree, Math.min(tree + treesAtOnce, model.roots.length), 2 ** count - 1), model.pairs, sums)
      spreadPairs(sums, count * half, scores, from * outputs)
    }
  }
  return scores
}

/** Walks the trees from one up to another; leaves where units end are put at the start of `reached`, as places in `pairs`. Returns how many. */
function findLeaves({ roots, nodes }: ReadyModel, from: number, to: number, everyone: number): number {
  let leaves = 0
  let end = 0
  for (let tree = from; tree < to; tree++) {
    reached[end] = roots[tree]!
    comers[end++] = everyone
  }
  for (let at = 0; at < end; at++) {
    const node = nodes[reached[at]!]!
    const who = comers[at]!
    if (node < 0) {
      reached[leaves] = placeOfLeaf(node)
      comers[leaves++] = who
      continue
    }
    const below = reached[at]! + (node >> 16)
    const yes = who & (answers[(node & 0xffff) >> 3]! >>> (node & 7))
    const no = who ^ yes
    // Written in any case, and kept when somebody goes there: a branch would often be guessed wrong.
    reached[end] = below
    comers[end] = no
    end += -no >>> 31
    reached[end] = below + 1
    comers[end] = yes
    end += -yes >>> 31
  }
  return leaves
}

/** Adds each leaf to the sums of the units that come to it. */
function addLeaves(count: number, pairs: Int32Array, sums: Int32Array): void {
  for (let at = 0; at < count; at++) {
    const leaf = reached[at]!
    // By name, so that they are read once for all units.
    const a = pairs[leaf]!
    const b = pairs[leaf + 1]!
    const c = pairs[leaf + 2]!
    const d = pairs[leaf + 3]!
    const e = pairs[leaf + 4]!
    const f = pairs[leaf + 5]!
    const g = pairs[leaf + 6]!
    const h = pairs[leaf + 7]!
    for (let left = comers[at]!; left !== 0; left &= left - 1) {
      const out = (31 - Math.clz32(left & -left)) * half
      sums[out]! += a
      sums[out + 1]! += b
      sums[out + 2]! += c
      sums[out + 3]! += d
      sums[out + 4]! += e
      sums[out + 5]! += f
      sums[out + 6]! += g
      sums[out + 7]! += h
    }
  }
}

/** Adds the sums of both halves to the scores from `out` on, and begins anew. */
function spreadPairs(sums: Int32Array, count: number, scores: Int32Array, out: number): void {
  for (let pair = 0; pair < count; pair++) {
    const low = (sums[pair]! << 16) >> 16
    scores[out + 2 * pair]! += low
    scores[out + 2 * pair + 1]! += (sums[pair]! - low) >> 16
    sums[pair] = 0
  }
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
