import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { writeNamed } from '../../batch/replace-file.ts'
import { explainError } from '../../config/explain-error.ts'
import { configName } from '../../config/load-config.ts'
import { exits, type Io } from '../io.ts'
import { parseArguments } from '../program.ts'
import { formatConfig, formatWorkflow, type ProjectLayout } from '../project-files.ts'
import { createReport } from '../report.ts'

const usual = { input: 'raw', outDir: 'clean' } as const
const workflowFile = '.github/workflows/naskh.yml'

const form = {
  name: 'naskh init',
  operands: '[folder]',
  description: `Writes ${configName} and a GitHub workflow that keep Markdown copies of the texts in a folder (${usual.input}) up to date.

The workflow checks the copies with each push and pull request, and regenerates them when it is run by hand.`,
  options: {
    outDir: { kind: 'text', short: 'o', value: 'dir', group: 'Options:', summary: 'the folder of the copies', default: usual.outDir },
    workflow: { kind: 'flag', group: 'Options:', summary: 'write the workflow, as is usual', off: 'write no workflow' },
    force: { kind: 'flag', group: 'Options:', summary: 'overwrite files that are there' },
  },
} as const

/** Sets a project up. What is there already is not touched. */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  const parsed = parseArguments(form, argv, io)
  if ('exit' in parsed) return parsed.exit
  const { options, operands } = parsed
  const report = createReport(io, {})
  const refuse = (problem: string): number => (report.problem(problem), exits.usage)
  if (operands.length > 1) return refuse('expected one folder of texts')
  const root = findRepository(io.cwd) ?? io.cwd
  const layout: ProjectLayout = {
    input: toPlain(operands[0] ?? usual.input), outDir: toPlain(options.outDir ?? usual.outDir),
    below: path.relative(root, io.cwd).split(path.sep).join('/'), version: io.version(),
  }
  for (const folder of [layout.input, layout.outDir]) {
    if (/[\0-\x1f]|^-|\$\{\{/.test(folder) || path.isAbsolute(folder)) return refuse(`expected a folder of this project, found ${folder}`)
  }
  if (layout.input === layout.outDir) return refuse('the copies need a folder of their own: choose another with -o')
  const files = new Map([[path.join(io.cwd, configName), formatConfig(layout)]])
  if (options.workflow !== false) files.set(path.join(root, workflowFile), formatWorkflow(layout))
  for (const [file, text] of files) {
    let old: string | undefined
    try {
      old = await readFile(file, 'utf8')
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') return refuse(`${path.relative(io.cwd, file)} cannot be read: ${explainError(error)}. Nothing was written`)
    }
    if (old === text) files.delete(file)
    else if (old !== undefined && !options.force) return refuse(`${path.relative(io.cwd, file)} exists; --force overwrites it. Nothing was written`)
  }
  for (const [file, text] of files) {
    const name = path.relative(io.cwd, file)
    try {
      writeNamed(file, text)
    } catch (error) {
      report.problem(`${name} could not be written: ${explainError(error)}`)
      return exits.failed
    }
    report.summary(`${name}: written`)
  }
  report.summary(`Next: naskh ${layout.input}`)
  return exits.done
}

/** The folder, upwards, that a git repository begins in. */
function findRepository(folder: string): string | undefined {
  if (existsSync(path.join(folder, '.git'))) return folder
  const parent = path.dirname(folder)
  return parent === folder ? undefined : findRepository(parent)
}

function toPlain(folder: string): string {
  return path.posix.normalize(folder.split(path.sep).join('/')).replace(/(?<=.)\/$/, '')
}
