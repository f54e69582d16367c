import { columns } from '../label/features.ts'
import { encodeBytes, type Model } from '../label/model.ts'
import { observations } from '../label/observations.ts'
import { assignableRoles } from '../roles.ts'
import type { FittedSteps } from './fit-steps.ts'
import type { Tree } from './grow-tree.ts'

/** Units of score to one of log odds: leaves up to about two fit into a signed byte. */
const scale = 64

/** Makes a model of trees and steps, in whole numbers. */
export function packModel(trees: readonly Tree[], { transitions, begin, end, gain }: FittedSteps): Omit<Model, 'provenance'> {
  const whole = (value: number) => Math.round(value * scale)
  const leaves = Int8Array.from(trees.flatMap((tree) => Array.from(tree.leaves, (value) => Math.max(-127, Math.min(127, whole(value * gain))))))
  return {
    version: 1, roles: assignableRoles, scale, temperature: 1, depth: trees[0]?.splits.length ?? 0,
    splits: trees.flatMap(({ splits }) => splits.map(({ column, bin }) => [observations[columns[column]!.observation]!.name, columns[column]!.offset, bin] as const)),
    leaves: encodeBytes(leaves),
    transitions: [...transitions, ...begin, ...end].map(whole),
  }
}
