import type { Language, LabelledLine, Metadata } from '../document.ts'
import { message, type Message } from '../messages.ts'
import type { Role } from '../roles.ts'
import { fixBidi } from '../text/fix-bidi.ts'
import { readByline } from './byline.ts'
import { type DateHints, listDates, readDate, readLoneClock, readOrder } from './date.ts'
import { readDateline } from './dateline.ts'
import { readSource } from './source.ts'

/** The roles that metadata is read off. */
type FieldRole = Extract<Role, 'headline' | 'deck' | 'kicker' | 'section' | 'date' | 'byline' | 'source'>

/** One piece of text of a role: a line with those that go on with it. */
interface Field {
  readonly text: string
  /** Number of its first line. */
  readonly line: number
}

type Fields = Record<FieldRole, Field[]>

/** Lines longer than this are not searched for dates that may settle an ambiguous one. */
const maxHintLength = 120

/** How much of an unread line a message quotes, in characters. */
const maxQuoteLength = 80

/** An address with the day in it, as blogs and newspapers have them: "/2021/08/08/". */
const addressDate = /\/((?:19|20)\d\d)[/-](\d\d)[/-](\d\d)(?:\/|-|$)/

/**
 * Reads the fields of the front matter off labelled lines. Every value is one line without control characters.
 *
 * Decks, kickers and sources are joined by a blank, each once; of several sections the first stands; authors are
 * listed once, in order; the first date wins. Where no date line gives a date, one in a byline or dateline does.
 * `dateline` is the place as written; the agency beside it stays in the text of the paragraph, since `source` is
 * what a source line credits; without one it is what the caller says. A date line or byline that cannot be read is left out, with a message.
 */
export function readMetadata(
  lines: readonly LabelledLine[],
  options: { language: Language; url?: string | undefined; source?: string | undefined },
): { metadata: Metadata; messages: Message[] } {
  const fields = collectFields(lines)
  const messages: Message[] = []
  const opening = lines.find((line) => line.role === 'paragraph')
  const dateline = opening && readDateline(opening.text, options.language)
  const author = readAuthors(fields.byline, messages)
  const hints = makeHints(lines, options)
  const date = readDates(fields.date, hints, messages) ?? firstDate(fields.byline, options.language) ?? dateline?.date
  const metadata = {
    title: joinFields(fields.headline.slice(0, 1)),
    subtitle: joinFields(fields.deck),
    kicker: joinFields(fields.kicker),
    section: joinFields(fields.section.slice(0, 1)),
    date,
    dateline: dateline && toOneLine(dateline.place),
    author: author.length > 0 ? author : undefined,
    source: readSources(fields.source) ?? takeGiven(options.source),
    url: takeGiven(options.url),
  }
  return { metadata: dropAbsent(metadata), messages }
}

/** Gathers the lines of each role; a line that continues belongs to the one before it, headline lines in a row to one. */
function collectFields(lines: readonly LabelledLine[]): Fields {
  const fields: Fields = { headline: [], deck: [], kicker: [], section: [], date: [], byline: [], source: [] }
  let last: LabelledLine | undefined
  for (const line of lines) {
    const { role, text, number } = line
    if (role !== null && Object.hasOwn(fields, role)) {
      const list = fields[role as FieldRole]
      const goesOn = last?.role === role && (line.continues || (role === 'headline' && last.number === number - 1))
      if (goesOn) list.push({ ...list.at(-1)!, text: `${list.pop()!.text} ${text}` })
      else list.push({ text, line: number })
    }
    if (role !== null) last = line
  }
  return fields
}

function joinFields(fields: readonly Field[]): string | undefined {
  const values = new Set(fields.map((field) => toOneLine(field.text)))
  values.delete('')
  return values.size > 0 ? [...values].join(' ') : undefined
}

function readAuthors(fields: readonly Field[], messages: Message[]): string[] {
  const authors = new Set<string>()
  for (const field of fields) {
    const names = readByline(field.text)
    if (names.length === 0) messages.push(message('byline-unread', `expected the name of an author in ${quote(field)}`, { line: field.line }))
    for (const name of names) authors.add(toOneLine(name))
    authors.delete('')
  }
  return [...authors]
}

function readSources(fields: readonly Field[]): string | undefined {
  const credits = fields.flatMap((field) => readSource(field.text) ?? [])
  return joinFields(credits.map((text) => ({ text, line: 0 })))
}

/** Reads the first date; a line with only the time of day after it completes it. */
function readDates(fields: readonly Field[], hints: () => DateHints, messages: Message[]): string | undefined {
  let first: string | undefined
  for (const [index, field] of fields.entries()) {
    const found = readDate(field.text, hints())
    if (found !== undefined) {
      first ??= found
      continue
    }
    const clock = index > 0 ? readLoneClock(field.text) : undefined
    if (clock !== undefined && first !== undefined) first = first.includes('T') ? first : `${first}T${clock}`
    else messages.push(message('date-unread', `expected day, month and year in ${quote(field)}`, { line: field.line }))
  }
  return first
}

function firstDate(fields: readonly Field[], language: Language): string | undefined {
  for (const field of fields) {
    const found = readDate(field.text, { language: language.tag })
    if (found !== undefined) return found
  }
  return undefined
}

/** What the document says about the order of day and month: searched for once, and only when a date is there to read. */
function makeHints(lines: readonly LabelledLine[], options: { language: Language; url?: string | undefined }): () => DateHints {
  let hints: DateHints | undefined
  return () => (hints ??= findHints(lines, options))
}

function findHints(lines: readonly LabelledLine[], options: { language: Language; url?: string | undefined }): DateHints {
  const language = options.language.tag
  const own = lines.filter((line) => line.role === 'date')
  const ambiguous = own.some((line) => listDates(line.text, { language }).some((span) => span.iso === undefined))
  if (!ambiguous) return { language }
  const dates: string[] = []
  const address = addressDate.exec(options.url ?? '')
  if (address !== null) dates.push(`${address[1]}-${address[2]}-${address[3]}`)
  let order: DateHints['order']
  for (const { text } of lines) {
    if (text.length > maxHintLength || !/[0-9٠-٩۰-۹０-９]/.test(text)) continue
    order ??= readOrder(text)
    for (const { iso } of listDates(text, { language })) if (iso !== undefined) dates.push(iso)
  }
  return { language, order, dates }
}

function quote(field: Field): string {
  const text = toOneLine(field.text)
  return `"${text.length > maxQuoteLength ? `${text.slice(0, maxQuoteLength).replace(/[\ud800-\udbff]$/, '')}…` : text}"`
}

/**
 * Makes white space, control characters and line separators one blank each run: YAML 1.1 breaks lines at them. A value
 * that was cut out of a line may hold one half of a pair of bidi isolates, which would reorder what comes after it.
 */
function toOneLine(text: string): string {
  const line = text.replace(/[\s\u0000-\u001f\u007f-\u009f\u2028\u2029]+/gu, ' ').trim()
  return /[\u2066-\u2069]/.test(line) ? fixBidi(line).text.trim() : line
}

/** A value that the caller gives went through no cleaning: it may hold bidi controls that reach beyond it, and halves of surrogate pairs. */
function takeGiven(value = ''): string | undefined {
  return toOneLine(fixBidi(value.replace(/\p{Surrogate}/gu, '\ufffd')).text) || undefined
}

function dropAbsent<T extends object>(record: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as never
}
