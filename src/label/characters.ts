/** What kind of character a code unit is, as far as the shape of a line goes. */
export const kind = {
  letter: 0, lower: 1, upper: 2, wide: 3, digit: 4, blank: 5, stop: 6, question: 7, ellipsis: 8, comma: 9,
  colon: 10, quote: 11, open: 12, close: 13, separator: 14, dash: 15, sign: 16, symbol: 17, mark: 18,
} as const

/** Characters by kind; what is not listed and not in a range below is a letter without case. */
const listed: readonly (readonly [number, string])[] = [
  [kind.blank, ' \t\r\n\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000'],
  [kind.stop, '.。۔।．'],
  [kind.question, '!?؟！？՞¡¿'],
  [kind.ellipsis, '…'],
  [kind.comma, ',،;؛、，；'],
  [kind.colon, ':：'],
  [kind.quote, '"\'“”„‟‘’‚‛«»‹›「」『』`´״׳'],
  [kind.open, '([{（【［〈《'],
  [kind.close, ')]}）】］〉》'],
  [kind.separator, '|/\\>→←⟵⟶▸►»·•‣▪■□●○◦*+=~_✕×⁃'],
  [kind.dash, '-–—―−‐‑ـ־'],
  [kind.sign, '#@©®™'],
  [kind.symbol, '$%&^<€£¥₪₹﷼°§¶†‡٪٫٬'],
]

/** Ranges of a kind, `[kind, first, last]`. */
const ranges: readonly (readonly [number, number, number])[] = [
  [kind.symbol, 0x00, 0x1f], [kind.symbol, 0x7f, 0x9f], [kind.digit, 0x30, 0x39], [kind.digit, 0x660, 0x669],
  [kind.digit, 0x6f0, 0x6f9], [kind.digit, 0x966, 0x96f], [kind.upper, 0x41, 0x5a], [kind.lower, 0x61, 0x7a],
  [kind.upper, 0xc0, 0xde], [kind.lower, 0xdf, 0xff], [kind.lower, 0x100, 0x24f], [kind.upper, 0x391, 0x3a9],
  [kind.lower, 0x3b1, 0x3c9], [kind.upper, 0x400, 0x42f], [kind.lower, 0x430, 0x45f],
  [kind.mark, 0x300, 0x36f], [kind.mark, 0x591, 0x5bd], [kind.mark, 0x610, 0x61a], [kind.mark, 0x64b, 0x65f],
  [kind.mark, 0x200b, 0x200f], [kind.mark, 0x202a, 0x202e], [kind.mark, 0x2060, 0x206f], [kind.mark, 0xfe00, 0xfe0f],
  [kind.symbol, 0x2100, 0x2bff], [kind.wide, 0x3041, 0x30ff], [kind.wide, 0x3400, 0x9fff], [kind.wide, 0xac00, 0xd7a3],
  [kind.symbol, 0xd800, 0xdfff], [kind.symbol, 0xe000, 0xf8ff], [kind.wide, 0xf900, 0xfaff],
]

let table: Uint8Array | undefined

/** The kind of every code unit, by code; made at the first call, so that start-up does not pay for it. */
export function characterKinds(): Uint8Array {
  if (table) return table
  table = new Uint8Array(65536)
  for (const [to, first, last] of ranges) table.fill(to, first, last + 1)
  for (const [to, characters] of listed) for (const character of characters) table[character.charCodeAt(0)] = to
  return table
}

/** Coarse script of a letter, enough to see that a line is not in the script of its document. */
export function scriptBand(code: number): number {
  if (code < 0x370) return 1
  if (code < 0x530) return 2
  if (code < 0x590) return 3
  if (code < 0x600) return 4
  if (code < 0x780) return 5
  if (code < 0x8a0) return 6
  if (code < 0x900) return 5
  if (code < 0x1000) return 7
  if (code < 0x3040) return 1
  if (code < 0xfb00) return 8
  return code < 0xfb50 ? 4 : code < 0xff00 ? 5 : 8
}

/** One more than the highest band. */
export const scriptBands = 9
