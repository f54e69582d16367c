import type { Line } from '../../src/document.ts'
import { segment } from '../../src/text/segment.ts'

/** Lines of a clean text; those that begin with `+` go on with the line before. */
export function toLines(text: string | readonly string[]): Line[] {
  return segment(typeof text === 'string' ? text : text.join('\n')).map((line) =>
    line.raw.startsWith('+') ? { ...line, text: line.raw.slice(1), continues: true } : line,
  )
}
