import { isKept } from '../roles.ts'
import type { Explanation } from './explain-lines.ts'
import type { Paint } from './paint.ts'
import { printable } from './printable.ts'

/** Where the text begins: after role, line number and confidence. */
const indent = 26

/**
 * Writes lines with their roles and reasons for a terminal. The role stands first and the text last, between U+2068 and
 * U+2069, so that right-to-left text moves nothing but itself; controls in it are escaped.
 *
 * @param columns how wide texts may reach; whole texts without it
 */
export function formatExplanation(lines: readonly Explanation[], paint: Paint, columns?: number): string {
  const room = columns === undefined ? Infinity : Math.max(20, columns - indent - 1)
  const head = paint('faint', `${'role'.padEnd(12)}${'line'.padStart(6)}${'sure'.padStart(6)}  text`)
  return `${[head, ...lines.map((line) => formatLine(line, paint, room))].join('\n')}\n`
}

function formatLine({ line, role, confidence, pinned, text, reasons, was }: Explanation, paint: Paint, room: number): string {
  const name = (role ?? '-').padEnd(12)
  const sure = role === null ? '' : pinned ? 'pin' : `${Math.round(confidence * 100)}%`
  const shown = role !== null && isKept(role) ? paint('strong', name) : name
  const why = [...(was === undefined ? [] : [`was ${was}`]), ...reasons.filter((reason) => !pinned || reason !== 'pinned')].map(isolateQuoted)
  const row = `${shown}${String(line).padStart(6)}${sure.padStart(6)}  ${isolate(cut(printable(text.trim()), room))}`.trimEnd()
  return why.length === 0 ? row : `${row}\n${' '.repeat(indent)}${paint('faint', why.join('; '))}`
}

/** Lets a text find its own direction, and keeps it from what stands around. */
function isolate(text: string): string {
  return text === '' ? '' : `\u2068${text}\u2069`
}

function isolateQuoted(reason: string): string {
  return printable(reason).replace(/«[^«»]*»/, isolate)
}

function cut(text: string, room: number): string {
  if (text.length <= room) return text
  const characters = [...text]
  return characters.length <= room ? text : `${characters.slice(0, room - 1).join('')}…`
}
