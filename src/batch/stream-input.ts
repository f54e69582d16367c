import { inputFormats } from '../config/formats.ts'
import type { Settings } from '../config/settings.ts'
import { message, type Message, type RuleId } from '../messages.ts'
import type { LineBatch, Page, PageBatch, RecordBatch } from './clean-batch.ts'
import { gunzipMembers } from './gunzip-members.ts'
import type { Input } from './input.ts'
import { dropMark, openPacked, openSource } from './open-source.ts'
import type { Pool } from './pool.ts'
import type { Chunks } from './read-input.ts'
import { toRecordSettings } from './record-settings.ts'
import { runInOrder } from './run-in-order.ts'
import { splitLines } from './split-lines.ts'
import { toPrimaryTag } from './wanted-languages.ts'
import { explainError } from '../config/explain-error.ts'
import { toPage } from './wet-pages.ts'
import { readWetRecords } from './wet-records.ts'
import { weighWork } from './work.ts'

/** What a stream is converted with. */
export interface StreamSetting {
  readonly pool: Pool
  readonly stdin: Chunks
  readonly write: (bytes: Uint8Array) => Promise<void>
  readonly signal?: AbortSignal | undefined
  /** Is shown the bytes that were read, as they lie in the file. */
  readonly see?: ((bytes: Uint8Array) => void) | undefined
  /** Hears of bytes that were read, as they lie in the file, and of records that were written. */
  readonly advance?: ((done: { readonly bytes?: number; readonly records?: number; readonly failed?: number }) => void) | undefined
}

/** What came of a stream. */
export interface Streamed {
  readonly messages: readonly Message[]
  /** True when it was read to its end. */
  readonly whole: boolean
}

/** Bodies that are sent to a thread together, in bytes. */
const pagesSize = 256 * 1024

/** Broken places that are told one by one. */
const mostTold = 10

/** Thrown where it was the writing that failed, so that it is not taken for an input that cannot be read. */
class WriteError extends Error {}

/** Cleans the records of one input from its beginning to its end, whatever its length, and writes them in their order. */
export async function streamInput(input: Input, settings: Settings, setting: StreamSetting): Promise<Streamed> {
  const { pool, signal, advance } = setting
  const messages: Message[] = []
  const problems: Partial<Record<RuleId, number>> = {}
  let records = 0
  let broken = 0
  let whole = true
  const tellBroken = (reason: string, at: number) => {
    if (++broken <= mostTold) messages.push(message('record-broken', `at byte ${at}, ${reason}; skipped`))
  }
  const batches = input.from === 'wet' ? readPages(input, settings, setting, tellBroken) : readLines(input, settings, setting)
  try {
    await runInOrder(
      stopAt(batches, signal),
      (batch) => pool.run(batch),
      async (cleaned) => {
        let failed = 0
        for (const [rule, count] of Object.entries(cleaned.problems) as [RuleId, number][]) {
          problems[rule] = (problems[rule] ?? 0) + count
          failed += count
        }
        records += cleaned.records
        if (cleaned.bytes.length > 0) {
          await setting.write(cleaned.bytes).catch((error: Error) => {
            throw new WriteError(error.message, { cause: error })
          })
        }
        advance?.({ records: cleaned.records, failed })
      },
      pool.room,
      weighWork,
    )
  } catch (error) {
    if (error instanceof WriteError) throw error.cause
    whole = false
    messages.push(message('input-unreadable', `could not be read to its end: ${explainError(error)}`))
  }
  if (broken > mostTold) messages.push(message('record-broken', `${broken - mostTold} more places were skipped`))
  const kinds = Object.entries(problems).sort(([a], [b]) => (a < b ? -1 : 1))
  if (kinds.length > 0) {
    const failed = kinds.reduce((sum, [, count]) => sum + count, 0)
    messages.push(message('records-failed', `${failed} of ${records} records have an error: ${kinds.map(([rule, count]) => `${rule} ${count}`).join(', ')}`))
  }
  return { messages, whole: whole && !signal?.aborted }
}

/** Tells whether an input holds many documents. */
export function isStream({ from }: Pick<Input, 'from'>): boolean {
  return inputFormats[from].many
}

async function* readLines(input: Input, settings: Settings, { stdin, advance, see }: StreamSetting): AsyncGenerator<LineBatch> {
  const record = toRecordSettings(settings)
  const bytes = dropMark(openSource(input, stdin, (seen) => (see?.(seen), advance?.({ bytes: seen.length }))))
  for await (const lines of splitLines(bytes, settings.maxSize, settings.flush === 'line')) yield { kind: 'lines', settings: record, ...lines }
}

async function* readPages(input: Input, settings: Settings, { stdin, advance, see }: StreamSetting, tellBroken: (reason: string, at: number) => void): AsyncGenerator<PageBatch> {
  const record = toRecordSettings(settings)
  const languages = settings.languages?.map(toPrimaryTag)
  const packed = openPacked(input, stdin, (seen) => (see?.(seen), advance?.({ bytes: seen.length })))
  const most = settings.flush === 'line' ? 1 : pagesSize
  let pages: Page[] = []
  let size = 0
  const toBatch = (): PageBatch => {
    const batch: PageBatch = { kind: 'pages', pages, settings: record, ...(languages && { languages }) }
    pages = []
    size = 0
    return batch
  }
  for await (const event of readWetRecords(/\.gz$/i.test(input.name) ? gunzipMembers(packed) : packed, settings.maxSize)) {
    if ('broken' in event) tellBroken(event.broken, event.at)
    else {
      const page = toPage(event, record, languages)
      if (page === undefined || page === 'left') continue
      pages.push(page)
      size += 1024 + (page.body?.length ?? 0)
      if (size >= most) yield toBatch()
    }
  }
  if (pages.length > 0) yield toBatch()
}

/** Ends where the run is to end. */
async function* stopAt(batches: AsyncIterable<RecordBatch>, signal: AbortSignal | undefined): AsyncGenerator<RecordBatch> {
  for await (const batch of batches) {
    if (signal?.aborted) return
    yield batch
  }
}
