import { headSize } from './json-members.ts'

/** Whole lines in bytes; `cut` when it is the head of a single line that is too large. */
export interface Lines {
  readonly bytes: Uint8Array
  readonly cut?: boolean
}

/**
 * Groups a stream of bytes into whole lines: all that are whole once a piece has come, so that who writes a line and
 * waits gets its answer. A line over the limit is not held; its head comes when its end has.
 *
 * @param each give every line for itself
 */
export async function* splitLines(chunks: AsyncIterable<Uint8Array>, maxSize: number, each: boolean): AsyncGenerator<Lines> {
  let held: Uint8Array[] = []
  let size = 0 // of the line so far; of what is held while it is not too large
  const end = (): Lines => {
    const whole = size <= maxSize + 2 // a carriage return and a line feed
    const bytes = Buffer.concat(held)
    held = []
    size = 0
    return whole ? { bytes } : { bytes: bytes.subarray(0, headSize), cut: true }
  }
  for await (const given of chunks) {
    let chunk = Buffer.from(given.buffer, given.byteOffset, given.length)
    if (size > 0) {
      const feed = chunk.indexOf(0x0a)
      const rest = feed < 0 ? chunk : chunk.subarray(0, feed + 1)
      const large = size + rest.length > maxSize + 2
      if (large) held = [Buffer.concat([...held, rest].map((piece) => piece.subarray(0, headSize))).subarray(0, headSize)]
      else held.push(rest)
      size += rest.length
      if (feed < 0) continue
      if (large || each) {
        yield end()
        chunk = chunk.subarray(feed + 1)
      }
    }
    const last = chunk.lastIndexOf(0x0a)
    if (size > 0) { // the line that was held goes with those behind it: batches of one line would leave threads idle
      held[held.length - 1] = chunk.subarray(0, last + 1)
      yield { bytes: Buffer.concat(held) }
      held = []
      size = 0
    } else if (last >= 0) yield* each ? cutEach(chunk.subarray(0, last + 1)) : [{ bytes: chunk.subarray(0, last + 1) }]
    if (last + 1 < chunk.length) {
      held = [Buffer.from(chunk.subarray(last + 1))] // a copy, so that the whole piece need not be kept
      size = held[0]!.length
    }
  }
  if (size > 0) yield end()
}

function* cutEach(bytes: Buffer): Generator<Lines> {
  for (let from = 0; from < bytes.length;) {
    const to = bytes.indexOf(0x0a, from) + 1
    yield { bytes: bytes.subarray(from, to) }
    from = to
  }
}
