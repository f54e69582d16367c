import { stringify } from 'yaml'
import type { Language, Metadata } from '../document.ts'
import { escapeValue } from './escape-text.ts'
import { flavorRow, type FlavorName, type FrontMatterKey, type TitlePlace } from './flavors.ts'

/** What would end a line or is no character of YAML, and blanks. */
const unprintableRuns = /[\0-\x20\x7f-\x9f\u2028\u2029]+/g
const blanks = /^ +$/

/** Without any of these there is nothing to tidy but blanks at the edges. */
const untidy = /[\0-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]/

/** Characters that readers of YAML 1.1 reject or drop when they stand as they are. */
const escaped = /[\ufeff\ufffe\uffff]/g

/**
 * A value that every reader takes for the same string without quotes begins with a letter, so it is no number, date or
 * indicator, and has none of these: `:` before a blank or the end, `#` after a blank, what is unprintable.
 */
const plainStart = /^[A-Za-z\u00c0-\u02af\u0391-\u058f\u05d0-\u05ea\u0620-\u064a\u0671-\u06d3]/
const unplain = /[\ud800-\udfff\ufeff\ufffe\uffff]|:(?![^ ])|(?<![^ ])#/

/** Words that readers of YAML 1.1 or 1.2 take for booleans, null, and a number without digits before its exponent. */
const reserved = /^(?:y|n|yes|no|on|off|true|false|null|e[-+]?\d+)$/i

/** Fields that programs compute with: never escaped. */
const verbatim: ReadonlySet<string> = new Set(['date', 'day', 'lang', 'dir', 'url'])

const isoDate = /^(\d{4})-(\d\d)-(\d\d)(?:T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,6})?)?(?:Z|[-+](?:0\d|1[0-4]):[0-5]\d)?)?$/

/** A date with a time. */
const timeOfDay = /^(\d{4}-\d\d-\d\d)T.*$/

/**
 * Writes the front matter of a flavor as YAML, without its `---`. Keys without a value are left out. Every value is
 * a string (several authors a list of strings) to readers of YAML 1.1 and 1.2 alike, save the date, which is plain
 * so that they read a date.
 *
 * @returns the lines of YAML, joined by line feeds; `undefined` for a flavor without front matter
 */
export function toFrontMatter(
  metadata: Metadata,
  language: Pick<Language, 'tag' | 'direction'>,
  flavor: FlavorName,
  title: TitlePlace = flavorRow(flavor).title,
): string | undefined {
  const { keys, markdownInValues } = flavorRow(flavor)
  if (keys.length === 0) return undefined
  const lines: string[] = []
  for (const [key, from] of keys) {
    if (from === 'title' && title === 'heading') continue
    const escapes = markdownInValues && !verbatim.has(String(from))
    const scalars: string[] = []
    for (const given of valuesOf(from, metadata, language)) {
      const value = tidy(given)
      if (value !== '') scalars.push(from === 'date' || from === 'day' ? writeDate(value) : writeString(escapes ? escapeValue(value, flavor) : value))
    }
    if (scalars.length === 1) lines.push(`${key}: ${scalars[0]}`)
    else if (scalars.length > 1) lines.push([`${key}:`, ...scalars.map((scalar) => `  - ${scalar}`)].join('\n'))
  }
  return lines.join('\n')
}

function valuesOf(from: FrontMatterKey[1], metadata: Metadata, language: Pick<Language, 'tag' | 'direction'>): readonly string[] {
  if (typeof from === 'object') return [from.word]
  if (from === 'lang') return [language.tag]
  if (from === 'dir') return [language.direction]
  if (from === 'day') return metadata.date === undefined ? [] : [metadata.date.replace(timeOfDay, '$1')]
  const value = metadata[from]
  if (value === undefined) return []
  return typeof value === 'string' ? [value] : value
}

/** One line, trimmed, without halves of surrogate pairs. */
function tidy(value: string): string {
  return untidy.test(value) ? value.replace(/\p{Surrogate}/gu, '\ufffd').replace(unprintableRuns, (run) => (blanks.test(run) ? run : ' ')).trim() : value.trim()
}

/** A plain date where the day exists: readers of YAML 1.1 fail on 30 February. */
function writeDate(value: string): string {
  const [, year, month, day] = (isoDate.exec(value) ?? []).map(Number)
  if (year === undefined || month === undefined || day === undefined || year === 0) return writeString(value)
  const date = new Date(Date.UTC(2000, month - 1, day))
  date.setUTCFullYear(year, month - 1, day)
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? value : writeString(value)
}

/** Plain where nobody can misread it, in double quotes otherwise. */
function writeString(value: string): string {
  if (plainStart.test(value) && !unplain.test(value) && !reserved.test(value)) return value
  const json = JSON.stringify(value)
  const quoted = /\\[nu]/.test(json) ? writeEscapes(value) : json // JSON's quotes and backslashes are YAML's
  return quoted.replace(escaped, (character) => `\\u${character.charCodeAt(0).toString(16)}`)
}

/** In double quotes, with line feeds and unprintable characters as YAML has them. */
function writeEscapes(value: string): string {
  return stringify(value, { lineWidth: 0, defaultStringType: 'QUOTE_DOUBLE' }).trimEnd()
}
