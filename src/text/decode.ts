import { type Message, message } from '../messages.ts'
import { type CodePage, decodeCodePage, isCodePage } from './code-pages.ts'
import { guessCodePage } from './guess-code-page.ts'
import { guessUtf16 } from './guess-utf16.ts'
import { surveyUtf8 } from './survey-utf8.ts'

/** Text read from bytes, and how sure it is. */
export interface Decoded {
  /** The text without a byte order mark; empty when it could not be read. */
  readonly text: string
  /** WHATWG label of the encoding, in lower case. */
  readonly encoding: string
  /** How sure the encoding is, 0 to 1. */
  readonly confidence: number
  readonly messages: readonly Message[]
}

/** Control characters a text does not hold: C0 without tab, the line ends, the form feed and escape. */
const controls = /[\x00-\x08\x0e-\x1a\x1c-\x1f]/g
/** More control characters than one in so many characters: not text. */
const CHARACTERS_PER_CONTROL = 50
/** Fewer control characters than this may be accidents, however short the input. */
const FEWEST_CONTROLS = 3
/** Damaged UTF-8 is still UTF-8 while it has so many valid sequences for each bad place; other encodings have almost none. */
const SEQUENCES_PER_BAD_PLACE = 10
/**
 * Text costs at most so many bits a byte (see CodePageGuess): measured 4.3 to 6 in Arabic, Persian, Urdu and Hebrew, 10 and
 * more in a wrong code page. Other alphabets (Greek 7.3, KOI8-R 8.7) come closest to windows-1251. In Latin script bytes
 * outside ASCII are rare, so each of them tells more: 8 to 14 in windows-1252.
 */
const mostBits: Partial<Record<CodePage, number>> = { 'windows-1252': 14, 'windows-1251': 6.5 }
const MOST_BITS = 8.5
/** Above this the letters are unusual: dense vowel signs, or MacArabic, which shares its letters with ISO-8859-6. */
const UNUSUAL_BITS = 6.5
/** Share of bytes outside ASCII under which the text can be read in any code page: a few wrong letters, not a lost article. */
const FEW = 0.2
/** So few bytes outside ASCII cannot be judged at all. */
const FEWEST_LEGACY = 4
/** A guess is sure from this margin on: 2^-40 that the runner-up is right, if its model is as good. */
const SURE_MARGIN = 40

/** Tells whether `label` names an encoding of the WHATWG Encoding Standard, as `--encoding` takes it. */
export function isEncodingLabel(label: string): boolean {
  return resolveLabel(label) !== null
}

/**
 * Reads bytes as text. Tried in this order: byte order mark, the encoding asked for, UTF-16 by its zero bytes, UTF-8,
 * damaged UTF-8, legacy code pages by the plausibility of their letters. Never throws: what cannot be read is an `error`
 * among the messages, and a wrong guess is never silent.
 *
 * @param label WHATWG label of the encoding, when it is known; a byte order mark wins over it, as in browsers
 * @example decode(new TextEncoder().encode('سلام')) // { text: 'سلام', encoding: 'utf-8', confidence: 1, messages: [] }
 */
export function decode(bytes: Uint8Array, label?: string): Decoded {
  if (label !== undefined && !isEncodingLabel(label)) {
    return fail('encoding-invalid', `expected a WHATWG encoding label, found ${JSON.stringify(label)}`)
  }
  const marked = readMark(bytes)
  if (marked !== null) return decodeMarked(bytes, marked)
  if (label !== undefined) return decodeAs(bytes, resolveLabel(label)!)
  const utf8 = decodeStrictly(bytes, 'utf-8')
  if (utf8 !== null && !isBinary(utf8)) return { text: utf8, encoding: 'utf-8', confidence: 1, messages: [] }
  const utf16 = guessUtf16(bytes)
  if (utf16) return decodeGuessedUtf16(bytes, utf16)
  if (utf8 !== null || isBinary(decodeCodePage(bytes, 'windows-1252'))) return fail('input-binary', 'expected text, found control characters')
  return decodeDamaged(bytes) ?? decodeByEvidence(bytes)
}

function resolveLabel(label: string): string | null {
  try {
    return new TextDecoder(label).encoding
  } catch {
    return null
  }
}

/** The encoding that a byte order mark at the start names. */
function readMark(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null
}

/** A mark settles the encoding; single bad places do not unsettle it. */
function decodeMarked(bytes: Uint8Array, encoding: string): Decoded {
  const strict = decodeStrictly(bytes, encoding)
  const text = strict ?? decodeLeniently(bytes, encoding)
  if (isBinary(text)) return fail('input-binary', 'expected text, found control characters', encoding)
  const messages = strict === null ? [damage(encoding, countReplacements(text))] : []
  return { text, encoding, confidence: 1, messages }
}

/** UTF-16 that its zero bytes give away; bytes of programs do so too. */
function decodeGuessedUtf16(bytes: Uint8Array, encoding: string): Decoded {
  const text = decodeLeniently(bytes, encoding)
  return isBinary(text) ? fail('input-binary', 'expected text, found control characters', encoding) : guessed(text, encoding, 0.99, [])
}

function decodeAs(bytes: Uint8Array, encoding: string): Decoded {
  const text = isCodePage(encoding) ? decodeCodePage(bytes, encoding) : decodeStrictly(bytes, encoding)
  if (text === null || (isCodePage(encoding) && text.includes('\ufffd'))) {
    return fail('encoding-invalid', `expected ${encoding}, found bytes that it does not allow`, encoding)
  }
  if (isBinary(text)) return fail('input-binary', 'expected text, found control characters', encoding)
  return { text, encoding, confidence: 1, messages: [] }
}

/** UTF-8 that was cut in the middle of a character, or that holds a few bytes of something else. */
function decodeDamaged(bytes: Uint8Array): Decoded | null {
  const { sequences, bad, truncated } = surveyUtf8(bytes)
  if (sequences < (truncated ? 2 : bad * SEQUENCES_PER_BAD_PLACE)) return null
  const text = decodeLeniently(bytes, 'utf-8')
  if (isBinary(text)) return fail('input-binary', 'expected text, found control characters')
  const confidence = Math.round((sequences / (sequences + bad)) * 100) / 100
  return { text, encoding: 'utf-8', confidence, messages: [damage('utf-8', bad)] }
}

function decodeByEvidence(bytes: Uint8Array): Decoded {
  const guess = guessCodePage(bytes)
  const { bitsPerByte, marginBits, evidence } = guess
  const most = mostBits[guess.page] ?? MOST_BITS
  const plausible = bitsPerByte <= most
  if (!plausible && countHigh(bytes) > Math.max(FEWEST_LEGACY, bytes.length * FEW)) {
    return fail('encoding-unknown', 'expected text, found no encoding that gives plausible letters')
  }
  const page = plausible ? guess.page : 'windows-1252'
  const text = decodeCodePage(bytes, page)
  const doubts: string[] = []
  if (!plausible || (most === MOST_BITS && bitsPerByte > UNUSUAL_BITS)) doubts.push('some letters are not plausible')
  if (marginBits < SURE_MARGIN) doubts.push(`only ${evidence} bytes outside ASCII speak for it`)
  if (text.includes('\ufffd')) doubts.push('it does not allow some of the bytes')
  const confidence = Math.min(0.99, 1 - 2 ** (-marginBits / 8)) * (plausible && !text.includes('\ufffd') ? 1 : 0.5)
  return guessed(text, page, Math.round(confidence * 100) / 100, doubts)
}

function guessed(text: string, encoding: string, confidence: number, doubts: readonly string[]): Decoded {
  const note = doubts.length === 0
    ? message('encoding-guessed', `expected UTF-8, found what reads as ${encoding}`)
    : message('encoding-unsure', `expected UTF-8, found what may be ${encoding}: ${doubts.join('; ')}`)
  return { text, encoding, confidence, messages: [note] }
}

function damage(encoding: string, places: number): Message {
  return message('encoding-damaged', `expected valid ${encoding}, found ${places} bad ${places === 1 ? 'place' : 'places'}, now U+FFFD`)
}

function fail(ruleId: 'encoding-invalid' | 'encoding-unknown' | 'input-binary', reason: string, encoding = 'utf-8'): Decoded {
  return { text: '', encoding, confidence: 0, messages: [message(ruleId, reason)] }
}

function decodeStrictly(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

function decodeLeniently(bytes: Uint8Array, encoding: string): string {
  return new TextDecoder(encoding).decode(bytes)
}

function countHigh(bytes: Uint8Array): number {
  let count = 0
  for (const byte of bytes) count += byte >> 7
  return count
}

function countReplacements(text: string): number {
  return text.split('\ufffd').length - 1
}

/** A zero character or many control characters: no text in this encoding. */
function isBinary(text: string): boolean {
  if (text.includes('\0')) return true
  const found = text.match(controls)?.length ?? 0
  return found >= FEWEST_CONTROLS && found * CHARACTERS_PER_CONTROL > text.length
}
