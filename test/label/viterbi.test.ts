import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { computeMarginals, toFactors } from '../../src/label/marginals.ts'
import { scoreStates } from '../../src/label/score.ts'
import { mayBegin, mayFollow, outputs, states } from '../../src/label/states.ts'
import { findBestPath, forbidden, measureReach, ruleOutHopeless, type Steps } from '../../src/label/viterbi.ts'

const size = states.length
const score = fc.integer({ min: -300, max: 300 })
/** Scores to one unit of log odds. */
const unit = 64

interface Lattice {
  readonly count: number
  readonly emissions: Int32Array
  readonly steps: Steps
}

/** One to four units with some six states open at each, and steps that are drawn anew for each lattice. */
const lattices: fc.Arbitrary<Lattice> = fc
  .record({
    open: fc.array(fc.uniqueArray(fc.tuple(fc.nat(size - 1), score), { minLength: 2, maxLength: 6, selector: ([state]) => state }), { minLength: 1, maxLength: 4 }),
    steps: fc.array(score, { minLength: 97, maxLength: 97 }),
  })
  .map(({ open, steps }) => {
    const count = open.length
    const emissions = new Int32Array(count * size).fill(forbidden)
    open.forEach((found, at) => found.forEach(([state, value]) => (emissions[at * size + state] = value)))
    const drawn = (length: number, from: number) => Array.from({ length }, (_, at) => steps[(at * 31 + from) % steps.length]!)
    return { count, emissions, steps: { transitions: drawn(size * size, 0), begin: drawn(size, 11), end: drawn(size, 53) } }
  })

/** All paths a lattice allows, with their scores: the definition, without any short cut. */
function listPaths({ count, emissions, steps }: Lattice): { path: number[]; score: number }[] {
  let paths: { path: number[]; score: number }[] = [{ path: [], score: 0 }]
  for (let at = 0; at < count; at++) {
    paths = paths.flatMap(({ path, score: before }) =>
      states.flatMap((state, index) => {
        const emission = emissions[at * size + index]!
        const last = path.at(-1)
        const allowed = last === undefined ? mayBegin(state) : mayFollow(states[last]!, state)
        if (emission === forbidden || !allowed) return []
        const step = last === undefined ? steps.begin[index]! : steps.transitions[last * size + index]!
        return [{ path: [...path, index], score: before + step + emission }]
      }),
    )
  }
  return paths.map(({ path, score: before }) => ({ path, score: before + steps.end[path.at(-1)!]! }))
}

describe('findBestPath', () => {
  it('finds what trying all paths finds', () => {
    let tried = 0
    fc.assert(
      fc.property(lattices, (lattice) => {
        const paths = listPaths(lattice)
        fc.pre(paths.length > 0)
        tried += paths.length
        const found = [...findBestPath(lattice.emissions, lattice.count, lattice.steps)]
        const best = Math.max(...paths.map(({ score: sum }) => sum))
        expect(paths.find(({ path }) => path.join() === found.join())?.score, 'the score of the path found').toBe(best)
      }),
      { numRuns: 300 },
    )
    expect(tried).toBeGreaterThan(1000)
  })

  it('finds the same path where hopeless states are ruled out, and hardly other probabilities', () => {
    let ruledOut = 0
    fc.assert(
      fc.property(fc.array(fc.array(fc.integer({ min: -1500, max: 1500 }), { minLength: outputs, maxLength: outputs }), { minLength: 1, maxLength: 6 }), fc.array(fc.integer({ min: -40, max: 40 }), { minLength: 97, maxLength: 97 }), (rows, drawn) => {
        const take = (length: number, from: number) => Array.from({ length }, (_, at) => drawn[(at * 31 + from) % drawn.length]!)
        const steps = { transitions: take(size * size, 0), begin: take(size, 11), end: take(size, 53) }
        const emissions = scoreStates(Int32Array.from(rows.flat()), rows.length)
        const pruned = emissions.slice()
        ruleOutHopeless(pruned, rows.length, measureReach(steps, unit))
        ruledOut += pruned.filter((value) => value === forbidden).length
        expect([...findBestPath(pruned, rows.length, steps)]).toEqual([...findBestPath(emissions, rows.length, steps)])
        const [some, all] = [pruned, emissions].map((one) => computeMarginals(one, rows.length, toFactors(steps, unit), unit).state)
        all!.forEach((probability, at) => expect(Math.abs(probability - some![at]!)).toBeLessThan(0.02))
      }),
      { numRuns: 100 },
    )
    expect(ruledOut).toBeGreaterThan(1000)
  })

  it('has one headline at most, wherever scores would like more', () => {
    const headline = states.findIndex(({ role }) => role === 'headline')
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.array(score, { minLength: 5, maxLength: 20 }), (count, drawn) => {
        const emissions = Int32Array.from({ length: count * size }, (_, at) => (at % size === headline ? 5000 : drawn[(at * 7) % drawn.length]!))
        const steps = { transitions: new Int16Array(size * size), begin: new Int16Array(size), end: new Int16Array(size) }
        const path = [...findBestPath(emissions, count, steps)]
        expect(path.filter((state) => state === headline)).toHaveLength(1)
        path.forEach((state, at) => expect(at === 0 ? mayBegin(states[state]!) : mayFollow(states[path[at - 1]!]!, states[state]!)).toBe(true))
      }),
    )
  })

  it('breaks ties the same way, and takes no units for no path', () => {
    const steps = { transitions: new Int16Array(size * size), begin: new Int16Array(size), end: new Int16Array(size) }
    expect([...findBestPath(new Int32Array(3 * size), 3, steps)]).toEqual([0, 0, 0])
    expect(findBestPath(new Int32Array(0), 0, steps)).toHaveLength(0)
  })
})

describe('computeMarginals', () => {
  it('gives what summing over all paths gives, for states and for steps', () => {
    fc.assert(
      fc.property(lattices, (lattice) => {
        const paths = listPaths(lattice)
        fc.pre(paths.length > 0)
        const top = Math.max(...paths.map(({ score: sum }) => sum))
        const weights = paths.map(({ score: sum }) => Math.exp((sum - top) / unit))
        const total = weights.reduce((sum, weight) => sum + weight, 0)
        const expected = new Float64Array(lattice.count * size)
        const expectedSteps = new Float64Array(size * size)
        paths.forEach(({ path }, which) => {
          path.forEach((state, at) => {
            expected[at * size + state]! += weights[which]! / total
            if (at > 0) expectedSteps[path[at - 1]! * size + state]! += weights[which]! / total
          })
        })
        const { state, steps } = computeMarginals(lattice.emissions, lattice.count, toFactors(lattice.steps, unit), unit, true)
        state.forEach((p, at) => expect(p).toBeCloseTo(expected[at]!, 9))
        steps!.forEach((times, at) => expect(times).toBeCloseTo(expectedSteps[at]!, 9))
      }),
      { numRuns: 150 },
    )
  })

  it('does not underflow in a long document', () => {
    const count = 5000
    const emissions = Int32Array.from({ length: count * size }, (_, at) => -((at * 37) % 900))
    const flat = { transitions: new Int16Array(size * size).fill(-400), begin: new Int16Array(size), end: new Int16Array(size) }
    const { state } = computeMarginals(emissions, count, toFactors(flat, unit), unit)
    for (let at = 0; at < count; at++) expect(state.subarray(at * size, (at + 1) * size).reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 9)
  })
})
