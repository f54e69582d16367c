import { describe, expect, it } from 'vitest'
import { toBlocks } from '../../src/markdown/blocks.ts'
import { toLines, type Sketch } from './lines.ts'

const more = { continues: true }

const cases: [string, Sketch[], [string, string, number[]][]][] = [
  ['makes one block of each line', [['headline', 'عنوان'], ['paragraph', 'أول'], ['paragraph', 'ثان']], [['headline', 'عنوان', [1]], ['paragraph', 'أول', [2]], ['paragraph', 'ثان', [3]]]],
  ['leaves blank lines out', [[null, ''], ['paragraph', 'نص'], [null, '']], [['paragraph', 'نص', [2]]]],
  ['joins hard-wrapped lines by a blank', [['paragraph', 'قال'], ['paragraph', 'الوزير', more], ['paragraph', 'اليوم', more]], [['paragraph', 'قال الوزير اليوم', [1, 2, 3]]]],
  ['joins scripts without blanks without one', [['paragraph', '東京の'], ['paragraph', '天気。', more], ['paragraph', '「晴」', more]], [['paragraph', '東京の天気。「晴」', [1, 2, 3]]]],
  ['joins ideographs beyond the basic plane', [['paragraph', '\u{20000}'], ['paragraph', '\u{20001}', more]], [['paragraph', '\u{20000}\u{20001}', [1, 2]]]],
  ['keeps the blank between such a script and another', [['paragraph', '東京'], ['paragraph', 'Tokyo', more]], [['paragraph', '東京 Tokyo', [1, 2]]]],
  ['keeps the blank between emoji', [['paragraph', '😀'], ['paragraph', '😀', more]], [['paragraph', '😀 😀', [1, 2]]]],
  ['keeps the blanks of Korean', [['paragraph', '서울'], ['paragraph', '날씨', more]], [['paragraph', '서울 날씨', [1, 2]]]],
  ['does not join across roles', [['headline', 'عنوان'], ['paragraph', 'نص', more]], [['headline', 'عنوان', [1]], ['paragraph', 'نص', [2]]]],
  ['keeps markers of lists', [['list-item', '- بند']], [['list-item', '- بند', [1]]]],
  ['makes blanks of what would break the line', [['paragraph', 'a\u2028b\r\n c\u0085d\0e']], [['paragraph', 'a b c d e', [1]]]],
]

describe('toBlocks', () => {
  it.each(cases)('%s', (_, sketches, expected) => {
    expect(toBlocks(toLines(sketches)).map(({ role, text, lines }) => [role, text, lines.map(({ number }) => number)])).toEqual(expected)
  })

  it('joins a hundred thousand lines in linear time', () => {
    const sketches = Array.from({ length: 100_000 }, (_, index): Sketch => ['paragraph', 'كلمة', { continues: index > 0 }])
    const started = performance.now()
    expect(toBlocks(toLines(sketches))[0]?.text.length).toBe(100_000 * 5 - 1)
    expect(performance.now() - started).toBeLessThan(2000)
  })
})
