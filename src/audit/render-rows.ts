import { isKept, roles } from '../roles.ts'
import { doubtful } from './doubtful.ts'
import type { DocumentRow } from './document-row.ts'
import { escapeHtml, showText } from './escape-html.ts'

/** Width of the small bars, in the units of their picture. */
const barWidth = 120

const grades = ['error', 'warning', 'info'] as const

/** Writes rows of the table of documents. */
export function renderRows(rows: readonly DocumentRow[]): string {
  return rows.map(renderRow).join('\n')
}

/** Lines of a document that are kept, or that are set aside. */
export function countLines({ roles: counts }: DocumentRow, kept: boolean): number {
  return roles.reduce((sum, role) => sum + (isKept(role) === kept ? (counts[role] ?? 0) : 0), 0)
}

function renderRow(row: DocumentRow): string {
  const { page, name, title, lang = '', dir = '', least, messages } = row
  const shown = title === undefined ? '' : `<span ${lang === '' ? '' : `lang="${escapeHtml(lang)}" dir="${escapeHtml(dir)}"`}>${showText(title)}</span>`
  const main = title === undefined ? `<bdi>${showText(name)}</bdi>` : shown
  const linked = page === undefined ? main : `<a href="${escapeHtml(page)}">${main}</a>`
  const link = page === undefined || least === undefined ? '' : `<a href="${escapeHtml(page)}#l${least[1]}">${Math.round(least[0] * 100)} %<span class="sr"> sure, line ${least[1]}</span></a>`
  return `<tr><th scope="row">${linked}${title === undefined ? '' : `<br><bdi class="name">${showText(name)}</bdi>`}</th><td>${escapeHtml(lang)}</td><td>${escapeHtml(dir)}</td><td class="n">${page === undefined ? '' : countLines(row, true)}</td><td class="n">${page === undefined ? '' : countLines(row, false)}</td><td>${page === undefined ? '' : renderBar(row)}</td><td class="n${least && least[0] < doubtful ? ' doubt' : ''}">${link}</td><td>${renderMessages(messages)}</td></tr>`
}

/** The roles of a document's lines as one bar in their colours. */
function renderBar({ roles: counts }: DocumentRow): string {
  const all = roles.reduce((sum, role) => sum + (counts[role] ?? 0), 0)
  let from = 0
  const parts = roles.flatMap((role) => {
    const count = counts[role] ?? 0
    if (count === 0) return []
    const at = (from * barWidth) / all
    from += count
    return [`<rect class="r-${role}" x="${round(at)}" y="0" width="${round((count * barWidth) / all)}" height="10"/>`]
  })
  const said = roles.flatMap((role) => (counts[role] ? [`${counts[role]} ${role}`] : [])).join(', ')
  return `<svg class="small" role="img" aria-label="${said}" viewBox="0 0 ${barWidth} 10"><title>${said}</title>${parts.join('')}</svg>`
}

function renderMessages(messages: DocumentRow['messages']): string {
  return grades.flatMap((grade) => {
    const own = messages.filter(({ severity }) => severity === grade)
    return own.length === 0 ? [] : [`<span class="${grade}" title="${showText(own.map(({ reason }) => reason).join('; '))}">${own.length === 1 ? own[0]!.ruleId : `${own.length} ${grade}s`}</span>`]
  }).join(' ')
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
