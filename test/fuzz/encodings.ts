import { type CodePage, decodeCodePage, isCodePage } from '../../src/text/code-pages.ts'
import type { Chance } from './chance.ts'

const codePages = ['windows-1256', 'windows-1255', 'windows-1252', 'windows-1251', 'iso-8859-6', 'iso-8859-8'].filter(isCodePage)
const utf8 = (text: string) => new TextEncoder().encode(text)

function toUtf16(text: string, big: boolean): Uint8Array {
  const bytes = new Uint8Array(text.length * 2)
  const view = new DataView(bytes.buffer)
  for (let at = 0; at < text.length; at++) view.setUint16(at * 2, text.charCodeAt(at), !big)
  return bytes
}

const tables = new Map<CodePage, Map<string, number>>()

/** Writes a text in a code page; what it has no byte for becomes a question mark. */
function toCodePage(text: string, page: CodePage): Uint8Array {
  const table = tables.get(page) ?? new Map([...decodeCodePage(Uint8Array.from({ length: 256 }, (_, byte) => byte), page)].map((character, byte) => [character, byte]))
  tables.set(page, table)
  return Uint8Array.from(text, (character) => table.get(character) ?? 0x3f)
}

const join = (...parts: readonly Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]))

/** How a text becomes bytes. */
export const encodings: Readonly<Record<string, (text: string, chance: Chance) => Uint8Array>> = {
  'utf-8': utf8,
  'utf-8 with a mark': (text) => join([0xef, 0xbb, 0xbf] as unknown as Uint8Array, utf8(text)),
  'utf-16le': (text) => toUtf16(text, false),
  'utf-16be': (text) => toUtf16(text, true),
  'utf-16le with a mark': (text) => toUtf16(`\ufeff${text}`, false),
  'utf-16be with a mark': (text) => toUtf16(`\ufeff${text}`, true),
  'utf-8 with a mark of utf-16': (text) => join([0xff, 0xfe] as unknown as Uint8Array, utf8(text)),
  'utf-8 twice': (text) => utf8(Array.from(utf8(text), (byte) => String.fromCharCode(byte)).join('')),
  'utf-8 cut in a character': (text, chance) => utf8(text).subarray(chance.below(3), -1 - chance.below(3)),
  ...Object.fromEntries(codePages.map((page) => [page, (text: string) => toCodePage(text, page)])),
}

export const encodingNames: readonly string[] = Object.keys(encodings)

/** What is done to the bytes. */
export const byteMutations: Readonly<Record<string, (bytes: Uint8Array, chance: Chance) => Uint8Array>> = {
  'bits flipped': (bytes, chance) => {
    const flipped = bytes.slice()
    for (let left = 1 + chance.below(1 + bytes.length / 100); left > 0 && bytes.length > 0; left--) flipped[chance.below(bytes.length)]! ^= 1 << chance.below(8)
    return flipped
  },
  'bytes written over': (bytes, chance) => {
    const written = bytes.slice()
    for (let left = 1 + chance.below(6); left > 0 && bytes.length > 0; left--) written[chance.below(bytes.length)] = chance.pick([0, 0x0a, 0x0d, 0x1a, 0x22, 0x80, 0xc0, 0xe2, 0xed, 0xf5, 0xff])
    return written
  },
  'bytes cut out': (bytes, chance) => {
    const from = chance.below(bytes.length)
    return join(bytes.subarray(0, from), bytes.subarray(from + 1 + chance.below(40)))
  },
  'bytes put in': (bytes, chance) => {
    const at = chance.below(bytes.length + 1)
    return join(bytes.subarray(0, at), Uint8Array.from(chance.list(12, () => chance.below(256))), bytes.subarray(at))
  },
}

export const byteMutationNames: readonly string[] = Object.keys(byteMutations)
