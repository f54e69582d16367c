import { messageTable, type Message } from '../../src/messages.ts'

/** Says what is wrong with a message of a document with so many lines, or nothing. */
export function checkMessage({ ruleId, reason, line, column }: Message, lines: number): string | undefined {
  if (!Object.hasOwn(messageTable, ruleId)) return `${ruleId} is unknown`
  if (reason.trim() === '' || /[\n\r]/.test(reason) || /\p{Surrogate}/u.test(reason)) return `${ruleId} says ${JSON.stringify(reason)}`
  if (line !== undefined && !(Number.isInteger(line) && line >= 1 && line <= lines)) return `${ruleId} is of line ${line}`
  return column !== undefined && !(Number.isInteger(column) && column >= 1) ? `${ruleId} is in column ${column}` : undefined
}
