/** The first 32 bits of the fractional parts of the cube roots of the first 64 primes (FIPS 180-4, 4.2.2). */
const constants = fractions(64, 1 / 3)
/** The same of the square roots of the first 8 (FIPS 180-4, 5.3.3). */
const beginnings = fractions(8, 1 / 2)

/**
 * The SHA-256 of bytes (FIPS 180-4). Browsers have it only for pages of a secure origin, and only for a later moment.
 *
 * @returns 32 bytes
 */
export function sha256(bytes: Uint8Array): Uint8Array {
  const padded = new Uint8Array(((bytes.length + 72) >> 6) << 6)
  padded.set(bytes)
  padded[bytes.length] = 0x80
  const view = new DataView(padded.buffer)
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 2 ** 29))
  view.setUint32(padded.length - 4, bytes.length << 3)
  const hash = Uint32Array.from(beginnings)
  const words = new Uint32Array(64)
  for (let block = 0; block < padded.length; block += 64) {
    for (let at = 0; at < 16; at++) words[at] = view.getUint32(block + 4 * at)
    compress(hash, words)
  }
  const out = new DataView(new ArrayBuffer(32))
  hash.forEach((word, at) => out.setUint32(4 * at, word))
  return new Uint8Array(out.buffer)
}

/** The SHA-256 of bytes in hexadecimal. */
export function sha256Hex(bytes: Uint8Array): string {
  return Array.from(sha256(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** The SHA-256 of a text in UTF-8 as a Content-Security-Policy names it. */
export function toCspHash(text: string): string {
  return `'sha256-${btoa(String.fromCharCode(...sha256(new TextEncoder().encode(text))))}'`
}

/** Takes one block of 16 words, in the first 16 places of `words`, into the hash. */
function compress(hash: Uint32Array, words: Uint32Array): void {
  for (let at = 16; at < 64; at++) {
    const early = words[at - 15]!
    const late = words[at - 2]!
    words[at] = words[at - 16]! + words[at - 7]! + (turn(early, 7) ^ turn(early, 18) ^ (early >>> 3)) + (turn(late, 17) ^ turn(late, 19) ^ (late >>> 10))
  }
  let [a, b, c, d, e, f, g, h] = hash as unknown as [number, number, number, number, number, number, number, number]
  for (let at = 0; at < 64; at++) {
    const first = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + constants[at]! + words[at]!) | 0
    const second = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0
    ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0]
  }
  ;[a, b, c, d, e, f, g, h].forEach((word, at) => (hash[at]! += word))
}

function turn(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by))
}

/** The first 32 bits of the fractional parts of a power of the first primes; doubles are exact enough for these. */
function fractions(count: number, power: number): Uint32Array {
  const found: number[] = []
  for (let number = 2; found.length < count; number++) {
    let prime = true
    for (let by = 2; by * by <= number; by++) if (number % by === 0) prime = false
    if (prime) found.push(((number ** power) % 1) * 2 ** 32)
  }
  return Uint32Array.from(found)
}
