import { findPrepared } from '../prepared.ts'

/** What the table says of a character that is not simply replaced by another one. Most are the same, so that a table of zeros is nearly done. */
const same = 0
const dropped = 6
const alone = 1
const compatible = 2
const opening = 3
const closing = 4
const double = 5
const blank = 0x20
const numberSign = 0x23

/** Ranges of characters, as `[first, last]`, that vanish: marks, vowel points, tatweel, joiners, bidi controls. */
const droppedRanges: readonly (readonly [number, number])[] = [
  [0x00ad, 0x00ad], [0x0300, 0x036f], [0x0483, 0x0489],
  [0x0591, 0x05bd], [0x05bf, 0x05bf], [0x05c1, 0x05c2], [0x05c4, 0x05c5], [0x05c7, 0x05c7],
  [0x0610, 0x061a], [0x061c, 0x061c], [0x0621, 0x0621], [0x0640, 0x0640], [0x064b, 0x065f], [0x0670, 0x0670],
  [0x0674, 0x0674], [0x06d6, 0x06dc], [0x06df, 0x06e8], [0x06ea, 0x06ed], [0x08ca, 0x08ff], [0x093c, 0x093c],
  [0x1ab0, 0x1aff], [0x1dc0, 0x1dff], [0x200b, 0x200f], [0x202a, 0x202e], [0x2060, 0x206f],
  [0x20d0, 0x20ff], [0xfe00, 0xfe0f], [0xfe20, 0xfe2f], [0xfeff, 0xfeff],
]

/** Ranges that part words: white space, controls, punctuation, currency signs, arrows, boxes and dingbats. */
const blankRanges: readonly (readonly [number, number])[] = [
  [0x0000, 0x0022], [0x0024, 0x002f], [0x003a, 0x0040], [0x005b, 0x0060], [0x007b, 0x00a8], [0x00ab, 0x00ac],
  [0x00ae, 0x00b4], [0x00b6, 0x00b9], [0x00bb, 0x00bf], [0x00d7, 0x00d7], [0x00f7, 0x00f7],
  [0x02b9, 0x02ff], [0x037e, 0x037e], [0x0387, 0x0387], [0x055a, 0x055f], [0x0589, 0x058a],
  [0x05be, 0x05be], [0x05c0, 0x05c0], [0x05c3, 0x05c3], [0x05c6, 0x05c6], [0x05f3, 0x05f4],
  [0x0600, 0x060f], [0x061b, 0x061b], [0x061d, 0x061f], [0x066a, 0x066d], [0x06d4, 0x06d4],
  [0x06dd, 0x06de], [0x06e9, 0x06e9], [0x0700, 0x070d], [0x0964, 0x0965], [0x0970, 0x0970], [0x1680, 0x1680],
  [0x2000, 0x200a], [0x2010, 0x2029], [0x202f, 0x205f], [0x20a0, 0x20cf], [0x2120, 0x2122], [0x2190, 0x2bff],
  [0x2e00, 0x2e7f], [0x3000, 0x3004], [0x3008, 0x3020], [0x3030, 0x3030], [0x303d, 0x303f], [0x30fb, 0x30fb],
  [0xe000, 0xf8ff], [0xfff9, 0xffff],
]

/** Ranges written without blanks between words: each character becomes a token of its own. `©` too, as it sticks to names. */
const aloneRanges: readonly (readonly [number, number])[] = [
  [0x00a9, 0x00a9], [0x0e01, 0x0e4e], [0x0e81, 0x0ede], [0x1000, 0x103f], [0x1780, 0x17d3],
  [0x3005, 0x3007], [0x3041, 0x3096], [0x309d, 0x309f], [0x30a1, 0x30fa], [0x30fc, 0x30ff],
  [0x3400, 0x9fff], [0xf900, 0xfaff],
]

/** Ranges of presentation forms and letters of other widths: the text is brought to NFKC first. */
const compatibleRanges: readonly (readonly [number, number])[] = [
  [0x3099, 0x309c], [0x3300, 0x33ff], [0xfb00, 0xfdff], [0xfe10, 0xfe1f], [0xfe30, 0xfefe], [0xff00, 0xffef],
]

/** The zeros of the scripts whose digits are met; each begins a row of ten. */
const zeros = [0x0030, 0x0660, 0x06f0, 0x0966]

/** Letters that differ in code but not in word, as `[spellings, letter]`; a reason per row. */
const letterForms: readonly (readonly [string, string])[] = [
  ['أإآٱٲٳٵ', 'ا'], // hamza and madda are left out at will
  ['ؤٶ', 'و'], // hamza on waw
  ['ئىیېۍێۑٸؠ', 'ي'], // hamza on yeh, alef maksura, Persian, Pashto and Kurdish yeh
  ['ۓ', 'ے'], // Urdu: hamza on the long yeh
  ['کڪڬڭؼ', 'ك'], // Persian, Sindhi and swash kaf
  ['ګڰ', 'گ'], // Pashto gaf
  ['ةۃہھەۀۂۿ', 'ه'], // teh marbuta; Urdu, Uyghur and Kurdish heh
  ['ڕ', 'ر'], // Kurdish: the mark is often not typed
  ['ڵ', 'ل'], // the same
  ['ςΣ', 'σ'], ['ıİ', 'i'], ['Øø', 'o'], ['ĐđÐð', 'd'], ['Łł', 'l'], ['Ħħ', 'h'], ['Ёё', 'е'], ['ªÁ', 'a'], ['º', 'o'],
]

/** Yiddish pairs, written as one character or as two letters. */
const pairs: Readonly<Record<string, string>> = { װ: 'וו', ױ: 'וי', ײ: 'יי' }

/** Ranges whose capitals are lowered and whose accents are stripped. */
const accentedRanges: readonly (readonly [number, number])[] = [[0x00c0, 0x024f], [0x0370, 0x03ff], [0x1e00, 0x1fff]]

/** Ranges whose capitals are lowered only: `й` and `ї` are letters of their own, and so are those of Armenian. */
const casedRanges: readonly (readonly [number, number])[] = [[0x0041, 0x005a], [0x0400, 0x052f], [0x0531, 0x0556]]

const table = (findPrepared('folding')?.['table'] as Uint16Array | undefined) ?? makeFoldingTable()

/** A folded text as code units: the first `end` of `units`. */
export interface Folded {
  readonly units: Uint16Array
  readonly end: number
}

/** Grows never: longer texts get a buffer of their own. */
const scratch = new Uint16Array(3 * 4096 + 2)
const last = { units: scratch, end: 0 }

/**
 * Folds a text so that two spellings of one phrase compare equal: for matching only, never for output.
 *
 * Letters are lowered and lose their accents; marks, vowel points, tatweel, joiners and bidi controls vanish; the forms
 * of alef, yeh, kaf and heh become one each; every number becomes the word `#`; punctuation becomes a blank; blanks are
 * collapsed and trimmed. Ideographs, kana and Thai letters become words of one character. Folding twice changes nothing.
 *
 * @param text Any text; it need not be cleaned.
 * @returns Words parted by single blanks, or an empty string.
 * @example foldForMatching('  إقرأ أيضًا: 12,5 «X»') // 'اقرا ايضا # x'
 */
export function foldForMatching(text: string): string {
  const { units, end } = foldToUnits(text)
  return toText(units, end)
}

/** Folds a text and makes no string of it. What it returns holds until the next text is folded. */
export function foldToUnits(text: string): Folded {
  if (!fold(text, false)) fold(text.normalize('NFKC'), true)
  return last
}

/** Folds in one pass into `last`. Gives up with `false` at a compatibility form, unless these are to be read as blanks. */
function fold(text: string, normalised: boolean): boolean {
  const { length } = text
  const known = table
  const out = length <= 4096 ? scratch : new Uint16Array(3 * length + 2)
  let end = 0
  // Blanks and the borders of numbers are remembered and written only before the next word.
  let gap = false
  for (let at = 0; at < length; at++) {
    const code = text.charCodeAt(at)
    const entry = known[code]!
    const to = entry === same ? code : entry
    if (to > numberSign) {
      if (gap && end > 0) out[end++] = blank
      gap = false
      out[end++] = to
    } else if (to === blank) {
      gap = true
    } else if (to === numberSign) {
      if (end > 0) out[end++] = blank
      out[end++] = numberSign
      at = skipNumber(text, at)
      gap = true
    } else if (to === compatible) {
      if (!normalised) return false
      gap = true
    } else if (to === double) {
      if (gap && end > 0) out[end++] = blank
      gap = false
      for (const letter of pairs[text.charAt(at)]!) out[end++] = letter.charCodeAt(0)
    } else if (to !== dropped) {
      if ((gap || to !== closing) && end > 0 && out[end - 1] !== blank) out[end++] = blank
      out[end++] = code
      gap = to !== opening
    }
  }
  last.units = out
  last.end = end
  return true
}

/** Finds the last character of the number that begins at `at`: digits, with single points or commas between them. */
function skipNumber(text: string, at: number): number {
  let last = at
  while (true) {
    if (isDigit(text, last + 1)) last += 1
    else if (isDigit(text, last + 2) && isNumberMark(text.charCodeAt(last + 1))) last += 2
    else return last
  }
}

function isDigit(text: string, at: number): boolean {
  return at < text.length && table[text.charCodeAt(at)] === numberSign
}

/** Tells whether a character can stand inside a number: `.`, `,`, `،` and the Arabic decimal and thousands marks. */
function isNumberMark(code: number): boolean {
  return code === 0x2e || code === 0x2c || code === 0x060c || code === 0x066b || code === 0x066c
}

/** Makes a string of the first `end` units; in pieces, since a call takes only so many arguments. */
function toText(units: Uint16Array, end: number): string {
  let text = ''
  for (let from = 0; from < end; from += 4096) {
    text += String.fromCharCode.apply(null, units.subarray(from, Math.min(end, from + 4096)) as unknown as number[])
  }
  return text
}

/** Makes the table of the basic plane: the replacement of each character, or what to do with it. */
export function makeFoldingTable(): Uint16Array {
  const to = new Uint16Array(0x10000)
  const changed: number[] = []
  const change = (code: number, letter: number) => {
    to[code] = letter
    changed.push(code)
  }
  const fill = (ranges: readonly (readonly [number, number])[], value: number) => {
    for (const [first, last] of ranges) to.fill(value, first, last + 1)
  }
  for (const [first, last] of casedRanges) {
    for (let code = first; code <= last; code++) change(code, String.fromCharCode(code).toLowerCase().charCodeAt(0))
  }
  for (const [first, last] of accentedRanges) {
    for (let code = first; code <= last; code++) {
      change(code, String.fromCharCode(code).normalize('NFD').charAt(0).toLowerCase().charCodeAt(0))
    }
  }
  for (const [spellings, letter] of letterForms) {
    for (const spelling of spellings) change(spelling.charCodeAt(0), letter.charCodeAt(0))
  }
  // Some accented signs come apart into a mark that is itself a blank: follow it, so that folding twice changes nothing.
  fill(blankRanges, blank)
  for (const code of changed) to[code] = to[to[code]!]! || to[code]!
  fill(droppedRanges, dropped)
  fill(aloneRanges, alone)
  fill(compatibleRanges, compatible)
  fill([[0xd800, 0xdbff]], opening)
  fill([[0xdc00, 0xdfff]], closing)
  for (const pair of Object.keys(pairs)) to[pair.charCodeAt(0)] = double
  for (const zero of zeros) to.fill(numberSign, zero, zero + 10)
  return to
}
