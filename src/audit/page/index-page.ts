import { foldForMatching } from '../../language/fold.ts'
import type { DocumentRow } from '../document-row.ts'
import { describeRange, rowsTogether } from '../render-index.ts'
import { countLines, renderRows } from '../render-rows.ts'
import { findElement, onEvent } from './find-element.ts'

/** What each column sorts by: text or a number; absent values come last either way. */
const keys: Readonly<Record<string, (row: DocumentRow) => string | number | undefined>> = {
  document: ({ title, name }) => (title ?? name).toLowerCase(),
  lang: ({ lang }) => lang,
  dir: ({ dir }) => dir,
  kept: (row) => (row.page === undefined ? undefined : countLines(row, true)),
  aside: (row) => (row.page === undefined ? undefined : countLines(row, false)),
  share: (row) => (row.page === undefined ? undefined : countLines(row, true) / Math.max(1, countLines(row, true) + countLines(row, false))),
  least: ({ least }) => least?.[0],
  messages: ({ messages }) => messages.reduce((weight, { severity }) => weight + { error: 10_000, warning: 100, info: 1 }[severity], 0),
}

/** Columns that are asked for with the largest first. */
const largestFirst: ReadonlySet<string> = new Set(['messages', 'kept', 'aside', 'share'])

/** Brings the table of documents to life: search, order, pages. */
export function openIndexPage(rows: readonly DocumentRow[]): void {
  const [find, back, on] = [findElement<HTMLInputElement>('find'), findElement<HTMLButtonElement>('back'), findElement<HTMLButtonElement>('on')]
  let words: readonly (readonly [plain: string, folded: string])[] | undefined
  let order = { column: '', down: false }
  let chosen = rows
  let from = 0

  const show = () => {
    findElement('rows').innerHTML = renderRows(chosen.slice(from, from + rowsTogether))
    findElement('shown').textContent = describeRange(from, chosen.length, rows.length)
    back.disabled = from === 0
    on.disabled = from + rowsTogether >= chosen.length
  }
  const choose = () => {
    const plain = find.value.trim().normalize('NFC').toLowerCase()
    const folded = /\d/.test(plain) ? '' : foldForMatching(plain) // which takes all numbers for the same
    words ??= plain === '' ? undefined : rows.map(toWords)
    const found = plain === '' ? rows : rows.filter((_, at) => words![at]![0].includes(plain) || (folded !== '' && words![at]![1].includes(folded)))
    chosen = order.column === '' ? found : sortRows(found, order)
    from = 0
    show()
  }
  onEvent(findElement('documents'), 'click', 'button[data-sort]', (button) => {
    const column = button.dataset['sort']!
    order = { column, down: order.column === column ? !order.down : largestFirst.has(column) }
    for (const head of document.querySelectorAll<HTMLElement>('th[data-column]')) {
      if (head.dataset['column'] === column) head.setAttribute('aria-sort', order.down ? 'descending' : 'ascending')
      else head.removeAttribute('aria-sort')
    }
    choose()
  })
  find.addEventListener('input', choose)
  back.addEventListener('click', () => ((from -= rowsTogether), show()))
  on.addEventListener('click', () => ((from += rowsTogether), show()))
  find.disabled = false
  for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-sort]')) button.disabled = false
  back.disabled = true
  on.disabled = rows.length <= rowsTogether
}

function sortRows(rows: readonly DocumentRow[], { column, down }: { column: string; down: boolean }): DocumentRow[] {
  const key = keys[column]!
  const keyed = rows.map((row, at) => ({ row, at, value: key(row) }))
  keyed.sort((a, b) => {
    if (a.value === b.value) return a.at - b.at
    if (a.value === undefined || b.value === undefined) return a.value === undefined ? 1 : -1
    return (a.value < b.value ? -1 : 1) * (down ? -1 : 1)
  })
  return keyed.map(({ row }) => row)
}

/** What a row is found by, as it is written and as words are matched. */
function toWords({ name, title = '', lang = '', messages }: DocumentRow): readonly [string, string] {
  const text = [name, title, lang, ...messages.map(({ ruleId }) => ruleId)].join(' ')
  return [text.normalize('NFC').toLowerCase(), foldForMatching(`${name} ${title}`)]
}
