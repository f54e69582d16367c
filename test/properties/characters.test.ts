import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { convert, load } from '../../src/convert.ts'
import { flavorNames } from '../../src/markdown/flavors.ts'
import { roles } from '../../src/roles.ts'
import { clean } from '../../src/text/clean.ts'
import { defaultFixes } from '../../src/text/fixers.ts'
import { segment } from '../../src/text/segment.ts'

beforeAll(load)

/** Letters, marks and digits that no fix may touch, and words they stand in. */
const letters = [...'ابةتثجحخدذرزسشصضطظعغفقكلمنهوىيءآأؤإئپچژگکیٹڈڑںھہےۓټډړږښګڼۍېڕڵۆێەۇۈۋڭڄڃڇڌٿڦڳڱڻאבגדהוזחטיךכלםמןנסעףפץצקרשתaZéßşñЖя中日한', '٣', '۴', '5', 'ﷺ', '\u064e', '\u0651', '\u0640', 'نص', 'می', 'קול']
/** What stands between and beside letters and is white space, joins them, or orders them. */
const around = [
  ' ', '  ', '\t', '\u00a0', '\u2003', '\u3000', '\u200b', '\u200c', '\u200c\u200c', '\u200d', '\u200e', '\u200f', '\u061c', '\u202a', '\u202b', '\u202c', '\u202d', '\u202e', '\u2066', '\u2067', '\u2068',
  '\u2069', '\ufeff', '\u00ad', '\x01', '،', '.', '،', ' - ', ': ', '"',
]
const word = fc.array(fc.constantFrom(...letters), { minLength: 1, maxLength: 5 }).map((found) => found.join(''))
const line = fc.array(fc.oneof(word, fc.constantFrom(...around)), { maxLength: 14 }).map((found) => found.join(''))

/** All that a line must keep: without white space, and without what the fixes that are on take away. */
const inked = (text: string) => text.normalize('NFC').replace(/[\s\p{Cc}\p{Cf}]/gu, '').normalize('NFC')

/** ZWNJ between two letters, of which one in a row counts. */
const countJoints = (text: string) => text.match(/(?<=[\p{L}\p{M}])\u200c+(?=\p{L})/gu)?.length ?? 0

/** Controls that reorder beyond themselves: overrides, embeddings, and isolates that are not closed, or not opened, in a line. */
function findLooseControls(text: string): string[] {
  return text.split(/[\n\u0085\u2028\u2029]/).filter((one) => {
    let open = 0
    for (const character of one) {
      if (/[\u202a-\u202e]/.test(character)) return true
      if (/[\u2066-\u2068]/.test(character)) open += 1
      if (character === '\u2069' && --open < 0) return true
    }
    return open !== 0
  })
}

describe('without fixes that were asked for', () => {
  it('no letter, mark or digit changes', () => {
    fc.assert(
      fc.property(line, (raw) => {
        expect(inked(clean(segment(raw), defaultFixes).lines.map(({ text }) => text).join(''))).toBe(inked(raw))
      }),
      { numRuns: 3000 },
    )
  })

  it('as many ZWNJ stand between letters as before', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(word, fc.constantFrom('\u200c', '\u200c', '\u200c', ' ', '،')), { maxLength: 14 }).map((found) => found.join('')), (raw) => {
        const { article, markdown } = convert(raw, { pins: ['paragraph'], flavor: 'default' })
        expect(article.lines.reduce((sum, { text }) => sum + countJoints(text), 0)).toBe(countJoints(raw))
        expect(countJoints(markdown.replace(/^---\n[^]*?\n---\n/, ''))).toBe(countJoints(raw))
      }),
      { numRuns: 500 },
    )
  })
})

describe('bidi controls', () => {
  const opened = fc.constantFrom('كتب: ', 'بقلم ', 'المصدر: ', 'بغداد - ', 'By ', '12 مارس 2021 ', '')
  const piece = fc.oneof(line, fc.constantFrom('\u2067', '\u2068', '\u2069', ' و', '، ', ' / ', 'سالم المري', 'John Doe', '&#x202e;', '&#8295;', '\\', '*', '[', 'رويترز'))
  const texts = fc.array(fc.tuple(opened, fc.array(piece, { maxLength: 8 })).map(([first, rest]) => first + rest.join('')), { minLength: 1, maxLength: 8 })
  const pins = fc.array(fc.constantFrom(...roles, null), { maxLength: 8 })

  it.each(flavorNames)('are balanced in every line of the Markdown of %s', (flavor) => {
    fc.assert(
      fc.property(texts, pins, fc.constantFrom('drop' as const, 'append' as const), (lines, pinned, boilerplate) => {
        expect(findLooseControls(convert(lines.join('\n'), { flavor, pins: pinned, boilerplate }).markdown)).toEqual([])
      }),
      { numRuns: 150 },
    )
  })
})
