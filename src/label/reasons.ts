import { assignableRoles, type Role } from '../roles.ts'
import { columns, margin, width, type Features } from './features.ts'
import { placeOfLeaf, readLeaf, type ReadyModel } from './model.ts'
import { observations } from './observations.ts'
import { outputs } from './states.ts'

/** One observation's part in a decision. */
interface Part {
  readonly column: number
  /** Units of score by which it favours the role over its rival. */
  weight: number
  /** True when the value was high where it was asked for. */
  high: boolean
}

const whereabouts: Readonly<Record<number, string>> = {
  [-3]: 'three lines before: ', [-2]: 'two lines before: ', [-1]: 'the line before: ', 0: '', 1: 'the line after: ', 2: 'two lines after: ', 3: 'three lines after: ',
}

/** Stands for what the set phrases say, in place of a column. */
const setPhrases = -1
/** A reason lighter than this, in log odds, is not worth telling. */
const least = 0.1

/**
 * Says why a unit was given a role rather than another, from the splits of the trees that decided: each split's part is
 * what knowing its answer changes in the mean difference of the two roles' leaves (Saabas 2014, "Interpreting random
 * forests").
 *
 * @param most How many reasons to give at most.
 * @returns Reasons in words, heaviest first.
 */
export function explainUnit({ bins, prior }: Features, unit: number, role: Role, rival: Role, model: ReadyModel, most = 4): string[] {
  const parts = new Map<number, Part>()
  const phrases = prior[unit * outputs + assignableRoles.indexOf(role)]! - prior[unit * outputs + assignableRoles.indexOf(rival)]!
  addPart(parts, setPhrases, phrases * model.model.priorGain, true)
  const { roots, nodes, columnOf, limitOf } = model
  const means = meanLeaves(model)
  const [own, other] = [assignableRoles.indexOf(role), assignableRoles.indexOf(rival)]
  const favour = (node: number) => means[node * outputs + own]! - means[node * outputs + other]!
  for (const root of roots) {
    for (let node = root; nodes[node]! >= 0; ) {
      const column = columnOf[node]!
      const { observation, offset } = columns[column]!
      const high = bins[(unit + offset + margin) * width + observation]! >= limitOf[node]!
      const next = node + (nodes[node]! >> 16) + (high ? 1 : 0)
      addPart(parts, column, favour(next) - favour(node), high)
      node = next
    }
  }
  return [...parts.values()]
    .filter(({ weight }) => weight >= least * model.model.scale)
    .sort((a, b) => b.weight - a.weight || a.column - b.column)
    .flatMap((part) => (part.column === setPhrases ? `its wording, or the heading above it, is that of ${role}` : (phrase(part) ?? [])))
    .filter((text, at, all) => all.indexOf(text) === at)
    .slice(0, most)
}

/** Finds the role that came closest to the one a unit was given. */
export function findRival(probabilities: Float64Array, unit: number, role: Role): Role {
  const from = unit * assignableRoles.length
  const others = assignableRoles.filter((one) => one !== role)
  return others.reduce((best, one) => (probabilities[from + assignableRoles.indexOf(one)]! > probabilities[from + assignableRoles.indexOf(best)]! ? one : best))
}

function addPart(parts: Map<number, Part>, column: number, weight: number, high: boolean): void {
  const part = parts.get(column)
  if (part) {
    part.weight += weight
    if (weight > 0) part.high = high
  } else parts.set(column, { column, weight, high })
}

function phrase({ column, high }: Part): string | undefined {
  const { observation, offset } = columns[column]!
  const row = observations[observation]!
  const words = high ? row.high : row.low
  return words === '' ? undefined : `${whereabouts[offset]}${words}`
}

const meansOf = new WeakMap<ReadyModel, Float32Array>()

/** For each node, the mean over the leaves below it of what they add to each role: `outputs` numbers a node. */
function meanLeaves(model: ReadyModel): Float32Array {
  const known = meansOf.get(model)
  if (known) return known
  const { nodes, leaves } = model
  const means = new Float32Array(nodes.length * outputs)
  const counts = new Int32Array(nodes.length)
  // Children have higher numbers than their parents.
  for (let node = nodes.length - 1; node >= 0; node--) {
    const leaf = placeOfLeaf(nodes[node]!)
    const left = node + (nodes[node]! >> 16)
    const parts = leaf >= 0 ? [1, 0] : [counts[left]!, counts[left + 1]!]
    counts[node] = parts[0]! + parts[1]!
    for (let output = 0; output < outputs; output++) {
      means[node * outputs + output] = leaf >= 0 ? readLeaf(leaves, leaf, output) : (means[left * outputs + output]! * parts[0]! + means[(left + 1) * outputs + output]! * parts[1]!) / counts[node]!
    }
  }
  meansOf.set(model, means)
  return means
}
