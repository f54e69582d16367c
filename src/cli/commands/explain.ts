import { statSync } from 'node:fs'
import path from 'node:path'
import { toConvertOptions } from '../../batch/convert-options.ts'
import { furnishCore } from '../../batch/evidence.ts'
import { toStdinInput } from '../../batch/find-inputs.ts'
import type { Input } from '../../batch/input.ts'
import { addEvidence, loadEvidence } from '../../batch/load-evidence.ts'
import { openOutputFolder, readOutput, writeOutput } from '../../batch/output-folder.ts'
import { readInput } from '../../batch/read-input.ts'
import { toSha256 } from '../../batch/to-sha256.ts'
import { toBaseName, toStem } from '../../config/file-name.ts'
import { explainError } from '../../config/explain-error.ts'
import { loadConfig } from '../../config/load-config.ts'
import { optionTable, type Options } from '../../config/options.ts'
import { addPins, checkPins, parsePins } from '../../config/pins.ts'
import { overrideSettings } from '../../config/settings.ts'
import { analyse as analyseAlone, convert, findLexicons, load } from '../../convert.ts'
import type { LabelledLine } from '../../document.ts'
import { message, type Message } from '../../messages.ts'
import { toLabels } from '../../record.ts'
import { explainLines } from '../explain-lines.ts'
import { formatExplanation } from '../format-explanation.ts'
import { exits, write, type Io } from '../io.ts'
import { choosePaint } from '../paint.ts'
import { parseArguments } from '../program.ts'
import { checkPinFlag, readPinFlags } from '../read-pin-flags.ts'
import { createReport } from '../report.ts'

const { lang, encoding, fixes, prefer, model, repeats, maxSize, config, color } = optionTable
const form = {
  name: 'naskh explain',
  operands: '<file[:line]>',
  description: `Shows the role of every line, how sure it is, and why; with :line, of that line alone.

--pin writes the role into the file that pins the roles of the input, <name>.roles.json beside it, and shows the lines that have another role for it.`,
  options: {
    pin: { kind: 'list', group: 'Options:', value: 'LINE=ROLE', summary: 'give a line the role it should have, as 12=promo, or lines, as 12-15=promo; 12=none takes it back. May be repeated', check: checkPinFlag },
    json: { kind: 'flag', group: 'Options:', summary: 'write JSON' },
    lang, encoding, fixes, prefer, model, repeats, maxSize, config, color,
  },
} as const

/** Explains the roles of one input, and corrects them. */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  const parsed = parseArguments(form, argv, io)
  if ('exit' in parsed) return parsed.exit
  const { pin: flags = [], json, ...given } = parsed.options
  const report = createReport(io, { color: given.color })
  const refuse = (problems: readonly string[]): number => {
    for (const problem of problems) report.problem(problem)
    return exits.usage
  }
  if (parsed.operands.length !== 1) return refuse(['expected one file, as in `naskh explain article.txt` or `naskh explain article.txt:12`'])
  const target = findTarget(parsed.operands[0]!, io.cwd)
  if ('problem' in target) return refuse([target.problem])
  const { input, line } = target
  if (flags.length > 0 && input.file === undefined) return refuse(['--pin needs a file to write beside, not standard input'])
  const loaded = await loadConfig(given.config, io.cwd)
  if ('problems' in loaded) return refuse(loaded.problems)
  const plain = overrideSettings(loaded, given as Options)(input.file ?? path.resolve(io.cwd, input.name))
  const evidence = await loadEvidence(plain, io.cwd)
  if ('problems' in evidence) return refuse(evidence.problems)
  const settings = addEvidence(plain, input, evidence)
  const { analyse } = furnishCore({ analyse: analyseAlone, convert }, evidence.evidence)
  const fail = (messages: readonly Message[]): number => {
    report.input(input.name, messages)
    return exits.failed
  }

  const read = await readInput(input, settings.maxSize, io.stdin)
  if ('problem' in read) return fail([read.problem])
  await load()
  const { bytes } = read
  const sha256 = toSha256(bytes)
  const bare = () => analyse(bytes, toConvertOptions(settings)).lines
  const old = read.pins ? parsePins(read.pins.text, read.pins.name, sha256, bare) : { pins: [] }
  if ('problem' in old) return fail([old.problem])
  let article = analyse(bytes, toConvertOptions(settings, old.pins, true))
  const misfit = read.pins && checkPins(old.pins, article.lines, read.pins.name)
  if (misfit || article.messages.some(({ severity }) => severity === 'error')) return fail([...article.messages, ...(misfit ? [misfit] : [])])
  const labels = toLabels(article, { file: toBaseName(input.name), sha256 })
  if (line !== undefined && (line < 1 || line > labels.lines.length)) return refuse([`${input.name}: expected a line from 1 to ${labels.lines.length}, found ${line}`])

  let before: readonly LabelledLine[] | undefined
  if (flags.length > 0) {
    const pins = readPinFlags(flags, article.lines.slice(0, labels.lines.length))
    if (typeof pins === 'string') return refuse([pins])
    const text = addPins(read.pins?.text, labels, pins)
    const problem = writePins(input.file!, text)
    if (problem) return fail([problem])
    report.summary(`${toPinFile(input.name)}: written`)
    before = article.lines
    article = analyse(bytes, toConvertOptions(settings, (JSON.parse(text) as { lines: typeof labels.lines }).lines, true))
  }
  report.input(input.name, article.messages)
  const lines = explainLines(article, findLexicons(article.language, settings.cues), before).slice(0, labels.lines.length)
  const { language } = article
  if (json) {
    const chosen = line === undefined ? lines : lines.slice(line - 1, line)
    await write(io.stdout, `${JSON.stringify({ schema: 1, file: labels.file, sha256, lang: language.tag, dir: language.direction, lines: chosen, messages: article.messages }, null, 2)}\n`)
    return exits.done
  }
  const differs = (index: number) => before === undefined || lines[index]!.was !== undefined || before[index]!.pinned !== lines[index]!.pinned
  const chosen = lines.filter(({ role, line: number }, index) => (line === undefined ? role !== null && differs(index) : number === line))
  await write(io.stdout, formatExplanation(chosen, choosePaint(given.color, 'stdout', io), line === undefined ? io.stdout.columns : undefined))
  return exits.done
}

/** Reads `<file>` or `<file>:<line>`; a file whose name ends so is itself. */
function findTarget(given: string, cwd: string): { readonly input: Input; readonly line?: number } | { readonly problem: string } {
  const [, name, digits] = /^(.+):(\d{1,9})$/.exec(given) ?? []
  for (const [candidate, line] of [[given], [name, Number(digits)]] as const) {
    if (candidate === undefined) continue
    const place = line === undefined ? {} : { line }
    if (candidate === '-') return { input: toStdinInput({}), ...place }
    const file = path.resolve(cwd, candidate)
    let folder: boolean | undefined
    try {
      folder = statSync(file, { throwIfNoEntry: false })?.isDirectory()
    } catch (error) {
      if (line === undefined && (error as NodeJS.ErrnoException).code === 'ENOTDIR') continue
      return { problem: `${candidate} cannot be read: ${explainError(error)}` }
    }
    if (folder === undefined) continue
    if (folder) return { problem: `${candidate} is a folder; expected one file` }
    return { input: { name: candidate, file, stem: toStem(path.basename(file)), from: 'text' }, ...place }
  }
  return { problem: `${given}: no such file; expected one file, with :line for one of its lines` }
}

function toPinFile(name: string): string {
  return `${toStem(name)}.roles.json`
}

function writePins(file: string, text: string): Message | undefined {
  const pinFile = toPinFile(file)
  const folder = openOutputFolder(path.dirname(pinFile))
  const name = path.basename(pinFile)
  if ('problem' in folder) return message('output-unwritable', `the pin file ${name} could not be written: ${folder.problem}`)
  const place = readOutput(folder, name)
  return 'problem' in place ? place.problem : writeOutput(name, place, text)
}
