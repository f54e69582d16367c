import type { Fix, Line } from '../document.ts'
import { type Message, message } from '../messages.ts'
import { findSigns, signs } from './character-signs.ts'
import { compose } from './compose.ts'
import { type FixName, fixNames, type Fixes, fixerTable } from './fixers.ts'
import { findVisualOrder } from './visual-order.ts'

/** What cleaning gives: the lines with their text, and what was changed. */
export interface Cleaned {
  readonly lines: Line[]
  readonly fixes: Fix[]
  readonly messages: Message[]
}

/**
 * Fixes are repeated until nothing changes, because one can bring out work for another (mojibake of mojibake, say), so
 * that clean text is clean. So many rounds are never needed; the limit is there for text made to need them.
 */
const MOST_ROUNDS = 8

/** What there is something to do for whatever is switched on; a line that counts as blank has one of them. */
const alwaysWanted = signs.oddSpace | signs.extraBlank | signs.invisible | signs.composing | signs.joiner | signs.bidi

const blank = /^[\s\u200b-\u200f\u2060\ufeff]*$/

/** Tells whether a line holds nothing but white space and invisible characters (U+00A0, U+FEFF, U+200B-U+200F, U+2060). */
export function isBlank(raw: string): boolean {
  return blank.test(raw)
}

/**
 * Fills the text of each line: characters fixed, NFC, white space collapsed and trimmed. Always, whatever is switched on:
 * every kind of white space becomes one blank, and what is invisible and joins or parts nothing that can be seen is removed
 * (U+200B, U+2060, U+FEFF, soft hyphen). Tatweel, vowel signs and digits stay. A line without anything to do is passed
 * through after one look at its characters.
 *
 * @param enabled the fixes that are switched on, see `selectFixes`
 */
export function clean(lines: readonly Line[], enabled: Fixes): Cleaned {
  const fixers = fixNames.filter((name) => enabled.has(name))
  const wanted = fixers.reduce((sum, name) => sum | fixerTable[name].signs, alwaysWanted)
  const fixes: Fix[] = []
  const cleaned: Line[] = []
  for (const line of lines) {
    const { number, offset, raw, continues } = line
    cleaned.push({ number, offset, raw, text: findSigns(raw) & wanted ? cleanLine(line, fixers, fixes) : raw, continues })
  }
  const messages = [findLoss(lines), ...tellFixes(fixes), findVisualOrder(cleaned)].filter((found) => found !== null)
  return { lines: cleaned, fixes, messages }
}

/** One message for each fix that changed something, at the first line it did. Those that were asked for are no news. */
function tellFixes(fixes: readonly Fix[]): Message[] {
  const sums = new Map<string, { line: number; lines: number; places: number }>()
  for (const { name, line, count } of fixes) {
    const sum = sums.get(name)
    if (sum === undefined) sums.set(name, { line, lines: 1, places: count })
    else sums.set(name, { line: sum.line, lines: sum.lines + 1, places: sum.places + count })
  }
  return fixNames.flatMap((name) => {
    const sum = sums.get(name)
    if (sum === undefined || !fixerTable[name].on) return []
    const { line, lines, places } = sum
    const reason = `expected sound characters, found ${places} ${places === 1 ? 'place' : 'places'} in ${lines} ${lines === 1 ? 'line' : 'lines'} for the fix ${name}`
    return [message('characters-fixed', reason, { line })]
  })
}

function cleanLine({ raw, number }: Line, fixers: readonly FixName[], fixes: Fix[]): string {
  if (isBlank(raw)) return ''
  let has = findSigns(raw)
  const counts = new Map<FixName, number>()
  let text = raw
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const before = text
    text = cleanOnce(text, has, round === 0 ? fixers : fixers.filter((name) => name !== 'entities'), counts)
    if (text === before) break
    has = findSigns(text)
    if (has === 0) break
  }
  for (const [name, count] of counts) fixes.push({ name, line: number, count })
  return isBlank(text) ? '' : text
}

/** One round of all fixers; entities are resolved in the first round only, because once is what they were escaped. */
function cleanOnce(before: string, signsBefore: number, fixers: readonly FixName[], counts: Map<FixName, number>): string {
  const found = new Map<FixName, number>()
  let has = signsBefore
  const composed = has & signs.composing ? compose(before) : before
  let text = composed
  for (const name of fixers) {
    const { signs: wanted, fix } = fixerTable[name]
    if (!(has & wanted)) continue
    const fixed = fix(text)
    if (fixed.count === 0) continue
    found.set(name, fixed.count)
    text = fixed.text
    has = findSigns(text)
  }
  text = tidy(text, has)
  if (text !== composed && has & signs.composing) text = compose(text)
  if (text === before) return text
  for (const [name, count] of found) counts.set(name, (counts.get(name) ?? 0) + count)
  return text
}

/** White space, but not the single blanks that stay as they are: they are most of it. */
const runs = / \s+|[^\S ]\s*/g

/** What is done to every line: invisible characters removed, white space collapsed and trimmed. */
function tidy(text: string, has: number): string {
  if (!(has & (signs.oddSpace | signs.extraBlank | signs.invisible))) return text
  const visible = has & signs.invisible ? text.replace(/[\xad\u200b\u2060\ufeff]+/g, '') : text
  return visible.replace(runs, ' ').trim()
}

/** U+FFFD in the text tells that an earlier step lost characters. */
function findLoss(lines: readonly Line[]): Message | null {
  const hit = lines.filter(({ raw }) => raw.includes('\ufffd'))
  const first = hit[0]
  if (!first) return null
  const place = { line: first.number, column: first.raw.indexOf('\ufffd') + 1 }
  return message('characters-lost', `expected letters, found U+FFFD in ${hit.length} ${hit.length === 1 ? 'line' : 'lines'}`, place)
}
