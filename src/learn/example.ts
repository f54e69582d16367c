import type { Line } from '../document.ts'
import type { CueIndex } from '../label/cues.ts'
import { extractFeatures } from '../label/features.ts'
import { assignableRoles, isKept, type Role } from '../roles.ts'

/** One document as the trainer sees it. */
export interface Example {
  readonly count: number
  readonly bins: Uint8Array
  /** Scores to begin from, `outputs` numbers a unit. */
  readonly prior: Float32Array
  /** Index of the gold role of each unit among the assignable ones, or one of the two below. */
  readonly gold: Int8Array
  readonly weight: number
}

/** The unit constrains nothing. */
export const anyRole = -1
/** The unit is boilerplate of no clear kind. */
export const anyBoilerplate = -2

/**
 * Makes an example of a labelled document.
 *
 * @param lines The lines, cleaned.
 * @param roles The gold role of each line, `null` where blank.
 * @param doubt Indexes of lines whose gold is not settled.
 */
export function toExample(
  lines: readonly Line[], roles: readonly (Role | null)[], doubt: ReadonlySet<number>, cues: CueIndex | undefined, weight: number,
): Example {
  const { units, bins, prior } = extractFeatures(lines, cues)
  const unitRoles = units.map(({ first }) => roles[first] ?? null)
  return { count: units.length, bins, prior, gold: toGold(unitRoles, units.map(({ first }) => doubt.has(first))), weight }
}

/** Says which role each unit should have. A second headline constrains nothing: the decoder could not give it. */
export function toGold(roles: readonly (Role | null)[], doubt: readonly boolean[]): Int8Array {
  const headline = roles.indexOf('headline')
  return Int8Array.from(roles, (role, at) => {
    if (role === null || doubt[at] || (role === 'headline' && at !== headline)) return anyRole
    return role === 'other' ? anyBoilerplate : assignableRoles.indexOf(role)
  })
}

/** The outputs that are right for a unit with this gold; none where nothing is settled. */
export function rightRoles(gold: number): readonly number[] {
  return gold >= 0 ? singles[gold]! : gold === anyBoilerplate ? boilerplate : []
}

const singles = assignableRoles.map((_, role) => [role])
const boilerplate = assignableRoles.flatMap((role, at) => (isKept(role) ? [] : [at]))
