import { loadConfig } from '../config/load-config.ts'
import type { Options } from '../config/options.ts'
import { mergeOptions } from '../config/settings.ts'
import { convertOnce, type Session } from './convert-once.ts'
import { exits, type Io } from './io.ts'
import { openReport } from './open-report.ts'

export { serveWorks } from '../batch/worker.ts' // threads run the same bundle

/** Converts what the paths stand for, once or whenever they change, and gives the exit code. */
export async function convertPaths(paths: readonly string[], given: Options, io: Io): Promise<number> {
  const config = await loadConfig(given.config, io.cwd)
  if ('problems' in config) {
    const report = openReport(io, given)
    for (const problem of config.problems) report.problem(problem)
    return report.end(exits.usage)
  }
  const report = openReport(io, mergeOptions(config.options, given))
  const session: Session = { paths, given, io, report }
  if (!given.watch) return report.end(await convertOnce(config, session))
  const { watchPaths } = await import('./watch-paths.ts')
  return report.end(await watchPaths(config, session))
}
