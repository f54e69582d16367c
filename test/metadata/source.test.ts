import { describe, expect, it } from 'vitest'
import fixture from '../../fixtures/metadata/sources.json' with { type: 'json' }
import { readSource } from '../../src/metadata/source.ts'

describe('readSource', () => {
  it.each(fixture.cases)('$label', ({ text, source }) => {
    expect(readSource(text) ?? null).toBe(source)
  })

  it('takes a long line as it is', () => {
    const line = 'Source: '.repeat(60).trim().replace(/:$/, '')
    expect(readSource(line)).toBe(line)
  })
})
