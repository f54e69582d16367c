import words from '../data/clock-words.json' with { type: 'json' }
import zones from '../data/time-zones.json' with { type: 'json' }
import { foldForMatching } from '../language/fold.ts'
import { pad } from './calendars.ts'
import { findPhrase, hasDigits, isGlued, isMark, type Token } from './tokens.ts'

/** A time of day. */
export interface Clock {
  readonly hour: number
  readonly minute: number
  readonly second: number
  /** Minutes east of Greenwich; absent where the text names no zone, or one whose offset changes. */
  readonly offset?: number | undefined
  /** True when a word or a zone says that this is a time of day, so that it cannot be a duration. */
  readonly marked: boolean
  /** Index of the token after it. */
  readonly end: number
}

type Half = 'am' | 'pm' | 'noon' | 'night'

interface Tables {
  readonly halves: ReadonlyMap<string, Half>
  readonly leadingHalves: ReadonlyMap<string, Half>
  readonly marks: ReadonlySet<string>
  readonly connectors: ReadonlySet<string>
  readonly abbreviations: ReadonlyMap<string, number>
  readonly places: ReadonlyMap<string, number>
  readonly introductions: ReadonlyMap<string, true>
}

let built: Tables | undefined

/** Hour, minute and second signs of Chinese, Japanese and Korean. */
const hourSigns = '時时点點시'
const minuteSigns = '分분'
const secondSigns = '秒초'

/**
 * Reads a time of day that begins at a token, with the half of the day and the zone that follow it.
 *
 * @returns `undefined` where no time begins, or none that exists (25:00, 15:00 am).
 */
export function readClock(tokens: readonly Token[], index: number): Clock | undefined {
  const tables = (built ??= buildTables())
  const hour = tokens[index]
  if (!hasDigits(hour, 1, 2)) return undefined
  const face = readFace(tokens, index)
  let end = face.end
  let half = tables.leadingHalves.get(tokens[index - 1]?.text ?? '')
  const found = findPhrase(tables.halves, tokens, end)
  // A lone hour needs more than a letter that may mean something else.
  if (found !== undefined && (face.exact || tokens[end]!.text.length > 1)) {
    half = found.entry
    end = found.end
  }
  if (!face.exact && found === undefined) return undefined
  const lead = isMark(tokens[index - 1], '.:') ? index - 2 : index - 1
  let marked = half !== undefined || face.signed || tables.marks.has(tokens[lead]?.text ?? '')
  if (tokens[end]?.kind === 'word' && tables.marks.has(tokens[end]!.text)) {
    marked = true
    end += 1
  }
  const zone = readZone(tokens, end, tables)
  if (zone !== undefined) {
    marked = true
    end = zone.end
  }
  if (face.needsMark && !marked) return undefined
  const full = toFullHour(hour.value, half)
  if (full === undefined || face.minute > 59 || face.second > 59) return undefined
  return { hour: full, minute: face.minute, second: face.second, offset: zone?.offset, marked, end }
}

/** Writes a time as the second half of an ISO 8601 stamp, seconds always there since YAML 1.1 asks for them. */
export function toIsoTime(clock: Clock): string {
  const time = `${pad(clock.hour)}:${pad(clock.minute)}:${pad(clock.second)}`
  if (clock.offset === undefined) return time
  if (clock.offset === 0) return `${time}Z`
  const size = Math.abs(clock.offset)
  return `${time}${clock.offset < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}:${pad(size % 60)}`
}

/** Tells whether a token may stand between a date and its time. */
export function connectsClock(token: Token): boolean {
  const tables = (built ??= buildTables())
  if (token.kind === 'word') return tables.connectors.has(token.text) || tables.leadingHalves.has(token.text)
  return isMark(token, ',،.-–—―|·•()[]:/@؛;ـ')
}

/** Hour, minute and second as written. */
interface Face {
  readonly minute: number
  readonly second: number
  readonly end: number
  /** False for a lone hour. */
  readonly exact: boolean
  /** True when signs say that it is a time: 20h30, 20時. */
  readonly signed: boolean
  /** True for 20.30, which may be any number. */
  readonly needsMark: boolean
}

function readFace(tokens: readonly Token[], index: number): Face {
  const lone: Face = { minute: 0, second: 0, end: index + 1, exact: false, signed: false, needsMark: false }
  const sign = tokens[index + 1]
  if (sign === undefined) return lone
  const minute = tokens[index + 2]
  if (isMark(sign, ':.٫∶：') && hasDigits(minute, 2, 2) && isGlued(tokens, index + 2)) {
    const face = { ...lone, minute: minute.value, end: index + 3, exact: true, needsMark: isMark(sign, '.٫') }
    const second = tokens[index + 4]
    if (!isMark(tokens[index + 3], sign.text)) return face
    // A colon that nothing follows: "12:30: ".
    if (!hasDigits(second, 2, 2) || !isGlued(tokens, index + 4)) return isMark(sign, ':') ? { ...face, end: index + 4 } : face
    // A fraction of a second is read over.
    const fraction = isMark(tokens[index + 5], '.,') && hasDigits(tokens[index + 6], 1, 9) && isGlued(tokens, index + 6)
    return { ...face, second: second.value, end: index + (fraction ? 7 : 5) }
  }
  if (sign.kind !== 'word') return lone
  if (sign.text === 'h' && isGlued(tokens, index + 1)) {
    const exact = hasDigits(minute, 2, 2) && isGlued(tokens, index + 2)
    return { ...lone, minute: exact ? minute.value : 0, end: index + (exact ? 3 : 2), exact: true, signed: true }
  }
  if (sign.text === 'uhr') return { ...lone, end: index + 2, exact: true, signed: true }
  if (!hourSigns.includes(sign.text)) return lone
  const face = { ...lone, end: index + 2, exact: true, signed: true }
  if (!hasDigits(minute, 1, 2) || !minuteSigns.includes(tokens[index + 3]?.text ?? '-')) return face
  const second = tokens[index + 4]
  if (!hasDigits(second, 1, 2) || !secondSigns.includes(tokens[index + 5]?.text ?? '-')) return { ...face, minute: minute.value, end: index + 4 }
  return { ...face, minute: minute.value, second: second.value, end: index + 6 }
}

/** Turns an hour of a half day into one of 24. An hour above 12 already says which half it is in. */
function toFullHour(hour: number, half: Half | undefined): number | undefined {
  if (hour > 23) return undefined
  if (half === undefined) return hour
  if (hour > 12) return half === 'am' ? undefined : hour
  const late = half === 'pm' || (half === 'noon' && (hour < 10 || hour === 12)) || (half === 'night' && hour > 5 && hour < 12)
  return (hour % 12) + (late ? 12 : 0)
}

interface Zone {
  readonly offset: number | undefined
  readonly end: number
}

function readZone(tokens: readonly Token[], index: number, tables: Tables): Zone | undefined {
  const era = tokens[index]?.text === 'ه' && tokens[index]?.kind === 'word' ? 1 : 0
  const bracket = isMark(tokens[index + era], '(') ? 1 : 0
  const at = index + (bracket > 0 ? era : 0) + bracket
  const token = tokens[at]
  if (token === undefined) return undefined
  const offset = readOffset(tokens, at, false)
  if (offset !== undefined) return offset
  if (token.kind !== 'word') return undefined
  const abbreviation = tables.abbreviations.get(token.text)
  if (abbreviation !== undefined) {
    const shift = abbreviation === 0 ? readOffset(tokens, at + 1, true) : undefined
    return shift ?? { offset: abbreviation, end: at + 1 }
  }
  const introduction = findPhrase(tables.introductions, tokens, at)
  if (introduction === undefined && bracket === 0) return undefined
  const place = findPhrase(tables.places, tokens, introduction?.end ?? at)
  return place && { offset: place.entry, end: place.end }
}

/** Reads `+03:00`, `+0330`, `+3`, `-0400`. */
function readOffset(tokens: readonly Token[], index: number, afterName: boolean): Zone | undefined {
  const sign = tokens[index]
  const hours = tokens[index + 1]
  if (!isMark(sign, '+-−') || hours?.kind !== 'number' || !isGlued(tokens, index + 1)) return undefined
  const parted = isMark(tokens[index + 2], ':') && hasDigits(tokens[index + 3], 2, 2)
  // Right after a clock, a minus before one or two digits is a dash.
  if (sign.text === '-' && !afterName && hours.text.length !== 4 && !(parted && hours.text.length === 2)) return undefined
  if (![1, 2, 4].includes(hours.text.length)) return undefined
  const size = hours.text.length === 4
    ? Math.floor(hours.value / 100) * 60 + (hours.value % 100)
    : hours.value * 60 + (parted ? tokens[index + 3]!.value : 0)
  // Offsets run from -12:00 to +14:00 in steps of a quarter of an hour.
  if (size > 14 * 60 || size % 15 !== 0) return undefined
  return { offset: sign.text === '+' ? size : -size, end: index + (parted && hours.text.length < 4 ? 4 : 2) }
}

function buildTables(): Tables {
  const fold = <T>(pairs: readonly (readonly [string, T])[]) => new Map(pairs.map(([key, value]) => [foldForMatching(key), value]))
  const halves = (table: Record<string, readonly string[]>) =>
    fold(Object.entries(table).flatMap(([half, forms]) => forms.map((form) => [form, half as Half] as const)))
  return {
    halves: halves(words.meridiems),
    leadingHalves: halves(words.leadingMeridiems),
    marks: new Set(words.marks.map(foldForMatching)),
    connectors: new Set(words.connectors.map(foldForMatching)),
    abbreviations: fold(Object.entries(zones.abbreviations)),
    places: fold(Object.entries(zones.places)),
    introductions: fold(zones.introductions.map((word) => [word, true] as const)),
  }
}
