import words from '../data/byline-words.json' with { type: 'json' }
import { foldForMatching } from '../language/fold.ts'
import { listDates } from './date.ts'
import { findWeekday } from './month-names.ts'
import { splitNames } from './names.ts'
import { findPlace, isPlace } from './places.ts'
import { findPhrase, isMark, splitTokens } from './tokens.ts'

/** Longer lines are no bylines, whatever they were labelled. */
const maxLength = 400

/** Addresses, accounts, clocks and relative times: whatever stands in a byline and holds no name. */
const noise = /(?:https?:\/\/|www\.)\S+|[^\s|•,،]{1,64}@[^\s|•,،]{1,64}|@[\w.]{1,40}|\d{1,2}(?:[:٫]\d{2}){1,2}(?:\s?[ap]\.?m\b\.?)?|\d{1,2}\s?[ap]m\b/gi
const brackets = /\([^()]*\)|\[[^[\]]*\]/g

/** Marks that part a name from a place, an outlet or a role: a bar or bullet, or a dash or stroke beside a blank. */
const partings = /[|•·»›\t]|\.{2,}|…|[-–—ـ]+ | [-–—ـ]+|\s\/|\/\s|\/$|\s{2,}/

type Kind = 'lead' | 'other'

let leads: ReadonlyMap<string, Kind> | undefined

/**
 * Reads the authors off a byline, in order, as they are written there: without "By", "كتب" and their like, without
 * place, outlet, role, date, address or account.
 *
 * @returns An empty list when the line names nobody that can be told.
 * @example readByline('حوار ـ سمر علي - جدة') // ['سمر علي']
 * @example readByline('By Jane Roe and John Doe, Staff Writers | 3 May 2024') // ['Jane Roe', 'John Doe']
 */
export function readByline(text: string): string[] {
  if (text.length > maxLength) return []
  const parts = listParts(text)
  const led = parts.filter((part) => part.led)
  const authors: string[] = []
  for (const { text: part } of led.length > 0 ? led : parts) {
    // A further part counts only when it starts with the place of the author before it: "name - place name - place".
    const own = authors.length > 0 && led.length === 0 ? dropPlace(part) : part
    if (own === undefined) continue
    for (const name of splitNames(own)) if (!authors.includes(name)) authors.push(name)
  }
  return dropAgencies(authors)
}

interface Part {
  readonly text: string
  /** True when a word such as "By" says that an author follows. */
  readonly led: boolean
}

/** Splits a byline at its marks and takes the leading words off each part; parts that are places are left out. */
function listParts(text: string): Part[] {
  const parts: Part[] = []
  let pending: Kind | undefined
  for (const piece of dropDates(text).replace(noise, '|').replace(brackets, ' ').split(partings)) {
    const trimmed = trimMarks(piece)
    if (trimmed === '') continue
    const { kind, rest } = takeLead(trimmed)
    const role = kind ?? pending
    if (rest === '') {
      pending = role
      continue
    }
    pending = undefined
    if (role !== 'other' && !isPlace(rest)) parts.push({ text: rest, led: role === 'lead' })
  }
  return parts
}

/** Replaces the dates in a byline, and the weekday that stands before one, by a bar. */
function dropDates(text: string): string {
  let rest = ''
  let from = 0
  for (const { start, end } of listDates(text)) {
    rest += dropWeekday(text.slice(from, start)) + '|'
    from = end
  }
  return rest + text.slice(from)
}

function dropWeekday(text: string): string {
  const tokens = splitTokens(text)
  for (let at = Math.max(0, tokens.length - 3); at < tokens.length; at++) {
    const weekday = findWeekday(tokens, at)
    if (weekday !== undefined && tokens.slice(weekday.end).every((token) => token.kind === 'mark')) return text.slice(0, tokens[at]!.start)
  }
  return text
}

/** Takes words such as "By" off the start of a part, also several of them, and what stands before a colon. */
function takeLead(text: string): { kind: Kind | undefined; rest: string } {
  leads ??= tableLeads()
  let rest = text.replace(/^By(?=[A-Z\u00c0-\u00de][a-z\u00df-\u00ff])/, 'By ')
  let kind: Kind | undefined
  for (let turn = 0; turn < 3 && rest !== ''; turn++) {
    const tokens = splitTokens(rest)
    const found = findPhrase(leads, tokens, 0)
    if (found === undefined || found.end > tokens.length) break
    let end = found.end
    while (isMark(tokens[end], ':：/|.-–—ـ،,')) end += 1
    // "reporter, outlet" is what somebody is, not who.
    kind = kind === 'other' || isMark(tokens[found.end], '،,') ? 'other' : found.entry
    rest = rest.slice(tokens[end]?.start ?? rest.length)
  }
  // "outlet : name", "place: name".
  const colon = rest.search(/[:：]/)
  if (colon > 0 && rest.slice(0, colon).trim().split(' ').length <= 4) rest = trimMarks(rest.slice(colon + 1))
  return { kind, rest }
}

/** What follows a place that opens a part, at least two words; `undefined` where there is no such place. */
function dropPlace(text: string): string | undefined {
  const tokens = splitTokens(text)
  const place = findPlace(tokens, 0)
  if (place === undefined || tokens.length - place.end < 2 || tokens[place.end]?.kind !== 'word') return undefined
  return text.slice(tokens[place.end]!.start)
}

/** Agencies are authors only where nobody else is named. */
function dropAgencies(authors: readonly string[]): string[] {
  if (authors.length < 2) return [...authors]
  const agencies = new Set(words.agencies.map(foldForMatching))
  const people = authors.filter((author) => !agencies.has(foldForMatching(author)))
  return people.length > 0 ? people : [...authors]
}

function trimMarks(text: string): string {
  return text.replace(/^[\s!-/:-@[-`{-\xa9\xab-\xb4\xb6-\xb9\xbb-\xbf،؛؟ـ\u2000-\u200b\u200e-\u2bff]+|[\s,،;؛:：|/\\\-–—ـ*"“”«»]+$/g, '')
}

function tableLeads(): ReadonlyMap<string, Kind> {
  const table = new Map<string, Kind>()
  for (const word of words.leads) table.set(foldForMatching(word), 'lead')
  for (const word of words.others) table.set(foldForMatching(word), 'other')
  return table
}
