import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { Input } from './input.ts'
import type { Chunks } from './read-input.ts'

/** Bytes that are read of a file at a time. */
const pieceSize = 256 * 1024

/**
 * Reads the bytes of an input piece by piece, however long it is, unpacked where its name ends in `.gz`.
 *
 * @param see is shown the bytes as they lie in the file
 */
export function openSource(input: Input, stdin: Chunks, see: (bytes: Uint8Array) => void = () => undefined): AsyncGenerator<Uint8Array> {
  const packed = openPacked(input, stdin, see)
  return /\.gz$/i.test(input.name) ? unpack(packed) : packed
}

/** Reads the bytes of an input as they are. */
export async function* openPacked(input: Input, stdin: Chunks, see: (bytes: Uint8Array) => void = () => undefined): AsyncGenerator<Uint8Array> {
  if (input.broken !== undefined) throw new Error(input.broken)
  const stream = input.file === undefined ? stdin : createReadStream(input.file, { highWaterMark: pieceSize })
  for await (const chunk of stream) {
    const bytes = typeof chunk === 'string' ? new TextEncoder().encode(chunk) : (chunk as Uint8Array)
    see(bytes)
    yield bytes
  }
}

/** Leaves out a byte order mark. */
export async function* dropMark(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const mark = Buffer.from([0xef, 0xbb, 0xbf])
  let held: Uint8Array | undefined = new Uint8Array(0)
  for await (const chunk of chunks) {
    if (held === undefined) {
      yield chunk
      continue
    }
    const begun: Buffer = held.length === 0 ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length) : Buffer.concat([held, chunk])
    if (begun.length < 3 && mark.subarray(0, begun.length).equals(begun)) held = begun
    else {
      held = undefined
      yield begun.subarray(0, 3).equals(mark) ? begun.subarray(3) : begun
    }
  }
  if (held?.length) yield held
}

async function* unpack(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip({ chunkSize: pieceSize })
  const ended = new Promise<void>((resolve) => pipeline(chunks, gunzip, () => resolve())) // a failure comes out of the loop below
  for await (const chunk of gunzip) yield chunk as Uint8Array
  await ended
}
