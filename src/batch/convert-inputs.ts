import type { Settings } from '../config/settings.ts'
import { message, type Message } from '../messages.ts'
import { convertFile, isFailed, type Core } from './convert-file.ts'
import { toBaseName, type Input } from './input.ts'
import { findOrphans, saveManifest, settleOrphan, toManifestPath } from './manifest-file.ts'
import { manifestName, type Manifest, type ManifestEntry } from './manifest.ts'
import type { OutputFolder } from './output-folder.ts'
import type { Plan } from './plan-outputs.ts'
import { readInput, type Chunks } from './read-input.ts'
import { settleOutput, type Settled } from './settle-output.ts'

/** What a run works with. */
export interface Batch {
  readonly plans: readonly Plan[]
  /** The settings of the run: what to write, and whether to write at all. */
  readonly settings: Settings
  /** The settings of one input, where the configuration has overrides; by default those of the run. */
  readonly settingsOf?: (input: Input) => Settings
  readonly core: Core
  readonly stdin: Chunks
  /** Where outputs go; without it their text is handed to `tell`. */
  readonly target?: { readonly folder: OutputFolder; readonly manifest: Manifest }
  /** Ends the run after the input it is at. */
  readonly signal?: AbortSignal
}

/** What came of one input, of an orphaned output, or of the manifest. */
export interface Result {
  /** Name of the input for people; of the output or the manifest, where there is none. */
  readonly name: string
  readonly messages: readonly Message[]
  readonly settled: readonly Settled[]
  /** The output, where it is not written to a folder. */
  readonly text?: string
  /** The text each output should have, for a diff. */
  readonly wanted: ReadonlyMap<string, string>
}

/** Converts inputs one after the other; a failed one does not stop the others. `tell` hears of each as soon as it is done. */
export async function convertInputs(batch: Batch, tell: (result: Result) => void | Promise<void>): Promise<void> {
  const { target, settings, signal } = batch
  const changes = new Map<string, ManifestEntry | undefined>()
  for (const plan of batch.plans) {
    if (signal?.aborted) break
    const result = await convertInput(plan, batch, changes)
    if (signal?.aborted && plan.input.file === undefined) break // standard input was cut off; that it is short is no news
    await tell(result)
  }
  if (!target) return
  const dry = settings.check === true || settings.diff === true
  if (!signal?.aborted && (settings.check || settings.prune)) {
    for (const output of await findOrphans(target.folder, target.manifest)) {
      const orphan = await settleOrphan(target.folder, target.manifest, output, settings)
      if (orphan.changed) changes.set(output, undefined)
      await tell({ name: output, messages: orphan.problem ? [orphan.problem] : [], settled: [orphan], wanted: new Map() })
    }
  }
  const problem = dry ? undefined : await saveManifest(target.folder, changes)
  if (problem) await tell({ name: manifestName, messages: [problem], settled: [], wanted: new Map() })
}

async function convertInput(plan: Plan, batch: Batch, changes: Map<string, ManifestEntry | undefined>): Promise<Result> {
  const { input } = plan
  const settings = batch.settingsOf?.(input) ?? batch.settings
  const read = await readInput(input, settings.maxSize, batch.stdin)
  const failed = { name: input.name, settled: [], wanted: new Map() }
  if ('problem' in read) return { ...failed, messages: [read.problem] }

  const outcome = convertFile({ file: toBaseName(input.name), settings, ...read }, batch.core)
  const { text, sidecar, messages } = outcome
  if (text === undefined || isFailed(messages)) return { ...failed, messages }
  if (!batch.target) return { ...failed, messages, text }

  const { folder, manifest } = batch.target
  const wanted = new Map([[plan.output, text]])
  if (plan.sidecar !== undefined && sidecar !== undefined) wanted.set(plan.sidecar, sidecar)
  const settled: Settled[] = []
  const problems: Message[] = []
  for (const [output, content] of wanted) {
    const done = await settleOutput(folder, manifest, output, content, batch.settings)
    settled.push(done)
    if (done.problem) problems.push(done.problem)
    if (done.sha256 !== undefined) await record(done.sha256, output)
  }
  return { name: input.name, messages: [...messages, ...problems], settled, wanted }

  async function record(sha256: string, output: string): Promise<void> {
    try {
      changes.set(output, { input: await toManifestPath(folder, input), sha256 })
    } catch {
      problems.push(message('input-unreadable', 'was removed while it was being read'))
    }
  }
}
