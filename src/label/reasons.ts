import { assignableRoles, type Role } from '../roles.ts'
import { columns, width, type Features } from './features.ts'
import type { ReadyModel } from './model.ts'
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

const places: Readonly<Record<number, string>> = {
  [-3]: 'three lines before: ', [-2]: 'two lines before: ', [-1]: 'the line before: ', 0: '', 1: 'the line after: ', 2: 'two lines after: ', 3: 'three lines after: ',
}

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
export function explainUnit({ bins }: Features, unit: number, role: Role, rival: Role, model: ReadyModel, most = 4): string[] {
  const parts = new Map<number, Part>()
  const { trees, depth, leaves } = model
  const [own, other] = [assignableRoles.indexOf(role), assignableRoles.indexOf(rival)]
  for (let tree = 0; tree < trees; tree++) {
    const from = tree * 2 ** depth * outputs
    let level = Array.from({ length: 2 ** depth }, (_, leaf) => leaves[from + leaf * outputs + own]! - leaves[from + leaf * outputs + other]!)
    let known = mean(level)
    for (let split = tree * depth; split < (tree + 1) * depth; split++) {
      const high = bins[unit * width + model.places[split]!]! >= model.bins[split]!
      level = level.filter((_, leaf) => (leaf & 1) === (high ? 1 : 0))
      const next = mean(level)
      addPart(parts, model.columnOf[split]!, next - known, high)
      known = next
    }
  }
  return [...parts.values()]
    .filter(({ weight }) => weight >= least * model.model.scale)
    .sort((a, b) => b.weight - a.weight || a.column - b.column)
    .flatMap((part) => phrase(part) ?? [])
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
  return words === '' ? undefined : `${places[offset]}${words}`
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

