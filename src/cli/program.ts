import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { toFlag, type OptionRow, type OptionsOf } from '../config/option-row.ts'
import { listNames, parseValue } from '../config/parse-value.ts'
import { exits, type Io } from './io.ts'
import { choosePaint } from './paint.ts'
import { printable } from './printable.ts'

/** A table of options. */
export type OptionTable = Readonly<Record<string, OptionRow>>

/** What a command line says, or the exit code when it asks for help or is wrong (which was said). */
export type Arguments<Table extends OptionTable> = { readonly options: OptionsOf<Table>; readonly operands: readonly string[] } | { readonly exit: number }

/** What the parser of one command is made of. */
export interface CommandForm<Table extends OptionTable> {
  /** How it is called: `naskh`, `naskh roles`. */
  readonly name: string
  /** What comes after the options, in commander's notation: `[path...]`. */
  readonly operands?: string
  /** What it does, for the head of the help. */
  readonly description: string
  readonly options: Table
  /** More help: examples and the like. */
  readonly epilogue?: string
  /** Adds `-V`. */
  readonly versioned?: boolean
}

/** Reads the arguments of a command. */
export function parseArguments<Table extends OptionTable>(form: CommandForm<Table>, argv: readonly string[], io: Io): Arguments<Table> {
  const given: Record<string, unknown> = {}
  const program = createProgram(form, io, given)
  try {
    program.parse([...argv], { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    return { exit: error.exitCode === 0 ? exits.done : exits.usage }
  }
  return { options: given as OptionsOf<Table>, operands: program.args }
}

/** The help of a command, as wide as the stream. */
export function formatHelp<Table extends OptionTable>(form: CommandForm<Table>, io: Io, stream: 'stdout' | 'stderr'): string {
  const text: string[] = []
  const program = createProgram(form, io, {})
  program.configureOutput({ writeOut: (part) => text.push(part), getOutHelpWidth: () => toWidth(io, stream) })
  program.outputHelp()
  return text.join('')
}

function createProgram<Table extends OptionTable>(form: CommandForm<Table>, io: Io, given: Record<string, unknown>): Command {
  const program = new Command(form.name)
    .exitOverride()
    .optionsGroup('Other:')
    .description(form.description)
    .helpOption('-h, --help', 'show this help')
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      getOutHelpWidth: () => toWidth(io, 'stdout'),
      getErrHelpWidth: () => toWidth(io, 'stderr'),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
      outputError: (text, say) => {
        const paint = choosePaint(undefined, 'stderr', io)
        const reason = text.trim().replace(/^error: /, '').replace(/\n\((.*)\)$/, '. $1')
        say(`${paint('strong', 'naskh')}: ${paint('error', 'error')} ${printable(reason)}\n${form.name} --help lists what it takes.\n`)
      },
    })
  if (form.operands === undefined) program.allowExcessArguments(false)
  else program.argument(form.operands)
  for (const [key, row] of Object.entries(form.options)) {
    if (row.kind === 'cues') continue // for configurations alone
    for (const option of toOptions(key, row, given)) program.addOption(option.helpGroup(row.group))
  }
  if (form.versioned) {
    program.option('-V, --version', 'show the version').on('option:version', () => {
      io.stdout.write(`${io.version()}\n`)
      throw new CommanderError(exits.done, 'naskh.version', '')
    })
  }
  if (form.epilogue !== undefined) program.addHelpText('after', `\n${form.epilogue}`)
  return program.action(() => undefined)
}

/** The flags of one row. Their parsers put what they read into `given`, so that a later flag wins over an earlier one. */
function toOptions(key: string, row: OptionRow, given: Record<string, unknown>): Option[] {
  const flag = toFlag(key, row)
  const short = row.short === undefined ? '' : `-${row.short}, `
  const value = row.value === undefined ? '' : row.optional ? ` [${row.value}]` : ` <${row.value}>`
  const add = (prefix: string, summary: string, toValue: (text: string) => unknown) =>
    new Option(`${prefix}${flag}${value}`, summary).argParser((text: string) => (given[key] = toValue(text)))

  if (row.kind === 'switches') {
    const turn = (on: boolean) => (name: string) => ({ ...(given[key] as object), [name]: on })
    return [add('--', row.summary, turn(true)), add('--no-', row.off ?? '', turn(false))]
  }
  if (row.kind === 'flag') {
    const option = add(`${short}--`, row.summary, () => true)
    return row.off === undefined ? [option] : [option, add('--no-', row.off, () => false)]
  }
  const option = add(`${short}--`, describe(row), (text) => {
    const parsed = parseValue(row, text)
    if ('problem' in parsed) throw new InvalidArgumentError(parsed.problem)
    return row.kind === 'list' ? [...((given[key] as string[] | undefined) ?? []), ...(parsed.value as string[])] : parsed.value
  })
  if (row.optional) option.preset('')
  return row.off === undefined ? [option] : [option, new Option(`--no-${flag}`, row.off).argParser(() => (given[key] = false))]
}

/** The summary of an option with the names it can have, where the summary lacks one, and the default. */
function describe({ summary, choices, default: usual }: OptionRow): string {
  const names = choices?.every((name) => summary.includes(name)) === false ? `; ${listNames(choices)}` : ''
  return `${summary}${names}${usual === undefined ? '' : ` (default: ${usual})`}`
}

/** How wide help may be: as the terminal, at most 100 columns, 80 without one. */
function toWidth(io: Io, stream: 'stdout' | 'stderr'): number {
  return Math.max(40, Math.min(io[stream].columns ?? 80, 100))
}
