import { createHash } from 'node:crypto'

/** The SHA-256 of bytes, or of pieces of bytes or of text in UTF-8, in hexadecimal. */
export function toSha256(content: Uint8Array | Iterable<Uint8Array | string>): string {
  const hash = createHash('sha256')
  if (content instanceof Uint8Array) hash.update(content)
  else for (const piece of content) hash.update(piece)
  return hash.digest('hex')
}
