import type { Line } from '../document.ts'
import { readContext } from './context.ts'
import type { CueIndex } from './cues.ts'
import { groupUnits, measure, type Unit } from './measure.ts'
import { observations, templates } from './observations.ts'
import { scoreByCues } from './prior.ts'

/** The observations of all units of one document, binned. */
export interface Features {
  readonly units: readonly Unit[]
  /** One row of `width` bins a unit, with `margin` rows of zeros before the first and after the last. */
  readonly bins: Uint8Array
  /** What the set phrases alone say, `outputs` log odds a unit; scores begin from it. */
  readonly prior: Float32Array
}

/** Columns of a row: one for each observation. */
export const width = observations.length

/** How far templates look, in units. */
export const margin = Math.max(...Object.keys(templates).map(Number))

/** One thing a model may ask about a unit: an observation on the unit, or on one beside it. */
export interface Column {
  readonly observation: number
  readonly offset: number
}

const places = new Map(observations.map(({ name }, place) => [name, place]))

/** All columns a model may ask for: every observation on the unit itself, and the templates' beside it. */
export const columns: readonly Column[] = [
  ...observations.map((_, observation) => ({ observation, offset: 0 })),
  ...Object.entries(templates).flatMap(([distance, names]) =>
    [-Number(distance), Number(distance)].flatMap((offset) =>
      names.map((name) => ({ observation: places.get(name) ?? -1, offset })),
    ),
  ),
]

/**
 * Observes every unit of a document: the one extractor behind training, evaluation, explanation and use.
 *
 * @param lines All lines of the document, cleaned, blank ones too.
 * @param cues The cues to look for; none are seen without them.
 */
export function extractFeatures(lines: readonly Line[], cues: CueIndex | undefined): Features {
  const units = groupUnits(lines)
  const measures = measure(units, lines.length, cues)
  const context = readContext(measures)
  const bins = new Uint8Array((units.length + 2 * margin) * width)
  for (let column = 0; column < width; column++) putBins(observations[column]!.values(measures, context), column, units.length, bins)
  return { units, bins, prior: scoreByCues(measures, context) }
}

const edgesOf = observations.map(({ edges }) => Float64Array.from(edges))

/** Most values are whole and small; their bins are looked up. */
const smallValues = 256
const smallBins = edgesOf.map((edges) => {
  const bins = new Uint8Array(smallValues).fill(1)
  edges.forEach((edge, at) => bins.fill(at + 2, Math.max(0, Math.ceil(edge))))
  return bins
})

/** Writes the bins of one observation's values. */
function putBins(values: ArrayLike<number>, column: number, count: number, bins: Uint8Array): void {
  const edges = edgesOf[column]!
  const known = smallBins[column]!
  for (let at = 0; at < count; at++) {
    const value = values[at]!
    const whole = value | 0
    bins[(at + margin) * width + column] = whole === value && whole >= 0 && whole < smallValues ? known[whole]! : findBin(value, edges)
  }
}

function findBin(value: number, edges: Float64Array): number {
  let bin = 0
  while (bin < edges.length && value >= edges[bin]!) bin++
  return bin + 1
}
