import type { Options } from './options.ts'

/** The options of a run with every default filled in. */
export interface Settings extends Options {
  to: NonNullable<Options['to']>
  boilerplate: NonNullable<Options['boilerplate']>
  ext: readonly string[]
  ignore: readonly string[]
  maxSize: number
  fixes: Readonly<Record<string, boolean>>
}

/** The largest input by default, in bytes. */
const defaultMaxSize = 64 * 1024 ** 2

/** Fills in the defaults. What stays absent is decided per document: the title by its flavor, the language by its text. */
export function toSettings(given: Options): Settings {
  return {
    ...given,
    to: given.to ?? 'markdown',
    boilerplate: given.boilerplate ?? 'drop',
    ext: given.ext ?? ['txt'],
    ignore: given.ignore ?? [],
    maxSize: given.maxSize ?? defaultMaxSize,
    fixes: given.fixes ?? {},
  }
}

/** Lists what is wrong with the settings taken together: options that need another one or exclude each other. */
export function checkSettings(settings: Settings): string[] {
  const problems: string[] = []
  if (settings.outDir === undefined) {
    for (const key of ['check', 'diff', 'prune'] as const) {
      if (settings[key]) problems.push(`--${key} needs an output folder: add -o <dir>`)
    }
    if (settings.boilerplate === 'sidecar') problems.push('--boilerplate sidecar needs an output folder to write beside: add -o <dir>')
  }
  if (settings.quiet && settings.verbose) problems.push('--quiet and --verbose exclude each other')
  return problems
}
