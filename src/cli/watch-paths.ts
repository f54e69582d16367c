import { existsSync, statSync } from 'node:fs'
import path from 'node:path'
import picomatch from 'picomatch'
import type { Plan } from '../batch/plan-outputs.ts'
import { listFolders, openFolderWatch, type FolderWatch } from '../batch/watch-folders.ts'
import { toStem } from '../config/file-name.ts'
import { loadConfig, type LoadedConfig } from '../config/load-config.ts'
import { mergeOptions } from '../config/settings.ts'
import { convertOnce, type Session } from './convert-once.ts'
import { exits } from './io.ts'

/** More often than this folders are not looked for again; who makes them without end is noticed by the next event. */
const mostTries = 10

/**
 * Converts what the paths stand for, and again whatever changes: texts, their pin files, and with a changed
 * configuration all. What goes wrong is told, and does not end it; outputs of texts that went stay.
 *
 * @returns the exit code when nothing could be begun; otherwise it runs until the signal
 */
export async function watchPaths(config: LoadedConfig, session: Session): Promise<number> {
  const { given, io, report, paths } = session
  if (paths.includes('-')) {
    report.problem('--watch needs files or folders, not standard input')
    return exits.usage
  }
  const watch = openFolderWatch()
  const end = new AbortController()
  for (const signal of [io.signal, io.unheard]) {
    if (signal?.aborted) end.abort() // while the program was starting
    else signal?.addEventListener('abort', () => end.abort(), { once: true })
  }
  const stamps = new Map<string, string>()
  const chooseChanged = (plans: readonly Plan[]) => plans.filter(({ input: { file } }) => {
    const stamp = `${readStamp(file!)} ${readStamp(`${toStem(file!)}.roles.json`)}`
    return stamps.get(file!) !== stamp && stamps.set(file!, stamp)
  })
  try {
    let problem = await watchAll(watch, config, session) // before the first run, so that no change falls between
    if (problem === undefined) {
      const exit = await convertOnce(config, session, chooseChanged)
      if (exit === exits.usage) return exit
      report.summary('waiting for changes; Ctrl-C ends')
    }
    let current = readBasis(config, session)
    while (problem === undefined && (await watch.next(end.signal))) {
      const loaded = await loadConfig(given.config, io.cwd)
      if ('problems' in loaded) {
        for (const text of loaded.problems) report.problem(text)
        continue
      }
      const basis = readBasis(loaded, session)
      if (basis !== current) stamps.clear()
      current = basis
      problem = await watchAll(watch, loaded, session)
      await convertOnce(loaded, session, chooseChanged)
    }
    if (problem === undefined) return exits.done
    report.problem(problem)
    return exits.failed
  } finally {
    watch.close()
  }
}

/** Watches all folders there are, and looks again for those made meanwhile, in which nothing was watched yet. */
async function watchAll(watch: FolderWatch, config: LoadedConfig, session: Session): Promise<string | undefined> {
  for (let before = -1, tries = 0; tries < mostTries; tries++) {
    const folders = await listWatched(config, session)
    const problem = watch.watchOnly(folders)
    if (problem !== undefined || folders.size === before) return problem
    before = folders.size
  }
  return undefined
}

/** The folders whose changes may matter: those of the inputs, those above them, which say when one is made or replaced, and those of the configuration, an own model and counts of lines. */
async function listWatched(config: LoadedConfig, { given, io, paths }: Session): Promise<Set<string>> {
  const { outDir } = mergeOptions(config.options, given)
  const without = outDir === undefined ? undefined : path.resolve(io.cwd, outDir)
  const watched = new Set([io.cwd, ...[...(config.file === undefined ? [] : [config.file]), ...listEvidence(config, given)].map((file) => path.dirname(path.resolve(io.cwd, file)))])
  for (const given of paths) {
    const named = path.resolve(io.cwd, given)
    const place = existsSync(named) ? named : path.resolve(io.cwd, picomatch.scan(given).base)
    watched.add(path.dirname(place))
    for (const folder of await listFolders(place, without)) watched.add(folder)
  }
  return watched
}

/** The configuration, and how the files stand that all inputs are labelled by: changes when everything has to be made again. */
function readBasis(config: LoadedConfig, { given, io }: Session): string {
  return [JSON.stringify(config), ...listEvidence(config, given).map((file) => readStamp(path.resolve(io.cwd, file)))].join(' ')
}

/** The files of the own model and of the counts of lines. */
function listEvidence(config: LoadedConfig, given: Session['given']): string[] {
  const { model, repeats } = mergeOptions(config.options, given)
  return [model, repeats].filter((file) => file !== undefined)
}

/** Changes whenever a file is written or replaced, whatever its time of modification was set to; the same while it does not exist. */
function readStamp(file: string): string {
  try {
    const stats = statSync(file, { throwIfNoEntry: false, bigint: true })
    return stats ? `${stats.mtimeNs}:${stats.ctimeNs}:${stats.size}:${stats.ino}` : '-'
  } catch (error) {
    return String((error as NodeJS.ErrnoException).code) // the conversion says so
  }
}
