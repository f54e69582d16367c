import { columns } from '../label/features.ts'
import { encodeBytes, firstLeaf, type Model } from '../label/model.ts'
import { observations } from '../label/observations.ts'
import { assignableRoles } from '../roles.ts'
import type { FittedSteps } from './fit-steps.ts'
import type { Tree } from './grow-tree.ts'

/** Units of score to one of log odds, for each forest: leaves up to about two fit into a signed byte. */
const forestScale = 64

/**
 * Makes a model of forests and steps, in whole numbers. Its scores are the mean of what the forests score: two of them
 * err less than one, because their mistakes differ.
 */
export function packModel(forests: readonly (readonly Tree[])[], { transitions, begin, end, gain }: FittedSteps): Omit<Model, 'provenance'> {
  const trees = forests.flat()
  const whole = (value: number) => Math.round(value * forestScale)
  const all = (value: number) => whole(value) * forests.length
  const used = [...new Set(trees.flatMap((tree) => [...tree.columns]))].sort((a, b) => a - b)
  const indexOf = new Map(used.map((column, index) => [column, index]))
  const join = (parts: readonly Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]))
  return {
    version: 1, roles: assignableRoles, scale: all(1), priorGain: all(gain), 
    columns: used.map((column) => [observations[columns[column]!.observation]!.name, columns[column]!.offset] as const),
    nodes: trees.map((tree) => tree.columns.length),
    splits: encodeBytes(join(trees.map((tree) => Uint8Array.from([...tree.columns].flatMap((column) => [indexOf.get(column)! & 0xff, indexOf.get(column)! >> 8]))))),
    limits: encodeBytes(join(trees.map(({ limits }) => limits))),
    children: encodeBytes(join(trees.map(({ children }) => Uint8Array.from(children, (child) => (child < 0 ? firstLeaf + ~child : child))))),
    leaves: encodeBytes(join(trees.map(({ leaves }) => Uint8Array.from(leaves, (value) => Math.max(-127, Math.min(127, whole(value * gain))) & 0xff)))),
    transitions: [...transitions, ...begin, ...end].map(all),
  }
}
