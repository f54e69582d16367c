import { convertFile, isFailed, type Outcome } from '../../src/batch/convert-file.ts'
import { toConvertOptions } from '../../src/batch/convert-options.ts'
import { toSha256 } from '../../src/batch/to-sha256.ts'
import { analyse, convert, type Conversion, type ConvertOptions } from '../../src/convert.ts'
import { toRecord, type ArticleRecord } from '../../src/record.ts'
import { decode } from '../../src/text/decode.ts'
import { type Trial, writePins } from './trial.ts'

/** All that came of one document. */
export interface Observed {
  readonly trial: Trial
  readonly options: ConvertOptions
  /** The text that the bytes are. */
  readonly text: string
  readonly conversion: Conversion
  readonly record: ArticleRecord
  /** True when the input cannot be used, so that there is no output. */
  readonly failed: boolean
  /** What the command line would write: a second conversion, by way of settings and a pin file. */
  readonly outcome: Outcome
  /** How long converting took, in milliseconds of the processor: whatever else the machine did. */
  readonly cost: number
}

const core = { analyse, convert }

/** Milliseconds that the processor spent on this process since then. */
export function timeSince(began: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(began)
  return (user + system) / 1000
}

/** Converts a document both ways. Throws what the conversion throws, which it never should. */
export function observe(trial: Trial): Observed {
  const { bytes, settings } = trial
  const options = toConvertOptions(settings, trial.pins, settings.to === 'json' || settings.boilerplate === 'sidecar') // reasons take long, and only records have them
  const began = process.cpuUsage()
  const conversion = convert(bytes, options)
  const cost = timeSince(began)
  const pins = writePins(trial)
  const outcome = convertFile({ file: 'input.txt', name: 'a/input.txt', bytes, settings, output: `a/input.${settings.to}`, ...(pins && { pins }) }, core)
  const record = toRecord(conversion.article, { file: 'input.txt', sha256: toSha256(bytes) }, conversion.markdown)
  return { trial, options, text: decode(bytes, options.encoding).text, conversion, record, failed: isFailed(conversion.article.messages), outcome, cost }
}
