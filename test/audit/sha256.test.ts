import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sha256Hex, toCspHash } from '../../src/audit/sha256.ts'

it('is what Node says it is', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => sha256Hex(bytes) === createHash('sha256').update(bytes).digest('hex')))
  for (const length of [55, 56, 63, 64, 65, 100_000]) {
    const bytes = new Uint8Array(length).fill(0xd8)
    expect(sha256Hex(bytes)).toBe(createHash('sha256').update(bytes).digest('hex'))
  }
})

it('is named as a policy names it', () => {
  expect(toCspHash('كل')).toBe(`'sha256-${createHash('sha256').update('كل').digest('base64')}'`)
})
