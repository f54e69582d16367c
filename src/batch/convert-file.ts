import type { DocumentRow } from '../audit/document-row.ts'
import type { Assets } from '../audit/render-shell.ts'
import type { Format } from '../config/formats.ts'
import { checkPins, parsePins } from '../config/pins.ts'
import type { Settings } from '../config/settings.ts'
import { message, type Message } from '../messages.ts'
import { toLabels, toRecord } from '../record.ts'
import { convertToPage } from './audit-page.ts'
import { writeRecord } from './clean-record.ts'
import { toConvertOptions } from './convert-options.ts'
import type { Core } from './core.ts'
import { findDoubts, type Doubt } from './find-doubts.ts'
import type { PinText } from './read-input.ts'
import { toRecordSettings } from './record-settings.ts'
import { toSha256 } from './to-sha256.ts'

/** All that converting one input needs; it can be sent to another thread. */
export interface Job {
  /** Name of the file without folders, for the record. */
  readonly file: string
  /** Its name with the folders as it was given or found, for records of many files. */
  readonly name: string
  readonly bytes: Uint8Array
  /** Of the bytes, where it is known. */
  readonly sha256?: string | undefined
  readonly pins?: PinText
  readonly settings: Settings
  /** Path of the output below the output folder, with `/`. */
  readonly output: string
  /** What a page is to hold that stands for itself. */
  readonly assets?: Assets | undefined
}

/** What came of it. */
export interface Outcome {
  /** The output; absent when the input failed. */
  readonly text?: string
  /** The record to put beside it, where that was asked for. */
  readonly sidecar?: string
  /** The lines whose role is least sure. */
  readonly doubts?: readonly Doubt[]
  /** Of a page: its row in the index. */
  readonly row?: DocumentRow
  readonly messages: readonly Message[]
}

/** Converts one input in memory. Never throws: what goes wrong is a message. */
export function convertFile(job: Job, core: Core): Outcome {
  try {
    return convertJob(job, core)
  } catch (error) {
    return { messages: [message('conversion-failed', `the conversion failed: ${(error as Error)?.message ?? error}`)] }
  }
}

function convertJob({ file, name, bytes, pins, settings, output, assets, sha256: known }: Job, core: Core): Outcome {
  const { to } = settings
  const records = to === 'json' || settings.boilerplate === 'sidecar'
  const sha256 = known ?? (records || to === 'labels' || to === 'html' || pins ? toSha256(bytes) : '')
  const pinned = pins ? parsePins(pins.text, pins.name, sha256, () => core.analyse(bytes, toConvertOptions(settings)).lines) : { pins: undefined }
  if ('problem' in pinned) return { messages: [pinned.problem] }

  const options = toConvertOptions(settings, pinned.pins, records)
  const page = to === 'html' ? convertToPage({ file, name, sha256, bytes, options, ...(pins && { pins: pins.text }), output, assets, sharing: settings.evidence !== undefined }, core) : undefined
  const { article, markdown } = records || (to !== 'labels' && !page) ? core.convert(bytes, options) : { article: page?.article ?? core.analyse(bytes, options), markdown: '' }
  const misfit = pins && pinned.pins && !isFailed(article.messages) ? checkPins(pinned.pins, article.lines, pins.name) : undefined
  const messages = misfit ? [...article.messages, misfit] : article.messages
  if (isFailed(messages)) return { messages }

  const input = { file, sha256 }
  const record = records ? `${JSON.stringify(toRecord(article, input, markdown), null, 2)}\n` : ''
  const texts: Readonly<Record<Format, () => string>> = {
    markdown: () => markdown,
    json: () => record,
    html: () => page!.html,
    labels: () => `${JSON.stringify(toLabels(article, input))}\n`,
    ndjson: () => `${writeRecord([{ key: settings.idKey, name: JSON.stringify(settings.idKey), value: JSON.stringify(name) }], article, markdown, toRecordSettings(settings))}\n`,
  }
  return { text: texts[to](), ...(settings.boilerplate === 'sidecar' && { sidecar: record }), doubts: findDoubts(article.lines), ...(page && { row: page.row }), messages }
}

/** Tells whether the messages say that the input cannot be used. */
export function isFailed(messages: readonly Message[]): boolean {
  return messages.some(({ severity }) => severity === 'error')
}
