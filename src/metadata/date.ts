import { type Calendar, toDayNumber, toIsoDate, toWeekday } from './calendars.ts'
import { type Clock, connectsClock, readClock, toIsoTime } from './clock.ts'
import { type DateShape, findDates, type Order } from './date-patterns.ts'
import { findWeekday } from './month-names.ts'
import { isGlued, isMark, splitTokens, type Token } from './tokens.ts'

/** What is known of the document besides the text of the date. */
export interface DateHints {
  /** BCP 47 tag: settles the calendar of a numeric date such as 1404/04/21, and the order of dotted ones. */
  readonly language?: string
  /** Order of day and month that other dates of the document show. */
  readonly order?: Order | undefined
  /** ISO dates found elsewhere in the document: an ambiguous date that can be one of them is that one. */
  readonly dates?: readonly string[]
}

/** A date found in a text. */
export interface DatedSpan {
  /** ISO 8601; absent for the shape of a date that does not exist or cannot be settled. */
  readonly iso?: string | undefined
  /** Where it begins and ends, its time included, in UTF-16 code units. */
  readonly start: number
  readonly end: number
}

/** Languages whose standard for dates in numbers is day, month, year with points; English has none. */
const dotted = new Set([
  'de', 'lb', 'no', 'nb', 'nn', 'da', 'fi', 'et', 'lv', 'pl', 'cs', 'sk', 'ru', 'uk', 'be', 'bg', 'ro', 'sr', 'hr', 'sl', 'tr',
  'az', 'he', 'it', 'fr', 'is', 'mk', 'ka', 'hy',
])

/** The calendar that numbers with a year such as 1404 or 1446 belong to, by language. */
const numberCalendars: Readonly<Record<string, Calendar>> = { fa: 'persian', prs: 'persian', ps: 'persian', tg: 'persian', ar: 'islamic', ur: 'islamic' }

/** Words after a date that name its calendar, folded. */
const eras: ReadonlyMap<string, Calendar> = new Map([
  ['ه', 'islamic'], ['هج', 'islamic'], ['هجري', 'islamic'], ['هجريه', 'islamic'], ['قمري', 'islamic'], ['هق', 'islamic'], ['ق', 'islamic'], ['ah', 'islamic'],
  ['ش', 'persian'], ['هش', 'persian'], ['شمسي', 'persian'], ['خورشيدي', 'persian'],
])

/** Offsets of Iran and Afghanistan, in minutes: who writes them counts years by the Persian calendar. */
const persianOffsets = new Set([210, 270])

/** The last year taken for a Persian one where only the language speaks for it: later ones are likely lunar. */
const lastPlainPersianYear = 1430

/** How many days a Hijri date by sight of the moon may differ from the calculated one. */
const moonTolerance = 2

/**
 * Reads the date (and time) of publication off a text: exactly, or not at all.
 *
 * The first date wins, so that "published X, updated Y" gives X; of one day in two calendars the Gregorian wins.
 * Relative dates, dates without day or year, ranges, and days that do not exist give nothing; so does 03/04/2021
 * unless a weekday, another date or a hint settles the order. A time without a zone stays without one.
 *
 * @returns ISO 8601: `2021-08-08`, `2021-08-08T14:05:00`, `2021-08-08T14:05:00+03:00`.
 * @example readDate('الأحد 8 آب/أغسطس 2021 - 14:05 بتوقيت غرينتش') // '2021-08-08T14:05:00Z'
 */
export function readDate(text: string, hints: DateHints = {}): string | undefined {
  return listDates(text, hints)[0]?.iso
}

/** Lists the dates of a text from left to right, two calendars of one day as one. */
export function listDates(text: string, hints: DateHints = {}): DatedSpan[] {
  const tokens = splitTokens(text)
  const shapes = findDates(tokens)
  if (shapes.length === 0) return []
  const settled = { ...hints, order: hints.order ?? findOrder(shapes) }
  const days = shapes.map((shape) => settle(shape, tokens, settled))
  const spans: DatedSpan[] = []
  for (let at = 0; at < shapes.length; at++) {
    const first = shapes[at]!
    const twin = at + 1 < shapes.length && isTwin(days, shapes, at) ? at + 1 : at
    const day = twin > at && !days[at]!.gregorian ? days[twin]! : days[at]!
    const from = shapes[at - 1]?.end ?? 0
    const clock = findClock(tokens, first.start, shapes[twin]!.end, from, shapes[twin + 1]?.start ?? tokens.length)
    const start = tokens[Math.min(first.start, clock?.start ?? first.start)]!.start
    const end = tokens[Math.max(shapes[twin]!.end, clock?.end ?? 0) - 1]!.end
    const iso = day.number === undefined ? undefined : toIsoDate(day.number) + (clock ? `T${toIsoTime(clock)}` : '')
    spans.push({ iso, start, end })
    at = twin
  }
  return spans
}

/**
 * Reads a line that holds nothing but a time of day which says that it is one: "7:55 AM UTC", "15:44 Uhr".
 *
 * @returns The second half of an ISO 8601 stamp, without the `T`.
 */
export function readLoneClock(text: string): string | undefined {
  if (text.length > 60) return undefined
  const tokens = splitTokens(text)
  const at = tokens.findIndex((token) => token.kind === 'number')
  const clock = at < 0 ? undefined : readClock(tokens, at)
  if (!clock?.marked) return undefined
  const rest = [...tokens.slice(0, at), ...tokens.slice(clock.end)]
  return rest.every(connectsClock) ? toIsoTime(clock) : undefined
}

/** Tells which order of day and month the unambiguous numeric dates of a text show. */
export function readOrder(text: string): Order | undefined {
  return findOrder(findDates(splitTokens(text)))
}

function findOrder(shapes: readonly DateShape[]): Order | undefined {
  for (const { mark, day, month, short } of shapes) {
    if (mark === undefined || mark === '.' || short) continue
    if (day > 12 && day <= 31 && month <= 12) return 'dmy'
    if (month > 12 && month <= 31 && day <= 12) return 'mdy'
  }
  return undefined
}

/** The day that a shape stands for. */
interface Day {
  readonly number: number | undefined
  readonly gregorian: boolean
}

function settle(shape: DateShape, tokens: readonly Token[], hints: DateHints): Day {
  const year = fullYear(shape, hints)
  if (shape.broken || year === undefined) return { number: undefined, gregorian: true }
  const calendar = shape.calendar ?? calendarOfNumbers(shape, year, tokens, hints)
  if (calendar === undefined) return { number: undefined, gregorian: false }
  const gregorian = calendar === 'gregory'
  const asWritten = toDayNumber(calendar, year, shape.month, shape.day)
  if (shape.mark === undefined || !gregorian) return { number: asWritten, gregorian }
  const swapped = toDayNumber(calendar, year, shape.day, shape.month)
  if (asWritten === undefined || swapped === undefined || asWritten === swapped) return { number: asWritten ?? swapped, gregorian }
  return { number: chooseOrder(asWritten, swapped, shape, tokens, hints), gregorian }
}

/** Chooses between day-month and month-day where both exist. */
function chooseOrder(dmy: number, mdy: number, shape: DateShape, tokens: readonly Token[], hints: DateHints): number | undefined {
  const weekday = findWeekdayNear(tokens, shape)
  if (weekday !== undefined && (toWeekday(dmy) === weekday) !== (toWeekday(mdy) === weekday)) return toWeekday(dmy) === weekday ? dmy : mdy
  const known = (day: number) => hints.dates?.some((date) => date.startsWith(toIsoDate(day))) ?? false
  if (known(dmy) !== known(mdy)) return known(dmy) ? dmy : mdy
  if (shape.mark === '.' && dotted.has(primaryTag(hints))) return dmy
  if (hints.order === undefined || shape.mark === '.') return undefined
  return hints.order === 'dmy' ? dmy : mdy
}

function primaryTag(hints: DateHints): string {
  return hints.language?.split('-', 1)[0] ?? ''
}

/** Two digits stand for a year only where points and the language make day, month and year sure. */
function fullYear(shape: DateShape, hints: DateHints): number | undefined {
  if (!shape.short) return shape.year
  if (shape.mark !== '.' || !dotted.has(primaryTag(hints)) || shape.month > 12) return undefined
  return shape.year + (shape.year < 70 ? 2000 : 1900)
}

/** Years of three calendars do not overlap in practice: 1200 to 1600 is Persian or Hijri, later ones are Gregorian. */
function calendarOfNumbers(shape: DateShape, year: number, tokens: readonly Token[], hints: DateHints): Calendar | undefined {
  if (year > 1600) return 'gregory'
  for (let at = shape.end; at < Math.min(tokens.length, shape.end + 8); at++) {
    const token = tokens[at]!
    if (token.text === '|') break
    if (token.kind !== 'word') continue
    const era = eras.get(token.text)
    if (era === 'islamic' && eras.get(tokens[at + 1]?.text ?? '') === 'persian') return 'persian'
    if (era !== undefined) return era
  }
  const clock = findClock(tokens, shape.start, shape.end, 0, tokens.length)
  if (clock?.offset !== undefined && persianOffsets.has(clock.offset)) return 'persian'
  const calendar = numberCalendars[primaryTag(hints)]
  return calendar === 'persian' && year > lastPlainPersianYear ? undefined : calendar
}

/** Tells whether two neighbouring dates are one day in two calendars. An unreadable Hijri date yields to what follows. */
function isTwin(days: readonly Day[], shapes: readonly DateShape[], at: number): boolean {
  const [first, second] = [days[at]!, days[at + 1]!]
  if (first.gregorian === second.gregorian || second.number === undefined) return false
  if (first.number === undefined) return shapes[at + 1]!.start - shapes[at]!.end <= 4
  return Math.abs(first.number - second.number) <= moonTolerance
}

/** Finds the weekday written next to a date: up to four tokens before it or two after. */
function findWeekdayNear(tokens: readonly Token[], shape: DateShape): number | undefined {
  for (let at = shape.start - 1; at >= Math.max(0, shape.start - 4); at--) {
    const found = findWeekday(tokens, at)
    // The longer name that contains it: "شنبه" ends that of five days in Persian.
    if (found !== undefined) return (at > 0 ? findWeekday(tokens, at - 1) : undefined)?.entry ?? found.entry
  }
  return findWeekday(tokens, shape.end)?.entry ?? findWeekday(tokens, shape.end + 1)?.entry
}

/** Finds the time of a date: after it, else before it, with nothing but connecting words and marks between. */
function findClock(tokens: readonly Token[], start: number, end: number, from: number, to: number): (Clock & { start: number }) | undefined {
  const after = skipConnectors(tokens, end, Math.min(to, end + 8))
  const clock = after < to ? readClock(tokens, after) : undefined
  if (clock !== undefined && clock.end <= to) return { ...clock, start: after }
  for (let at = Math.max(from, start - 14); at < start; at++) {
    if (tokens[at]!.kind !== 'number' || (isMark(tokens[at - 1], ':./-+') && isGlued(tokens, at))) continue
    const before = readClock(tokens, at)
    if (before !== undefined && before.end <= start && skipConnectors(tokens, before.end, start) === start) return { ...before, start: at }
  }
  return undefined
}

function skipConnectors(tokens: readonly Token[], at: number, limit: number): number {
  let end = at
  while (end < limit) {
    const weekday = findWeekday(tokens, end)
    if (weekday === undefined && !connectsClock(tokens[end]!)) break
    end = weekday?.end ?? end + 1
  }
  return end
}
