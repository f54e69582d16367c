import { describe, expect, it } from 'vitest'
import { type Calendar, toDayNumber, toIsoDate, toWeekday } from '../../src/metadata/calendars.ts'

const dayLength = 86_400_000

/** What ICU makes of a day: the tests may ask it, the product may not. */
function askIcu(calendar: string): (day: number) => [number, number, number] {
  const format = new Intl.DateTimeFormat(`en-u-ca-${calendar}-nu-latn`, { year: 'numeric', month: 'numeric', day: 'numeric', timeZone: 'UTC' })
  return (day) => {
    const parts = Object.fromEntries(format.formatToParts(new Date(day * dayLength)).map(({ type, value }) => [type, Number.parseInt(value, 10)]))
    return [parts['year']!, parts['month']!, parts['day']!]
  }
}

describe('toDayNumber', () => {
  it.each([
    ['gregory', -134_000, 80_000, 'gregory'],
    ['persian', -53_000, 54_000, 'persian'],
    ['islamic', -31_820, 74_000, 'islamic-umalqura'],
  ] as const)('agrees with ICU on the %s calendar', (calendar: Calendar, from, to, icu) => {
    const ask = askIcu(icu)
    // A step that is prime to all month lengths, so that every month and day comes up.
    for (let day = from; day < to; day += 13) {
      const [year, month, date] = ask(day)
      expect(toDayNumber(calendar, year, month, date), `${year}-${month}-${date}`).toBe(day)
    }
  })

  it('knows the last day of every Persian year, where leap years show', () => {
    const ask = askIcu('persian')
    for (let year = 1200; year < 1500; year++) {
      const next = toDayNumber('persian', year + 1, 1, 1)!
      expect(ask(next), `${year + 1}`).toEqual([year + 1, 1, 1])
      expect(toDayNumber('persian', year, 12, ask(next - 1)[2])).toBe(next - 1)
    }
  })

  it.each([
    ['gregory', 2021, 2, 29], ['gregory', 1900, 2, 29], ['gregory', 2021, 13, 1], ['gregory', 2021, 0, 1], ['gregory', 2021, 4, 0],
    ['gregory', 1599, 1, 1], ['gregory', 2200, 1, 1], ['persian', 1400, 12, 30], ['persian', 1400, 7, 31], ['persian', 1501, 1, 1],
    ['islamic', 1445, 9, 31], ['islamic', 1299, 1, 1], ['islamic', 1601, 1, 1],
  ] as const)('refuses %s %i-%i-%i', (calendar, year, month, day) => {
    expect(toDayNumber(calendar, year, month, day)).toBeUndefined()
  })
})

describe('toIsoDate and toWeekday', () => {
  it('agree with Date', () => {
    for (let day = -134_000; day < 80_000; day += 11) {
      const date = new Date(day * dayLength)
      expect(toIsoDate(day)).toBe(date.toISOString().slice(0, 10))
      expect(toWeekday(day)).toBe(date.getUTCDay())
    }
  })
})
