import { addEvidence, loadEvidence, type LoadedEvidence } from '../batch/load-evidence.ts'
import type { Input } from '../batch/input.ts'
import { toSha256 } from '../batch/to-sha256.ts'
import type { Settings } from '../config/settings.ts'
import { exits, type Io } from './io.ts'
import type { Message } from '../messages.ts'
import type { Report } from './report.ts'

/** What a run labels by, and the settings of its inputs that say so. */
export interface GatheredEvidence extends Pick<LoadedEvidence, 'evidence'> {
  /** Inputs that could not be counted, by their name, and why: what is said where converting them does not say it again. */
  readonly uncounted: ReadonlyMap<string, Message>
  readonly settingsOf: (input: Input) => Settings
}

/**
 * Reads the own model and the counts of lines that the settings name; with `--learn-repeats` counts the lines of the
 * inputs.
 *
 * @returns sentences where a file cannot be used
 */
export async function gatherEvidence(settings: Settings, inputs: readonly Input[], settingsOf: (input: Input) => Settings, io: Io, report: Report): Promise<GatheredEvidence | { readonly problems: readonly string[] }> {
  const loaded = await loadEvidence(settings, io.cwd)
  if ('problems' in loaded) return loaded
  const uncounted = new Map<string, Message>()
  const gathered = settings.learnRepeats ? await learn(loaded, inputs, settingsOf, uncounted, io, report) : loaded
  if (gathered.digest === undefined) return { evidence: {}, settingsOf, uncounted }
  const known = new Map<Settings, Map<string, Settings>>()
  return {
    evidence: gathered.evidence,
    uncounted,
    settingsOf: (input) => {
      const plain = settingsOf(input)
      const added = addEvidence(plain, input, gathered)
      const bySite = known.get(plain) ?? new Map<string, Settings>()
      known.set(plain, bySite)
      const site = added.site ?? ''
      return bySite.get(site) ?? (bySite.set(site, added), added) // one object for all inputs of a site, so that its digest is made once
    },
  }
}

async function learn(loaded: LoadedEvidence, inputs: readonly Input[], settingsOf: (input: Input) => Settings, uncounted: Map<string, Message>, { signal }: Io, report: Report): Promise<LoadedEvidence> {
  const { countRepeats } = await import('../batch/count-repeats.ts') // only where it is asked for, so that starting stays fast
  const { counts, failed } = await countRepeats(inputs, { settingsOf, signal })
  for (const { name, problem } of failed) uncounted.set(name, problem)
  if (signal?.aborted && signal.reason !== exits.done) return loaded
  report.note(tellCounts(counts))
  return { evidence: { ...loaded.evidence, repeats: counts }, digest: `${loaded.digest ?? ''}${toSha256(Buffer.from(JSON.stringify(counts)))}` }
}

/** Says what was counted, in a sentence. */
export function tellCounts({ documents, keys, missed }: { readonly documents: number; readonly keys: readonly number[]; readonly missed: number }): string {
  const most = missed === 0 ? '' : `; there were more different lines than are held at once, so that a count may be up to ${missed} too low`
  return `counted ${documents} ${documents === 1 ? 'document' : 'documents'}, ${keys.length} ${keys.length === 1 ? 'line comes' : 'lines come'} back${most}`
}
