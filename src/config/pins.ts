import type { LabelledLine } from '../document.ts'
import { message, type Message } from '../messages.ts'
import { isRole, roles, type Role } from '../roles.ts'
import { didYouMean } from './suggest.ts'

/** The roles a pin file fixes, one entry a line, or why it cannot be used. */
export type Pins = { readonly pins: readonly (Role | null)[] } | { readonly problem: Message }

/**
 * Reads a label file that pins roles.
 *
 * @param text the file
 * @param file its name, for messages
 * @param sha256 of the input's bytes, in hexadecimal: the file has to name the same
 */
export function parsePins(text: string, file: string, sha256: string): Pins {
  let parsed: unknown
  try {
    parsed = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    return invalid(`${file} is not JSON: ${(error as Error).message}`)
  }
  const { sha256: pinned, lines } = (parsed ?? {}) as { sha256?: unknown; lines?: unknown }
  if (!Array.isArray(lines)) return invalid(`${file} has no list \`lines\``)
  if (typeof pinned !== 'string') return invalid(`${file} has no \`sha256\`; that of the input is ${sha256}`)
  if (pinned.toLowerCase() !== sha256) {
    return { problem: message('pins-stale', `${file} pins the lines of another text: it says sha256 ${pinned}, the input has ${sha256}`) }
  }
  const wrong = lines.findIndex((role) => role !== null && !isRole(role))
  if (wrong === -1) return { pins: lines as (Role | null)[] }
  const role: unknown = lines[wrong]
  return invalid(`${file} gives line ${wrong + 1} the unknown role ${JSON.stringify(role)}.${typeof role === 'string' ? didYouMean(role, roles) : ''}`)
}

/** Says where pins do not fit the lines of the input: more entries than lines, or a role on a blank line. */
export function checkPins(pins: readonly (Role | null)[], lines: readonly LabelledLine[], file: string): Message | undefined {
  const count = lines.at(-1)?.raw === '' ? lines.length - 1 : lines.length // what follows a final newline is no line of a label file
  if (pins.length > lines.length) return message('pins-invalid', `${file} has ${pins.length} entries, the input ${count} lines`)
  const blank = pins.findIndex((role, index) => role !== null && lines[index]!.role === null)
  if (blank === -1) return undefined
  return message('pins-invalid', `${file} gives line ${blank + 1} the role ${pins[blank]}, but the line is blank`, { line: blank + 1 })
}

function invalid(reason: string): Pins {
  return { problem: message('pins-invalid', reason) }
}
