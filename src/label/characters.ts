import { findPrepared } from '../prepared.ts'

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

/** Coarse scripts by the code unit after their last one, enough to see that a line is not in the script of its document. */
const bandEnds: readonly (readonly [band: number, end: number])[] = [
  [1, 0x370], [2, 0x530], [3, 0x590], [4, 0x600], [5, 0x780], [6, 0x8a0], [5, 0x900], [7, 0x1000], [1, 0x3040], [8, 0xfb00],
  [4, 0xfb50], [5, 0xff00], [8, 0x10000],
]

/** One more than the highest band; 0 is none. */
export const scriptBands = 9

/** Looks are below this. */
export const lookCount = scriptBands * 4 + kind.mark + 1 - kind.digit
/** Looks of letters are below this. */
export const letterLooks = scriptBands * 4

let table: Uint8Array | undefined

/**
 * The look of every code unit, by code: four times the band of its script plus its kind for a letter, else `letterLooks`
 * more than how far its kind is after digits. Made at the first call, so that start-up does not pay for it.
 */
export function characterLooks(): Uint8Array {
  return (table ??= (findPrepared('looks')?.['table'] as Uint8Array | undefined) ?? makeLooks())
}

function makeLooks(): Uint8Array {
  const kinds = new Uint8Array(65536)
  for (const [to, first, last] of ranges) kinds.fill(to, first, last + 1)
  for (const [to, characters] of listed) for (const character of characters) kinds[character.charCodeAt(0)] = to
  const looks = new Uint8Array(65536)
  let from = 0
  for (const [band, end] of bandEnds) {
    for (let code = from; code < end; code++) looks[code] = kinds[code]! <= kind.wide ? band * 4 + kinds[code]! : lookOf(kinds[code]!)
    from = end
  }
  return looks
}

/** The look of what is no letter, by its kind. */
export function lookOf(kind: number): number {
  return letterLooks - 4 + kind
}

/** The kind of a look. */
export function kindOf(look: number): number {
  return look < letterLooks ? look & 3 : look - letterLooks + 4
}
