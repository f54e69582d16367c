/** The two byte orders of UTF-16, as WHATWG labels. */
export type Utf16 = 'utf-16le' | 'utf-16be'

/** Code units looked at: enough to be certain, whatever the length of the input. */
const SAMPLE = 8192
/** Fewer code units than this prove nothing. */
const FEWEST = 4
/** Share of code units, ideographs and surrogates aside, that have to be ordinary characters of the scripts below. */
const PLAUSIBLE = 0.97
/** Share of code units that may be ideographs or surrogates: any two bytes look like them, so they are no evidence. */
const MOST_NEUTRAL = 0.5

/** Blocks whose characters text of ours consists of, as [first, last]. */
const ordinary = [
  [0x09, 0x0d], [0x20, 0x7e], [0xa0, 0x17f], [0x370, 0x6ff], [0x750, 0x77f], [0x8a0, 0x8ff], [0x200b, 0x206f],
  [0x20a0, 0x20bf], [0x2122, 0x2122], [0xfb1d, 0xfdff], [0xfe70, 0xfeff],
] as const

/** Blocks of ideographs, kana, Hangul and surrogates. */
const neutral = [[0x3000, 0x9fff], [0xac00, 0xdfff], [0xf900, 0xfaff], [0xff00, 0xffef]] as const

/**
 * Recognises UTF-16 without a byte order mark: read in one order nearly all code units are ordinary characters, among
 * them blanks or other ASCII (the zero bytes), and in the other order they are not.
 */
export function guessUtf16(bytes: Uint8Array): Utf16 | null {
  const units = Math.min(SAMPLE, bytes.length >> 1)
  if (units < FEWEST) return null
  const little = shareOrdinary(bytes, units, 0, 1)
  const big = shareOrdinary(bytes, units, 1, 0)
  if (Math.max(little, big) < PLAUSIBLE || Math.abs(little - big) < 0.2) return null
  return little > big ? 'utf-16le' : 'utf-16be'
}

function shareOrdinary(bytes: Uint8Array, units: number, low: number, high: number): number {
  let found = 0
  let passed = 0
  for (let index = 0; index < units; index++) {
    const unit = bytes[2 * index + low]! | (bytes[2 * index + high]! << 8)
    if (isIn(ordinary, unit)) found++
    else if (isIn(neutral, unit)) passed++
  }
  return passed > units * MOST_NEUTRAL ? 0 : found / (units - passed)
}

function isIn(blocks: readonly (readonly [number, number])[], unit: number): boolean {
  return blocks.some(([first, last]) => unit >= first && unit <= last)
}
