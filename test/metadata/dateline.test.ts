import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import fixture from '../../fixtures/metadata/datelines.json' with { type: 'json' }
import type { Language } from '../../src/document.ts'
import { readDateline } from '../../src/metadata/dateline.ts'

interface Case {
  label: string
  text: string
  place: string | null
  agency?: string
  date?: string
  end?: number
}

const arabic: Language = { tag: 'ar', script: 'Arab', direction: 'rtl', confidence: 1 }
const english: Language = { tag: 'en', script: 'Latn', direction: 'ltr', confidence: 1 }

describe('readDateline', () => {
  it.each(fixture.cases as Case[])('$label', ({ label: _label, text, ...expected }) => {
    const found = readDateline(text, /^[(A-Z]/.test(text) ? english : arabic)
    if (expected.place === null) expect(found).toBeUndefined()
    else expect(found).toEqual(expected)
  })

  it('says where the report begins', () => {
    const text = 'دمشق، سوريا (CNN) -- قال شهود'
    expect(text.slice(readDateline(text, arabic)?.end)).toBe('قال شهود')
  })

  it('gives a place of the text and an end inside it, whatever the text', () => {
    const part = fc.constantFrom('بغداد', 'واس', ' - ', ': ', '(CNN)', '(', ') ', '، ', 'سوريا', '/', ' 3 مايو 2021', 'قال', ' ', 'BERLIN', '«', '»', '--')
    fc.assert(
      fc.property(fc.array(part, { maxLength: 10 }), (parts) => {
        const text = parts.join('')
        const found = readDateline(text, arabic)
        if (found === undefined) return
        expect(found.place).not.toBe('')
        expect(text.slice(0, found.end)).toContain(found.place)
        expect(found.end).toBeLessThanOrEqual(text.length)
      }),
    )
  })
})
