import { type Message, message } from '../messages.ts'

/**
 * Lines of the longest input. A line costs about two kilobytes while the roles are decided, whatever stands in it, so
 * that a limit of bytes alone would let an input of empty or one-letter lines take a thousand times its size. The
 * longest books have a tenth of it.
 */
export const mostLines = 1_000_000

/** Tells when a text has more lines than are read. */
export function findExcessLines(text: string): Message | undefined {
  let at = -1
  for (let lines = 1; lines <= mostLines; lines++) {
    at = text.indexOf('\n', at + 1)
    if (at < 0) return undefined
  }
  return at === text.length - 1 ? undefined : message('input-too-large', `longer than the limit of ${mostLines} lines`)
}
