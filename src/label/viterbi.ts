import { mayBegin, predecessors, states } from './states.ts'

/** Scores of the steps between states. */
export interface Steps {
  /** `[from][to]`, row by row. */
  readonly transitions: ArrayLike<number>
  readonly begin: ArrayLike<number>
  readonly end: ArrayLike<number>
}

/** Lower than any path's score can be: a pin or the order of phases rules the state out. */
export const forbidden = -1e9

/**
 * Finds the path of states with the highest sum of emissions and steps (Viterbi's algorithm). Of equal paths the one
 * whose last differing state comes first in the table wins, so the result is the same everywhere.
 *
 * @param emissions `states.length` scores a unit; `forbidden` rules a state out there.
 * @param count How many units there are.
 * @returns The state of each unit.
 */
export function findBestPath(emissions: ArrayLike<number>, count: number, { transitions, begin, end }: Steps): Uint8Array {
  const size = states.length
  const path = new Uint8Array(count)
  if (count === 0) return path
  const from = new Uint8Array(count * size)
  let best = new Float64Array(size)
  let next = new Float64Array(size)
  for (let state = 0; state < size; state++) {
    best[state] = emissions[state]! + (mayBegin(states[state]!) ? begin[state]! : forbidden)
  }
  for (let at = 1; at < count; at++) {
    for (let state = 0; state < size; state++) {
      let top = -Infinity
      let topState = 0
      for (const before of predecessors[state]!) {
        const score = best[before]! + transitions[before * size + state]!
        if (score > top) {
          top = score
          topState = before
        }
      }
      next[state] = top + emissions[at * size + state]!
      from[at * size + state] = topState
    }
    ;[best, next] = [next, best]
  }
  let last = 0
  for (let state = 1; state < size; state++) if (best[state]! + end[state]! > best[last]! + end[last]!) last = state
  for (let at = count - 1; at >= 0; at--) {
    path[at] = last
    last = from[at * size + last]!
  }
  return path
}
