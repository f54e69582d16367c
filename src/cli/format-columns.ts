import { printable } from './printable.ts'

const longestCell = 48

/**
 * Writes rows as a table with aligned columns: the first and every column whose cells are words to the left, numbers to
 * the right. Names may be of any kind; what would disturb a terminal is escaped, and long ones lose their middle.
 *
 * @param rows The head first; all of the same length.
 */
export function formatColumns(rows: readonly (readonly string[])[]): string[] {
  const cells = rows.map((row) => row.map((cell) => shorten(printable(cell))))
  const columns = (cells[0] ?? []).map((_, at) => ({
    width: cells.reduce((most, row) => Math.max(most, row[at]!.length), 0),
    right: at > 0 && cells.slice(1).every((row) => /^[\d.+−–… ]*$/.test(row[at]!)),
  }))
  return cells.map((row) => `  ${row.map((cell, at) => (columns[at]!.right ? cell.padStart(columns[at]!.width) : cell.padEnd(columns[at]!.width))).join('  ')}`.trimEnd())
}

function shorten(cell: string): string {
  const characters = [...cell]
  if (characters.length <= longestCell) return cell
  const half = (longestCell - 1) >> 1
  return `${characters.slice(0, half).join('')}…${characters.slice(-half).join('')}`
}
