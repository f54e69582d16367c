import { message, type RuleId } from '../messages.ts'
import { cleanLine, cleanRecord, toErrorRecord, type CleanRecord } from './clean-record.ts'
import type { Core } from './core.ts'
import { isJson, listMembers, listWholeMembers, type Member } from './json-members.ts'
import type { RecordSettings } from './record-settings.ts'
import { readUtf8, writeUtf8 } from './utf8.ts'
import { isWanted } from './wanted-languages.ts'

/** Records that came together, for one thread to clean. */
export type RecordBatch = LineBatch | PageBatch

/** Whole lines of NDJSON; the last one may lack its line feed. */
export interface LineBatch {
  readonly kind: 'lines'
  readonly bytes: Uint8Array
  /** True when `bytes` is the head of a single line that is too large. */
  readonly cut?: boolean
  readonly settings: RecordSettings
}

/** Pages of a WET file. */
export interface PageBatch {
  readonly kind: 'pages'
  readonly pages: readonly Page[]
  /** The languages that are wanted; all when absent. */
  readonly languages?: readonly string[]
  readonly settings: RecordSettings
}

/** One page: its members but the text, and its text in UTF-8. */
export interface Page {
  readonly members: readonly Member[]
  readonly url?: string
  /** True when the header named a wanted language, so that our being unsure does not leave the page out. */
  readonly vouched?: boolean
  /** Absent when the page is too large. */
  readonly body?: Uint8Array
}

/** Cleaned records, and what came of them. */
export interface CleanedBatch {
  /** Lines of NDJSON. */
  readonly bytes: Uint8Array
  readonly records: number
  /** Records that were left out, because they are in another language. */
  readonly left: number
  /** How many records have each error. */
  readonly problems: Readonly<Partial<Record<RuleId, number>>>
}

/** Cleans the records of a batch, in order. */
export function cleanBatch(batch: RecordBatch, core: Core): CleanedBatch {
  const lines: string[] = []
  const problems: Partial<Record<RuleId, number>> = {}
  let left = 0
  let records = 0
  const add = ({ line, problem }: CleanRecord) => {
    lines.push(line)
    records++
    if (problem !== undefined) problems[problem] = (problems[problem] ?? 0) + 1
  }
  if (batch.kind === 'lines') {
    for (const line of cutLines(batch.bytes)) {
      if (isBlank(line)) lines.push('')
      else add(cleanBytes(line, batch, core))
    }
  } else {
    for (const page of batch.pages) {
      const cleaned = cleanPage(page, batch.settings, core)
      const { lang } = cleaned
      if (lang !== undefined && batch.languages && !isWanted(lang, batch.languages) && !(page.vouched && lang === 'und')) left++
      else add(cleaned)
    }
  }
  return { bytes: lines.length === 0 ? new Uint8Array(0) : writeUtf8(`${lines.join('\n')}\n`), records, left, problems }
}

function cleanBytes(line: Buffer, { settings, cut }: LineBatch, core: Core): CleanRecord {
  if (cut || line.length > settings.maxSize) {
    return toErrorRecord(listWholeMembers(line), message('input-too-large', `larger than the limit of ${settings.maxSize} bytes`), settings)
  }
  const text = readUtf8(line)
  if (text !== undefined) return cleanLine(text, settings, core)
  const damaged = line.toString()
  return toErrorRecord(isJson(damaged) ? listMembers(damaged) : [], message('encoding-invalid', 'expected UTF-8, found other bytes'), settings)
}

function cleanPage({ members, url, body }: Page, settings: RecordSettings, core: Core): CleanRecord {
  if (body === undefined) return toErrorRecord(members, message('input-too-large', `larger than the limit of ${settings.maxSize} bytes`), settings)
  const text = readUtf8(body) ?? Buffer.from(body.buffer, body.byteOffset, body.length).toString() // bad bytes, of which the web is full, become U+FFFD
  return cleanRecord(members, text, url, settings, core)
}

/** The lines of a batch, without their line feeds. */
export function* cutLines(bytes: Uint8Array): Generator<Buffer> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  for (let from = 0; from < buffer.length;) {
    const feed = buffer.indexOf(0x0a, from)
    const to = feed < 0 ? buffer.length : feed
    yield buffer.subarray(from, to)
    from = to + 1
  }
}

/** A line of white space alone, such as the `\r` of an empty line that ends in CRLF. */
function isBlank(line: Uint8Array): boolean {
  return line.every((byte) => byte === 0x20 || byte === 0x0d || byte === 0x09)
}
