import type { Settings } from '../config/settings.ts'
import { message, type Message } from '../messages.ts'
import { explainState, type OutputState } from './explain-state.ts'
import type { Manifest, Origin } from './manifest.ts'
import { readOutput, writeOutput, type OutputFolder } from './output-folder.ts'
import { toSha256 } from './to-sha256.ts'
import { writeUtf8 } from './utf8.ts'

/** What was found and done about one output. */
export interface Settled {
  readonly output: string
  readonly state: OutputState
  /** True when this run wrote (or deleted) it. */
  readonly changed: boolean
  /** Of what the run wants there, in hexadecimal, for the manifest; absent when nothing is to be recorded. */
  readonly sha256?: string
  /** Why it is not current, in words. */
  readonly reason?: string
  /** Why it was not written. */
  readonly problem?: Message
  /** The text that was there, for a diff. */
  readonly before?: string
}

/** The options that decide about an output. */
export type Conduct = Pick<Settings, 'check' | 'diff' | 'force'>

/**
 * Brings one output up to date, or only says how it stands (`check`, `diff`).
 * An output that is neither what this run would write nor what the manifest recorded is somebody's work:
 * it is left alone unless `force` is set.
 *
 * @param origin what the text was made of
 */
export function settleOutput(folder: OutputFolder, manifest: Manifest, output: string, text: string, conduct: Conduct, origin?: Origin): Settled {
  const present = readOutput(folder, output)
  if ('problem' in present) return { output, state: 'stale', changed: false, reason: present.problem.reason, problem: present.problem }
  const wanted = writeUtf8(text)
  const sha256 = toSha256(wanted)
  const { bytes } = present
  const state = judge(bytes && (() => toSha256(bytes)), bytes?.equals(wanted) === true, manifest.get(output)?.sha256)
  const dry = conduct.check === true || conduct.diff === true
  const reason = explainState(state, manifest.get(output), origin)
  const settled = { output, state, changed: false, reason, ...(conduct.diff && { before: present.bytes?.toString() ?? '' }) }
  if (state === 'current') return { ...settled, sha256 }
  if (dry) return settled
  if (state === 'edited' && !conduct.force) return { ...settled, problem: refuse(manifest, output) }
  const problem = writeOutput(output, present, wanted)
  return problem ? { ...settled, problem } : { ...settled, changed: true, sha256 }
}

/** Why an output that is somebody's work was left alone. */
export function refuse(manifest: Manifest, output: string): Message {
  const reason = manifest.has(output) ? 'was edited since it was written' : 'exists and was not written by naskh'
  return message('output-edited', `the output ${output} ${reason}; it was not overwritten`)
}

/**
 * Tells how an output stands.
 *
 * @param present gives the hash of what is there; absent when nothing is
 * @param same true when that is what this run would write
 */
export function judge(present: (() => string) | undefined, same: boolean, recorded: string | undefined): OutputState {
  if (present === undefined) return 'missing'
  if (same) return 'current'
  return present() === recorded ? 'stale' : 'edited'
}
