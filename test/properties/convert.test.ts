import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import type { Node, Parent, Text } from 'mdast'
import remarkFrontmatter from 'remark-frontmatter'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { beforeAll, describe, expect, it } from 'vitest'
import { analyse, convert, load } from '../../src/convert.ts'
import type { LabelledLine } from '../../src/document.ts'
import { flavorNames } from '../../src/markdown/flavors.ts'
import { toRecord } from '../../src/record.ts'
import { roleTable, roles } from '../../src/roles.ts'
import { decode } from '../../src/text/decode.ts'
import { hostileText } from './hostile-text.ts'

beforeAll(load)

const reader = unified().use(remarkParse).use(remarkFrontmatter).freeze()

const known = [
  'قال رئيس البلدية إن العمل في الجسر الجديد بدأ قبل أسبوعين، وإن الطريق القديم سيبقى مفتوحا حتى نهاية العام المقبل.',
  'Der Bürgermeister sagte, die Arbeiten an der Brücke hätten vor zwei Wochen begonnen.', 'بدء العمل في الجسر الجديد', 'كتب: سالم المرّي', 'المصدر: وكالات',
  'اقرأ أيضا', 'التعليقات (5)', '12 مارس 2021', '- بند', '1. بند', '2) بند', 'undefined', 'ﺍﻟﻌﺮﺑﻴﺔ', '\u202eمقلوب', 'e\u0301', '\u00a0', '\ufeff', '\r', 'Ø§Ù„Ø¹', '&nbsp;&amp;',
]
const line = fc.oneof(
  fc.constantFrom('', '', ...known),
  hostileText,
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.array(fc.constantFrom(...known), { minLength: 2, maxLength: 4 }).map((parts) => parts.join(' ')),
)
/** Texts of Arabic, Latin and hostile lines, with the line ends that are met. */
const texts = fc.tuple(fc.array(line, { maxLength: 15 }), fc.constantFrom('\n', '\n', '\r\n', '\n\n', '\r')).map(([lines, end]) => lines.join(end))
const pins = fc.array(fc.constantFrom(...roles, null, null), { maxLength: 15 })

const rebuilt = (lines: readonly LabelledLine[]) => lines.map(({ raw }) => raw).join('\n')

/** What pandoc and kramdown need to know the language of a part by: the one HTML that is ours. */
const ourHtml = /^(?:<div dir="(?:rtl|ltr)"(?: lang="[A-Za-z0-9-]+")?(?: markdown="1")?>|<\/div>)$/

/** The texts a reader finds in Markdown, front matter left out, with the numbers of ordered lists. */
function readTexts(node: Node & { value?: string; ordered?: boolean; start?: number; children?: Node[] }, number = ''): string {
  if (node.type === 'yaml' || (node.type === 'html' && ourHtml.test(node.value!))) return ''
  if (node.type === 'text') return (node as Text).value
  if (node.children === undefined) throw new Error(`a ${node.type} came of text: ${node.value ?? ''}`)
  return number + node.children.map((child, at) => readTexts(child, node.ordered === true ? String((node.start ?? 1) + at) : '')).join('')
}

/** Text without blanks, and without what a list marker is made of, which the list's own replaces. */
const inked = (text: string) => text.replaceAll(/[\s\p{Z}\p{P}\p{S}]/gu, '')
/** Digits of a list's numbers may be in another script than those that Markdown writes. */
const plainDigits = (text: string) => text.replaceAll(/\p{Nd}/gu, (digit) => String(valueOf(digit)))

function valueOf(digit: string): number {
  let code = digit.codePointAt(0)!
  let value = 0
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - 1)) && !/[0٠۰०]/.test(String.fromCodePoint(code))) {
    code--
    value++
  }
  return value
}

describe('convert', () => {
  it('never throws, and gives every line of the input back', () => {
    fc.assert(
      fc.property(texts, pins, (text, pinned) => {
        const { lines } = analyse(text, { pins: pinned, reasons: true })
        expect(rebuilt(lines)).toBe(text)
        expect(lines.map(({ number }) => number)).toEqual(lines.map((_, at) => at + 1))
        for (const { offset, raw } of lines) expect(text.startsWith(raw, offset)).toBe(true)
      }),
      { numRuns: 200 },
    )
  })

  it('never throws on bytes, and gives back what they decode to', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(rebuilt(analyse(bytes).lines)).toBe(decode(bytes).text)
      }),
      { numRuns: 200 },
    )
  })

  it('gives the same Markdown for the same text, whatever came between', () => {
    fc.assert(
      fc.property(texts, texts, (text, other) => {
        const first = convert(text)
        convert(other)
        const again = convert(text)
        expect(again.markdown).toBe(first.markdown)
        expect(again.article).toEqual(first.article)
      }),
      { numRuns: 60 },
    )
  })

  it.each(flavorNames)('writes Markdown for %s that is read as the text that is kept, and as nothing else', (flavor) => {
    fc.assert(
      fc.property(texts, pins, (text, pinned) => {
        const { article, markdown } = convert(text, { flavor, pins: pinned, title: 'heading' })
        const bare = flavor === 'none'
        const kept = article.lines.filter(({ role }) => role !== null && (roleTable[role].place === 'body' || (bare && (role === 'deck' || role === 'source'))))
        const found = readTexts(reader.parse(markdown) as unknown as Parent)
        expect(plainDigits(inked(found))).toBe(plainDigits(inked(kept.map((one) => one.text).join(''))))
        expect(markdown === '' || (markdown.endsWith('\n') && !markdown.endsWith('\n\n'))).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  it('never writes a value that is not there', () => {
    fc.assert(
      fc.property(texts.map((text) => text.replaceAll('undefined', '')), fc.constantFrom(...flavorNames), (text, flavor) => {
        const { markdown } = convert(text, { flavor, boilerplate: 'append' })
        expect(markdown).not.toMatch(/undefined|\[object |NaN/)
      }),
      { numRuns: 100 },
    )
  })
})

describe('the record', () => {
  const slugs = readdirSync('fixtures/cases', { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name)

  it.each(slugs)('of %s holds the whole input', (slug) => {
    const bytes = readFileSync(`fixtures/cases/${slug}/input.txt`)
    const { article, markdown } = convert(bytes)
    const record = toRecord(article, { file: 'input.txt', sha256: '' }, markdown)
    expect(record.lines.map(({ text }) => text).join('\n')).toBe(decode(bytes).text)
    expect(record.lines.map((one) => one.line)).toEqual(record.lines.map((_, at) => at + 1))
  })
})
