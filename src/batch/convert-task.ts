import type { Assets } from '../audit/render-shell.ts'
import { toBaseName } from '../config/file-name.ts'
import type { Settings } from '../config/settings.ts'
import { convertFile, isFailed } from './convert-file.ts'
import type { Core } from './core.ts'
import type { Manifest, Origin } from './manifest.ts'
import type { OutputFolder } from './output-folder.ts'
import type { Plan } from './plan-outputs.ts'
import { readInput, type Chunks } from './read-input.ts'
import type { Result } from './result.ts'
import { settleOutput, type Conduct } from './settle-output.ts'
import { toSha256 } from './to-sha256.ts'

/** One input to convert, and what is to be done with the output. */
export interface Task {
  readonly plan: Plan
  readonly settings: Settings
  /** Digest of the settings, for the manifest. */
  readonly options?: string
}

/** Where outputs go. */
export interface Target {
  readonly folder: OutputFolder
  readonly manifest: Manifest
}

/** What tasks of one run have in common. */
export interface TaskSetting {
  readonly conduct: Conduct
  /** Without it the texts of the outputs are in the results. */
  readonly target: Target | undefined
  readonly stdin: Chunks
  /** What a page is to hold that stands for itself. */
  readonly assets?: Assets | undefined
}

/** Reads one input, converts it, and brings its outputs up to date. Never throws. */
export async function convertTask({ plan: { input, output, sidecar }, settings, options }: Task, { conduct, target, stdin, assets }: TaskSetting, core: Core): Promise<Result> {
  const read = await readInput(input, settings.maxSize, stdin)
  const nothing = { name: input.name, settled: [], wanted: new Map<string, string>() }
  if ('problem' in read) return { ...nothing, messages: [read.problem] }

  const origin: Origin | undefined = target && { inputSha256: toSha256(read.bytes), ...(read.pins && { pinsSha256: toSha256(Buffer.from(read.pins.text)) }), ...(options !== undefined && { options }) }
  const outcome = convertFile({ file: toBaseName(input.name), name: input.name, settings, output, assets, ...(origin && { sha256: origin.inputSha256 }), ...read }, core)
  const { text, messages, row, doubts = [] } = outcome
  if (text === undefined || isFailed(messages)) return { ...nothing, messages }
  if (!target) return { ...nothing, messages, doubts, text }

  const { folder, manifest } = target
  const wanted = new Map([[output, text]])
  if (sidecar !== undefined && outcome.sidecar !== undefined) wanted.set(sidecar, outcome.sidecar)
  const settled = [...wanted].map(([file, content]) => settleOutput(folder, manifest, file, content, conduct, origin))
  return { name: input.name, ...(origin && { origin }), ...(row && { row }), doubts, messages: [...messages, ...settled.flatMap(({ problem }) => problem ?? [])], settled, wanted: conduct.diff ? wanted : new Map() }
}
