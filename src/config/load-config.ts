import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { explainError } from './explain-error.ts'
import type { Options } from './options.ts'
import { parseConfig, type Config } from './parse-config.ts'

/** Name of the configuration file. */
export const configName = 'naskh.config.json'

/** A configuration and where it was found; paths in it are relative to its folder. */
export interface LoadedConfig extends Config {
  /** Absolute path; absent when there is none. */
  readonly file?: string
}

/**
 * Loads the configuration: the file that is named, else the nearest `naskh.config.json` from `cwd` upwards.
 *
 * @param named path from `--config`; false for `--no-config`
 */
export async function loadConfig(named: string | false | undefined, cwd: string): Promise<LoadedConfig | { readonly problems: readonly string[] }> {
  if (named === false) return { options: {}, overrides: [] }
  const candidates = named === undefined ? listUpwards(cwd) : [path.resolve(cwd, named)]
  for (const file of candidates) {
    let text: string
    try {
      text = await readFile(file, 'utf8')
    } catch (error) {
      if (named === undefined && (await isAbsent(file, error))) continue
      return { problems: [`the configuration ${named ?? path.relative(cwd, file)} cannot be read: ${explainError(error)}`] }
    }
    const parsed = parseConfig(text)
    const shown = path.relative(cwd, file)
    if ('problems' in parsed) return { problems: parsed.problems.map((problem) => `${shown}: ${problem}`) }
    const { options, overrides } = parsed.config
    return { file, options: resolvePaths(options, path.dirname(file), cwd), overrides }
  }
  return { options: {}, overrides: [] }
}

/** Tells whether there is no configuration that could be read by anybody: a folder that may not be looked into counts as empty, a file that may not be read does not. */
async function isAbsent(file: string, error: unknown): Promise<boolean> {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ENOENT' || code === 'ENOTDIR') return true
  return code === 'EACCES' && stat(file).then(() => false, () => true)
}

function listUpwards(folder: string): string[] {
  const parent = path.dirname(folder)
  return [path.join(folder, configName), ...(parent === folder ? [] : listUpwards(parent))]
}

/** Options of the configuration that are paths. */
const pathKeys = ['outDir', 'model', 'repeats'] as const

/** Paths are relative to the file that names them; from here on to the working folder. */
function resolvePaths(options: Options, folder: string, cwd: string): Options {
  const paths = pathKeys.flatMap((key) => (options[key] === undefined ? [] : [[key, path.relative(cwd, path.resolve(folder, options[key])) || '.']]))
  return { ...options, ...Object.fromEntries(paths) as Pick<Options, (typeof pathKeys)[number]> }
}
