import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import fixture from '../../fixtures/metadata/records.json' with { type: 'json' }
import type { LabelledLine, Language } from '../../src/document.ts'
import { readMetadata } from '../../src/metadata/metadata.ts'
import { roles, type Role } from '../../src/roles.ts'

interface Case {
  label: string
  lines: [role: Role | null, text: string, continues?: boolean][]
  url?: string
  metadata: object
  messages?: [string, number][]
}

const arabic: Language = { tag: 'ar', script: 'Arab', direction: 'rtl', confidence: 1 }

function toLines(rows: Case['lines']): LabelledLine[] {
  return rows.map(([role, text, continues = false], index) => ({ number: index + 1, offset: 0, raw: text, text, continues, role, confidence: 1, pinned: false }))
}

describe('readMetadata', () => {
  it.each(fixture.cases as unknown as Case[])('$label', ({ lines, url, metadata, messages = [] }) => {
    const found = readMetadata(toLines(lines), { language: arabic, ...(url !== undefined && { url }) })
    expect(found.metadata).toEqual(metadata)
    expect(found.messages.map(({ ruleId, line }) => [ruleId, line])).toEqual(messages)
  })

  it('takes no control of direction that reaches beyond it, and no half of a pair, from a source that the caller gives', () => {
    const { metadata } = readMetadata([], { language: arabic, source: '\u202eوكالة \u2067الأنباء\ud83d' })
    expect(metadata).toEqual({ source: 'وكالة الأنباء\ufffd' })
  })

  it('quotes the line in the message, shortened', () => {
    const { messages } = readMetadata(toLines([['date', 'منذ ساعة '.repeat(30)]]), { language: arabic })
    expect(messages[0]?.reason).toContain('منذ ساعة')
    expect(messages[0]?.reason.length).toBeLessThan(150)
  })

  it('takes linear time on hostile lines of every role', () => {
    for (const unit of ['-', ' - ', '(', '« ', 'a@', '1/', 'بغداد، ', 'By ', ': ', '\u0085']) {
      const rows = roles.map((role): [Role, string] => [role, `${unit.repeat(30_000)}x`])
      const began = performance.now()
      readMetadata(toLines(rows), { language: arabic })
      expect(performance.now() - began, unit).toBeLessThan(2000)
    }
  })

  it('gives values of one line without empty ones, whatever the lines', () => {
    const text = fc.string({ unit: fc.constantFrom('ا', 'ب', ' ', '\n', '\u0085', '\u2028', '-', ':', '3', '/', 'مايو 2021', 'By ', '\u0000'), maxLength: 20 })
    const row = fc.tuple(fc.constantFrom(...roles, null), text, fc.boolean())
    fc.assert(
      fc.property(fc.array(row, { maxLength: 12 }), (rows) => {
        const { metadata } = readMetadata(toLines(rows), { language: arabic })
        for (const value of Object.values(metadata).flat()) {
          expect(value).not.toBe('')
          expect(value).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/)
        }
      }),
    )
  })
})
