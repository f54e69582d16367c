import type { Line } from '../document.ts'
import { characterLooks, kind, kindOf, letterLooks, lookCount, lookOf, scriptBands } from './characters.ts'
import { cueGroups, hashWords, matchCues, type CueIndex } from './cues.ts'

/** Consecutive lines that are labelled as one: a line and those that continue it. */
export interface Unit {
  /** Index of the first line. */
  readonly first: number
  /** Index after the last line. */
  readonly end: number
  readonly text: string
}

/** What is measured on each unit by itself, one array a measure. */
export interface Measures {
  readonly count: number
  /** Length in characters; those of ideographic scripts count as two and a half. */
  readonly weight: Float64Array
  readonly words: Uint16Array
  readonly sentences: Uint16Array
  /** Kind of the last character, and of the last one that is neither quote nor bracket. */
  readonly last: Uint8Array
  readonly lastInner: Uint8Array
  readonly first: Uint8Array
  /** The number that a marker such as "3." or "(3)" opens the line with, 0 without one. */
  readonly ordinal: Uint16Array
  readonly letters: Uint16Array
  readonly digits: Uint16Array
  readonly marks: Uint16Array
  readonly commas: Uint16Array
  readonly quotes: Uint16Array
  readonly brackets: Uint16Array
  readonly separators: Uint16Array
  readonly dashes: Uint16Array
  readonly symbols: Uint16Array
  /** Where the first colon stands, in words from the start plus one; 0 without a colon. */
  readonly colon: Uint16Array
  /** Where the first dash between blanks, or bracket, stands, in words from the start plus one; 0 without one. */
  readonly dash: Uint16Array
  /** Bits: address, e-mail, hash tag or handle, clock, year, numeric date. */
  readonly signs: Uint8Array
  /** Script most letters are in (`bandEnds`), 0 without letters. */
  readonly band: Uint8Array
  /** Script most letters of the document are in. */
  readonly mainBand: number
  /** Blank lines before the unit and after it. */
  readonly before: Uint16Array
  readonly after: Uint16Array
  /** Hashes of the folded words of all units, with room behind, and where those of a unit begin; one more entry at the end. */
  readonly hashes: Int32Array
  readonly hashAt: Int32Array
  /** Levels of the cues (`cueGroups.length` columns a unit), and words covered by cues of roles. */
  readonly cues: Uint8Array
  readonly covered: Uint16Array
}

/** Bits of `Measures.signs`. */
export const sign = { address: 1, mail: 2, tag: 4, clock: 8, year: 16, date: 32 } as const

/** Groups the lines that are not blank into units. */
export function groupUnits(lines: readonly Line[]): Unit[] {
  const units: Unit[] = []
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!
    if (line.text === '') continue
    let end = at + 1
    while (end < lines.length && lines[end]!.continues && lines[end]!.text !== '') end++
    const text = end === at + 1 ? line.text : lines.slice(at, end).map((part) => part.text).join(' ')
    units.push({ first: at, end, text })
    at = end - 1
  }
  return units
}

/**
 * Measures each unit by itself, in one pass over its characters and one over its words.
 *
 * @param units The units of one document.
 * @param lineCount How many lines the document has, blank ones included.
 * @param cues The cues of the document's language; without them no cue is seen.
 */
export function measure(units: readonly Unit[], lineCount: number, cues: CueIndex | undefined): Measures {
  const count = units.length
  // Words are five characters long and more in most languages; where they are not, the room grows.
  let hashes = new Int32Array(64 + (units.reduce((sum, { text }) => sum + text.length, 0) >> 2))
  const u16 = () => new Uint16Array(count)
  const u8 = () => new Uint8Array(count)
  const measures = {
    count, weight: new Float64Array(count), words: u16(), sentences: u16(), last: u8(), lastInner: u8(), first: u8(),
    ordinal: u16(), letters: u16(), digits: u16(), marks: u16(), commas: u16(), quotes: u16(), brackets: u16(),
    separators: u16(), dashes: u16(), symbols: u16(), colon: u16(), dash: u16(), signs: u8(), band: u8(), mainBand: 0,
    before: u16(), after: u16(), hashes, hashAt: new Int32Array(count + 1), cues: new Uint8Array(count * cueGroups.length),
    covered: u16(),
  }
  const bands = new Int32Array(scriptBands)
  let next = 0
  for (let at = 0; at < count; at++) {
    const unit = units[at]!
    measureCharacters(unit.text, measures, at, bands)
    measures.hashAt[at] = next
    let end = hashWords(unit.text, hashes, next)
    if (end > hashes.length) {
      const full = hashes
      hashes = new Int32Array(2 * end)
      hashes.set(full)
      end = hashWords(unit.text, hashes, next)
    }
    if (cues) measures.covered[at] = cap(matchCues(cues, hashes, next, end, measures.cues, at * cueGroups.length))
    measures.words[at] = cap(end - next)
    next = end
    const before = unit.first - (at === 0 ? 0 : units[at - 1]!.end)
    measures.before[at] = cap(before)
    measures.after[at] = cap((at + 1 < count ? units[at + 1]!.first : lineCount) - unit.end)
  }
  measures.hashAt[count] = next
  measures.hashes = hashes
  for (let band = 1; band < scriptBands; band++) if (bands[band]! > bands[measures.mainBand]!) measures.mainBand = band
  return measures
}

function cap(value: number): number {
  return value < 65535 ? value : 65535
}

type Writable = { -readonly [key in keyof Measures]: Measures[key] }

const counts = new Int32Array(lookCount)
const bandCounts = new Int32Array(scriptBands)

function measureCharacters(text: string, out: Writable, at: number, bands: Int32Array): void {
  const looks = characterLooks()
  counts.fill(0)
  const { length } = text
  let sentences = 0
  let words = 0
  let colon = 0
  let dash = 0
  let signs = 0
  let run = 0
  let before: number = kind.blank
  let lastInner: number = kind.blank
  for (let index = 0; index < length; index++) {
    const code = text.charCodeAt(index)
    const look = looks[code]!
    if (look < letterLooks) {
      counts[look]!++
      if (before === kind.blank) words++
      lastInner = before = look & 3
      continue
    }
    // Two dots and more break a line off like the one character for it.
    const now = code === 0x2e && index > 0 && text.charCodeAt(index - 1) === 0x2e ? kind.ellipsis : kindOf(look)
    counts[lookOf(now)]!++
    if (now === kind.blank) {
      before = now
      continue
    }
    if (now === kind.digit) {
      run = before === kind.digit ? run + 1 : 1
      if (run === 4 && looksLikeYear(text, index - 3)) signs |= sign.year
    } else if (now === kind.colon) {
      if (colon === 0) colon = words + 1
      if (before === kind.digit && index + 1 < length && kindAt(text, index + 1) === kind.digit) signs |= sign.clock
      else if (code === 0x3a && text.startsWith('//', index + 1)) signs |= sign.address
    } else if (now === kind.sign) {
      if (code === 0x40) signs |= before === kind.blank ? sign.tag : sign.mail
      else if (code === 0x23 && before === kind.blank) signs |= sign.tag
    } else if (now === kind.stop || now === kind.question) {
      // A mark ends a sentence where a blank, a closing mark or the end follows; ideographic marks always do.
      const follower = index + 1 < length ? kindAt(text, index + 1) : kind.blank
      if (follower === kind.blank || follower === kind.quote || follower === kind.close || code > 0x3000) sentences++
      if (before === kind.digit && follower === kind.digit) signs |= numericDate(text, index)
    } else if (dash === 0 && (now === kind.dash || now === kind.open) && before === kind.blank) {
      dash = words + 1
    } else if ((now === kind.separator || now === kind.dash) && before === kind.digit) signs |= numericDate(text, index)
    if (now !== kind.quote && now !== kind.close && now !== kind.mark) lastInner = now
    if (now !== kind.mark) before = now
  }
  const countOf = (one: number) => counts[lookOf(one)]!
  let letters = 0
  let wide = 0
  for (let band = 1; band < scriptBands; band++) {
    const look = 4 * band
    bandCounts[band] = counts[look]! + counts[look + 1]! + counts[look + 2]! + counts[look + 3]!
    wide += counts[look + kind.wide]!
    letters += bandCounts[band]!
    bands[band]! += bandCounts[band]!
    if (bandCounts[band]! > bandCounts[out.band[at]!]!) out.band[at] = band
  }
  if ((signs & sign.address) === 0 && text.includes('www.')) signs |= sign.address
  out.weight[at] = length + 1.5 * wide
  out.sentences[at] = cap(sentences)
  out.last[at] = before
  out.lastInner[at] = lastInner
  out.first[at] = kindAt(text, 0)
  out.ordinal[at] = readOrdinal(text)
  out.letters[at] = cap(letters)
  out.digits[at] = cap(countOf(kind.digit))
  out.commas[at] = cap(countOf(kind.comma))
  out.quotes[at] = cap(countOf(kind.quote))
  out.brackets[at] = cap(countOf(kind.open) + countOf(kind.close))
  out.separators[at] = cap(countOf(kind.separator))
  out.dashes[at] = cap(countOf(kind.dash))
  out.symbols[at] = cap(countOf(kind.symbol) + countOf(kind.sign))
  out.marks[at] = cap(length - letters - countOf(kind.digit) - countOf(kind.blank) - countOf(kind.mark))
  out.colon[at] = cap(colon)
  out.dash[at] = cap(dash)
  out.signs[at] = signs
}

/** The kind of a character; behind the end, that of a letter. */
function kindAt(text: string, index: number): number {
  return index < text.length ? kindOf(characterLooks()[text.charCodeAt(index)]!) : kind.letter
}

/** 19xx, 20xx, 13xx and 14xx (Jalali and Hijri), in any digits. */
function looksLikeYear(text: string, from: number): boolean {
  const first = digitValue(text.charCodeAt(from))
  const second = digitValue(text.charCodeAt(from + 1))
  return (first === 1 && (second === 9 || second === 3 || second === 4)) || (first === 2 && second === 0)
}

/** Value of a digit; the Devanagari ones begin at 6 in their column, all others at 0. */
function digitValue(code: number): number {
  return code >= 0x966 ? code - 0x966 : code & 0xf
}

/** Tells by the same mark two to five characters on, with digits around it, that this one parts a date: 3/4/2021. */
function numericDate(text: string, index: number): number {
  const mark = text.charCodeAt(index)
  for (let at = index + 2; at <= index + 3 && at + 1 < text.length; at++) {
    if (text.charCodeAt(at) === mark && kindAt(text, at - 1) === kind.digit && kindAt(text, at + 1) === kind.digit) return sign.date
  }
  return 0
}

function readOrdinal(text: string): number {
  let at = kindAt(text, 0) === kind.open ? 1 : 0
  let value = 0
  const from = at
  while (at < from + 3 && kindAt(text, at) === kind.digit) value = value * 10 + digitValue(text.charCodeAt(at++))
  if (at === from || at >= text.length) return 0
  const mark = kindAt(text, at)
  const marked = mark === kind.stop || mark === kind.close || mark === kind.dash || mark === kind.colon || mark === kind.comma
  return marked && kindAt(text, at + 1) !== kind.digit ? value : 0
}
