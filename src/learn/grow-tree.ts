import { columns } from '../label/features.ts'
import { observations } from '../label/observations.ts'
import { outputs } from '../label/states.ts'

/** The units a round's tree is grown on. */
export interface Sample {
  readonly count: number
  /** `[column][unit]`. */
  readonly bins: Uint8Array
  /** `outputs` numbers a unit: where the scores should go, and how fast the slope changes. */
  readonly gradient: Float64Array
  readonly curvature: Float64Array
}

/** A binary tree that moves the scores of all roles at once. */
export interface Tree {
  /** For each inner node, the column asked for and the first bin that goes right. */
  readonly columns: Uint16Array
  readonly limits: Uint8Array
  /** For each inner node, where left and right lead: an inner node, or `~leaf`. */
  readonly children: Int16Array
  /** `outputs` numbers a leaf. */
  readonly leaves: Float64Array
}

/** How trees are grown. */
export interface GrowSettings {
  /** How many leaves a tree has at most, and how many questions lead to one. */
  readonly leaves: number
  readonly depth: number
  /** Share of a tree's best step that is taken. */
  readonly rate: number
  /** Share of the columns that each tree may ask for. */
  readonly columnShare: number
}

const mostBins = Math.max(...observations.map(({ edges }) => edges.length)) + 2
/** Curvature added to every leaf: one that few units fall into moves less. */
const doubt = 3
/** Units needed on each side of a split, about. */
const fewestUnits = 8
/** A split must gain so much. */
const leastGain = 4
/** No leaf moves a score by more than this. */
const largestStep = 1.9
/** Units all of whose slopes are below this are settled: one in so many is looked at, and counts for all (Ke et al. 2017, "LightGBM", GOSS). */
const settledSlope = 0.03
const settledShare = 6
/** Random mixtures of the roles' slopes that splits are searched by, in place of all (Iosipoi and Vakhrushev 2022, "SketchBoost"). */
const mixtures = 4
/** Numbers kept for each bin: the mixtures' sums and how many units. */
const stride = mixtures + 1

/**
 * Grows one tree for all roles, leaf by leaf where a split gains most. Splits are searched by random mixtures of the
 * roles' slopes; the leaves are Newton's steps of each role by itself.
 */
export function growTree(sample: Sample, settings: GrowSettings, random: () => number): Tree {
  const rows = chooseRows(sample, random)
  const tried = columns.flatMap((_, column) => (random() < settings.columnShare ? [column] : []))
  const inner: { column: number; limit: number; children: [number, number] }[] = []
  const root = openLeaf(sample, rows, tried, 0, rows.units.length, 0)
  const open: Leaf[] = [root]
  while (open.length < settings.leaves) {
    let best: Leaf | undefined
    for (const leaf of open) if (leaf.depth < settings.depth && leaf.split.gain > (best?.split.gain ?? leastGain)) best = leaf
    if (!best) break
    const node = inner.length
    inner.push({ column: best.split.column, limit: best.split.limit, children: [0, 0] })
    if (best.parent >= 0) inner[best.parent]!.children[best.side] = node
    open.splice(open.indexOf(best), 1, ...splitLeaf(sample, rows, tried, best, node))
  }
  const leaves = new Float64Array(open.length * outputs)
  open.forEach((leaf, at) => {
    if (leaf.parent >= 0) inner[leaf.parent]!.children[leaf.side] = ~at
    stepLeaf(sample, rows, leaf, settings.rate, leaves, at * outputs)
  })
  return {
    columns: Uint16Array.from(inner, ({ column }) => column), limits: Uint8Array.from(inner, ({ limit }) => limit),
    children: Int16Array.from(inner.flatMap(({ children }) => children)), leaves,
  }
}

/** The units looked at, in an order in which those of a leaf stand together. */
interface Rows {
  readonly units: Int32Array
  /** How many units each counts for. */
  readonly times: Float64Array
  /** `mixtures` numbers a unit. */
  readonly mixed: Float64Array
  /** Places in the arrays above, leaf by leaf. */
  readonly order: Int32Array
  readonly spare: Int32Array
}

interface Leaf {
  readonly first: number
  readonly end: number
  readonly depth: number
  readonly tally: Float64Array
  readonly split: Split
  readonly parent: number
  readonly side: 0 | 1
}

interface Split {
  column: number
  limit: number
  gain: number
}

function chooseRows({ count, gradient, curvature }: Sample, random: () => number): Rows {
  const mixture = mixRoles(count, curvature, random)
  const units = new Int32Array(count)
  const times = new Float64Array(count)
  const mixed = new Float64Array(count * mixtures)
  let rows = 0
  for (let unit = 0; unit < count; unit++) {
    let steepest = 0
    for (let output = 0; output < outputs; output++) steepest = Math.max(steepest, Math.abs(gradient[unit * outputs + output]!))
    if (steepest === 0) continue
    const settled = steepest < settledSlope
    if (settled && random() * settledShare >= 1) continue
    units[rows] = unit
    times[rows] = settled ? settledShare : 1
    for (let output = 0; output < outputs; output++) {
      const slope = gradient[unit * outputs + output]! * times[rows]!
      for (let mix = 0; mix < mixtures; mix++) mixed[rows * mixtures + mix]! += slope * mixture[output * mixtures + mix]!
    }
    rows++
  }
  return { units: units.subarray(0, rows), times: times.subarray(0, rows), mixed: mixed.subarray(0, rows * mixtures), order: Int32Array.from({ length: rows }, (_, row) => row), spare: new Int32Array(rows) }
}

/** Random signs for each role, over what a unit bends its score on average, so that rare roles are heard too. */
function mixRoles(count: number, curvature: Float64Array, random: () => number): Float64Array {
  const bends = new Float64Array(outputs)
  for (let at = 0; at < curvature.length; at++) bends[at % outputs]! += curvature[at]!
  const mixture = new Float64Array(outputs * mixtures)
  for (let at = 0; at < mixture.length; at++) {
    mixture[at] = (random() < 0.5 ? 1 : -1) / Math.sqrt(mixtures * Math.max(bends[Math.floor(at / mixtures)]! / count, 1e-4))
  }
  return mixture
}

function openLeaf(sample: Sample, rows: Rows, tried: readonly number[], first: number, end: number, depth: number): Leaf {
  const tally = countLeaf(sample, rows, tried, first, end)
  return { first, end, depth, tally, split: findSplit(tally, tried), parent: -1, side: 0 }
}

/** Parts a leaf's units, counts the smaller part, and takes the other's counts from the difference. */
function splitLeaf(sample: Sample, rows: Rows, tried: readonly number[], leaf: Leaf, parent: number): [Leaf, Leaf] {
  const middle = partUnits(sample, rows, leaf)
  const depth = leaf.depth + 1
  const smallerLeft = middle - leaf.first <= leaf.end - middle
  const small = smallerLeft ? countLeaf(sample, rows, tried, leaf.first, middle) : countLeaf(sample, rows, tried, middle, leaf.end)
  const large = leaf.tally
  for (let at = 0; at < large.length; at++) large[at]! -= small[at]!
  const [left, right] = smallerLeft ? [small, large] : [large, small]
  return [
    { first: leaf.first, end: middle, depth, tally: left, split: findSplit(left, tried), parent, side: 0 },
    { first: middle, end: leaf.end, depth, tally: right, split: findSplit(right, tried), parent, side: 1 },
  ]
}

/** Moves the units that go left to the front of their leaf, and keeps both sides in order. */
function partUnits({ count, bins }: Sample, { units, order, spare }: Rows, { first, end, split: { column, limit } }: Leaf): number {
  const from = column * count
  let left = first
  let right = 0
  for (let at = first; at < end; at++) {
    const row = order[at]!
    if (bins[from + units[row]!]! < limit) order[left++] = row
    else spare[right++] = row
  }
  order.set(spare.subarray(0, right), left)
  return left
}

function countLeaf({ count, bins }: Sample, { units, times, mixed, order }: Rows, tried: readonly number[], first: number, end: number): Float64Array {
  const tally = new Float64Array(tried.length * mostBins * stride)
  // Laid out in the order of reading, once for all columns.
  const places = new Int32Array(end - first)
  const values = new Float64Array((end - first) * stride)
  for (let at = first, out = 0; at < end; at++) {
    const row = order[at]!
    places[at - first] = units[row]!
    for (let mix = 0; mix < mixtures; mix++) values[out++] = mixed[row * mixtures + mix]!
    values[out++] = times[row]!
  }
  tried.forEach((column, which) => {
    const binsOf = bins.subarray(column * count, (column + 1) * count)
    const base = which * mostBins * stride
    for (let at = 0, value = 0; at < places.length; at++, value += stride) {
      const to = base + binsOf[places[at]!]! * stride
      tally[to]! += values[value]!
      tally[to + 1]! += values[value + 1]!
      tally[to + 2]! += values[value + 2]!
      tally[to + 3]! += values[value + 3]!
      tally[to + 4]! += values[value + 4]!
    }
  })
  return tally
}

/** Finds where to part a leaf: before which bin of which column. */
function findSplit(tally: Float64Array, tried: readonly number[]): Split {
  const best: Split = { column: 0, limit: 0, gain: 0 }
  tried.forEach((column, which) => searchColumn(tally, which * mostBins * stride, observations[columns[column]!.observation]!.edges.length + 2, column, best))
  return best
}

function searchColumn(tally: Float64Array, from: number, bins: number, column: number, best: Split): void {
  let [a, b, c, d, all] = [0, 0, 0, 0, 0]
  for (let at = from; at < from + bins * stride; at += stride) {
    a += tally[at]!
    b += tally[at + 1]!
    c += tally[at + 2]!
    d += tally[at + 3]!
    all += tally[at + 4]!
  }
  const whole = (a * a + b * b + c * c + d * d) / (all + doubt)
  let [la, lb, lc, ld, left] = [0, 0, 0, 0, 0]
  for (let limit = 1; limit < bins; limit++) {
    const at = from + (limit - 1) * stride
    la += tally[at]!
    lb += tally[at + 1]!
    lc += tally[at + 2]!
    ld += tally[at + 3]!
    left += tally[at + 4]!
    const right = all - left
    if (left < fewestUnits || right < fewestUnits) continue
    const gain = (la * la + lb * lb + lc * lc + ld * ld) / (left + doubt) + ((a - la) ** 2 + (b - lb) ** 2 + (c - lc) ** 2 + (d - ld) ** 2) / (right + doubt) - whole
    if (gain > best.gain * (1 + 1e-9)) {
      best.gain = gain
      best.column = column
      best.limit = limit
    }
  }
}

/** Newton's step of each role over the units of a leaf. */
function stepLeaf({ gradient, curvature }: Sample, { units, times, order }: Rows, { first, end }: Leaf, rate: number, leaves: Float64Array, out: number): void {
  const bends = new Float64Array(outputs)
  for (let at = first; at < end; at++) {
    const row = order[at]!
    const from = units[row]! * outputs
    for (let output = 0; output < outputs; output++) {
      leaves[out + output]! += gradient[from + output]! * times[row]!
      bends[output]! += curvature[from + output]! * times[row]!
    }
  }
  for (let output = 0; output < outputs; output++) {
    leaves[out + output] = Math.max(-largestStep, Math.min(largestStep, (rate * leaves[out + output]!) / (bends[output]! + doubt)))
  }
}
