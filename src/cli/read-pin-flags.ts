import { didYouMean } from '../config/suggest.ts'
import type { LabelledLine } from '../document.ts'
import { isRole, roles, type Role } from '../roles.ts'

/** What takes a pin back. */
const none = 'none'

/** Says what is wrong with the text of one `--pin`, or nothing. */
export function checkPinFlag(text: string): string | undefined {
  const [, first, last, name] = match(text)
  if (first === undefined || name === undefined) return 'Expected LINE=ROLE, as in 12=promo, or 12-15=promo.'
  if (Number(first) < 1 || (last !== undefined && Number(last) < Number(first))) return 'Expected a line from 1 on, or a range such as 12-15.'
  return isRole(name) || name === none ? undefined : `There is no role ${name}.${didYouMean(name, [...roles, none])} \`naskh roles\` lists them.`
}

/**
 * Reads pins from flags that were checked; later ones win. Blank lines in a range are passed over.
 *
 * @param lines of the input
 * @returns role by line number, `null` where a pin is taken back; or a sentence when a line does not exist or is blank
 */
export function readPinFlags(flags: readonly string[], lines: readonly LabelledLine[]): ReadonlyMap<number, Role | null> | string {
  const pins = new Map<number, Role | null>()
  for (const flag of flags) {
    const [, first, last = first, name] = match(flag)
    if (Number(last) > lines.length) return `--pin ${flag}: the input has ${lines.length} lines`
    const chosen = lines.slice(Number(first) - 1, Number(last)).filter(({ role }) => role !== null)
    if (chosen.length === 0) return `--pin ${flag}: line ${first} is blank`
    for (const { number } of chosen) pins.set(number, isRole(name) ? name : null)
  }
  return pins
}

function match(text: string): readonly (string | undefined)[] {
  return /^(\d{1,9})(?:-(\d{1,9}))?=([a-z-]+)$/.exec(text.trim()) ?? []
}
