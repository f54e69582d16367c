import { describe, expect, it } from 'vitest'
import { clean } from '../../src/text/clean.ts'
import { defaultFixes } from '../../src/text/fixers.ts'
import { segment } from '../../src/text/segment.ts'
import { markContinuations } from '../../src/text/unwrap.ts'

const words = 'أعلنت الوزارة أن المشروع الجديد سيبدأ خلال الأسابيع القادمة في عدد من المدن الساحلية بعد أن اكتملت الدراسات التي أعدها خبراء من الجامعة'.split(' ')

/** A paragraph of so many words, always the same for the same seed. */
function paragraph(length: number, seed: number): string {
  const picked = Array.from({ length }, (_, index) => words[(index * index + index * seed + 7 * seed) % words.length]!)
  return picked.join(' ') + '.'
}

/** Greedy wrapping, as mail programs do it. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}

const paragraphs = [60, 45, 80, 52, 70].map((length, seed) => paragraph(length, seed + 1))
const continued = (lines: readonly string[]) => markContinuations(segment(lines.join('\n'))).flatMap(({ continues }, index) => (continues ? [index] : []))

describe.each([60, 72, 80])('text wrapped at %i', (width) => {
  const wrapped = paragraphs.map((text) => wrap(text, width))
  const firsts = new Set<number>()

  it('is joined again where blank lines part the paragraphs', () => {
    const lines = wrapped.flatMap((lines) => [...lines, ''])
    let index = 0
    for (const lines of wrapped) {
      firsts.add(index)
      index += lines.length + 1
    }
    const expected = lines.flatMap((line, index) => (line === '' || firsts.has(index) ? [] : [index]))
    expect(continued(lines)).toEqual(expected)
    expect(continued(lines.map((line) => `${line}\r`))).toEqual(expected)
  })

  it('is joined again where nothing parts them, but for a last line that is full', () => {
    const lines = wrapped.flat()
    const marked = new Set(continued(lines))
    let index = 0
    for (const own of wrapped) {
      for (let line = 1; line < own.length; line++) expect(marked.has(index + line)).toBe(true)
      index += own.length
    }
  })

  it('is joined in a page with menus around it, which are not', () => {
    const menu = ['الرئيسية', 'أخبار محلية', 'اقتصاد', 'رياضة', 'ثقافة وفنون', 'اتصل بنا', 'من نحن', 'فيديو']
    const lines = [...menu, '', ...wrapped.flatMap((lines) => [...lines, '']), ...menu]
    const marked = continued(lines)
    expect(marked.length).toBe(wrapped.flat().length - wrapped.length)
    expect(marked.every((index) => index > menu.length && index < lines.length - menu.length)).toBe(true)
  })

  it('does not join the items of a list', () => {
    const item = wrapped[0]!
    const lines = [...wrapped.flatMap((lines) => [...lines, '']), ...item.map((line) => `- ${line.slice(2)}`)]
    expect(continued(lines).every((index) => index < lines.length - item.length)).toBe(true)
  })
})

describe('nothing is joined in', () => {
  it.each<[string, string[]]>([
    ['paragraphs of one line each', Array.from({ length: 20 }, (_, seed) => paragraph(30 + seed, seed))],
    ['short paragraphs of one line each', Array.from({ length: 20 }, (_, seed) => paragraph(8 + (seed % 5), seed))],
    ['a menu', Array.from({ length: 30 }, (_, seed) => words[seed % words.length]!)],
    ['headlines', Array.from({ length: 20 }, (_, seed) => paragraph(7 + ((seed * 5) % 6), seed).slice(0, -1))],
    ['verse', Array.from({ length: 20 }, (_, seed) => `${paragraph(4 + (seed % 2), seed).slice(0, -1)} ... ${paragraph(4, seed + 3).slice(0, -1)}`)],
    ['a few wrapped lines', wrap(paragraph(50, 1), 72)],
    ['a table', Array.from({ length: 20 }, (_, seed) => `${paragraph(8, seed)}\t${'1234567890'.slice(seed % 3)}`)],
    ['one line again and again', Array.from({ length: 20 }, () => paragraph(10, 2))],
    ['nothing', ['']],
  ])('%s', (_, lines) => {
    expect(continued(lines)).toEqual([])
  })
})

it('counts code points, not UTF-16 units', () => {
  const emoji = Array.from({ length: 300 }, (_, index) => (index % 7 === 0 ? '😀😀😀' : 'كلمة')).join(' ')
  const lines: string[] = []
  let line = ''
  for (const word of emoji.split(' ')) {
    if (line !== '' && [...line].length + 1 + [...word].length > 60) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  lines.push(line)
  expect(continued(lines).length).toBe(lines.length - 1)
})

it.each(['\u202b', '\u061c', '\u00ad'])('a line of which nothing is left that can be seen (%j) continues nothing and is not continued', (invisible) => {
  const lines = wrap(paragraph(120, 3), 60)
  const longest = Math.max(...lines.map((line) => line.length))
  const at = lines.findLastIndex((line) => line.length === longest) + 1 // so full that not even one more character would have fitted
  const { lines: cleaned } = clean(segment([...lines.slice(0, at), invisible, ...lines.slice(at)].join('\n')), defaultFixes)
  const marked = markContinuations(cleaned)
  expect(marked[at - 1]!.continues).toBe(true)
  expect(marked[at]).toMatchObject({ text: '', continues: false })
  expect(marked[at + 1]!.continues).toBe(false)
})
