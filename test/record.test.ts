import { Ajv } from 'ajv'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Article, LabelledLine } from '../src/document.ts'
import { message } from '../src/messages.ts'
import { toLabels, toRecord } from '../src/record.ts'
import { roles, type Role } from '../src/roles.ts'
import schema from '../src/data/record.schema.json' with { type: 'json' }

const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(schema)
const input = { file: 'a.txt', sha256: 'ab'.repeat(32) }

function toArticle(text: string, given: readonly (Role | null)[] = []): Article {
  const lines = text.split('\n').map((raw, index): LabelledLine => ({
    number: index + 1, offset: 0, raw, text: raw.trim(), continues: false,
    role: raw.trim() === '' ? null : (given[index] ?? 'paragraph'), confidence: 2 / 3, pinned: false,
  }))
  return {
    encoding: 'utf-8', encodingConfidence: 1, language: { tag: 'ar', script: 'Arab', direction: 'rtl', confidence: 1 },
    metadata: { url: 'https://example.org/', author: ['سلمى'], title: 'عنوان' }, lines, fixes: [{ name: 'entities', line: 1, count: 2 }],
    messages: [message('no-body', 'expected a body', { line: 1 })],
  }
}

test('a record has its keys in the order of the contract and fits its schema', () => {
  const record = toRecord(toArticle('عنوان\n\nنص\n', ['headline']), input, '# عنوان\n')
  expect(Object.keys(record)).toEqual(['schema', 'file', 'sha256', 'encoding', 'lang', 'dir', 'confidence', 'metadata', 'lines', 'fixes', 'messages', 'markdown'])
  expect(Object.keys(record.metadata)).toEqual(['title', 'author', 'url'])
  expect(Object.keys(record.lines[0]!)).toEqual(['line', 'role', 'confidence', 'pinned', 'text', 'reasons'])
  expect(record.lines[0]!.confidence).toBe(0.6667)
  expect(record.fixes).toEqual([{ name: 'entities', line: 1, count: 2 }])
  expect(record.lines.at(-1)).toEqual({ line: 4, role: null, confidence: 0.6667, pinned: false, text: '', reasons: [] })
  expect(validate(record), JSON.stringify(validate.errors)).toBe(true)
})

test('every line is in the record exactly once, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('\n', '\r', ' ', 'ا', 'a', '\u2028', '\u0085', '\ufeff') }), (text) => {
      const record = toRecord(toArticle(text), input, '')
      expect(record.lines.map((line) => line.text).join('\n')).toBe(text)
      expect(record.lines.map((line) => line.line)).toEqual(record.lines.map((_, index) => index + 1))
      expect(validate(record)).toBe(true)
    }),
  )
})

test('the schema knows every role', () => {
  expect(schema.properties.lines.items.properties.role.enum).toEqual([...roles, null])
})

test.each([
  ['without a final newline', 'a\nb', ['headline', 'paragraph']],
  ['a final newline adds no entry', 'a\n\nb\n', ['headline', null, 'paragraph']],
  ['two final newlines add one', 'a\n\n', ['headline', null]],
  ['only a newline', '\n', [null]],
])('labels: %s', (_, text, expected) => {
  const labels = toLabels(toArticle(text, ['headline']), input)
  expect(labels.lines).toEqual(expected)
  expect(Object.keys(labels)).toEqual(['file', 'sha256', 'lang', 'dir', 'labelled', 'lines'])
  expect(labels.labelled).toBe('naskh')
})
