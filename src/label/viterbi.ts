import { mayBegin, states } from './states.ts'

/** Scores of the steps between states. */
export interface Steps {
  /** `[from][to]`, row by row. */
  readonly transitions: ArrayLike<number>
  readonly begin: ArrayLike<number>
  readonly end: ArrayLike<number>
}

/** The headline, the first state of the second phase; those before it are of the first phase. */
export const headlineState = states.findIndex(({ role }) => role === 'headline')

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
  const { open, first, second } = listOpenStates(emissions, count)
  const from = new Uint8Array(count * size)
  let best = new Float64Array(size)
  let next = new Float64Array(size)
  for (let one = 0; one < first[1]!; one++) {
    const state = open[one]!
    best[state] = emissions[state]! + (mayBegin(states[state]!) ? begin[state]! : forbidden)
  }
  for (let at = 1; at < count; at++) {
    for (let one = first[at]!; one < first[at + 1]!; one++) {
      const state = open[one]!
      let top = -Infinity
      let topState = 0
      // Above the headline and at it one comes from above, and below it from it and below.
      let other = state <= headlineState ? first[at - 1]! : second[at - 1]!
      let end = state <= headlineState ? second[at - 1]! : first[at]!
      const none = other === end
      if (none) [other, end] = [first[at - 1]!, first[at]!]
      for (; other < end; other++) {
        const before = open[other]!
        const score = best[before]! + (none ? forbidden : transitions[before * size + state]!)
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
  let last = open[first[count - 1]!]!
  for (let one = first[count - 1]!; one < first[count]!; one++) {
    const state = open[one]!
    if (best[state]! + end[state]! > best[last]! + end[last]!) last = state
  }
  for (let at = count - 1; at >= 0; at--) {
    path[at] = last
    last = from[at * size + last]!
  }
  return path
}

/** The states that are not ruled out, unit by unit: those of a unit stand from `first[unit]` up to `first[unit + 1]`. */
export interface OpenStates {
  readonly open: Uint8Array
  readonly first: Int32Array
  /** Where the states of the second phase begin; the headline, which opens it, is the first of them. */
  readonly second: Int32Array
}

/** Lists what is not ruled out at each unit; where everything is, every state, so that there is always a path. */
export function listOpenStates(emissions: ArrayLike<number>, count: number): OpenStates {
  const size = states.length
  const open = new Uint8Array(count * size)
  const first = new Int32Array(count + 1)
  const second = new Int32Array(count)
  let listed = 0
  const list = (at: number, all: boolean) => {
    second[at] = listed
    for (let state = 0; state < size; state++) {
      if (!all && emissions[at * size + state] === forbidden) continue
      open[listed++] = state
      if (state < headlineState) second[at] = listed
    }
  }
  for (let at = 0; at < count; at++) {
    first[at] = listed
    list(at, false)
    if (listed === first[at]) list(at, true)
  }
  first[count] = listed
  return { open, first, second }
}

/**
 * Tells how much steps can be worth at most: a state whose score is lower than another's by more is hopeless.
 *
 * @param unit How many units of score make one of log odds.
 */
export function measureReach({ transitions, begin, end }: Steps, unit: number): number {
  const spread = (values: ArrayLike<number>) => Math.max(...Array.from(values)) - Math.min(...Array.from(values))
  return 2 * Math.max(spread(transitions), spread(begin), spread(end)) + marginOfDoubt * unit
}

/**
 * Rules out states that no step could make up for: those whose score is lower than that of the best state but the
 * headline by more than `reach`. The best path stays the same; probabilities lose less than a hundredth.
 */
export function ruleOutHopeless(emissions: Int32Array, count: number, reach: number): void {
  const size = states.length
  for (let row = 0; row < count * size; row += size) {
    let top = -Infinity
    for (let state = 0; state < size; state++) if (state !== headlineState && emissions[row + state]! > top) top = emissions[row + state]!
    if (top === forbidden) continue
    for (let state = 0; state < size; state++) if (emissions[row + state]! < top - reach) emissions[row + state] = forbidden
  }
}

/** What a state may be worth less than another and still matter to probabilities, in log odds. */
const marginOfDoubt = 4
