import { margin, width } from './features.ts'
import { observations } from './observations.ts'

/** So many units are asked at once: with those that templates look at beside them, one bit each of a whole number. */
export const unitsAtOnce = 32 - 2 * margin

/** Where the answers of an observation begin: one for each bin, from 0 on, and one that is always "no". */
const firstAnswer = [0]
for (const { edges } of observations) firstAnswer.push(firstAnswer.at(-1)! + edges.length + 3)

/** How many answers there are. */
export const answerCount = firstAnswer.at(-1)!

/** The place of the answer to "is the bin of the observation at least the limit?". */
export function answerAt(observation: number, limit: number): number {
  return Math.min(firstAnswer[observation]! + limit, firstAnswer[observation + 1]! - 1)
}

/**
 * Answers every question about `unitsAtOnce` units and those beside them: a bit for each row of bins, from the one of the
 * unit `margin` before `from` on.
 *
 * @param answers Room for `answerCount` numbers.
 */
export function answerAll(bins: Uint8Array, from: number, answers: Int32Array): void {
  answers.fill(0)
  const rows = Math.min(32, bins.length / width - from)
  for (let row = 0; row < rows; row++) {
    const at = (from + row) * width
    for (let observation = 0; observation < width; observation++) answers[firstAnswer[observation]! + bins[at + observation]!]! |= 1 << row
  }
  // Who is in a bin is at least in those below it.
  for (let observation = 0; observation < width; observation++) {
    const first = firstAnswer[observation]!
    for (let at = firstAnswer[observation + 1]! - 2; at > first; at--) answers[at - 1]! |= answers[at]!
  }
}
