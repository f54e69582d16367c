import data from '../data/code-pages.json' with { type: 'json' }

/** A single-byte encoding that is decoded by a table of ours and can be recognised by evidence. */
export type CodePage = keyof typeof data.pages

/** All code pages of the table, by WHATWG label. */
export const codePages = Object.keys(data.pages) as CodePage[]

const tables = new Map<CodePage, Uint16Array>()

/** Tells whether `encoding` is decoded by a table of ours. */
export function isCodePage(encoding: string): encoding is CodePage {
  return Object.hasOwn(data.pages, encoding)
}

/** The UTF-16 code units of all 256 bytes of a code page; U+FFFD where a byte has none. */
export function codePageTable(page: CodePage): Uint16Array {
  let table = tables.get(page)
  if (!table) {
    const upper = data.pages[page]
    table = Uint16Array.from({ length: 256 }, (_, byte) => (byte < 128 ? byte : upper.charCodeAt(byte - 128)))
    tables.set(page, table)
  }
  return table
}

/**
 * Decodes bytes by a table. TextDecoder would do for most, but that of Node 20 reads windows-1252 as Latin-1, without
 * the euro sign and the curly quotes, and tables give the same text on every engine.
 *
 * @example decodeCodePage(new Uint8Array([0x80]), 'windows-1252') // '€'
 */
export function decodeCodePage(bytes: Uint8Array, page: CodePage): string {
  const table = codePageTable(page)
  const pieces: string[] = []
  const step = 8192 // Function.apply takes a limited number of arguments.
  for (let start = 0; start < bytes.length; start += step) {
    const units: number[] = []
    const end = Math.min(bytes.length, start + step)
    for (let index = start; index < end; index++) units.push(table[bytes[index]!]!)
    pieces.push(String.fromCharCode.apply(null, units))
  }
  return pieces.join('')
}
