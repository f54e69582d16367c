import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import exceptions from '../../src/data/month-exceptions.json' with { type: 'json' }
import names from '../../src/data/months.json' with { type: 'json' }
import { foldForMatching } from '../../src/language/fold.ts'
import fixture from '../../fixtures/metadata/dates.json' with { type: 'json' }
import { listDates, readDate, readLoneClock, readOrder } from '../../src/metadata/date.ts'

interface Case {
  label: string
  text: string
  hints?: object
  date: string | null
}

describe('readDate', () => {
  it.each(fixture.cases as Case[])('$label', ({ text, hints, date }) => {
    expect(readDate(text, hints) ?? null).toBe(date)
  })

  it('gives an ISO 8601 date or nothing, whatever the text', () => {
    const part = fc.constantFrom('3', '12', '31', '2021', '1404', '1445', '٨', '-', '/', '.', ':', ' ', ' مايو ', 'رمضان', 'تیر', 'May', 'pm', '+03', 'هـ', 'Z', 'يوم')
    fc.assert(
      fc.property(fc.array(part, { maxLength: 14 }), (parts) => {
        const date = readDate(parts.join(''))
        if (date === undefined) return
        expect(date).toMatch(/^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)?)?$/)
        expect(Number.isNaN(Date.parse(date.slice(0, 19)))).toBe(false)
      }),
    )
  })

  it('takes linear time on hostile lines', () => {
    for (const unit of ['1/', '3 May ', '12:30 ', '2021-', '(', '1 - ', 'a.', 'السبت ']) {
      const text = unit.repeat(20_000)
      const began = performance.now()
      readDate(text)
      expect(performance.now() - began).toBeLessThan(2000)
    }
  })
})

describe('listDates', () => {
  it('tells where a date stands, its time included', () => {
    const text = 'سمر علي الأحد 12 مايو 2024 23:04 حلب'
    const [span] = listDates(text)
    expect(text.slice(span?.start, span?.end)).toBe('12 مايو 2024 23:04')
  })

  it('keeps two dates that are not one day apart', () => {
    expect(listDates('3 مايو 2021 ثم 5 مايو 2021').map((span) => span.iso)).toEqual(['2021-05-03', '2021-05-05'])
  })
})

describe('readOrder', () => {
  it.each([
    ['15/04/2021', 'dmy'],
    ['04/15/2021', 'mdy'],
    ['04/05/2021', undefined],
    ['15.04.2021', undefined],
    ['no date', undefined],
  ])('%s', (text, order) => {
    expect(readOrder(text)).toBe(order)
  })
})

describe('readLoneClock', () => {
  it.each([
    ['7:55 AM UTC', '07:55:00Z'],
    ['15:44 Uhr', '15:44:00'],
    ['الساعة 15:44', '15:44:00'],
    ['3:31 p.m.', '15:31:00'],
    ['01:53', undefined],
    ['00:00 / 03:15', undefined],
    ['(03:15 min)', undefined],
    ['Heute, 12:37 Uhr', undefined],
  ])('%s', (text, time) => {
    expect(readLoneClock(text)).toBe(time)
  })
})

describe('the table of months and weekdays', () => {
  const { note: _note, weekdays, ...calendars } = names
  const lists = (table: Record<string, string>) => Object.values(table).flatMap((list) => list.split('|'))

  it('holds each name once, so that no name means two months or days', () => {
    for (const all of [Object.values(calendars).flatMap(lists), lists(weekdays)]) expect(new Set(all).size).toBe(all.length)
  })

  it('is folded as the words of a text are: else run scripts/generate-months.mjs', () => {
    for (const name of [...Object.values(calendars).flatMap(lists), ...lists(weekdays)]) expect(foldForMatching(name)).toBe(name)
  })

  it('holds the exceptions: else run scripts/generate-months.mjs', () => {
    for (const group of ['gregory', 'persian', 'islamic', 'weekdays'] as const) {
      for (const [number, spellings] of Object.entries(exceptions[group])) {
        const list = (names[group] as Record<string, string>)[number]!.split('|')
        for (const spelling of spellings) expect(list).toContain(foldForMatching(spelling))
      }
    }
  })
})
