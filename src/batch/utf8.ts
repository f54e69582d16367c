import { isAscii, isUtf8, transcode } from 'node:buffer'

// In Node 20 and 22 `toString` and `Buffer.from` take eight times as long as `transcode` for letters that are not Latin.

/** Longer ones go the usual way, so that they are not held once more. */
const longest = 1024 * 1024

/** Reads UTF-8, a byte order mark as a character; `undefined` where it is none. */
export function readUtf8(bytes: Uint8Array): string | undefined {
  if (!isUtf8(bytes)) return undefined
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  if (isAscii(bytes)) return buffer.toString('latin1')
  return bytes.length > longest ? buffer.toString() : transcode(buffer, 'utf8', 'ucs2').toString('ucs2')
}

/** Writes UTF-8; half of a surrogate pair becomes U+FFFD. */
export function writeUtf8(text: string): Uint8Array {
  if (text.length > longest) return Buffer.from(text)
  try {
    return transcode(Buffer.from(text, 'ucs2'), 'ucs2', 'utf8')
  } catch {
    return Buffer.from(text) // it has such a half
  }
}
