import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readUtf8, writeUtf8 } from '../../src/batch/utf8.ts'

const texts = [fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), fc.string({ unit: 'binary-ascii' }), fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)) })]
const long = 'نسخ naskh 𐤀 '.repeat(100_000)

describe('utf-8', () => {
  it('is written as Buffer writes it, halves of pairs included', () => {
    fc.assert(fc.property(fc.oneof(...texts), (text) => void expect(Buffer.from(writeUtf8(text))).toEqual(Buffer.from(text))))
  })

  it('is read as Buffer reads it', () => {
    fc.assert(fc.property(fc.oneof(...texts), (text) => void expect(readUtf8(Buffer.from(text))).toBe(Buffer.from(text).toString())))
  })

  it('is told from other bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 12 }), (bytes) => {
        const read = readUtf8(bytes)
        const buffer = Buffer.from(bytes)
        if (read === undefined) expect(Buffer.from(buffer.toString())).not.toEqual(buffer)
        else expect(Buffer.from(read)).toEqual(buffer)
      }),
    )
  })

  it.each([
    ['nothing', ''],
    ['a byte order mark, as a character', '\ufeffنسخ'],
    ['a long text', long],
  ])('takes %s', (_, text) => {
    expect(readUtf8(Buffer.from(text))).toBe(text)
    expect(Buffer.from(text).equals(writeUtf8(text))).toBe(true)
  })

  it('reads a part of a larger buffer', () => {
    expect(readUtf8(Buffer.from('قبل نسخ بعد').subarray(7, 13))).toBe('نسخ')
  })
})
