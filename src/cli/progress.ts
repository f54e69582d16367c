import { statSync } from 'node:fs'
import type { Input } from '../batch/input.ts'
import { isStream, type StreamSetting } from '../batch/stream-input.ts'
import type { Settings } from '../config/settings.ts'
import type { Io } from './io.ts'

/** A line on the terminal that says how far a run is. */
export interface Progress {
  /** Counts what was done. */
  readonly advance: NonNullable<StreamSetting['advance']>
  /** Takes the line away, before something else is written. */
  clear(): void
}

/** Milliseconds between two states of the line, and from the start to the first: short runs show none. */
const pause = 200
const patience = 1000

/** Opens the progress line on standard error: on a terminal, unless it is unwanted or nothing else is to be said either. */
export function openProgress(inputs: readonly Input[], { progress, quiet }: Pick<Settings, 'progress' | 'quiet'>, { stderr }: Io): Progress {
  if (!(progress ?? (stderr.isTTY === true && !quiet))) return { advance: () => undefined, clear: () => undefined }
  const total = measure(inputs)
  const begun = performance.now()
  const done = { bytes: 0, records: 0, failed: 0 }
  let shown = begun + patience - pause
  let visible = false
  return {
    advance({ bytes = 0, records = 0, failed = 0 }) {
      done.bytes += bytes
      done.records += records
      done.failed += failed
      const now = performance.now()
      if (now - shown < pause) return
      shown = now
      visible = true
      stderr.write(`\r\x1b[K${formatProgress(done, total, (now - begun) / 1000).slice(0, (stderr.columns ?? 80) - 1)}`)
    },
    clear() {
      if (visible) stderr.write('\r\x1b[K')
      visible = false
    },
  }
}

/** What there is to do: documents, or the bytes of streams; nothing where that cannot be known. */
export interface Total {
  readonly records?: number
  readonly bytes?: number
}

/**
 * Writes the line.
 *
 * @example formatProgress({ bytes: 0, records: 50, failed: 1 }, { records: 200 }, 5) // '50 of 200 documents, 10/s, 0:15 left, 1 failed'
 */
export function formatProgress(done: { readonly bytes: number; readonly records: number; readonly failed: number }, total: Total, seconds: number): string {
  const fraction = total.records ? done.records / total.records : total.bytes ? done.bytes / total.bytes : 0
  const parts = [
    total.records === undefined ? `${done.records} documents` : `${done.records} of ${total.records} documents`,
    ...(total.bytes === undefined ? [] : [`${Math.floor(fraction * 100)} %`]),
    `${Math.round(done.records / seconds)}/s`,
    ...(fraction > 0 ? [`${formatTime(Math.ceil((seconds / fraction) * (1 - Math.min(1, fraction))))} left`] : []),
    ...(done.failed > 0 ? [`${done.failed} failed`] : []),
  ]
  return parts.join(', ')
}

function formatTime(seconds: number): string {
  const rest = `${String(Math.floor(seconds / 60) % 60).padStart(seconds < 3600 ? 1 : 2, '0')}:${String(seconds % 60).padStart(2, '0')}`
  return seconds < 3600 ? rest : `${Math.floor(seconds / 3600)}:${rest}`
}

function measure(inputs: readonly Input[]): Total {
  if (!inputs.some(isStream)) return { records: inputs.length }
  if (!inputs.every((input) => isStream(input) && input.file !== undefined)) return {}
  return { bytes: inputs.reduce((sum, { file }) => sum + (statSync(file!, { throwIfNoEntry: false })?.size ?? 0), 0) }
}
