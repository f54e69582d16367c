import { answerAll, answerCount, unitsAtOnce } from './answers.ts'
import type { Features } from './features.ts'
import { lane, lanes, placeOfLeaf, type ReadyModel } from './model.ts'
import { outputs, roleOf, states } from './states.ts'

/** So many trees are walked at once: their sums of signed bytes fit into the part of a number that a role has. */
const treesAtOnce = Math.floor(lane / 2 / 128) - 1
/** A tree has fewer nodes than this. */
const mostNodes = 256

/**
 * Scores every unit of a document: for each role, what the set phrases say and the leaves that the unit falls into.
 *
 * Trees are walked for many units at once, each a bit: those that answer a question with "yes" go one way, and those that
 * answer "no" the other. So a question is asked once for all, and no node is visited that no unit comes to. Many trees are
 * walked side by side, because the processor would wait for memory at each step down a single one.
 *
 * @returns `outputs` whole numbers a unit, in units of `model.scale`.
 */
export const scoreUnits = makeScorer()

/**
 * Makes `scoreUnits`. The arrays it works with are constants of a function, because the engine knows where those lie and how
 * long they are; what belongs to a file is a variable once it is bundled, and would be looked up again at every step.
 */
function makeScorer(): (features: Features, model: ReadyModel) => Int32Array {
  /** The nodes that units come to, and the units that do, a bit each. */
  const reached = new Int32Array(treesAtOnce * mostNodes)
  const comers = new Int32Array(treesAtOnce * mostNodes)
  const answers = new Int32Array(answerCount)
  /** Four: `addLeaves` names them. */
  const quarter = outputs / lanes
  /** Makes the sums of all roles positive, so that they can be told apart. */
  const raised = (lane / 2) * (1 + lane + lane ** 2 + lane ** 3)
  /** Sums of roles, `quarter` numbers a unit. */
  const sums = new Float64Array(unitsAtOnce * quarter).fill(raised)

  return scoreUnits

  function scoreUnits({ units, bins, prior }: Features, model: ReadyModel): Int32Array {
    const scores = new Int32Array(prior.length)
    for (let at = 0; at < prior.length; at++) scores[at] = Math.round(prior[at]! * model.model.priorGain)
    for (let from = 0; from < units.length; from += unitsAtOnce) {
      const count = Math.min(unitsAtOnce, units.length - from)
      answerAll(bins, from, answers)
      for (let tree = 0; tree < model.roots.length; tree += treesAtOnce) {
        addLeaves(findLeaves(model, tree, Math.min(tree + treesAtOnce, model.roots.length), 2 ** count - 1), model.leaves)
        spreadSums(count * quarter, scores, from * outputs)
      }
    }
    return scores
  }

  /** Walks the trees from one up to another; leaves where units end are put at the start of `reached`, as places in `leaves`. Returns how many. */
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
  function addLeaves(count: number, leaves: Float64Array): void {
    for (let at = 0; at < count; at++) {
      const leaf = reached[at]!
      // By name, so that they are read once for all units.
      const a = leaves[leaf]!
      const b = leaves[leaf + 1]!
      const c = leaves[leaf + 2]!
      const d = leaves[leaf + 3]!
      for (let left = comers[at]!; left !== 0; left &= left - 1) {
        const out = (31 - Math.clz32(left & -left)) * quarter
        sums[out]! += a
        sums[out + 1]! += b
        sums[out + 2]! += c
        sums[out + 3]! += d
      }
    }
  }

  /** Adds the sums of all roles to the scores from `out` on, and begins anew. */
  function spreadSums(count: number, scores: Int32Array, out: number): void {
    for (let at = 0; at < count; at++) {
      const high = Math.floor(sums[at]! / lane ** 2)
      const low = sums[at]! - high * lane ** 2
      scores[out + lanes * at]! += (low & (lane - 1)) - lane / 2
      scores[out + lanes * at + 1]! += Math.floor(low / lane) - lane / 2
      scores[out + lanes * at + 2]! += (high & (lane - 1)) - lane / 2
      scores[out + lanes * at + 3]! += Math.floor(high / lane) - lane / 2
      sums[at] = raised
    }
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
