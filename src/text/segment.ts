import type { Line } from '../document.ts'

/**
 * Splits text into lines at `\n` and at nothing else, so that joining the `raw` of all lines by `\n` gives the text back.
 * The text of a line is its raw form until `clean` has filled it. A final newline gives one last empty line.
 *
 * @example segment('a\r\nb').map(({ raw, offset }) => [raw, offset]) // [['a\r', 0], ['b', 3]]
 */
export function segment(text: string): Line[] {
  const lines: Line[] = []
  let offset = 0
  for (const raw of text.split('\n')) {
    lines.push({ number: lines.length + 1, offset, raw, text: raw, continues: false })
    offset += raw.length + 1
  }
  return lines
}
