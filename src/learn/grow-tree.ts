import { columns } from '../label/features.ts'
import { observations } from '../label/observations.ts'
import { outputs } from '../label/states.ts'

/** The units a round's trees are grown on. */
export interface Sample {
  readonly count: number
  /** `[column][unit]`. */
  readonly bins: Uint8Array
  /** `outputs` numbers a unit: where the scores should go, and how fast the slope changes. */
  readonly gradient: Float64Array
  readonly curvature: Float64Array
}

/** A whole binary tree that moves the score of one role; node `n` leads to `2n + 1` (left) and `2n + 2`. */
export interface Tree {
  /** Index of the role among the outputs. */
  readonly output: number
  /** For each inner node, the column asked for and the first bin that goes right. */
  readonly columns: Uint16Array
  readonly limits: Uint8Array
  /** From left to right. */
  readonly leaves: Float64Array
}

/** How trees are grown. */
export interface GrowSettings {
  readonly depth: number
  /** Share of a tree's best step that is taken. */
  readonly rate: number
  /** Share of the columns each tree may ask for. */
  readonly columnShare: number
}

const mostBins = Math.max(...observations.map(({ edges }) => edges.length)) + 2
/** A limit no bin reaches: everything goes left. */
const never = 255
/** Curvature's worth of doubt in every leaf. */
const doubt = 3
/** A leaf needs so much curvature. */
const leastCurvature = 1
/** A split must gain so much. */
const leastGain = 0.2
/** No leaf moves a score by more than this. */
const largestStep = 1.9
/** Units whose slope is below this are settled: one in so many is looked at, and counts for all (Ke et al. 2017, "LightGBM", GOSS). */
const settledSlope = 0.02
const settledShare = 8

/** Grows one tree for a role, a level at a time, by the largest gain; its leaves are Newton's steps. */
export function growTree(sample: Sample, output: number, { depth, rate, columnShare }: GrowSettings, random: () => number): Tree {
  const rows = chooseRows(sample, output, random)
  const tried = columns.flatMap((_, column) => (random() < columnShare ? [column] : []))
  const inner = 2 ** depth - 1
  const tree = { output, columns: new Uint16Array(inner), limits: new Uint8Array(inner).fill(never), leaves: new Float64Array(inner + 1) }
  const nodeOf = new Uint16Array(rows.units.length)
  for (let level = 0; level < depth; level++) {
    const first = 2 ** level - 1
    const best = findSplits(sample, rows, nodeOf, first, 2 ** level, tried)
    best.forEach(({ column, limit }, node) => {
      tree.columns[first + node] = column
      tree.limits[first + node] = limit
    })
    for (let row = 0; row < nodeOf.length; row++) {
      const { column, limit } = best[nodeOf[row]! - first]!
      nodeOf[row] = 2 * nodeOf[row]! + (sample.bins[column * sample.count + rows.units[row]!]! >= limit ? 2 : 1)
    }
  }
  const slopes = new Float64Array(inner + 1)
  const bends = new Float64Array(inner + 1)
  for (let row = 0; row < nodeOf.length; row++) {
    slopes[nodeOf[row]! - inner]! += rows.slopes[row]!
    bends[nodeOf[row]! - inner]! += rows.bends[row]!
  }
  for (let leaf = 0; leaf <= inner; leaf++) tree.leaves[leaf] = Math.max(-largestStep, Math.min(largestStep, (rate * slopes[leaf]!) / (bends[leaf]! + doubt)))
  return tree
}

interface Rows {
  readonly units: Int32Array
  readonly slopes: Float64Array
  readonly bends: Float64Array
}

function chooseRows({ count, gradient, curvature }: Sample, output: number, random: () => number): Rows {
  const units = new Int32Array(count)
  const slopes = new Float64Array(count)
  const bends = new Float64Array(count)
  let rows = 0
  for (let unit = 0; unit < count; unit++) {
    const slope = gradient[unit * outputs + output]!
    const settled = slope < settledSlope && slope > -settledSlope
    if (settled && random() * settledShare >= 1) continue
    const times = settled ? settledShare : 1
    units[rows] = unit
    slopes[rows] = slope * times
    bends[rows++] = curvature[unit * outputs + output]! * times
  }
  return { units: units.subarray(0, rows), slopes: slopes.subarray(0, rows), bends: bends.subarray(0, rows) }
}

interface Split {
  column: number
  limit: number
  gain: number
}

/** Finds the best split of every node of a level. */
function findSplits({ count, bins }: Sample, { units, slopes, bends }: Rows, nodeOf: Uint16Array, first: number, nodes: number, tried: readonly number[]): Split[] {
  const best: Split[] = Array.from({ length: nodes }, () => ({ column: 0, limit: never, gain: leastGain }))
  const tally = new Float64Array(nodes * mostBins * 2)
  for (const column of tried) {
    tally.fill(0)
    const from = column * count
    for (let row = 0; row < units.length; row++) {
      const to = ((nodeOf[row]! - first) * mostBins + bins[from + units[row]!]!) * 2
      tally[to]! += slopes[row]!
      tally[to + 1]! += bends[row]!
    }
    const end = observations[columns[column]!.observation]!.edges.length + 2
    for (let node = 0; node < nodes; node++) searchNode(tally, node * mostBins * 2, end, column, best[node]!)
  }
  return best
}

/** Tries to part one node before each bin. */
function searchNode(tally: Float64Array, from: number, end: number, column: number, best: Split): void {
  let slope = 0
  let bend = 0
  for (let bin = 0; bin < end; bin++) {
    slope += tally[from + bin * 2]!
    bend += tally[from + bin * 2 + 1]!
  }
  const whole = slope ** 2 / (bend + doubt)
  let leftSlope = 0
  let leftBend = 0
  for (let limit = 1; limit < end; limit++) {
    leftSlope += tally[from + limit * 2 - 2]!
    leftBend += tally[from + limit * 2 - 1]!
    if (leftBend < leastCurvature || bend - leftBend < leastCurvature) continue
    const gain = leftSlope ** 2 / (leftBend + doubt) + (slope - leftSlope) ** 2 / (bend - leftBend + doubt) - whole
    if (gain > best.gain * (1 + 1e-9)) {
      best.gain = gain
      best.column = column
      best.limit = limit
    }
  }
}
