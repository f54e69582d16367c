import { readFile } from 'node:fs/promises'
import path from 'node:path'
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
      const { code, message } = error as NodeJS.ErrnoException
      if (named === undefined && (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EACCES')) continue
      return { problems: [`the configuration ${named ?? file} cannot be read: ${code === 'ENOENT' ? 'no such file' : message}`] }
    }
    const parsed = parseConfig(text)
    const shown = path.relative(cwd, file)
    if ('problems' in parsed) return { problems: parsed.problems.map((problem) => `${shown}: ${problem}`) }
    const { options, overrides } = parsed.config
    return { file, options: resolvePaths(options, path.dirname(file), cwd), overrides }
  }
  return { options: {}, overrides: [] }
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
