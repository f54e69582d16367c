import { foldForMatching } from '../language/fold.ts'

/** A piece of a line: a number, a word or a mark. */
export interface Token {
  readonly kind: 'number' | 'word' | 'mark'
  /** The number's value; 0 for words and marks. */
  readonly value: number
  /** The number's digits as written, the word folded, or the mark itself. */
  readonly text: string
  /** Where the piece begins and ends in the line, in UTF-16 code units. */
  readonly start: number
  readonly end: number
}

/** Ideographs and syllables that stand for parts of a date are words of their own, whatever touches them. */
const dateSigns = '年月日時时分秒點点号號년월일시분초'

/** What is no letter: the inside of a character class. Spelled out, since `\p{L}` takes milliseconds to compile. */
const noLetter =
  '\\s\\x00-@\\[-`{-\\xb4\\xb6-\\xbf×÷\\u02b9-\\u02ff\\u055a-\\u055f\\u0589\\u05be\\u05c0\\u05c3\\u05f3\\u05f4\\u0600-\\u060f\\u061b-\\u061f\\u0660-\\u066d' +
  '\\u06d4\\u06dd\\u06de\\u06e9\\u06f0-\\u06f9\\u2000-\\u200b\\u200e-\\u206f\\u20a0-\\u20cf\\u2100-\\u2bff\\u2e00-\\u2e7f\\u3000-\\u3004\\u3008-\\u3020' +
  '\\u3030\\u303d-\\u303f\\u30fb\\ud800-\\uf8ff\\ufe30-\\ufe6f\\uff00-\\uff20\\uff3b-\\uff40\\uff5b-\\uff65'

const letter = `[^${noLetter}]`

// In turn: digits; letters parted by points (p.m., ق.ظ, ب. ظ); a date sign; letters, of which
// tatweel is none at the start, since it stands for a dash there; any other sign. Marks of direction, which stand around
// the strokes of dates, belong to what they follow.
const direction = '\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069'
const piece = new RegExp(
  `(?:([0-9٠-٩۰-۹０-９]+)|(${letter}(?:\\.${letter}(?!${letter})){1,9}|[ا-ي](?:\\. [ا-ي](?!${letter})){1,9})|([${dateSigns}]|(?!ـ)[^${noLetter}${dateSigns}]+)|([^\\s${direction}]))[${direction}]*`,
  'g',
)

/**
 * Splits a line into numbers, words and marks. Digits of every script met become values, words are folded.
 *
 * @example splitTokens('٣ مايو').map((token) => token.text) // ['3', 'مايو']
 */
export function splitTokens(text: string): Token[] {
  const tokens: Token[] = []
  for (const match of text.matchAll(piece)) {
    const start = match.index
    const end = start + match[0].length
    const [, digits, dotted, word, mark = ''] = match
    if (digits !== undefined) {
      const latin = toLatinDigits(digits)
      tokens.push({ kind: 'number', value: Number(latin), text: latin, start, end })
    } else if (dotted !== undefined) {
      tokens.push({ kind: 'word', value: 0, text: foldForMatching(dotted).replaceAll(' ', ''), start, end })
    } else if (word !== undefined) {
      tokens.push({ kind: 'word', value: 0, text: foldForMatching(word), start, end })
    } else {
      tokens.push({ kind: 'mark', value: 0, text: mark, start, end })
    }
  }
  return tokens
}

/** Tells whether two neighbouring tokens touch. */
export function isGlued(tokens: readonly Token[], index: number): boolean {
  return index > 0 && tokens[index - 1]!.end === tokens[index]?.start
}

/** Tells whether a token is a number of one of the given counts of digits. */
export function hasDigits(token: Token | undefined, least: number, most: number): token is Token {
  return token?.kind === 'number' && token.text.length >= least && token.text.length <= most
}

/** Tells whether a token is one of the given marks. */
export function isMark(token: Token | undefined, marks: string): token is Token {
  return token?.kind === 'mark' && marks.includes(token.text)
}

/** A phrase found at a token: its entry in a table and the index after it. */
export interface Found<T> {
  readonly entry: T
  readonly end: number
}

/**
 * Looks up the longest phrase of up to four words that begins at a token. A hyphen or apostrophe inside a word parts two.
 *
 * @param table Folded phrases, words parted by single blanks.
 */
export function findPhrase<T>(table: ReadonlyMap<string, T>, tokens: readonly Token[], index: number): Found<T> | undefined {
  let phrase = ''
  let found: Found<T> | undefined
  let end = index
  for (let words = 0; words < 4; words++) {
    if (words > 0 && isMark(tokens[end], '-‐\'’׳־') && isGlued(tokens, end) && isGlued(tokens, end + 1)) end += 1
    const token = tokens[end]
    if (token?.kind !== 'word') break
    phrase = words === 0 ? token.text : `${phrase} ${token.text}`
    end += 1
    const entry = table.get(phrase)
    if (entry !== undefined) found = { entry, end }
  }
  return found
}

/** The digits of every script have their value in the low four bits of their code. */
function toLatinDigits(digits: string): string {
  let latin = ''
  for (let at = 0; at < digits.length; at++) latin += digits.charCodeAt(at) & 0xf
  return latin
}
