import type { Block, LabelledLine } from '../document.ts'
import type { Role } from '../roles.ts'

/** Characters that some reader takes for the end of a line, and NUL, which Markdown replaces. */
const lineBreaking = /[\0\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]/

/** The same with the blanks around them. */
const lineBreakingRuns = /[ \0\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+/g

/** Han, kana, bopomofo, their punctuation and full-width forms: scripts written without blanks. Hangul is not one. */
const unspaced = /[\u2e80-\u312f\u3190-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u{20000}-\u{3ffff}]/u

/**
 * Joins labelled lines to blocks, in the order of the lines. A line that continues the line before it (hard-wrapped
 * text) and has its role joins its block: with a blank, or without one between two characters of a script that is
 * written without blanks. Every other line is a block of its own; blank lines are none. The text of a block is that
 * of its lines, list markers included; white space is collapsed, nothing else is changed.
 */
export function toBlocks(lines: readonly LabelledLine[]): Block[] {
  const drafts: { role: Role; parts: string[]; lines: LabelledLine[] }[] = []
  for (const line of lines) {
    const text = tidy(line.text)
    if (line.role === null || text === '') continue
    const before = drafts.at(-1)
    if (line.continues && before !== undefined && before.role === line.role) {
      before.parts.push(glue(before.parts.at(-1) ?? '', text), text)
      before.lines.push(line)
    } else {
      drafts.push({ role: line.role, parts: [text], lines: [line] })
    }
  }
  const blocks: Block[] = []
  for (const { role, parts, lines } of drafts) blocks.push({ role, text: parts.join(''), lines })
  return blocks
}

/**
 * What stands between two lines of a hard-wrapped text once they are joined.
 *
 * @example glue('قال', 'الوزير') // ' '
 */
function glue(start: string, end: string): string {
  const last = start.charCodeAt(start.length - 1)
  if (last < 0x2e80 || end.charCodeAt(0) < 0x2e80) return ' '
  const both = unspaced.test(start.slice(isLowSurrogate(last) ? -2 : -1)) && unspaced.test(String.fromCodePoint(end.codePointAt(0) ?? 0))
  return both ? '' : ' '
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff
}

/** Cleaned lines pass untouched; this holds for lines from elsewhere, because one line has to stay one line. */
function tidy(text: string): string {
  return lineBreaking.test(text) ? text.replace(lineBreakingRuns, ' ').trim() : text.trim()
}
