import type { Settings } from '../config/settings.ts'
import type { Message } from '../messages.ts'
import { convertFile, isFailed, type Core } from './convert-file.ts'
import type { Doubt } from './find-doubts.ts'
import { toBaseName, type Input } from './input.ts'
import { findOrphans, saveManifest, settleOrphan, manifestPaths } from './manifest-file.ts'
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
  /** The lines whose role is least sure. */
  readonly doubts?: readonly Doubt[]
  /** The output, where it is not written to a folder. */
  readonly text?: string
  /** The text each output should have, for a diff. */
  readonly wanted: ReadonlyMap<string, string>
}

/** Converts inputs one after the other; a failed one does not stop the others. `tell` hears of each as soon as it is done. */
export async function convertInputs(batch: Batch, tell: (result: Result) => void | Promise<void>): Promise<void> {
  const { target, settings, signal } = batch
  const changes = new Map<string, ManifestEntry | undefined>()
  const toPath = target && manifestPaths(target.folder)
  const record = (input: Input, { output, sha256 }: Settled) => sha256 !== undefined && toPath && changes.set(output, { input: toPath(input), sha256 })
  let count = 0
  for (const plan of batch.plans) {
    if (++count % 64 === 0) await new Promise((resolve) => setImmediate(resolve)) // lets signals in
    if (signal?.aborted) break
    const result = await convertInput(plan, batch)
    for (const settled of result.settled) record(plan.input, settled)
    if (signal?.aborted && plan.input.file === undefined) break // standard input was cut off; that it is short is no news
    await tell(result)
  }
  if (!target) return
  const dry = settings.check === true || settings.diff === true
  if (!signal?.aborted && (settings.check || settings.prune)) {
    for (const output of findOrphans(target.folder, target.manifest)) {
      const orphan = settleOrphan(target.folder, target.manifest, output, settings)
      if (orphan.changed) changes.set(output, undefined)
      await tell({ name: output, messages: orphan.problem ? [orphan.problem] : [], settled: [orphan], wanted: new Map() })
    }
  }
  const problem = dry ? undefined : saveManifest(target.folder, changes)
  if (problem) await tell({ name: manifestName, messages: [problem], settled: [], wanted: new Map() })
}

async function convertInput({ input, output, sidecar }: Plan, batch: Batch): Promise<Result> {
  const settings = batch.settingsOf?.(input) ?? batch.settings
  const read = await readInput(input, settings.maxSize, batch.stdin)
  const nothing = { name: input.name, settled: [], wanted: new Map() }
  if ('problem' in read) return { ...nothing, messages: [read.problem] }

  const outcome = convertFile({ file: toBaseName(input.name), settings, ...read }, batch.core)
  const { text, messages, doubts = [] } = outcome
  if (text === undefined || isFailed(messages)) return { ...nothing, messages }
  if (!batch.target) return { ...nothing, messages, doubts, text }

  const { folder, manifest } = batch.target
  const wanted = new Map([[output, text]])
  if (sidecar !== undefined && outcome.sidecar !== undefined) wanted.set(sidecar, outcome.sidecar)
  const settled = [...wanted].map(([file, content]) => settleOutput(folder, manifest, file, content, batch.settings))
  return { name: input.name, doubts, messages: [...messages, ...settled.flatMap(({ problem }) => problem ?? [])], settled, wanted }
}
