import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gunzipMembers } from '../../src/batch/gunzip-members.ts'

const member = (text: string): Buffer => gzipSync(text)
const zeros = Buffer.alloc(512)

/** Unpacks pieces: the texts between what is broken, which is `null`. */
async function unpack(...pieces: readonly Uint8Array[]): Promise<(string | null)[]> {
  const found: (string | null)[] = ['']
  for await (const unpacked of gunzipMembers(from(pieces))) {
    if ('broken' in unpacked) found.push(null, '')
    else found[found.length - 1] += Buffer.from(unpacked).toString()
  }
  return found
}

async function* from(pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* pieces
}

describe('gunzipMembers', () => {
  it.each<[string, readonly Buffer[], (string | null)[]]>([
    ['members', [member('a'), member('b')], ['ab']],
    ['zeros at the end', [member('a'), zeros], ['a']],
    ['what follows a broken member', [Buffer.from('xyz'), member('a'), zeros, member('b')], ['', null, 'ab']],
    ['zeros between members', [member('a'), zeros, member('b'), zeros], ['ab']],
  ])('reads %s, however they are cut', async (_, parts, expected) => {
    const bytes = Buffer.concat(parts)
    expect(await unpack(...parts)).toEqual(expected)
    for (const size of [1, 7, 100]) {
      const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (__, at) => bytes.subarray(at * size, (at + 1) * size))
      expect((await unpack(...pieces)).join('|'), `pieces of ${size}`).toBe(expected.join('|'))
    }
  })

  it('ends, whatever is damaged', async () => {
    const bytes = Buffer.concat([member('first'), zeros.subarray(0, 5), member('second'), zeros.subarray(0, 5), member('third'), zeros])
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { maxLength: 4 }), fc.nat(bytes.length), async (changes, end) => {
      const damaged = Buffer.from(bytes)
      for (const [at, byte] of changes) damaged[at] = byte
      await unpack(damaged.subarray(0, end))
    }))
  })
})
