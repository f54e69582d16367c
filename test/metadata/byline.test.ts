import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import fixture from '../../fixtures/metadata/bylines.json' with { type: 'json' }
import { readByline } from '../../src/metadata/byline.ts'

describe('readByline', () => {
  it.each(fixture.cases)('$label', ({ text, authors }) => {
    expect(readByline(text)).toEqual(authors)
  })

  it('gives letters of the text, in order, whatever the text', () => {
    const part = fc.constantFrom('By ', 'كتب: ', 'سامر', ' وهدى', ' و ', ', ', ' - ', '|', ' and ', 'Roe', 'Jane ', '3 May 2024', '@x', '(', ')', ':', ' جدة', 'Editor')
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const text = parts.join('')
        for (const author of readByline(text)) {
          expect(author).toBe(author.trim())
          expect(author).not.toBe('')
          for (const word of author.split(' ')) expect(text).toContain(word)
        }
      }),
    )
  })

  it('refuses a line that is too long for a byline', () => {
    expect(readByline(`By Jane Roe ${'and John Doe '.repeat(100)}`)).toEqual([])
  })
})
