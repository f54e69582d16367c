import { constants, createGunzip } from 'node:zlib'

/** Unpacked bytes, or why those that would come next cannot be unpacked. */
export type Unpacked = Uint8Array | { readonly broken: string }

/** How much is unpacked at a time. */
const pieceSize = 256 * 1024

/**
 * Unpacks a stream of gzip members, as WARC files are made of, and goes on with the next member behind one that is
 * broken.
 */
export async function* gunzipMembers(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Unpacked> {
  let member = openMember()
  let seeking = false // nothing is taken until a member begins
  for await (const chunk of joinTails(chunks)) {
    for (const piece of cutAtMembers(chunk)) {
      const begins = isMember(piece)
      if (seeking && !begins) continue
      if (seeking || (begins && member.ended())) member = openMember()
      const { bytes, error } = await member.write(piece)
      if (bytes.length > 0 && error === undefined) yield bytes // else they are in part, or not what was packed
      if (error !== undefined && !(seeking && begins && bytes.length === 0)) yield { broken: error }
      seeking = error !== undefined
    }
  }
  if (seeking) return
  const { bytes, error } = await member.end()
  if (bytes.length > 0 && error === undefined) yield bytes
  if (error !== undefined) yield { broken: error }
}

interface Step {
  readonly bytes: Uint8Array
  readonly error?: string
}

interface Member {
  write(piece: Uint8Array): Promise<Step>
  end(): Promise<Step>
  /** Tells whether zeros came behind it, as padding does, so that nothing more is unpacked by it. */
  ended(): boolean
}

/** A decompressor that is given pieces and gives what came of each. */
function openMember(): Member {
  const gunzip = createGunzip({ chunkSize: pieceSize, finishFlush: constants.Z_FINISH })
  let parts: Uint8Array[] = []
  gunzip.on('data', (part: Uint8Array) => parts.push(part))
  const step = (begin: (done: () => void) => void) =>
    new Promise<Step>((resolve) => {
      const finish = (error?: Error) => {
        gunzip.removeListener('error', finish)
        const bytes = parts.length === 1 ? parts[0]! : Buffer.concat(parts)
        parts = []
        resolve(error ? { bytes, error: error.message } : { bytes })
      }
      gunzip.once('error', finish)
      begin(() => finish())
    })
  return {
    write: (piece) => step((done) => gunzip.write(piece, (error) => error ?? done())),
    end: () => step((done) => gunzip.once('close', done).end()), // 'end' may have been before
    ended: () => gunzip.readableEnded,
  }
}

/** Hands on chunks so that the three bytes a member begins with are never parted. */
async function* joinTails(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let tail = Buffer.alloc(0)
  for await (const chunk of chunks) {
    const joined = Buffer.concat([tail, chunk])
    const cut = joined.length - (joined.at(-1) === 0x1f ? 1 : joined.at(-2) === 0x1f && joined.at(-1) === 0x8b ? 2 : 0)
    tail = joined.subarray(cut)
    if (cut > 0) yield joined.subarray(0, cut)
  }
  if (tail.length > 0) yield tail
}

/** Cuts where a member may begin. Packed bytes can look like that by chance, which does no harm. */
function* cutAtMembers(chunk: Buffer): Generator<Buffer> {
  let from = 0
  for (let at = chunk.indexOf(0x1f, 1); at >= 0; at = chunk.indexOf(0x1f, at + 1)) {
    if (!isMember(chunk.subarray(at))) continue
    yield chunk.subarray(from, at)
    from = at
  }
  yield chunk.subarray(from)
}

function isMember(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 0x08
}
