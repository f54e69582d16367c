import { availableParallelism } from 'node:os'
import path from 'node:path'
import { readAssets, siteOutputs } from '../batch/audit-site.ts'
import { convertInputs, type Batch } from '../batch/convert-inputs.ts'
import type { Core } from '../batch/core.ts'
import { furnishCore, type Evidence } from '../batch/evidence.ts'
import { findInputs, type FoundInputs } from '../batch/find-inputs.ts'
import { loadManifest } from '../batch/manifest-file.ts'
import { openOutputFolder } from '../batch/output-folder.ts'
import { checkPlan, planOutputs, type Plan } from '../batch/plan-outputs.ts'
import { openLocalPool, openWorkerPool, type Pool } from '../batch/pool.ts'
import type { Result } from '../batch/result.ts'
import { isStream } from '../batch/stream-input.ts'
import { weighInputs } from '../batch/weigh-inputs.ts'
import { isRecordFile } from '../config/formats.ts'
import type { LoadedConfig } from '../config/load-config.ts'
import { selectRows } from '../config/option-schema.ts'
import type { Options } from '../config/options.ts'
import { checkSettings, mergeOptions, overrideSettings, toSettings, type Settings } from '../config/settings.ts'
import { checkStreams } from './check-streams.ts'
import { didYouMean } from '../config/suggest.ts'
import { commands } from './commands.ts'
import { formatDiff } from './diff.ts'
import { gatherEvidence } from './gather-evidence.ts'
import { exits, write, type Io } from './io.ts'
import type { RunReport } from './open-report.ts'
import { choosePaint } from './paint.ts'
import { printable } from './printable.ts'
import type { Report } from './report.ts'
import { openProgress } from './progress.ts'
import { createTally, type Tally } from './tally.ts'

/** What a command line asks for, and where it says so. */
export interface Session {
  readonly paths: readonly string[]
  /** The options of the command line. */
  readonly given: Options
  readonly io: Io
  readonly report: RunReport
}

/**
 * Converts what the paths stand for, once, and gives the exit code. Nothing is read or written when something is wrong
 * with the command line.
 *
 * @param choose takes the inputs that are to be converted from all there are; with none nothing is said
 */
export async function convertOnce(config: LoadedConfig, { paths, given, io, report }: Session, choose = (plans: readonly Plan[]) => plans): Promise<number> {
  const options = mergeOptions(forPaths(config.options, paths), given)
  const fixProblems = await checkFixNames([options, ...config.overrides.map((override) => override.options)])
  if (given.printConfig !== undefined && fixProblems.length === 0) {
    const { printConfig } = given
    await write(io.stdout, formatSettings(printConfig === '' ? toSettings(options) : overrideSettings(config, given)(path.resolve(io.cwd, printConfig))))
    return exits.done
  }
  const found = await findInputs(paths, toSettings(options), io.cwd)
  const decided: Options = { ...given, to: options.to ?? (found.inputs.some(isStream) ? 'ndjson' : 'markdown') }
  const settings = toSettings(mergeOptions(forPaths(config.options, paths), decided))
  const settingsOf = overrideSettings(config, decided)
  const prepared = prepare(paths, found, settings, io, report)
  if ('problems' in prepared || fixProblems.length > 0) {
    for (const problem of [...fixProblems, ...('problems' in prepared ? prepared.problems : [])]) report.problem(problem)
    return exits.usage
  }
  const plans = choose(prepared.plans)
  if (plans.length === 0) return exits.done
  const gathered = await gatherEvidence(settings, found.inputs, ({ file, name }) => settingsOf(file ?? path.resolve(io.cwd, name)), io, report)
  if ('problems' in gathered) {
    for (const problem of gathered.problems) report.problem(problem)
    return exits.usage
  }

  const tally = createTally()
  const shownName = (output: string) => path.join(prepared.single ? '' : (settings.outDir ?? ''), output)
  const paint = choosePaint(settings.color, 'stdout', io)
  const progress = openProgress(plans.map(({ input }) => input), settings, io)
  const loadCore = rememberCore(gathered.evidence)
  const pool = openPool(settings.jobs, loadCore, io, gathered.evidence, plans)
  try {
    await convertInputs({
      ...prepared, ...addEvidence(prepared, gathered.evidence), plans, settings, settingsOf: gathered.settingsOf, loadCore, pool,
      get stdin() {
        return io.stdin // opened only when it is read
      },
      write: (bytes) => write(io.stdout, bytes), advance: progress.advance, ...(io.signal && { signal: io.signal }),
    }, async (result) => {
      if (io.signal?.aborted && io.signal.reason === exits.done) return // nobody reads any more
      progress.clear()
      const uncounted = result.messages.some(({ severity }) => severity === 'error') ? undefined : gathered.uncounted.get(result.name)
      report.input(result.settled[0]?.state === 'orphaned' ? shownName(result.name) : result.name, uncounted ? [...result.messages, uncounted] : result.messages)
      tally.add(result)
      if (result.text !== undefined) await write(io.stdout, result.text)
      await tellOutputs(result, settings, { io, report, paint, shownName })
    })
  } finally {
    progress.clear()
    await pool.close()
  }
  if (settings.outDir !== undefined) report.summary(tally.sum(settings))
  if (settings.outDir !== undefined && !settings.check && !settings.diff) report.leastSure(tally.leastSure)
  return toExitCode(tally, settings, report)
}

type Prepared = Pick<Batch, 'plans' | 'target' | 'single' | 'site' | 'assets'>

/** Names the outputs of the inputs, and looks for everything that speaks against beginning. */
function prepare(paths: readonly string[], found: FoundInputs, settings: Settings, { cwd, assets: shared }: Io, report: Report): Prepared | { problems: readonly string[] } {
  const problems = [...checkSettings(settings), ...checkStreams(found.inputs, settings)]
  for (const { name, reason } of found.left) report.note(`${name}: left out, ${reason}`)
  problems.push(...found.problems.map((problem, index) => problem + (index === 0 && paths.length > 0 ? suggestCommand(problem, paths[0]!) : '')))
  if (settings.url !== undefined && found.inputs.length > 1) problems.push(`--url is the address of one document, but there are ${found.inputs.length} inputs; leave it out, or give one`)
  const plans: Plan[] = planOutputs(found.inputs, settings)
  const assets = settings.to === 'html' && shared ? readAssets(shared) : undefined
  const page = found.many ? {} : { assets }
  if (settings.outDir === undefined) {
    if (found.many && settings.to !== 'ndjson') problems.push('a folder, a glob or several paths need an output folder: add -o <dir>')
    return problems.length > 0 ? { problems } : { plans, ...page }
  }
  const single = isRecordFile(settings.outDir)
  const outDir = path.resolve(cwd, single ? path.dirname(settings.outDir) : settings.outDir)
  if (!single) for (const problem of checkPlan(plans, outDir, found.many && assets ? siteOutputs : undefined)) problems.push(problem)
  const folder = openOutputFolder(outDir)
  if ('problem' in folder) return { problems: [...problems, `the output folder ${settings.outDir} cannot be used: ${folder.problem}; choose another with -o`] }
  if (single) {
    const output = path.basename(settings.outDir)
    const owner = found.inputs.find(({ file }) => file === path.join(outDir, output))
    if (owner) problems.push(`the output would overwrite the input ${owner.name}; choose another name with -o`)
    return problems.length > 0 ? { problems } : { plans, single: { target: { folder, manifest: new Map() }, output } }
  }
  const loaded = loadManifest(folder)
  if ('problem' in loaded) problems.push(`in the output folder ${settings.outDir}, ${loaded.problem}`)
  return problems.length > 0 || 'problem' in loaded ? { problems } : { plans, target: { folder, manifest: loaded.manifest }, ...page, ...(found.many && assets && { site: { assets, plans } }) }
}

/** Lets pages have what their documents are labelled by. */
function addEvidence({ assets, site }: Prepared, evidence: Evidence): Pick<Prepared, 'assets' | 'site'> {
  if (Object.keys(evidence).length === 0) return {}
  return { ...(assets && { assets: { ...assets, evidence } }), ...(site && { site: { ...site, assets: { ...site.assets, evidence } } }) }
}

/** Loads the core when it is needed, once. */
function rememberCore(evidence: Evidence): () => Promise<Core> {
  let core: Promise<Core> | undefined
  return () => (core ??= import('../convert.ts').then(async (loaded) => (await loaded.load(), furnishCore(loaded, evidence))))
}

/** Threads for a run that is worth them; the local pool alone where there is no program for them, as in tests. */
function openPool(jobs: number | undefined, loadCore: () => Promise<Core>, { worker, signal }: Io, evidence: Evidence, plans: readonly Plan[]): Pool {
  const count = jobs ?? availableParallelism()
  return worker === undefined || count < 2 ? openLocalPool(loadCore, signal) : openWorkerPool(count, worker, loadCore, signal, evidence, weighInputs(plans.map(({ input }) => input)))
}

/** An output folder from the configuration does not hold for standard input alone: whoever pipes wants the result back. */
function forPaths(options: Options, paths: readonly string[]): Options {
  if (paths.length !== 1 || paths[0] !== '-') return options
  const { outDir: _, learnRepeats: __, boilerplate, ...rest } = options
  return boilerplate === 'sidecar' ? rest : { ...rest, boilerplate }
}

/** Lists names of fixes that are not known. */
async function checkFixNames(all: readonly Options[]): Promise<string[]> {
  const names = new Set(all.flatMap(({ fixes = {} }) => Object.keys(fixes)))
  if (names.size === 0) return []
  const { fixNames, isFixName } = await import('../text/fixers.ts')
  return [...names].filter((name) => !isFixName(name)).map((name) => `there is no character fix ${name}.${didYouMean(name, fixNames)} \`naskh fixes\` lists them`)
}

/** The settings that may stand in a configuration, as JSON. */
function formatSettings(settings: Options): string {
  const keys = selectRows(['config', 'override']).map(([key]) => key as keyof Options)
  return `${JSON.stringify(Object.fromEntries(keys.map((key) => [key, settings[key]])), null, 2)}\n`
}

/** A first path that is missing may be a mistyped command. */
function suggestCommand(problem: string, first: string): string {
  return problem.startsWith(`${first}: no such`) && !/[./\\]/.test(first) ? didYouMean(first, Object.keys(commands)).replace(/^(.*) (\S+)\?$/, '.$1 the command naskh $2?') : ''
}

interface Telling {
  readonly io: Io
  readonly report: RunReport
  readonly paint: ReturnType<typeof choosePaint>
  readonly shownName: (output: string) => string
}

/** Says what became of the outputs: with `--check` a list and with `--diff` the changes are the result; else notes. */
async function tellOutputs({ settled, wanted }: Result, settings: Settings, { io, report, paint, shownName }: Telling): Promise<void> {
  for (const { output, state, changed, before, reason } of settled) {
    const name = shownName(output)
    if (state !== 'current') report.output({ name, state, changed, reason: reason ?? '' })
    if (settings.check && state !== 'current') await write(io.stdout, `${state} ${printable(name)}: ${printable(reason ?? '')}\n`)
    if (settings.diff && state !== 'current' && (state !== 'orphaned' || settings.prune)) {
      await write(io.stdout, formatDiff(printable(name), state === 'missing' ? undefined : before, wanted.get(output), paint))
    }
    if (changed) report.note(`${name}: ${state === 'orphaned' ? 'deleted' : 'written'}`)
  }
}

/** A failed input weighs more than differences and warnings. */
function toExitCode(tally: Tally, settings: Settings, { counts }: Report): number {
  if (counts.error > 0) return exits.failed
  if (settings.check && tally.differences > 0) return exits.differences
  return settings.frail && counts.warning > 0 ? exits.differences : exits.done
}
