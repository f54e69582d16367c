import path from 'node:path'
import { countRepeats } from '../../batch/count-repeats.ts'
import { findInputs } from '../../batch/find-inputs.ts'
import { writeNamed } from '../../batch/replace-file.ts'
import { explainError } from '../../config/explain-error.ts'
import { loadConfig } from '../../config/load-config.ts'
import { optionTable, type Options } from '../../config/options.ts'
import { mergeOptions, overrideSettings, toSettings } from '../../config/settings.ts'
import { usualCapacity } from '../../learn/line-counter.ts'
import { tellCounts } from '../gather-evidence.ts'
import { exits, type Io } from '../io.ts'
import { parseArguments } from '../program.ts'
import { createReport } from '../report.ts'

const { from, ext, ignore, maxSize, encoding, fixes, textKey, languages, config, color, quiet } = optionTable
const form = {
  name: 'naskh repeats',
  operands: '<dir>',
  description: `Counts in how many documents of its site each line comes back, and writes the counts for --repeats.

A site is a folder of <dir>, or the host that a record's address names. Lines are compared without marks, letter case and numbers. The counts of lines that come back are kept, not the lines.`,
  options: {
    output: { kind: 'text', group: 'Options:', short: 'o', value: 'file', summary: 'where to write the counts' },
    capacity: {
      kind: 'text', group: 'Options:', value: 'n', default: String(usualCapacity), summary: 'how many different lines to hold at once; with more of them counts become too low, by at most 2 × lines / n',
      check: (text: string) => (/^\d{1,8}$/.test(text) && Number(text) >= 2 ? undefined : 'Expected a whole number of at least 2.'),
    },
    from, ext, ignore, maxSize, encoding, fixes, textKey, languages, config, color, quiet,
  },
} as const

/** Counts lines across documents. */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  const parsed = parseArguments(form, argv, io)
  if ('exit' in parsed) return parsed.exit
  const { output, capacity, ...given } = parsed.options
  const report = createReport(io, { color: given.color, quiet: given.quiet })
  const refuse = (problems: readonly string[]): number => {
    for (const problem of problems) report.problem(problem)
    return exits.usage
  }
  const [folder] = parsed.operands
  if (parsed.operands.length !== 1 || folder === '-' || output === undefined) return refuse(['expected one folder of documents and -o <file>, as in `naskh repeats raw -o repeats.json`'])
  const loaded = await loadConfig(given.config, io.cwd)
  if ('problems' in loaded) return refuse(loaded.problems)
  const settings = toSettings(mergeOptions(loaded.options, given as Options))
  const found = await findInputs([folder!], settings, io.cwd)
  if (found.problems.length > 0) return refuse(found.problems)

  const settingsOf = overrideSettings(loaded, given as Options)
  const { counts, failed } = await countRepeats(found.inputs, {
    settingsOf: ({ file, name }) => settingsOf(file ?? path.resolve(io.cwd, name)), signal: io.signal, ...(capacity !== undefined && { capacity: Number(capacity) }),
  })
  if (io.signal?.aborted) return exits.failed
  for (const { name, problem } of failed) report.input(name, [problem])
  const file = path.resolve(io.cwd, output)
  const [{ file: first, stem }] = found.inputs as [(typeof found.inputs)[number]]
  const root = stem.split('/').reduce((place) => path.dirname(place), first!)
  try {
    writeNamed(file, `${JSON.stringify({ root: path.relative(path.dirname(file), root).split(path.sep).join('/') || '.', ...counts })}\n`)
  } catch (error) {
    report.problem(`${output} could not be written: ${explainError(error)}`)
    return exits.failed
  }
  report.summary(`${output}: ${tellCounts(counts)}`)
  return failed.length > 0 ? exits.failed : exits.done
}
