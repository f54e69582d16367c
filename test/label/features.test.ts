import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cuesFor } from '../../src/label/cues-for.ts'
import { columns, extractFeatures, margin, width } from '../../src/label/features.ts'
import { observations } from '../../src/label/observations.ts'
import { hostileText } from '../properties/hostile-text.ts'
import { toLines } from './lines.ts'

const arabic = cuesFor({ tag: 'ar', script: 'Arab' })
const column = (name: string) => observations.findIndex((row) => row.name === name)

/** The bin of an observation for each unit, counted from 0: how many edges the value reaches. */
function see(name: string, lines: readonly string[]): number[] {
  const { units, bins } = extractFeatures(toLines(lines), arabic)
  return units.map((_, at) => bins[(at + margin) * width + column(name)]! - 1)
}

/** How many edges of an observation a value reaches. */
const reach = (name: string, value: number) => observations[column(name)]!.edges.filter((edge) => value >= edge).length

const long = 'قال رئيس البلدية إن العمل في الجسر الجديد بدأ قبل أسبوعين، وإن الطريق القديم سيبقى مفتوحا حتى نهاية العام المقبل.'

/** Observation, lines, and the value of each line that is not blank. */
const cases: readonly (readonly [name: string, lines: readonly string[], values: readonly number[]])[] = [
  ['length', ['', 'أ'.repeat(20), '', 'أ'.repeat(500)], [20, 500]],
  ['length', ['東京都で'], [10]],
  ['words', ['كلمة', 'كلمة أخرى هنا'], [1, 3]],
  ['words', ['كلمة أخرى', '+هنا وهناك', 'جديد'], [4, 1]],
  ['relative-length', ['x', 'م'.repeat(100)], [0.01, 1]],
  ['sentences', ['جملة أولى. جملة ثانية؟ ثم', 'بلا نهاية', '3.5 درجة'], [2, 0, 0]],
  ['ordinal', ['1. أولا', '(٢) ثانيا', '2021 عام', '3.5 درجة', 'لا رقم'], [1, 2, 0, 0, 0]],
  ['digit-share', ['12345678', 'لا أرقام', '١٢ شهر'], [1, 0, 2 / 6]],
  ['commas', ['أ، ب، ج', 'أ'], [2, 0]],
  ['address', ['انظر https://example.org/a', 'اكتب إلى a@example.org', 'www.example.org', 'لا'], [1, 1, 1, 0]],
  ['tag', ['#وسم', '@user', 'رقم 1#'], [1, 1, 0]],
  ['clock', ['الساعة 12:30', 'الساعة: 12'], [1, 0]],
  ['year', ['عام 2021', 'عام ١٤٤٢', 'عام 3021', 'رقم 120215'], [1, 1, 0, 0]],
  ['numeric-date', ['3/4/2021', '2021-04-03', '3/4', 'قسم 1-2'], [1, 1, 0, 0]],
  ['date-words', ['الأحد مارس', 'لا شيء'], [1, 0]],
  ['foreign', [long, 'Share this', '***'], [0, 2, 1]],
  ['blank-before', ['أ', '', '', 'ب', 'ج'], [0, 2, 0]],
  ['blank-after', ['أ', '', '', 'ب', 'ج', ''], [2, 0, 1]],
  ['from-start', ['أ', '', 'ب', 'ج'], [0, 1, 2]],
  ['from-end', ['أ', '', 'ب', 'ج'], [2, 1, 0]],
  ['long', [long, 'عنوان قصير', 'عنوان ينتهي بنقاط كثيرة '.repeat(10) + '…'], [1, 0, 0]],
  ['long-before', [long, 'قصير', long, 'قصير'], [0, 1, 1, 2]],
  ['to-next-long', ['قصير', 'قصير', long, 'قصير'], [2, 1, 255, 255]],
  ['same-line', ['شارك', 'خبر جديد', 'شارك', 'شارك'], [2, 0, 2, 2]],
  ['overlap', ['بدأ العمل في الجسر الجديد', 'طقس مشمس غدا', '', long], [1, 0, 0]],
  ['best-title', ['القائمة', 'بدأ العمل في الجسر الجديد', 'طقس مشمس غدا هنا', long], [0, 1, 0, 0]],
  ['since-colon', ['وتشمل الخطة ثلاثة بنود:', '- أول', '- ثان'], [255, 1, 2]],
  ['counts', ['1. أ', '2. ب', '4. ج', '5. د'], [1, 1, 0, 1]],
]

describe('extractFeatures', () => {
  it.each(cases)('%s of %j', (name, lines, values) => {
    expect(column(name), `a row named ${name}`).toBeGreaterThanOrEqual(0)
    expect(see(name, lines)).toEqual(values.map((value) => reach(name, value)))
  })

  it('keeps every bin within the edges and the margins zero', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(hostileText, fc.constant(''), fc.constant(long)), { maxLength: 30 }), fc.boolean(), (texts, cued) => {
        const { units, bins } = extractFeatures(toLines(texts.map((text) => text.trim().replace(/^\+/, ''))), cued ? arabic : undefined)
        expect(bins).toHaveLength((units.length + 2 * margin) * width)
        for (let row = 0; row < units.length + 2 * margin; row++) {
          const inside = row >= margin && row < margin + units.length
          observations.forEach(({ name, edges }, at) => {
            const bin = bins[row * width + at]!
            const fits = inside ? bin >= 1 && bin <= edges.length + 1 : bin === 0
            if (!fits) throw new Error(`${name} has bin ${bin} in row ${row}`)
          })
        }
      }),
    )
  })

  it('takes no lines and blank lines for no units', () => {
    for (const text of ['', '\n\n']) expect(extractFeatures(toLines(text), arabic).units).toEqual([])
  })

  it('takes very many lines, and very long ones', () => {
    const many = extractFeatures(toLines('قصير\n'.repeat(200_000)), arabic)
    expect(many.units).toHaveLength(200_000)
    const huge = extractFeatures(toLines(['كلمة '.repeat(200_000).trim(), '1/'.repeat(200_000), 'ا'.repeat(500_000)]), arabic)
    expect(huge.units).toHaveLength(3)
  })
})

describe('observations', () => {
  it('have a name each, and edges in order that fit into a byte', () => {
    const names = observations.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    for (const { edges } of observations) {
      expect([...edges].sort((a, b) => a - b)).toEqual(edges)
      expect(edges.length).toBeLessThan(254)
    }
  })

  it('are all that columns refer to', () => {
    for (const { observation, offset } of columns) {
      expect(observations[observation]).toBeDefined()
      expect(Math.abs(offset)).toBeLessThanOrEqual(margin)
    }
  })
})
