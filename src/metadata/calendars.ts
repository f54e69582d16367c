import table from '../data/umm-al-qura.json' with { type: 'json' }

/** A calendar that dates are read in: the Gregorian, the Persian solar (Jalali), the Hijri one of Umm al-Qura. */
export type Calendar = 'gregory' | 'persian' | 'islamic'

/** The years of each calendar that a date of an article may have; others are taken for misreadings. */
const years: Readonly<Record<Calendar, readonly [number, number]>> = {
  gregory: [1600, 2199],
  persian: [1200, 1500],
  islamic: [1300, 1600],
}

const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** Days since 1970-01-01 of the Persian day 1200-01-01, which is 1821-03-21. */
const firstPersianDay = -54342

/** Days from 1970-01-01 to the first day of each Hijri year of the table; built on first use. */
let hijriYearStarts: number[] | undefined

/**
 * Counts the days from 1970-01-01 to a date of one of the calendars.
 *
 * @returns `undefined` for a date that does not exist or whose year is out of range.
 * @example toDayNumber('islamic', 1445, 9, 1) // 19793, 2024-03-11
 */
export function toDayNumber(calendar: Calendar, year: number, month: number, day: number): number | undefined {
  const [first, last] = years[calendar]
  if (year < first || year > last || month < 1 || month > 12 || day < 1) return undefined
  if (calendar === 'gregory') return fromGregorian(year, month, day)
  if (calendar === 'persian') return fromPersian(year, month, day)
  return fromHijri(year, month, day)
}

/** Writes a count of days since 1970-01-01 as an ISO 8601 date. */
export function toIsoDate(dayNumber: number): string {
  // Days to civil date by eras of 400 years, after Howard Hinnant, "chrono-compatible low-level date algorithms".
  const shifted = dayNumber + 719468
  const era = Math.floor(shifted / 146097)
  const dayOfEra = shifted - era * 146097
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365)
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return `${year}-${pad(month)}-${pad(day)}`
}

/** The weekday of a count of days since 1970-01-01, 0 for Sunday. */
export function toWeekday(dayNumber: number): number {
  return (((dayNumber + 4) % 7) + 7) % 7
}

/** Writes a number below 100 with two digits. */
export function pad(number: number): string {
  return number < 10 ? `0${number}` : `${number}`
}

function fromGregorian(year: number, month: number, day: number): number | undefined {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  if (day > monthDays[month - 1]! + (leap && month === 2 ? 1 : 0)) return undefined
  // The inverse of the algorithm in toIsoDate, from the same source.
  const shiftedYear = month <= 2 ? year - 1 : year
  const era = Math.floor(shiftedYear / 400)
  const yearOfEra = shiftedYear - era * 400
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1
  return era * 146097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719468
}

/**
 * Leap years by the rule of eight in 33 years, which agrees with the astronomical calendar from 1178 to 1633
 * (Heydari, "A concise review of the Iranian calendar"; the tests compare every year of the range with ICU).
 */
function isPersianLeap(year: number): boolean {
  return (25 * year + 11) % 33 < 8
}

function fromPersian(year: number, month: number, day: number): number | undefined {
  const length = month <= 6 ? 31 : month < 12 || isPersianLeap(year) ? 30 : 29
  if (day > length) return undefined
  let days = firstPersianDay + (year - 1200) * 365
  for (let before = 1200; before < year; before++) if (isPersianLeap(before)) days += 1
  return days + (month <= 7 ? (month - 1) * 31 : 186 + (month - 7) * 30) + day - 1
}

/** The twelve bits of a year's months: 1 for 30 days, 0 for 29. */
function readHijriYear(year: number): number {
  const at = (year - table.firstYear) * 3
  return Number.parseInt(table.lengths.slice(at, at + 3), 16)
}

function fromHijri(year: number, month: number, day: number): number | undefined {
  hijriYearStarts ??= listHijriYearStarts()
  const bits = readHijriYear(year)
  if (day > 29 + ((bits >> (month - 1)) & 1)) return undefined
  let days = hijriYearStarts[year - table.firstYear]!
  for (let before = 0; before < month - 1; before++) days += 29 + ((bits >> before) & 1)
  return days + day - 1
}

function listHijriYearStarts(): number[] {
  const starts: number[] = []
  let day = table.firstDay
  for (let year = table.firstYear; year < table.firstYear + table.lengths.length / 3; year++) {
    starts.push(day)
    const bits = readHijriYear(year)
    for (let month = 0; month < 12; month++) day += 29 + ((bits >> month) & 1)
  }
  return starts
}
