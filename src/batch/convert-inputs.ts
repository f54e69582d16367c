import { createHash } from 'node:crypto'
import type { DocumentRow } from '../audit/document-row.ts'
import type { Assets } from '../audit/render-shell.ts'
import type { Settings } from '../config/settings.ts'
import { message } from '../messages.ts'
import { settleSite, type Site } from './audit-site.ts'
import { convertTask, type Target, type Task } from './convert-task.ts'
import type { Core } from './core.ts'
import { digestOptions } from './digest-options.ts'
import type { Input } from './input.ts'
import { findOrphans, manifestPaths, manifestSaver, settleOrphan } from './manifest-file.ts'
import { manifestName, type ManifestEntry } from './manifest.ts'
import { openOutputStream, OutputError, type OutputStream } from './output-stream.ts'
import type { Plan } from './plan-outputs.ts'
import type { Pool } from './pool.ts'
import type { Chunks } from './read-input.ts'
import type { Result } from './result.ts'
import { runInOrder } from './run-in-order.ts'
import { isStream, streamInput, type StreamSetting } from './stream-input.ts'
import { sweepFolders } from './sweep-folders.ts'

/** What a run works with. */
export interface Batch {
  readonly plans: readonly Plan[]
  /** The settings of the run: what to write, and whether to write at all. */
  readonly settings: Settings
  /** The settings of one input, where the configuration has overrides; by default those of the run. */
  readonly settingsOf?: (input: Input) => Settings
  readonly loadCore: () => Promise<Core>
  readonly pool: Pool
  readonly stdin: Chunks
  /** Where outputs go; without it their text is handed to `tell`, and that of streams to `write`. */
  readonly target?: Target
  /** The one output that all records go to. */
  readonly single?: { readonly target: Target; readonly output: string }
  /** What a page is to hold that stands for itself. */
  readonly assets?: Assets | undefined
  /** The pages of many documents, with an index. */
  readonly site?: Site | undefined
  readonly write: (bytes: Uint8Array) => Promise<void>
  /** Ends the run after the inputs it is at. */
  readonly signal?: AbortSignal
  readonly advance?: StreamSetting['advance']
}

/** Files that a thread is given at a time. */
const filesTogether = 16

/** The manifest is saved after so many outputs, or a part of those it holds, so that its length costs no more than a few savings: a run that is killed leaves few outputs that it does not know. */
const [outputsTogether, partTogether] = [64, 1 / 4]

/** Converts inputs; a failed one does not stop the others. `tell` hears of each in their order, as soon as it is done. */
export async function convertInputs(batch: Batch, tell: (result: Result) => void | Promise<void>): Promise<void> {
  const { target, settings, signal } = batch
  const dry = settings.check === true || settings.diff === true
  const made = batch.plans.flatMap(({ output, sidecar }) => (sidecar === undefined ? [output] : [output, sidecar]))
  const changes = new Map<string, ManifestEntry | undefined>()
  const saveManifest = target ? manifestSaver(target.folder) : () => undefined
  const rows = new Map<string, DocumentRow>()
  const toPath = target && manifestPaths(target.folder)
  let unsaved = 0
  const settle = async (result: Result, input: Input) => {
    for (const { output, sha256, changed } of result.settled) {
      if (sha256 !== undefined && toPath) changes.set(output, { input: toPath(input), ...result.origin, sha256 })
      if (changed) unsaved++
    }
    if (target && unsaved >= Math.max(outputsTogether, Math.max(target.manifest.size, changes.size) * partTogether)) {
      saveManifest(changes) // what stands against it is said at the end
      unsaved = 0
    }
    if (signal?.aborted && input.file === undefined) return // standard input was cut off; that it is short is no news
    if (batch.site) rows.set(result.name, result.row ?? { name: result.name, roles: {}, messages: result.messages })
    await tell(result)
  }
  if (!dry && target) sweepFolders(target.folder, made, Date.now())
  else if (!dry && batch.single) sweepFolders(batch.single.target.folder, [], Date.now())
  const single = batch.single && openOutputStream(batch.single.target.folder, batch.single.output, settings)
  if (single && 'problem' in single) return tell({ name: batch.single!.output, messages: [single.problem], settled: [], wanted: new Map() })
  try {
    for (const plans of groupPlans(batch.plans)) {
      if (signal?.aborted) break
      const [first] = plans
      if (isStream(first!.input)) await settle(await convertStream(first!, batch, single), first!.input)
      else await convertTexts(plans, batch, settle, single)
    }
    if (single && !signal?.aborted) {
      const settled = await single.settle(batch.single!.target.manifest)
      await tell({ name: batch.single!.output, messages: settled.problem ? [settled.problem] : [], settled: [settled], wanted: new Map() })
    }
  } catch (error) {
    if (!single || !(error instanceof OutputError)) throw error
    await tell({ name: batch.single!.output, messages: [error.problem], settled: [], wanted: new Map() })
  } finally {
    single?.discard()
  }
  if (!target) return
  for (const result of batch.site && !signal?.aborted ? settleSite(batch.site, target, rows, settings) : []) {
    for (const { output, sha256 } of result.settled) if (sha256 !== undefined) changes.set(output, { input: '-', sha256 })
    await tell(result)
  }
  if (!signal?.aborted && (settings.check || settings.prune)) {
    for (const output of findOrphans(target.folder, target.manifest, new Set(made))) {
      const orphan = settleOrphan(target.folder, target.manifest, output, settings)
      if (orphan.changed) changes.set(output, undefined)
      await tell({ name: output, messages: orphan.problem ? [orphan.problem] : [], settled: [orphan], wanted: new Map() })
    }
  }
  const problem = dry ? undefined : saveManifest(changes)
  if (problem) await tell({ name: manifestName, messages: [problem], settled: [], wanted: new Map() })
}

/** Streams stand for themselves, because each is worked on by all threads; texts between them go together. */
function groupPlans(plans: readonly Plan[]): Plan[][] {
  const groups: Plan[][] = []
  for (const plan of plans) {
    const last = groups.at(-1)
    if (last && !isStream(plan.input) && !isStream(last[0]!.input)) last.push(plan)
    else groups.push([plan])
  }
  return groups
}

async function convertTexts(plans: readonly Plan[], batch: Batch, settle: (result: Result, input: Input) => Promise<void>, single: OutputStream | undefined): Promise<void> {
  const { settings, target, signal, pool } = batch
  const conduct = { check: settings.check, diff: settings.diff, force: settings.force }
  const settingsOf = (input: Input) => batch.settingsOf?.(input) ?? settings
  const digests = new Map<Settings, string>()
  const digest = (one: Settings) => digests.get(one) ?? (digests.set(one, digestOptions(one)), digests.get(one)!)
  const convert = async (group: readonly Plan[]): Promise<readonly Result[]> => {
    const tasks: Task[] = group.map((plan) => settingsOf(plan.input)).map((one, index) => ({ plan: group[index]!, settings: one, ...(target && { options: digest(one) }) }))
    if (group[0]!.input.file === undefined) return [await convertTask(tasks[0]!, { conduct, target, stdin: batch.stdin, assets: batch.assets }, await batch.loadCore())]
    const outputs = group.flatMap(({ output, sidecar }) => (sidecar === undefined ? [output] : [output, sidecar]))
    const entries = target ? outputs.flatMap((output) => [[output, target.manifest.get(output)] as const]).filter((pair): pair is [string, ManifestEntry] => pair[1] !== undefined) : []
    return pool.run({ kind: 'files', tasks, conduct, ...(batch.assets && { assets: batch.assets }), ...(target && { target: { root: target.folder.root, entries } }) })
  }
  await runInOrder(
    groupFiles(plans, signal),
    async (group) => ({ group, results: await convert(group) }),
    async ({ group, results }) => {
      for (const [index, result] of results.entries()) {
        if (single && result.text !== undefined) await single.write(Buffer.from(result.text))
        const { text: _, ...rest } = result
        await settle(single ? rest : result, group[index]!.input)
        batch.advance?.({ records: 1, failed: result.messages.some(({ severity }) => severity === 'error') ? 1 : 0 })
      }
    },
    pool.room,
  )
}

/** Files in groups of a few, standard input alone. */
function* groupFiles(plans: readonly Plan[], signal: AbortSignal | undefined): Generator<readonly Plan[]> {
  let group: Plan[] = []
  for (const plan of plans) {
    if (signal?.aborted) return
    const alone = plan.input.file === undefined
    if (group.length > 0 && (alone || group.length === filesTogether)) {
      yield group
      group = []
    }
    if (alone) yield [plan]
    else group.push(plan)
  }
  if (group.length > 0 && !signal?.aborted) yield group
}

async function convertStream({ input, output }: Plan, batch: Batch, single: OutputStream | undefined): Promise<Result> {
  const settings = batch.settingsOf?.(input) ?? batch.settings
  const { target, pool, signal, advance } = batch
  const nothing = { name: input.name, settled: [], wanted: new Map<string, string>() }
  const own = target ? openOutputStream(target.folder, output, batch.settings) : undefined
  if (own && 'problem' in own) return { ...nothing, messages: [own.problem] }
  const write = own?.write ?? single?.write ?? batch.write
  const hash = own && createHash('sha256')
  try {
    const { messages, whole } = await streamInput(input, settings, { pool, get stdin() { return batch.stdin }, write, signal, advance, see: (bytes) => hash?.update(bytes) })
    if (!own || !whole) return { ...nothing, messages: own && !signal?.aborted ? [...messages, message('output-unwritable', `the output ${output} was not written, because it would not be whole`)] : messages }
    const origin = { inputSha256: hash!.digest('hex'), options: digestOptions(settings) }
    const settled = await own.settle(target!.manifest, origin)
    return { ...nothing, origin, messages: settled.problem ? [...messages, settled.problem] : messages, settled: [settled] }
  } catch (error) {
    if (!own || !(error instanceof OutputError)) throw error
    return { ...nothing, messages: [error.problem] }
  } finally {
    own?.discard()
  }
}
