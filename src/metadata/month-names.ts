import exceptions from '../data/month-exceptions.json' with { type: 'json' }
import names from '../data/months.json' with { type: 'json' }
import { foldForMatching } from '../language/fold.ts'
import type { Calendar } from './calendars.ts'
import { findPhrase, type Found, type Token } from './tokens.ts'

/** A month that a name stands for. */
export interface Month {
  readonly calendar: Calendar
  /** 1 for the first month of the calendar's year. */
  readonly month: number
}

/** Letters written together with a name: "in", "to", "of" before it in Hebrew, the genitive after it in Kurdish. */
const affix = /^[בלמ](?=.{3})|(?<=^[\u0620-\u06ff]{3,})ي$/u

let months: Map<string, Month> | undefined
let weekdays: Map<string, number> | undefined

/** Finds the name of a month at a token. The language need not be known: no name means two months. */
export function findMonth(tokens: readonly Token[], index: number): Found<Month> | undefined {
  months ??= tableMonths()
  const found = findPhrase(months, tokens, index)
  if (found !== undefined) return found
  const word = tokens[index]
  if (word?.kind !== 'word' || word.text.length > 16 || !affix.test(word.text)) return undefined
  const entry = months.get(word.text.replace(affix, ''))
  return entry && { entry, end: index + 1 }
}

/** Finds the name of a weekday at a token: 0 for Sunday. */
export function findWeekday(tokens: readonly Token[], index: number): Found<number> | undefined {
  weekdays ??= tableWeekdays()
  return findPhrase(weekdays, tokens, index)
}

/** Lists the names that would mean two months or two days: none, which a test holds us to. */
export function listNameConflicts(): string[] {
  const conflicts: string[] = []
  tableMonths(conflicts)
  tableWeekdays(conflicts)
  return conflicts
}

function tableMonths(conflicts: string[] = []): Map<string, Month> {
  const table = new Map<string, Month>()
  for (const calendar of ['gregory', 'persian', 'islamic'] as const) {
    const add = (name: string, month: number) => {
      const known = table.get(foldForMatching(name))
      if (known === undefined) table.set(foldForMatching(name), { calendar, month })
      else if (known.calendar !== calendar || known.month !== month) conflicts.push(name)
    }
    for (const months of Object.values(names[calendar])) months.forEach((forms, index) => forms.forEach((name) => add(name, index + 1)))
    for (const [month, forms] of Object.entries(exceptions[calendar])) forms.forEach((name) => add(name, Number(month)))
  }
  return table
}

function tableWeekdays(conflicts: string[] = []): Map<string, number> {
  const table = new Map<string, number>()
  const add = (name: string, day: number) => {
    const known = table.get(foldForMatching(name))
    if (known === undefined) table.set(foldForMatching(name), day)
    else if (known !== day) conflicts.push(name)
  }
  for (const days of Object.values(names.weekdays)) days.forEach((forms, day) => forms.forEach((name) => add(name, day)))
  for (const [day, forms] of Object.entries(exceptions.weekdays)) forms.forEach((name) => add(name, Number(day)))
  return table
}
