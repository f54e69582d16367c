import { columns } from '../label/features.ts'
import { observations } from '../label/observations.ts'
import { outputs } from '../label/states.ts'

/** The units one tree is grown on. */
export interface Sample {
  readonly count: number
  /** `[column][unit]`. */
  readonly bins: Uint8Array
  /** `outputs` numbers a unit: where the scores should go, and how fast the slope changes. */
  readonly gradient: Float64Array
  readonly curvature: Float64Array
}

/** A tree that asks the same question at every node of a level; the first question is the lowest bit of a leaf's index. */
export interface Tree {
  readonly splits: readonly { readonly column: number; readonly bin: number }[]
  /** `outputs` numbers a leaf. */
  readonly leaves: Float64Array
}

/** How many mixtures of the outputs the search for splits looks at (Iosipoi and Vakhrushev 2022, "SketchBoost"). */
const sketchSize = 6
const mostBins = Math.max(...observations.map(({ edges }) => edges.length)) + 2
/** Units' worth of doubt in every leaf. */
const doubt = 4
/** Curvature's worth of doubt in every leaf. */
const leafDoubt = 3
/** No leaf moves a score by more than this. */
const largestStep = 0.95

/** Grows one tree by the largest gain a level, then sets its leaves by Newton's step. */
export function growTree(sample: Sample, settings: { depth: number; rate: number; columnShare: number }, random: () => number): Tree {
  const { count, bins } = sample
  const sketch = sketchGradient(sample, random)
  const leafOf = new Uint8Array(count)
  const tried = columns.flatMap((_, column) => (random() < settings.columnShare ? [column] : []))
  const splits: Tree['splits'][number][] = []
  for (let level = 0; level < settings.depth; level++) {
    let best = { column: tried[0] ?? 0, bin: 255, gain: 0 }
    for (const column of tried) {
      const found = findSplit(sample, sketch, leafOf, 2 ** level, column)
      if (found.gain > best.gain) best = { column, ...found }
    }
    splits.push({ column: best.column, bin: best.bin })
    const from = best.column * count
    for (let unit = 0; unit < count; unit++) if (bins[from + unit]! >= best.bin) leafOf[unit]! |= 1 << level
  }
  return { splits, leaves: setLeaves(sample, leafOf, settings) }
}

function sketchGradient({ count, gradient }: Sample, random: () => number): Float32Array {
  const mix = Float64Array.from({ length: outputs * sketchSize }, () => (random() < 0.5 ? -1 : 1))
  const sketch = new Float32Array(count * sketchSize)
  for (let unit = 0; unit < count; unit++) {
    for (let output = 0; output < outputs; output++) {
      const slope = gradient[unit * outputs + output]!
      if (slope > -1e-4 && slope < 1e-4) continue
      for (let one = 0; one < sketchSize; one++) sketch[unit * sketchSize + one]! += slope * mix[output * sketchSize + one]!
    }
  }
  return sketch
}

const cell = sketchSize + 1
const tally = new Float64Array(64 * mostBins * cell)
const sums = new Float64Array(64 * cell)

function findSplit({ count, bins }: Sample, sketch: Float32Array, leafOf: Uint8Array, leaves: number, column: number): { bin: number; gain: number } {
  const edges = observations[columns[column]!.observation]!.edges.length + 2
  tally.fill(0, 0, leaves * mostBins * cell)
  const from = column * count
  for (let unit = 0; unit < count; unit++) {
    const to = (leafOf[unit]! * mostBins + bins[from + unit]!) * cell
    const at = unit * sketchSize
    for (let one = 0; one < sketchSize; one++) tally[to + one]! += sketch[at + one]!
    tally[to + sketchSize]!++
  }
  const gains = new Float64Array(edges)
  for (let leaf = 0; leaf < leaves; leaf++) addGains(leaf, edges, gains)
  let best = { bin: 255, gain: 0 }
  for (let bin = 1; bin < edges; bin++) if (gains[bin]! > best.gain * (1 + 1e-9)) best = { bin, gain: gains[bin]! }
  return best
}

/** Adds to `gains` what parting one leaf before each bin would gain. */
function addGains(leaf: number, edges: number, gains: Float64Array): void {
  const from = leaf * mostBins * cell
  const all = sums.subarray(0, cell).fill(0)
  const left = sums.subarray(cell, 2 * cell).fill(0)
  for (let bin = 0; bin < edges; bin++) for (let one = 0; one < cell; one++) all[one]! += tally[from + bin * cell + one]!
  if (all[sketchSize] === 0) return
  const whole = gainOf(all, all[sketchSize]!)
  for (let bin = 1; bin < edges; bin++) {
    const before = from + (bin - 1) * cell
    for (let one = 0; one < cell; one++) left[one]! += tally[before + one]!
    const units = left[sketchSize]!
    if (units === 0 || units === all[sketchSize]) continue
    let gain = -whole
    let leftSum = 0
    let rightSum = 0
    for (let one = 0; one < sketchSize; one++) {
      leftSum += left[one]! ** 2
      rightSum += (all[one]! - left[one]!) ** 2
    }
    gain += leftSum / (units + doubt) + rightSum / (all[sketchSize]! - units + doubt)
    gains[bin]! += gain
  }
}

function gainOf(values: Float64Array, units: number): number {
  let sum = 0
  for (let one = 0; one < sketchSize; one++) sum += values[one]! ** 2
  return sum / (units + doubt)
}

function setLeaves({ count, gradient, curvature }: Sample, leafOf: Uint8Array, { depth, rate }: { depth: number; rate: number }): Float64Array {
  const slope = new Float64Array(2 ** depth * outputs)
  const bend = new Float64Array(2 ** depth * outputs)
  for (let unit = 0; unit < count; unit++) {
    const to = leafOf[unit]! * outputs
    for (let output = 0; output < outputs; output++) {
      slope[to + output]! += gradient[unit * outputs + output]!
      bend[to + output]! += curvature[unit * outputs + output]!
    }
  }
  return slope.map((value, at) => Math.max(-largestStep, Math.min(largestStep, (rate * value) / (bend[at]! + leafDoubt))))
}
