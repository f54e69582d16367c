import bylineWords from '../data/byline-words.json' with { type: 'json' }
import words from '../data/dateline-words.json' with { type: 'json' }
import type { Language } from '../document.ts'
import { foldForMatching } from '../language/fold.ts'
import { readDate } from './date.ts'
import { findMonth, findWeekday } from './month-names.ts'
import { findPlace } from './places.ts'
import { findPhrase, hasDigits, isGlued, isMark, splitTokens, type Token } from './tokens.ts'

/** What opens a report: where it was written, by whom, and when. */
export interface Dateline {
  /** The place as written, with the country or region after a comma. */
  readonly place: string
  readonly agency?: string
  /** ISO 8601; only where the dateline names the year. */
  readonly date?: string
  /** Where the report itself begins, in UTF-16 code units. */
  readonly end: number
}

/** No dateline is longer: place, country, agency and date together. */
const maxLength = 110

/** How many characters after a doubtful dateline may hold no second dash: two dashes enclose a parenthesis. */
const parenthesisLength = 90

const dashes = '-–—―ـ'
const openings = '(«"“['
const closings = ')»"”]'

let agencies: ReadonlyMap<string, true> | undefined
let leadIns: ReadonlyMap<string, true> | undefined

/** What has been read so far; `certain` when the gazetteer or a known agency vouches for the place. */
interface Draft {
  place?: readonly [number, number]
  kind?: 'city' | 'doubtful' | 'unknown'
  agency?: string
  /** True for an agency of the lists, false for whatever stands in a bracket. */
  known?: boolean
  date?: string
}

/**
 * Reads the dateline that opens a paragraph: "بغداد - ", "دمشق، سوريا (CNN) --", "BERLIN, Aug 3 (Reuters) -".
 *
 * Before a dash a short name will do; before a colon, where lead-ins such as "لماذا يهم:" stand, only a known city,
 * or a place with a known agency. The text of the paragraph is not touched.
 *
 * @example readDateline('القاهرة - رويترز: قال', arabic) // { place: 'القاهرة', agency: 'رويترز', end: 17 }
 */
export function readDateline(paragraph: string, language: Language): Dateline | undefined {
  const head = paragraph.slice(0, maxLength)
  // Most paragraphs end here.
  if (!/[:：)\-–—―ـ]/u.test(head)) return undefined
  const tokens = splitTokens(head)
  const draft: Draft = {}
  let at = 0
  let best: Dateline | undefined
  for (let turn = 0; turn < 12 && at < tokens.length; turn++) {
    const next = readPiece(tokens, at, head, draft, language)
    if (next !== undefined) {
      at = next
      if (at >= tokens.length && paragraph.length <= maxLength && best !== undefined && draft.agency !== undefined) return finish(draft, head, head.length)
      continue
    }
    const dash = readDash(tokens, at)
    if (dash !== undefined) {
      best = isDatelineBeforeDash(draft, tokens, dash, head) ? finish(draft, head, tokens[dash - 1]!.end) : best
      if (best === undefined && draft.agency === undefined) return undefined
      at = dash
    } else if (isMark(tokens[at], ':：') && draft.place !== undefined) {
      const sure = draft.kind === 'city' || draft.known
      return sure ? finish(draft, head, tokens[at]!.end) : best
    } else if (isMark(tokens[at], ',،/') && draft.place !== undefined) {
      at += 1
    } else {
      return best ?? closeBracket(draft, head, tokens, at)
    }
  }
  return best
}

/** Reads an agency, a bracket, a date or a place that begins at a token; gives the index after it. */
function readPiece(tokens: readonly Token[], at: number, head: string, draft: Draft, language: Language): number | undefined {
  agencies ??= new Map([...words.agencies, ...bylineWords.agencies].map((name) => [foldForMatching(name), true]))
  const agency = findPhrase(agencies, tokens, at)
  if (agency !== undefined && endsPiece(tokens, agency.end)) {
    draft.agency ??= head.slice(tokens[at]!.start, tokens[agency.end - 1]!.end)
    draft.known = true
    return agency.end
  }
  if (isMark(tokens[at], openings)) return draft.place === undefined ? undefined : readBracket(tokens, at, head, draft)
  if (draft.place !== undefined) {
    const date = skipDate(tokens, at)
    if (date !== undefined) {
      const iso = readDate(head.slice(tokens[at]!.start, tokens[date - 1]!.end))
      if (iso !== undefined) draft.date ??= iso
      return date
    }
  }
  return readPlace(tokens, at, head, draft, language)
}

/** Tells whether a piece may end at a token: before a mark or at the end. */
function endsPiece(tokens: readonly Token[], at: number): boolean {
  return at >= tokens.length || tokens[at]!.kind === 'mark'
}

function readPlace(tokens: readonly Token[], at: number, head: string, draft: Draft, language: Language): number | undefined {
  const known = findPlace(tokens, at)
  if (known !== undefined && (endsPiece(tokens, known.end) || skipDate(tokens, known.end) !== undefined)) {
    const extended = draft.place === undefined ? known.end : undefined
    if (draft.place === undefined || isMark(tokens[at - 1], ',،/')) draft.place = [draft.place?.[0] ?? tokens[at]!.start, tokens[known.end - 1]!.end]
    // After an agency or an unknown name ("بغداد اليوم - بغداد") the known place is the place.
    else if (draft.kind === 'unknown') draft.place = [tokens[at]!.start, tokens[known.end - 1]!.end]
    if (extended !== undefined || draft.kind === 'unknown') draft.kind = known.entry
    return known.end
  }
  if (draft.place !== undefined) return isMark(tokens[at - 1], ',،') ? readRegion(tokens, at, draft) : undefined
  const end = skipUnknownPlace(tokens, at, head, language)
  if (end === undefined) return undefined
  draft.place = [tokens[at]!.start, tokens[end - 1]!.end]
  draft.kind = 'unknown'
  return end
}

/** A country or region after the comma: up to three words before a bracket or dash. */
function readRegion(tokens: readonly Token[], at: number, draft: Draft): number | undefined {
  let end = at
  while (end < at + 3 && tokens[end]?.kind === 'word') end += 1
  const last = isMark(tokens[end], '.') ? end + 1 : end
  if (end === at || !(isMark(tokens[last], openings) || readDash(tokens, last) !== undefined)) return undefined
  draft.place = [draft.place![0], tokens[last - 1]!.end]
  return last
}

/** One or two words in Arabic script, or in Latin capitals, that are no lead-in. */
function skipUnknownPlace(tokens: readonly Token[], at: number, head: string, language: Language): number | undefined {
  leadIns ??= new Map(words.leadIns.map((word) => [foldForMatching(word), true]))
  if (at !== 0) return undefined
  let end = 0
  while (end < 3 && tokens[end]?.kind === 'word' && !leadIns.has(tokens[end]!.text)) end += 1
  if (end === 0 || end > 2 || !endsPiece(tokens, end)) return undefined
  const name = head.slice(tokens[0]!.start, tokens[end - 1]!.end)
  // A dash that touches the word may be a hyphen or a colon in disguise.
  const arabic = language.script === 'Arab' && /^[\u0620-\u06ff]{3,}(?: [\u0620-\u06ff]{3,})?$/u.test(name) && !(readDash(tokens, end) && isGlued(tokens, end))
  const latin = /^[A-Z\u00c0-\u017e]{2,}(?: [A-Z\u00c0-\u017e]{2,})?$/u.test(name) && name === name.toUpperCase()
  return arabic || latin ? end : undefined
}

/** "(CNN)", "«القدس العربي»", "(outlet ۔ date )": up to the closing mark, which must come soon. */
function readBracket(tokens: readonly Token[], at: number, head: string, draft: Draft): number | undefined {
  let end = at + 1
  while (end < tokens.length && end < at + 14 && !isMark(tokens[end], closings)) end += 1
  if (!isMark(tokens[end], closings) || end === at + 1) return undefined
  const inner = head.slice(tokens[at]!.end, tokens[end]!.start)
  const iso = readDate(inner)
  if (iso !== undefined) draft.date ??= iso
  // The agency is what stands before a mark that parts it from the date.
  const name = inner.split(/\s[۔.\-–—|]\s|[،,]/u, 1)[0]!.trim()
  if (name !== '' && !/\d/u.test(name)) draft.agency ??= name
  draft.known ||= agencies!.has(foldForMatching(name))
  return end + 1
}

/** Steps over a date with or without a year, or a weekday: "Aug 3", "3 أغسطس 2021", "Tuesday". */
function skipDate(tokens: readonly Token[], at: number): number | undefined {
  const weekday = findWeekday(tokens, at)
  if (weekday !== undefined) return weekday.end
  const dayFirst = hasDigits(tokens[at], 1, 2)
  const month = findMonth(tokens, dayFirst ? at + 1 : at)
  if (month === undefined) return undefined
  let end = month.end
  if (isMark(tokens[end], '.')) end += 1
  if (!dayFirst) {
    if (!hasDigits(tokens[end], 1, 2)) return undefined
    end += 1
  }
  const year = isMark(tokens[end], ',،') ? end + 1 : end
  return hasDigits(tokens[year], 4, 4) ? year + 1 : end
}

/** A dash with a blank after it, doubled or not; gives the index after it. */
function readDash(tokens: readonly Token[], at: number): number | undefined {
  let end = at
  while (end < at + 3 && isMark(tokens[end], dashes)) end += 1
  return end > at && end < tokens.length && !isGlued(tokens, end) ? end : undefined
}

function isDatelineBeforeDash(draft: Draft, tokens: readonly Token[], after: number, head: string): boolean {
  if (draft.place === undefined) return false
  if (draft.kind !== 'unknown' || draft.agency !== undefined) return true
  const from = tokens[after]!.start
  const rest = head.slice(from, from + parenthesisLength)
  return !/\s[-–—ـ]+\s/u.test(rest) && !/^\d/u.test(rest)
}

/** "CITY (outlet ۔ date ) text": a known city and an agency in brackets need no dash. */
function closeBracket(draft: Draft, head: string, tokens: readonly Token[], at: number): Dateline | undefined {
  const sure = draft.kind === 'city' && draft.agency !== undefined && draft.date !== undefined && isMark(tokens[at - 1], ')')
  return sure ? finish(draft, head, tokens[at - 1]!.end) : undefined
}

function finish(draft: Draft, head: string, end: number): Dateline {
  const blanks = /^\s*/u.exec(head.slice(end))![0].length
  return {
    place: head.slice(...draft.place!),
    ...(draft.agency !== undefined && { agency: draft.agency }),
    ...(draft.date !== undefined && { date: draft.date }),
    end: end + blanks,
  }
}
