import type { Article } from '../document.ts'
import { message, type Message, type RuleId } from '../messages.ts'
import { sortMetadata } from '../record.ts'
import { toRoleSpans } from './role-spans.ts'
import { toSite } from './site.ts'
import type { Core } from './core.ts'
import { joinMembers, listMembers, type Member } from './json-members.ts'
import type { RecordSettings } from './record-settings.ts'

/** A record as it is written, without a line feed, and what is wrong with it. */
export interface CleanRecord {
  readonly line: string
  readonly problem?: RuleId
  /** The tag of the language that was found. */
  readonly lang?: string
}

/** Cleans one line of NDJSON. Never throws: a bad line becomes a record that says what is wrong with it. */
export function cleanLine(line: string, settings: RecordSettings, core: Core): CleanRecord {
  let parsed: unknown
  try {
    parsed = JSON.parse(line)
  } catch {
    return toErrorRecord([], message('json-invalid', 'expected one JSON object on the line'), settings) // what V8 says of it changes with its version
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    return toErrorRecord([], message('record-not-object', `expected an object, found ${nameKind(parsed)}`), settings)
  }
  const members = listMembers(line)
  const text = (parsed as Record<string, unknown>)[settings.textKey]
  if (!Object.hasOwn(parsed, settings.textKey)) return toErrorRecord(members, message('text-missing', `expected the text in ${settings.textKey}, found no such field`), settings)
  if (typeof text !== 'string') return toErrorRecord(members, message('text-not-string', `expected a string in ${settings.textKey}, found ${nameKind(text)}`), settings)
  const { url, metadata } = parsed as { url?: unknown; metadata?: { url?: unknown } | null }
  return cleanRecord(members, text, [url, metadata?.url].find((one): one is string => typeof one === 'string' && one !== ''), settings, core)
}

/**
 * Cleans one record: its text becomes Markdown, and what is known of it goes to `metadata.naskh`. All other members
 * stay as they are written.
 *
 * @param members as written; the one with the text need not be among them
 * @param url the address of the document
 */
export function cleanRecord(members: readonly Member[], text: string, url: string | undefined, settings: RecordSettings, core: Core): CleanRecord {
  const metadata = members.findLast(({ key }) => key === 'metadata')
  if (metadata && metadata.value !== 'null' && !metadata.value.startsWith('{')) {
    return toErrorRecord(members, message('metadata-not-object', 'expected an object or null in metadata'), settings)
  }
  try {
    const site = settings.convert.site === undefined || url === undefined ? undefined : toSite(url)
    const { article, markdown } = core.convert(text, { ...settings.convert, ...(url !== undefined && { url }), ...(site !== undefined && { site }) })
    const broken = article.messages.find(({ ruleId }) => ruleId === 'input-too-large')
    if (broken) return toErrorRecord(members, broken, settings)
    return { line: writeRecord(members, article, markdown, settings), lang: article.language.tag }
  } catch (error) {
    return toErrorRecord(members, message('conversion-failed', `the conversion failed: ${shorten(String((error as Error)?.message ?? error))}`), settings)
  }
}

/**
 * Writes the record of a document: its Markdown, and in `metadata.naskh` what is known of it.
 *
 * @param members what else the record has, as written
 * @returns one line of JSON, without a line feed
 */
export function writeRecord(members: readonly Member[], article: Article, markdown: string, settings: RecordSettings): string {
  const blank = article.messages.some(({ ruleId }) => ruleId === 'input-empty')
  const metadata = members.findLast(({ key }) => key === 'metadata')
  const kept = metadata ? listMembers(metadata.value).filter(({ key }) => key !== 'naskh') : []
  const made = new Map([[settings.textKey, JSON.stringify(blank ? '' : markdown)]])
  if (settings.keepText) {
    const written = members.findLast(({ key }) => key === settings.textKey)?.value
    made.set('raw_text', written ?? JSON.stringify(article.lines.map(({ raw }) => raw).join('\n')))
  }
  made.set('metadata', joinMembers([...kept, { name: '"naskh"', value: JSON.stringify(summarise(article, blank)) }]))
  return escape(joinMembers(replaceMembers(members, made)), settings)
}

/** Makes the record that stands for one that could not be cleaned: its error, and its other members but the text. */
export function toErrorRecord(members: readonly Member[], { ruleId, reason }: Message, settings: Pick<RecordSettings, 'textKey' | 'ascii'>): CleanRecord {
  const rest = members.filter(({ key }) => key !== settings.textKey && key !== 'error')
  const error = { name: '"error"', value: JSON.stringify({ code: ruleId, message: reason }) }
  return { line: escape(joinMembers([error, ...dropRepeated(rest)]), settings), problem: ruleId }
}

/** What `metadata.naskh` has: language, direction, the front matter's fields, roles, and what there is to say. */
function summarise(article: Article, blank: boolean): object {
  const messages = blank ? [] : article.messages.map(({ ruleId, line }) => (line === undefined ? { ruleId } : { ruleId, line }))
  return {
    lang: article.language.tag,
    dir: article.language.direction,
    ...sortMetadata(article.metadata),
    roles: toRoleSpans(article.lines),
    ...(messages.length > 0 && { messages }),
  }
}

/** Puts values where members of their names stand, and at the end where there are none. */
function replaceMembers(members: readonly Member[], made: ReadonlyMap<string, string>): Pick<Member, 'name' | 'value'>[] {
  const left = new Map(made)
  const replaced: Pick<Member, 'name' | 'value'>[] = []
  for (const { key, name, value } of dropRepeated(members)) {
    replaced.push({ name, value: left.get(key) ?? value })
    left.delete(key)
  }
  for (const [key, value] of left) replaced.push({ name: JSON.stringify(key), value })
  return replaced
}

/** Of members with one name the last holds, as for `JSON.parse`; two of a name would be read differently elsewhere. */
function dropRepeated(members: readonly Member[]): readonly Member[] {
  const last = new Map(members.map(({ key }, index) => [key, index]))
  return last.size === members.length ? members : members.filter(({ key }, index) => last.get(key) === index)
}

/** Escapes what would end a line for Python's `splitlines`, or all that is not ASCII. Outside strings JSON has only ASCII. */
function escape(line: string, { ascii }: Pick<RecordSettings, 'ascii'>): string {
  return line.replace(ascii ? /[^\0-\x7f]/g : /[\x85\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

function nameKind(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'an object' : typeof value === 'boolean' ? String(value) : `a ${typeof value}`
}

function shorten(reason: string): string {
  return reason.length <= 200 ? reason : `${reason.slice(0, 200)}…`
}
