import path from 'node:path'
import { explainError } from '../config/explain-error.ts'
import { commands } from './commands.ts'
import { run as convert } from './commands/convert.ts'
import { exits, type Io } from './io.ts'
import { createReport } from './report.ts'

/**
 * Runs the command line.
 *
 * @param argv the arguments, without the names of Node and of the program
 * @returns the exit code: 0 done, 1 differences or (with `--frail`) warnings, 2 usage, 3 an input failed, or that of a signal
 */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  const interrupted = () => io.stdin.destroy?.()
  io.signal?.addEventListener('abort', interrupted, { once: true })
  try {
    const code = await choose(argv, io)
    return io.signal?.aborted && io.signal.reason !== exits.done ? (io.signal.reason as number) : code
  } catch (error) {
    if (io.signal?.aborted) return io.signal.reason as number
    createReport(io, {}).problem(`stopped: ${tellPlace(error, io)}${explainError(error)}`)
    if (io.env['NASKH_DEBUG']) io.stderr.write(`${(error as Error).stack}\n`)
    return exits.failed
  } finally {
    io.signal?.removeEventListener('abort', interrupted)
  }
}

/** The file that an error is about, where it says. */
function tellPlace(error: unknown, { cwd }: Io): string {
  const { path: file } = error as NodeJS.ErrnoException
  return typeof file === 'string' ? `${path.relative(cwd, file) || '.'}: ` : ''
}

/** The first argument names a command, or belongs to the main one. `help` is there because people try it. */
async function choose(argv: readonly string[], io: Io): Promise<number> {
  const [name = '', ...rest] = argv
  if (name === 'help') return choose([...rest, '--help'], io)
  if (!Object.hasOwn(commands, name)) return convert(argv, io)
  const { run: runCommand } = await commands[name]!.load()
  return runCommand(rest, io)
}
