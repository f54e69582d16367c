import { isKept, roles, type Role } from '../roles.ts'
import { doubtful } from './doubtful.ts'
import type { DocumentRow } from './document-row.ts'
import { escapeHtml } from './escape-html.ts'
import { renderBars } from './render-bars.ts'
import { renderRows } from './render-rows.ts'
import { renderShell, type Shell } from './render-shell.ts'

/** Name of the index page, in the output folder. */
export const indexName = 'index.html'

/** Documents that one page of the table shows. */
export const rowsTogether = 100

/** The columns of the table; those with a key can be sorted by. */
export const columns = [
  ['document', 'Document'], ['lang', 'Language'], ['dir', 'Direction'], ['kept', 'Kept'], ['aside', 'Set aside'], ['share', 'Lines by role'], ['least', 'Least sure'], ['messages', 'Messages'],
] as const

/** Writes the index of an audit: totals, charts, and the table, of which the program shows the other pages. */
export function renderIndex(rows: readonly DocumentRow[], shell: Shell): string {
  const failed = rows.filter(({ page }) => page === undefined).length
  const counts = sumRoles(rows)
  const sum = (kept: boolean) => roles.reduce((total, role) => total + (isKept(role) === kept ? counts[role] : 0), 0)
  const unsure = rows.filter(({ least }) => least && least[0] < doubtful).length
  const totals: readonly (readonly [string, number])[] = [
    ['documents', rows.length], ...(failed > 0 ? [['failed', failed] as const] : []), ['lines kept', sum(true)], ['lines set aside', sum(false)],
    ['documents with a line to look at', unsure], ['messages', rows.reduce((total, { messages }) => total + messages.length, 0)],
  ]
  const used = roles.filter((role) => counts[role] > 0)
  const languages = [...countLanguages(rows)].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))
  const body = `<a class="skip" href="#documents">To the table</a>
<header class="top"><h1>Audit</h1><ul class="facts">${totals.map(([name, value]) => `<li><b>${formatCount(value)}</b> ${name}</li>`).join('')}</ul></header>
<main>
<section class="charts" aria-label="Charts">
<figure><figcaption id="c-roles">Lines by role</figcaption>${renderBars(used.map((role) => ({ name: role, value: counts[role], style: `r-${role}` })), 'c-roles')}</figure>
<figure><figcaption id="c-languages">Documents by language</figcaption>${renderBars(languages.slice(0, 17).map(([name, value]) => ({ name, value, style: 'bar' })), 'c-languages')}</figure>
</section>
<section aria-labelledby="h-documents"><h2 id="h-documents">Documents</h2>
<p class="find"><label for="find">Search names, titles, languages and messages</label> <input id="find" type="search" autocomplete="off" dir="auto" disabled></p>
<p class="pages"><button type="button" id="back" disabled>Previous</button> <span id="shown" role="status">${describeRange(0, rows.length, rows.length)}</span> <button type="button" id="on" disabled>Next</button></p>
<div class="scroll-x" id="documents" tabindex="0" role="region" aria-label="Table of documents"><table><thead><tr>${columns.map(([key, name]) => `<th scope="col" data-column="${key}"><button type="button" data-sort="${key}" disabled>${name}</button></th>`).join('')}</tr></thead>
<tbody id="rows">
${renderRows(rows.slice(0, rowsTogether))}
</tbody></table></div>
<noscript><p>Without scripts the table shows its first ${rowsTogether} rows alone and cannot be searched.</p></noscript>
</section>
</main>`
  return renderShell({ kind: 'index', title: 'Audit – naskh', body, data: rows }, shell)
}

/** Says which rows of how many are shown. */
export function describeRange(from: number, found: number, all: number): string {
  if (found === 0) return `none of ${formatCount(all)}`
  const range = `${formatCount(from + 1)}–${formatCount(Math.min(from + rowsTogether, found))} of ${formatCount(found)}`
  return found === all ? range : `${range} found among ${formatCount(all)}`
}

/** Writes a count with commas between its thousands, the same in every locale. */
function formatCount(count: number): string {
  return escapeHtml(String(count).replace(/\B(?=(?:\d{3})+$)/g, ','))
}

function sumRoles(rows: readonly DocumentRow[]): Record<Role, number> {
  const counts = Object.fromEntries(roles.map((role) => [role, 0])) as Record<Role, number>
  for (const row of rows) for (const role of roles) counts[role] += row.roles[role] ?? 0
  return counts
}

function countLanguages(rows: readonly DocumentRow[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { lang } of rows) if (lang !== undefined) counts.set(lang, (counts.get(lang) ?? 0) + 1)
  return counts
}
