/** What a walk over bytes as UTF-8 found. */
export interface Utf8Survey {
  /** Valid sequences of two to four bytes. */
  readonly sequences: number
  /** Bytes or cut-off sequences that are not UTF-8, each of which decoding turns into one U+FFFD. */
  readonly bad: number
  /** True when the only bad place is a sequence cut off by the end of the input. */
  readonly truncated: boolean
}

/** Walks over bytes as UTF-8 and counts what is valid and what is not (Unicode 16, table 3-7). */
export function surveyUtf8(bytes: Uint8Array): Utf8Survey {
  let sequences = 0
  let bad = 0
  let truncated = false
  let index = 0
  while (index < bytes.length) {
    const lead = bytes[index]!
    index++
    if (lead < 0x80) continue
    const wanted = lead >= 0xc2 && lead <= 0xdf ? 1 : lead >= 0xe0 && lead <= 0xef ? 2 : lead >= 0xf0 && lead <= 0xf4 ? 3 : 0
    let found = 0
    while (found < wanted && index < bytes.length && continues(lead, found, bytes[index]!)) {
      found++
      index++
    }
    if (wanted > 0 && found === wanted) sequences++
    else {
      bad++
      truncated = wanted > 0 && index >= bytes.length
    }
  }
  return { sequences, bad, truncated: truncated && bad === 1 }
}

/** Tells whether `byte` may follow a lead byte; the second byte keeps out overlong forms, surrogates and what lies past U+10FFFF. */
function continues(lead: number, position: number, byte: number): boolean {
  if (byte < 0x80 || byte > 0xbf) return false
  if (position > 0) return true
  if (lead === 0xe0) return byte >= 0xa0
  if (lead === 0xed) return byte <= 0x9f
  if (lead === 0xf0) return byte >= 0x90
  if (lead === 0xf4) return byte <= 0x8f
  return true
}
