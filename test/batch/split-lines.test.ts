import fc from 'fast-check'
import { expect, test } from 'vitest'
import { headSize } from '../../src/batch/json-members.ts'
import { splitLines, type Lines } from '../../src/batch/split-lines.ts'

async function* give(pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* pieces
}

async function collect(pieces: readonly Uint8Array[], maxSize = 1000, each = false): Promise<Lines[]> {
  const found: Lines[] = []
  for await (const lines of splitLines(give(pieces), maxSize, each)) found.push(lines)
  return found
}

const bytes = (text: string) => new TextEncoder().encode(text)
const texts = (found: readonly Lines[]) => found.map((lines) => Buffer.from(lines.bytes).toString())

test('gives all whole lines of a piece at once, and what is left at the end', async () => {
  expect(texts(await collect([bytes('a\nb\nc'), bytes('d\n'), bytes('e\nf')]))).toEqual(['a\nb\n', 'cd\n', 'e\n', 'f'])
})

test('gives a line that came in parts with the whole lines behind it', async () => {
  expect(texts(await collect([bytes('a\nb'), bytes('c'), bytes('d\ne\nf'), bytes('g\n')]))).toEqual(['a\n', 'bcd\ne\n', 'fg\n'])
})

test('gives every line for itself', async () => {
  expect(texts(await collect([bytes('a\n\nb\nc'), bytes('d\n')], 1000, true))).toEqual(['a\n', '\n', 'b\n', 'cd\n'])
})

test('loses nothing, however the bytes come', async () => {
  await fc.assert(fc.asyncProperty(fc.array(fc.constantFrom('\n', 'x', 'سطر', 'long '.repeat(9))), fc.array(fc.nat(40)), fc.boolean(), async (parts, cuts, each) => {
    const whole = bytes(parts.join(''))
    const places = [0, ...cuts.map((cut) => cut % (whole.length + 1)).sort((a, b) => a - b), whole.length]
    const pieces = places.slice(1).map((to, index) => whole.subarray(places[index], to))
    const found = await collect(pieces, 1000, each)
    expect(texts(found).join('')).toBe(parts.join(''))
    expect(found.slice(0, -1).every((lines) => lines.bytes.at(-1) === 10)).toBe(true)
  }))
})

test('does not hold a line that is too large', async () => {
  const large = bytes('x'.repeat(100_000))
  const pieces = [bytes('{"id":1}\n{"id":2,'), ...Array.from({ length: 50 }, () => large), bytes('\n{"id":3}\n')]
  const found = await collect(pieces, 200_000)
  expect(found.map(({ bytes: { length }, cut = false }) => [length, cut])).toEqual([[9, false], [headSize, true], [9, false]])
  expect(Buffer.from(found[1]!.bytes.subarray(0, 9)).toString()).toBe('{"id":2,x')
})

test('gives the same head of a large line, however it comes', async () => {
  const line = bytes(`{"id":1,"text":"${'x'.repeat(5000)}"}\n`)
  for (const size of [7, 600, 4096]) {
    const pieces = Array.from({ length: Math.ceil(line.length / size) }, (_, index) => line.subarray(index * size, (index + 1) * size))
    const [found] = await collect(pieces, 1000)
    expect(Buffer.from(found!.bytes).toString().trimEnd()).toBe(Buffer.from(line).toString().trimEnd())
  }
})
