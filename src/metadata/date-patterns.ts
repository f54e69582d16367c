import type { Calendar } from './calendars.ts'
import { findMonth } from './month-names.ts'
import { hasDigits, isGlued, isMark, type Token } from './tokens.ts'

/** Which of two numbers before a year is the day. */
export type Order = 'dmy' | 'mdy'

/** Something that has the shape of a date, before it is known to exist. */
export interface DateShape {
  /** Named dates know their calendar; the calendar of numbers depends on the year and on what stands around. */
  readonly calendar: Calendar | undefined
  readonly year: number
  readonly month: number
  readonly day: number
  /** For three numbers with the year last: the mark between them, since `.` tells more than `/`. */
  readonly mark?: string
  /** The year has two digits. */
  readonly short?: boolean
  /** Two months of one calendar that contradict each other, or a range of days: a date, but not an exact one. */
  readonly broken?: boolean
  /** Indices of the first token and of the one after the last. */
  readonly start: number
  readonly end: number
}

/** Words between the parts of a named date, folded: "of", ordinal endings, "month of", "in the year". */
const fillers = new Set([
  'of', 'de', 'del', 'd', 'do', 'da', 'di', 'den', 'st', 'nd', 'rd', 'th', 'er', 'ere', 'e', 'o', 'a', 'm', 'в', 'г', 'го', 'е', 'є', 'р',
  'من', 'شهر', 'سنه', 'عام', 'لسنه', 'لعام', 'سال', 'ماه', 'د', 'ي', 'ه', '', 'ب', 'ה', 'ל', 'ב', 'טן', 'סטן',
  'ييل', 'ييلي', 'ييلينيك', 'ييلنيك',
])

/** Signs after year, month and day in Chinese, Japanese, Korean and Uyghur; these as prefixes of folded words. */
const yearSigns = /^(?:年|년|ييل)/u
const monthSigns = /^(?:月|월|ياي)/u
const daySigns = /^(?:日|号|號|일|كۈن)/u

/**
 * Finds everything that has the shape of a date, from left to right, without overlaps.
 * Reads each token a bounded number of times.
 */
export function findDates(tokens: readonly Token[]): DateShape[] {
  const shapes: DateShape[] = []
  for (let at = 0; at < tokens.length; ) {
    const shape = tokens[at]!.kind === 'number' ? matchNumber(tokens, at) : matchName(tokens, at)
    if (shape !== undefined) shapes.push(shape)
    at = shape?.end ?? at + 1
  }
  return shapes
}

function matchNumber(tokens: readonly Token[], at: number): DateShape | undefined {
  const first = tokens[at]!
  // The minutes of a clock begin no date.
  if (isMark(tokens[at - 1], ':') && isGlued(tokens, at) && hasDigits(tokens[at - 2], 1, 2)) return undefined
  if (first.text.length === 4) return matchSigned(tokens, at) ?? matchYearFirst(tokens, at) ?? matchYearThenName(tokens, at)
  if (first.text.length > 2) return undefined
  return matchYearLast(tokens, at) ?? matchDayThenName(tokens, at)
}

/** 2024-05-03, 2021/08/08, 2024. 5. 3., 2021 – 01 – 18. */
function matchYearFirst(tokens: readonly Token[], at: number): DateShape | undefined {
  const [year, mark, month, second, day] = tokens.slice(at, at + 5)
  if (!isMark(mark, '-/.–—−•·') || !hasDigits(month, 1, 2) || second?.text !== mark.text || !hasDigits(day, 1, 2)) return undefined
  return { calendar: undefined, year: year!.value, month: month.value, day: day.value, start: at, end: at + 5 }
}

/** 2024年5月3日, 2024년 5월 3일, and the Uyghur form with "year", "month" and "day" after hyphens. */
function matchSigned(tokens: readonly Token[], at: number): DateShape | undefined {
  const afterYear = skipSign(tokens, at + 1, yearSigns)
  if (afterYear === undefined || !hasDigits(tokens[afterYear], 1, 2)) return undefined
  const afterMonth = skipSign(tokens, afterYear + 1, monthSigns)
  if (afterMonth === undefined || !hasDigits(tokens[afterMonth], 1, 2)) return undefined
  const end = skipSign(tokens, afterMonth + 1, daySigns)
  if (end === undefined) return undefined
  return { calendar: 'gregory', year: tokens[at]!.value, month: tokens[afterYear]!.value, day: tokens[afterMonth]!.value, start: at, end }
}

function skipSign(tokens: readonly Token[], at: number, sign: RegExp): number | undefined {
  const index = isMark(tokens[at], '-–') ? at + 1 : at
  return tokens[index]?.kind === 'word' && sign.test(tokens[index]!.text) ? index + 1 : undefined
}

/** 08.08.2021, 12/22/2023, 25-11-2024, 15.04.25. The order of the first two is settled later. */
function matchYearLast(tokens: readonly Token[], at: number): DateShape | undefined {
  const [first, mark, second, again, year] = tokens.slice(at, at + 5)
  if (!isMark(mark, '-/.–') || !hasDigits(second, 1, 2) || again?.text !== mark.text) return undefined
  if (!hasDigits(year, 4, 4) && !(hasDigits(year, 2, 2) && isGlued(tokens, at + 4))) return undefined
  // Four numbers are an address or a version, not a date.
  if (isMark(tokens[at + 5], mark.text) && tokens[at + 6]?.kind === 'number' && isGlued(tokens, at + 6)) return undefined
  const short = year.text.length === 2
  return { calendar: undefined, year: year.value, month: second.value, day: first!.value, mark: mark.text, short, start: at, end: at + 5 }
}

/** 3 مايو 2021, 3rd of May, 2021, 24 de mayo de 2024, 12-رمضان-1437. */
function matchDayThenName(tokens: readonly Token[], at: number): DateShape | undefined {
  const name = findMonth(tokens, skipFillers(tokens, at + 1))
  if (name === undefined) return undefined
  const pair = skipPair(tokens, name.end, name.entry)
  const year = skipFillers(tokens, pair.end)
  if (!isYear(tokens, year)) return undefined
  const broken = pair.broken || isRange(tokens, at)
  return { ...name.entry, year: tokens[year]!.value, day: tokens[at]!.value, broken, start: at, end: year + 1 }
}

/** May 3, 2021; ديسمبر 19 2024. */
function matchName(tokens: readonly Token[], at: number): DateShape | undefined {
  const name = findMonth(tokens, at)
  if (name === undefined) return undefined
  const pair = skipPair(tokens, name.end, name.entry)
  const day = skipFillers(tokens, pair.end)
  if (!hasDigits(tokens[day], 1, 2)) return undefined
  const year = skipFillers(tokens, day + 1)
  if (!isYear(tokens, year)) return undefined
  return { ...name.entry, year: tokens[year]!.value, day: tokens[day]!.value, broken: pair.broken, start: at, end: year + 1 }
}

/** 2024. május 3., 2011-يىل 1-ئىيۇن, 2024 m. gegužės 3 d. */
function matchYearThenName(tokens: readonly Token[], at: number): DateShape | undefined {
  const next = skipFillers(tokens, at + 1)
  const dayFirst = hasDigits(tokens[next], 1, 2)
  const name = findMonth(tokens, dayFirst ? skipFillers(tokens, next + 1) : next)
  if (name === undefined) return undefined
  const day = dayFirst ? next : skipFillers(tokens, name.end)
  if (!hasDigits(tokens[day], 1, 2)) return undefined
  // What follows is the year of a later date: "… 2020 3 May 2021".
  if (isYear(tokens, skipFillers(tokens, dayFirst ? name.end : day + 1))) return undefined
  return { ...name.entry, year: tokens[at]!.value, day: tokens[day]!.value, start: at, end: dayFirst ? name.end : day + 1 }
}

/** A year has four digits and is not the hour of "2024:05" or the start of an ISO date. */
function isYear(tokens: readonly Token[], at: number): boolean {
  return hasDigits(tokens[at], 4, 4) && !(isMark(tokens[at + 1], ':') && isGlued(tokens, at + 1) && hasDigits(tokens[at + 2], 2, 2) && isGlued(tokens, at + 2))
}

/** Steps over up to three marks and small words between the parts of a date. */
function skipFillers(tokens: readonly Token[], at: number): number {
  let end = at
  while (end < at + 3 && (isMark(tokens[end], '.,،-–/\'’ºª־') || (tokens[end]?.kind === 'word' && fillers.has(tokens[end]!.text)))) end += 1
  return end
}

/** Steps over a second name of the same month: "نيسان / أبريل", "تموز (يوليو)". */
function skipPair(tokens: readonly Token[], at: number, month: { calendar: Calendar; month: number }): { end: number; broken: boolean } {
  if (!isMark(tokens[at], '/(-–')) return { end: at, broken: false }
  const second = findMonth(tokens, at + 1)
  if (second === undefined) return { end: at, broken: false }
  const end = isMark(tokens[second.end], ')') ? second.end + 1 : second.end
  return { end, broken: second.entry.calendar !== month.calendar || second.entry.month !== month.month }
}

/** Tells whether the day closes a range: "3-5 May 2021" is no date, "13:40 - 5 May 2021" is one. */
function isRange(tokens: readonly Token[], at: number): boolean {
  return isMark(tokens[at - 1], '-–') && hasDigits(tokens[at - 2], 1, 2) && !isMark(tokens[at - 3], ':.') && tokens[at - 2]!.value <= 31
}
