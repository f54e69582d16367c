import path from 'node:path'
import picomatch from 'picomatch'
import { joinOwnCues } from '../language/extend-lexicon.ts'
import { inputFormats } from './formats.ts'
import type { LoadedConfig } from './load-config.ts'
import type { Options } from './options.ts'

/** The options of a run with every default filled in. */
export interface Settings extends Options {
  to: NonNullable<Options['to']>
  boilerplate: NonNullable<Options['boilerplate']>
  ext: readonly string[]
  ignore: readonly string[]
  maxSize: number
  fixes: Readonly<Record<string, boolean>>
  textKey: string
  idKey: string
  keepText: boolean
  ascii: boolean
  flush: NonNullable<Options['flush']>
  /** What the counts of lines know the input's site by, where there are counts. */
  site?: string
  /** Digest of the own model and of the counts of lines. */
  evidence?: string
}

/** The largest input by default, in bytes. */
const defaultMaxSize = 64 * 1024 ** 2

/** Fills in the defaults. What stays absent is decided per document: the title by its flavor, the language by its text. */
export function toSettings(given: Options): Settings {
  return {
    ...given,
    to: given.to ?? 'markdown',
    boilerplate: given.boilerplate ?? 'drop',
    ext: given.ext ?? inputFormats[given.from ?? 'text'].extensions,
    ignore: given.ignore ?? [],
    maxSize: given.maxSize ?? defaultMaxSize,
    fixes: given.fixes ?? {},
    textKey: given.textKey ?? 'text',
    idKey: given.idKey ?? 'id',
    keepText: given.keepText ?? false,
    ascii: given.ascii ?? false,
    flush: given.flush ?? 'batch',
  }
}

/**
 * Lays options over others: each wins over the one under it, but lists of what to ignore and set phrases add up,
 * and of the switches of fixes each wins for itself.
 */
export function mergeOptions(under: Options, over: Options): Options {
  const ignore = [...(under.ignore ?? []), ...(over.ignore ?? [])]
  const cues = under.cues && over.cues ? { cues: joinOwnCues(under.cues, over.cues) } : {}
  return { ...under, ...over, ...cues, ...(ignore.length > 0 && { ignore }), fixes: { ...under.fixes, ...over.fixes } }
}

/**
 * Makes the function that gives the settings of one input: those of the command line over the overrides that
 * match, over the rest of the configuration. Inputs with the same overrides share one object.
 */
export function overrideSettings({ file, options, overrides }: LoadedConfig, given: Options): (input: string) => Settings {
  if (file === undefined || overrides.length === 0) {
    const settings = toSettings(mergeOptions(options, given))
    return () => settings
  }
  const folder = path.dirname(file)
  const matchers = overrides.map(({ files }) => toMatcher(files))
  const known = new Map<string, Settings>()
  return (input) => {
    const relative = path.relative(folder, input).split(path.sep).join('/')
    const matching = overrides.filter((_, index) => matchers[index]!(relative))
    const key = overrides.map((override) => (matching.includes(override) ? '1' : '0')).join('')
    const settings = known.get(key) ?? toSettings(mergeOptions(matching.reduce((under, override) => mergeOptions(under, override.options), options), given))
    known.set(key, settings)
    return settings
  }
}

/** Globs as prettier reads them: one without a slash matches names in every folder, one that begins with `!` takes back. */
function toMatcher(globs: readonly string[]): (file: string) => boolean {
  const anywhere = (glob: string) => (glob.includes('/') ? glob : `**/${glob}`)
  const taken = globs.filter((glob) => !glob.startsWith('!')).map(anywhere)
  const without = globs.filter((glob) => glob.startsWith('!')).map((glob) => anywhere(glob.slice(1)))
  return picomatch(taken, { ignore: without, dot: true })
}

/** Lists what is wrong with the settings taken together: options that need another one or exclude each other. */
export function checkSettings(settings: Settings): string[] {
  const problems: string[] = []
  if (settings.outDir === undefined) {
    for (const key of ['check', 'diff', 'prune', 'watch'] as const) {
      if (settings[key]) problems.push(`--${key} needs an output folder: add -o <dir>`)
    }
    if (settings.boilerplate === 'sidecar') problems.push('--boilerplate sidecar needs an output folder to write beside: add -o <dir>')
  }
  for (const key of ['check', 'diff', 'prune'] as const) {
    if (settings.watch && settings[key]) problems.push(`--watch and --${key} exclude each other`)
  }
  if (settings.learnRepeats && settings.watch) problems.push('--watch and --learn-repeats exclude each other: count with naskh repeats, and give --repeats the file')
  if (settings.learnRepeats && settings.repeats !== undefined) problems.push('--repeats and --learn-repeats exclude each other')
  if (settings.quiet && settings.verbose) problems.push('--quiet and --verbose exclude each other')
  return problems
}
