import type { Settings } from '../config/settings.ts'
import type { LineCounts } from '../label/line-counts.ts'
import { hashDocument } from '../learn/hash-document.ts'
import { openLineCounter, type LineCounter } from '../learn/line-counter.ts'
import { message, type Message } from '../messages.ts'
import { gunzipMembers } from './gunzip-members.ts'
import type { Input } from './input.ts'
import { dropMark, openPacked, openSource } from './open-source.ts'
import { readInput } from './read-input.ts'
import { toRecordSettings } from './record-settings.ts'
import { toFileSite, toSite } from './site.ts'
import { splitLines } from './split-lines.ts'
import { isStream } from './stream-input.ts'
import { explainError } from '../config/explain-error.ts'
import { toPrimaryTag } from './wanted-languages.ts'
import { toPage } from './wet-pages.ts'
import { readWetRecords } from './wet-records.ts'

/** What came of counting. */
export interface CountedRepeats {
  readonly counts: LineCounts
  /** Inputs that could not be read, or not to their end. */
  readonly failed: readonly { readonly name: string; readonly problem: Message }[]
}

/** How to count. */
export interface CountSetting {
  readonly settingsOf: (input: Input) => Settings
  /** How many different lines are held at most. */
  readonly capacity?: number
  readonly signal?: AbortSignal | undefined
}

/**
 * Counts in how many documents of its site each line comes back, in all inputs. In one thread and in their order, so
 * that the counts are the same with any number of workers; nothing is labelled.
 */
export async function countRepeats(inputs: readonly Input[], { settingsOf, capacity, signal }: CountSetting): Promise<CountedRepeats> {
  const counter = openLineCounter(capacity)
  const failed: { name: string; problem: Message }[] = []
  for (const input of inputs) {
    if (signal?.aborted) break
    try {
      const problem = isStream(input) ? await countStream(input, settingsOf(input), counter, signal) : await countText(input, settingsOf(input), counter)
      if (problem) failed.push({ name: input.name, problem })
    } catch (error) {
      failed.push({ name: input.name, problem: message('input-unreadable', `could not be read to its end: ${explainError(error)}`) })
    }
  }
  return { counts: counter.read(), failed }
}

async function countText(input: Input, settings: Settings, counter: LineCounter): Promise<Message | undefined> {
  const read = await readInput(input, settings.maxSize, noInput())
  if ('problem' in read) return read.problem
  const hashes = hashDocument(read.bytes, toFileSite(input) ?? '', settings)
  if (hashes) counter.add(hashes) // what cannot be decoded is said when it is converted
  return undefined
}

async function countStream(input: Input, settings: Settings, counter: LineCounter, signal: AbortSignal | undefined): Promise<undefined> {
  const own = toFileSite(input) ?? ''
  const documents = input.from === 'wet' ? readPages(input, settings) : readRecords(input, settings)
  for await (const { text, url } of documents) {
    if (signal?.aborted) return
    const hashes = hashDocument(text, (url === undefined ? undefined : toSite(url)) ?? own, { fixes: settings.fixes })
    if (hashes) counter.add(hashes)
  }
}

interface Document {
  readonly text: string
  readonly url: string | undefined
}

async function* readRecords(input: Input, { textKey, maxSize }: Settings): AsyncGenerator<Document> {
  for await (const { bytes, cut } of splitLines(dropMark(openSource(input, noInput())), maxSize, false)) {
    if (cut) continue
    for (const line of Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString().split('\n')) {
      const record = parseRecord(line)
      const text = record?.[textKey]
      if (typeof text !== 'string') continue
      const { url, metadata } = record as { url?: unknown; metadata?: { url?: unknown } | null }
      yield { text, url: [url, metadata?.url].find((one): one is string => typeof one === 'string' && one !== '') }
    }
  }
}

function parseRecord(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const record: unknown = JSON.parse(line)
    return typeof record === 'object' && record !== null ? (record as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

async function* readPages(input: Input, settings: Settings): AsyncGenerator<Document> {
  const record = toRecordSettings(settings)
  const languages = settings.languages?.map(toPrimaryTag)
  const packed = openPacked(input, noInput())
  for await (const event of readWetRecords(/\.gz$/i.test(input.name) ? gunzipMembers(packed) : packed, settings.maxSize)) {
    const page = 'broken' in event ? undefined : toPage(event, record, languages)
    if (page === undefined || page === 'left' || page.body === undefined) continue
    yield { text: Buffer.from(page.body.buffer, page.body.byteOffset, page.body.length).toString(), url: page.url }
  }
}

/** Standard input cannot be read twice. */
async function* noInput(): AsyncGenerator<Uint8Array> {}
