import names from '../data/months.json' with { type: 'json' }
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

function tableMonths(): Map<string, Month> {
  const table = new Map<string, Month>()
  for (const calendar of ['gregory', 'persian', 'islamic'] as const) {
    for (const [number, list] of Object.entries(names[calendar])) {
      const entry = { calendar, month: Number(number) }
      for (const name of list.split('|')) table.set(name, entry)
    }
  }
  return table
}

function tableWeekdays(): Map<string, number> {
  const table = new Map<string, number>()
  for (const [day, list] of Object.entries(names.weekdays)) for (const name of list.split('|')) table.set(name, Number(day))
  return table
}
