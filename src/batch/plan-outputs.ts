import path from 'node:path'
import { formats } from '../config/formats.ts'
import type { Settings } from '../config/settings.ts'
import type { Input } from './input.ts'
import { manifestName } from './manifest.ts'

/** An input and the files that it becomes, below the output folder, with `/`. */
export interface Plan {
  readonly input: Input
  readonly output: string
  readonly sidecar?: string
}

/** Names the outputs of every input. */
export function planOutputs(inputs: readonly Input[], settings: Pick<Settings, 'to' | 'boilerplate'>): Plan[] {
  const { extension } = formats[settings.to]
  return inputs.map((input) => ({
    input,
    output: `${input.stem}${extension}`,
    ...(settings.boilerplate === 'sidecar' && { sidecar: `${input.stem}.naskh.json` }),
  }))
}

/**
 * Lists what is wrong with a plan: two inputs with the same output (also where only the case of letters or the
 * composition of accents differs, which some file systems do not tell apart), an output that would have to be
 * a file and a folder, and an output that is an input.
 *
 * @param outDir absolute path of the output folder
 * @param others outputs that belong to no input, and what they are
 */
export function checkPlan(plans: readonly Plan[], outDir: string, others: ReadonlyMap<string, string> = new Map()): string[] {
  const problems: string[] = []
  const owners = new Map<string, string>([[toKey(manifestName), 'the manifest'], ...others])
  const inside = path.join(outDir, path.sep)
  const inputs = new Map<string, string>() // those that an output could overwrite
  for (const { input } of plans) if (input.file?.startsWith(inside)) inputs.set(input.file, input.name)

  for (const [name, file] of outputsOf(plans)) {
    const key = toKey(file)
    const owner = owners.get(key)
    if (owner === undefined) owners.set(key, name)
    else problems.push(`${owner} and ${name} have the same output, ${file}; rename one, or write them to different folders`)
    const overwritten = inputs.size > 0 && inputs.get(path.join(outDir, file))
    if (overwritten) problems.push(`the output of ${name} would overwrite the input ${overwritten}; choose another folder with -o`)
  }
  for (const [name, file] of outputsOf(plans)) {
    for (let folder = path.posix.dirname(file); folder !== '.'; folder = path.posix.dirname(folder)) {
      const owner = owners.get(toKey(folder))
      if (owner !== undefined) problems.push(`${owner} and ${name} need ${folder} as a file and as a folder; write them to different folders`)
    }
  }
  return problems
}

/** The outputs of plans, each with the name of its input. */
function* outputsOf(plans: readonly Plan[]): Generator<readonly [name: string, file: string]> {
  for (const { input, output, sidecar } of plans) {
    yield [input.name, output]
    if (sidecar !== undefined) yield [input.name, sidecar]
  }
}

function toKey(file: string): string {
  return file.normalize('NFC').toLowerCase()
}
