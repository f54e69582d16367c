import type { LabelledLine } from '../document.ts'
import { message, type Message } from '../messages.ts'
import type { LabelFile } from '../record.ts'
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
 * @param readLines gives the lines of the input; asked only for a file of another text, to say what changed
 */
export function parsePins(text: string, file: string, sha256: string, readLines: () => readonly LabelledLine[]): Pins {
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
    return { problem: message('pins-stale', `${file} pins the lines of another text: it says sha256 ${/^[0-9a-f]{64}$/i.test(pinned) ? pinned : nameEntry(pinned)}, the input has ${sha256}; ${describeChange(lines, readLines())}`) }
  }
  const wrong = lines.findIndex((role) => role !== null && !isRole(role))
  if (wrong === -1) return { pins: lines as (Role | null)[] }
  const role: unknown = lines[wrong]
  return invalid(`${file} gives line ${wrong + 1} the unknown role ${nameEntry(role)}.${typeof role === 'string' ? didYouMean(role, roles) : ''}`)
}

/** Says where pins do not fit the lines of the input: more entries than lines, or a role on a blank line. */
export function checkPins(pins: readonly (Role | null)[], lines: readonly LabelledLine[], file: string): Message | undefined {
  const count = countLines(lines)
  if (pins.length > lines.length) return message('pins-invalid', `${file} has ${pins.length} entries, the input ${count} lines`)
  const blank = pins.findIndex((role, index) => role !== null && lines[index]!.role === null)
  if (blank === -1) return undefined
  return message('pins-invalid', `${file} gives line ${blank + 1} the role ${pins[blank]}, but the line is blank`, { line: blank + 1 })
}

/** Lines as a label file counts them: what follows a final newline is none. */
function countLines(lines: readonly LabelledLine[]): number {
  return lines.at(-1)?.raw === '' ? lines.length - 1 : lines.length
}

/** Says how far a label file and a text that it was not made for differ. The file holds no text, so lines and blanks are all there is to compare. */
function describeChange(entries: readonly unknown[], lines: readonly LabelledLine[]): string {
  const count = countLines(lines)
  const misfit = entries.findIndex((role, index) => role !== null && index < count && lines[index]!.role === null)
  const sizes = entries.length === count ? `the number of lines is the same, ${count}, so what stands in them changed` : `its lines are ${entries.length}, those of the input ${count}`
  return misfit === -1 ? sizes : `${sizes}; line ${misfit + 1}, which it calls ${nameEntry(entries[misfit])}, is blank now`
}

/** Names an entry in a message: a role as it is, anything else as the JSON that it may be, cut where that is long. */
function nameEntry(entry: unknown): string {
  if (isRole(entry)) return entry
  const json = JSON.stringify(entry)
  return json.length <= 60 ? json : `${json.slice(0, 60).replace(/[\ud800-\udbff]$/, '')}…`
}

/**
 * Adds pins to a label file, or makes one. What else the file holds stays.
 *
 * @param before the file as it is; it has to be one that `parsePins` takes
 * @param labels what a label file of the input says, for a new file and for the number of lines
 * @param pins role by line number; `null` takes a pin back
 */
export function addPins(before: string | undefined, labels: LabelFile, pins: ReadonlyMap<number, Role | null>): string {
  const old = before === undefined ? { ...labels, labelled: 'hand', lines: [] } : (JSON.parse(before.replace(/^\uFEFF/, '')) as { lines: (Role | null)[] })
  const lines = labels.lines.map((_, index) => pins.get(index + 1) ?? (pins.has(index + 1) ? null : (old.lines[index] ?? null)))
  return `${JSON.stringify({ ...old, lines })}\n`
}

function invalid(reason: string): Pins {
  return { problem: message('pins-invalid', reason) }
}
