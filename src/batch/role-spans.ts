import type { LabelledLine } from '../document.ts'
import type { Role } from '../roles.ts'

/** Where a line of a role stands: first and last place in Unicode code points, the last exclusive, and how sure the role is. */
export type RoleSpan = readonly [start: number, end: number, confidence: number]

const surrogate = /[\ud800-\udfff]/

/**
 * Lists the spans of each role, stand-off, one for each line that is not blank. Places count Unicode code points of the
 * decoded text, as Python does; half of a surrogate pair counts as one. A `\r` at the end of a line is outside.
 *
 * @returns roles in the order in which they first come
 */
export function toRoleSpans(lines: readonly LabelledLine[]): Partial<Record<Role, RoleSpan[]>> {
  const spans: Partial<Record<Role, RoleSpan[]>> = {}
  let before = 0 // code units that are second halves of pairs, up to the line
  for (const { raw, offset, role, confidence } of lines) {
    const start = offset - before
    if (surrogate.test(raw)) before += countPairs(raw)
    if (role === null) continue
    const end = offset + raw.length - before - (raw.endsWith('\r') ? 1 : 0)
    ;(spans[role] ??= []).push([start, end, Math.round(confidence * 1e4) / 1e4])
  }
  return spans
}

function countPairs(text: string): number {
  let pairs = 0
  for (let at = 1; at < text.length; at++) {
    const pair = (text.charCodeAt(at) & 0xfc00) === 0xdc00 && (text.charCodeAt(at - 1) & 0xfc00) === 0xd800
    if (pair) pairs++
  }
  return pairs
}
