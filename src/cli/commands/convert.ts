import { exits, write, type Io } from '../io.ts'
import { convertForm } from '../convert-form.ts'
import { formatHelp, parseArguments } from '../program.ts'

/** The main command: converts what its paths stand for. */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  const parsed = parseArguments(convertForm, argv, io)
  if ('exit' in parsed) return parsed.exit
  if (parsed.operands.length === 0 && parsed.options.printConfig === undefined && io.stdin.isTTY) {
    await write(io.stderr, formatHelp(convertForm, io, 'stderr'))
    return exits.usage
  }
  const { convertPaths } = await import('../convert-paths.ts') // only now, so that help and version start fast
  return convertPaths(parsed.operands.length === 0 ? ['-'] : parsed.operands, parsed.options, io)
}
