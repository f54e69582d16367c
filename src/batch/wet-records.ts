import type { Unpacked } from './gunzip-members.ts'

/** A record of a WARC file as far as WET needs it, or why there is none at a place. */
export type WetEvent = WetRecord | { readonly broken: string; readonly at: number }

/** One record. */
export interface WetRecord {
  /** Fields of the header by their names in lower case. */
  readonly header: ReadonlyMap<string, string>
  /** Absent when it is larger than the limit. */
  readonly body?: Uint8Array
}

/** The longest header that is read, in bytes; those of Common Crawl have less than 2 kB. */
const longestHeader = 65_536

/** What records begin with, and where to look for the next one when one is broken. */
const opening = Buffer.from('WARC/1.')
const boundary = Buffer.from('\nWARC/1.')
const closing = Buffer.from('\r\n\r\n')

/**
 * Reads the records of a WARC file one after the other. Where something is no record, or its length is wrong, it says
 * so and goes on with the next place that looks like the beginning of one. Holds one record at a time.
 *
 * @param maxSize the largest body, in bytes
 */
export async function* readWetRecords(chunks: AsyncIterable<Unpacked>, maxSize: number): AsyncGenerator<WetEvent> {
  let parts: Uint8Array[] = []
  let size = 0
  let wanted = 1
  let offset = 0 // of what is held, in the unpacked file
  let seeking = false // for the next record, behind a broken or large one
  for await (const chunk of chunks) {
    if (!(chunk instanceof Uint8Array)) {
      for (const event of readHeld(Buffer.concat(parts), true)) if (!('broken' in event)) yield event // whole, but for what would come next
      yield { broken: `its packing is damaged: ${chunk.broken}`, at: offset + size }
      offset += size
      parts = []
      size = 0
      wanted = 1
      seeking = false // the next member begins with a record
      continue
    }
    parts.push(chunk)
    size += chunk.length
    if (size < wanted) continue
    const held = parts.length === 1 ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length) : Buffer.concat(parts)
    const end = yield* readHeld(held, false)
    parts = end < held.length ? [held.subarray(end)] : []
    size = held.length - end
    offset += end
  }
  yield* readHeld(Buffer.concat(parts), true)

  /** Reads all that is whole in what is held, and gives the place from where it has to be held on. */
  function* readHeld(held: Buffer, last: boolean): Generator<WetEvent, number> {
    let at = 0
    while (true) {
      wanted = held.length - at + 1
      if (seeking) {
        const next = findOpening(held, at)
        if (next < 0) return last ? held.length : Math.max(at, held.length - boundary.length)
        at = next
        seeking = false
      }
      while (held[at] === 0x0d || held[at] === 0x0a) at++
      if (at >= held.length) return held.length
      const record = readRecord(held, at, last)
      if (record === undefined) return at
      if ('broken' in record) {
        yield { broken: record.broken, at: offset + at }
        at++
        seeking = true
      } else {
        yield record.found
        seeking = record.found.body === undefined
        at = record.end
      }
    }
  }

  /** Reads the record that begins at a place; undefined when more of it has to come first, and `wanted` says how much. */
  function readRecord(held: Buffer, at: number, last: boolean): { found: WetRecord; end: number } | { broken: string } | undefined {
    const available = held.length - at
    if (available < opening.length && !last) return undefined
    if (!held.subarray(at, at + opening.length).equals(opening)) return { broken: 'expected a record, found something else' }
    const headerEnd = held.indexOf('\r\n\r\n', at)
    if (headerEnd < 0 || headerEnd - at > longestHeader) {
      if (!last && available <= longestHeader) return undefined
      return { broken: last ? 'the file ends within a header' : 'its header does not end' }
    }
    const header = parseHeader(held.toString('utf8', at, headerEnd))
    const length = /^\d{1,15}$/.test(header.get('content-length') ?? '') ? Number(header.get('content-length')) : undefined
    if (length === undefined) return { broken: 'expected a number in Content-Length' }
    if (length > maxSize) return { found: { header }, end: headerEnd + 4 }
    const from = headerEnd + 4
    const to = from + length
    const enough = to + 4 + opening.length
    if (enough > held.length && !last) {
      wanted = enough - at
      return undefined
    }
    if (to > held.length) return { broken: 'the file ends within a record' }
    let next = to
    while (held[next] === 0x0d || held[next] === 0x0a) next++
    const closed = held.subarray(to, to + 4).equals(closing)
    const fits = closed || next === held.length || (next > to && held.subarray(next, next + opening.length).equals(opening.subarray(0, held.length - next)))
    return fits ? { found: { header, body: held.subarray(from, to) }, end: next } : { broken: 'its Content-Length is wrong' }
  }
}

function findOpening(held: Buffer, at: number): number {
  const next = held.indexOf(boundary, at)
  return next < 0 ? -1 : next + 1
}

function parseHeader(text: string): Map<string, string> {
  const fields = new Map<string, string>()
  for (const line of text.split('\r\n').slice(1)) {
    const colon = line.indexOf(':')
    if (colon > 0) fields.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim())
  }
  return fields
}
