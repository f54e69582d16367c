import { doubtful } from '../audit/doubtful.ts'
import type { LabelledLine } from '../document.ts'
import type { Role } from '../roles.ts'

/** A line whose role is not sure. */
export interface Doubt {
  readonly line: number
  readonly role: Role
  /** Probability that the role is right, 0 to 1. */
  readonly confidence: number
}

/** Finds the lines whose role is not sure, least sure first. A line that goes on with the one before it is not told twice. */
export function findDoubts(lines: readonly LabelledLine[]): Doubt[] {
  return lines
    .flatMap(({ number, role, confidence, continues }) => (role !== null && confidence < doubtful && !continues ? [{ line: number, role, confidence }] : []))
    .sort((a, b) => a.confidence - b.confidence || a.line - b.line)
}
