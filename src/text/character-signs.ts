import { findPrepared } from '../prepared.ts'

/**
 * What a character can mean for cleaning, as bits: a line whose characters have none of them is clean as it stands.
 * One look-up for each character replaces a dozen regular expressions a line.
 */
export const signs = {
  /** White space that is no plain blank: tab, carriage return, NBSP and the like. */
  oddSpace: 1 << 0,
  /** A blank beside another or at an edge of the line. */
  extraBlank: 1 << 1,
  /** U+200B, U+2060, U+FEFF and the soft hyphen. */
  invisible: 1 << 2,
  /** NFC may change it, alone or beside others. */
  composing: 1 << 3,
  ampersand: 1 << 4,
  presentationForm: 1 << 5,
  /** Can begin UTF-8 that was read as windows-1252. */
  latinLead: 1 << 6,
  /** A sign that UTF-8 read as windows-1256 is full of, and that text rarely has. */
  strayMark: 1 << 7,
  bidi: 1 << 8,
  joiner: 1 << 9,
  /** A control character, a line or paragraph separator, a surrogate or a noncharacter. */
  control: 1 << 10,
  tatweel: 1 << 11,
  /** ي ى ك */
  arabicLetter: 1 << 12,
  /** ، ؛ ؟ ۔ */
  arabicMark: 1 << 13,
  quote: 1 << 14,
  digit: 1 << 15,
} as const

type Ranges = readonly (number | readonly [number, number])[]

const tableRows: Record<Exclude<keyof typeof signs, 'extraBlank'>, Ranges> = {
  oddSpace: [[0x09, 0x0d], 0x85, 0xa0, 0x1680, [0x2000, 0x200a], 0x2028, 0x2029, 0x202f, 0x205f, 0x3000],
  invisible: [0xad, 0x200b, 0x2060, 0xfeff],
  // Unicode 16, NFC_Quick_Check other than Yes or a combining class other than 0, rounded up to blocks.
  composing: [
    [0x300, 0x377], 0x37e, 0x387, [0x483, 0x489], [0x591, 0x5c7], [0x610, 0x61a], [0x64b, 0x65f], 0x670, [0x6d6, 0x6ed],
    [0x711, 0x74a], [0x7eb, 0x7fd], [0x816, 0x85b], [0x890, 0x1fff], [0x2000, 0x2001], [0x20d0, 0x20ff], [0x2126, 0x212b],
    [0x2329, 0x232a], 0x2adc, [0x2cef, 0x2cf1], [0x2d7f, 0x2dff], [0x302a, 0x302f], [0x3099, 0x309a], [0xa66f, 0xabff],
    [0xd800, 0xdfff], [0xf900, 0xfaff], [0xfb1d, 0xfb4e], [0xfe20, 0xfe2f],
  ],
  ampersand: [0x26],
  presentationForm: [[0xfb20, 0xfb28], 0xfb4f, [0xfb50, 0xfdef], [0xfe70, 0xfefc]],
  latinLead: [[0xc2, 0xf4]],
  strayMark: [
    [0x80, 0x9f], 0xa2, [0xa4, 0xa8], 0xac, 0xaf, [0xb1, 0xb6], 0xb8, 0xb9, [0xbc, 0xbe], 0x152, 0x153, 0x192, 0x2c6, 0x201a,
    0x201e, 0x2020, 0x2021, 0x2030, 0x20ac, 0x2122,
  ],
  bidi: [0x61c, 0x200e, 0x200f, [0x202a, 0x202e], [0x2066, 0x206f]],
  joiner: [0x200c, 0x200d],
  control: [[0x00, 0x08], [0x0b, 0x0c], [0x0e, 0x1f], [0x7f, 0x9f], 0x2028, 0x2029, [0xd800, 0xdfff], [0xfdd0, 0xfdef], [0xfff9, 0xfffc], 0xfffe, 0xffff],
  tatweel: [0x640],
  arabicLetter: [0x64a, 0x649, 0x643],
  arabicMark: [0x60c, 0x61b, 0x61f, 0x6d4],
  quote: [0x22],
  digit: [[0x30, 0x39], [0x660, 0x669], [0x6f0, 0x6f9]],
}

const table = (findPrepared('signs')?.['table'] as Uint16Array | undefined) ?? makeSigns()

/** Makes the table of the signs of each code unit. */
export function makeSigns(): Uint16Array {
  const bits = new Uint16Array(0x10000)
  for (const [name, ranges] of Object.entries(tableRows)) {
    const sign = signs[name as keyof typeof signs]
    for (const range of ranges) {
      const [first, last] = typeof range === 'number' ? [range, range] : range
      for (let code = first; code <= last; code++) bits[code]! |= sign
    }
  }
  return bits
}

/** The signs of one UTF-16 code unit. */
export function signsOf(code: number): number {
  return table[code]!
}

/** The signs of all characters of a text together; 0 when there is nothing to clean. */
export function findSigns(text: string): number {
  let found = 0
  let blank = true
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code === 0x20) {
      if (blank) found |= signs.extraBlank
      blank = true
    } else {
      blank = false
      found |= table[code]!
    }
  }
  return blank && text !== '' ? found | signs.extraBlank : found
}
