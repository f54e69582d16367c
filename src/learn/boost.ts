import { columns, margin, width } from '../label/features.ts'
import { outputs } from '../label/states.ts'
import { applyTree } from './apply-tree.ts'
import { assignableRoles, type Role } from '../roles.ts'
import { rightRoles, type Example } from './example.ts'
import { growTree, type GrowSettings, type Sample, type Tree } from './grow-tree.ts'
import { randomFrom } from './random.ts'

/** How trees are trained. */
export interface BoostSettings extends GrowSettings {
  /** How many trees are grown. */
  readonly rounds: number
  /** Units looked at in each round, about. */
  readonly sample: number
  readonly seed: number
}

export const usualBoost: BoostSettings = { rounds: 150, leaves: 64, depth: 8, rate: 0.15, sample: 80_000, columnShare: 0.4, seed: 1 }

/**
 * Grows trees by gradient boosting (Friedman 2001) that score each unit's role from its surroundings: each
 * round draws documents, and grows one tree whose leaves move all roles' scores towards the gold.
 *
 * @returns The trees; the same examples and settings give the same ones.
 */
export function boost(examples: readonly Example[], settings: BoostSettings, tell: (round: number, loss: number) => void = () => {}): Tree[] {
  const random = randomFrom(settings.seed)
  const total = examples.reduce((sum, { count }) => sum + count, 0)
  const starts = new Int32Array(examples.length)
  examples.forEach((_, at) => (starts[at] = at === 0 ? 0 : starts[at - 1]! + examples[at - 1]!.count))
  const scores = new Float32Array(total * outputs)
  examples.forEach(({ prior }, at) => scores.set(prior, starts[at]! * outputs))
  const trees: Tree[] = []
  const expectedUnits = examples.reduce((sum, { count, weight }) => sum + count * weight, 0)
  for (let round = 0; round < settings.rounds; round++) {
    // What a document weighs decides how often it is drawn.
    const drawn = examples.flatMap(({ weight }, at) => (random() < (settings.sample * weight) / expectedUnits ? [at] : []))
    const sample = collect(examples, drawn)
    const gradients = computeGradients(examples, drawn, starts, scores)
    tell(round, gradients.loss)
    const tree = growTree({ ...sample, ...gradients }, settings, random)
    trees.push(tree)
    examples.forEach((example, at) => applyTree(example, tree, scores, starts[at]! * outputs))
  }
  return trees
}

/** Copies the bins of the drawn documents, a column at a time: `[column][unit]`. */
function collect(examples: readonly Example[], drawn: readonly number[]): Pick<Sample, 'count' | 'bins'> {
  const count = drawn.reduce((sum, at) => sum + examples[at]!.count, 0)
  const bins = new Uint8Array(count * columns.length)
  columns.forEach(({ observation, offset }, column) => {
    let out = column * count
    for (const at of drawn) {
      const { bins: rows, count: units } = examples[at]!
      let place = (offset + margin) * width + observation
      for (let unit = 0; unit < units; unit++, place += width) bins[out++] = rows[place]!
    }
  })
  return { count, bins }
}

function computeGradients(examples: readonly Example[], drawn: readonly number[], starts: Int32Array, scores: Float32Array) {
  const count = drawn.reduce((sum, at) => sum + examples[at]!.count, 0)
  const gradient = new Float64Array(count * outputs)
  const curvature = new Float64Array(count * outputs)
  let loss = 0
  let row = 0
  for (const at of drawn) {
    const { count: units, gold } = examples[at]!
    for (let unit = 0; unit < units; unit++, row++) {
      const from = (starts[at]! + unit) * outputs
      loss += addSlopes(scores, from, rightRoles(gold[unit]!), lineWeights[gold[unit]!] ?? 1, gradient, curvature, row * outputs)
    }
  }
  return { gradient, curvature, loss: loss / Math.max(1, count) }
}

/** What a line counts whose role is rare: without more weight the trees would hardly see it. */
const roleWeights: Partial<Record<Role, number>> = { headline: 2, section: 2, kicker: 3, source: 3, caption: 1.5 }
const lineWeights = assignableRoles.map((role) => roleWeights[role] ?? 1)

const probability = new Float64Array(outputs)

/** Writes slope and curvature of the loss of a softmax over the outputs; `allowed` are the right ones. */
function addSlopes(
  scores: Float32Array, from: number, allowed: readonly number[], weight: number, gradient: Float64Array, curvature: Float64Array, out: number,
): number {
  if (allowed.length === 0) return 0
  let top = -Infinity
  for (let output = 0; output < outputs; output++) if (scores[from + output]! > top) top = scores[from + output]!
  let sum = 0
  for (let output = 0; output < outputs; output++) sum += probability[output] = Math.exp(scores[from + output]! - top)
  let mass = 0
  for (const output of allowed) mass += probability[output]! / sum
  for (let output = 0; output < outputs; output++) {
    const p = probability[output]! / sum
    const target = allowed.includes(output) ? p / Math.max(mass, 1e-12) : 0
    gradient[out + output] = weight * (target - p)
    curvature[out + output] = weight * p * (1 - p)
  }
  return -Math.log(Math.max(mass, 1e-12))
}
