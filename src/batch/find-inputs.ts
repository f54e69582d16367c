import { existsSync, lstatSync, realpathSync, statSync } from 'node:fs'
import path from 'node:path'
import picomatch from 'picomatch'
import { toBaseName, toStem } from '../config/file-name.ts'
import { guessFormat } from '../config/formats.ts'
import type { Settings } from '../config/settings.ts'
import { compareCodePoints } from './compare-code-points.ts'
import { readLayersAbove, toLayer, type IgnoreLayer } from './ignore-rules.ts'
import type { Input } from './input.ts'
import { explainError } from '../config/explain-error.ts'
import { walk, type Search } from './walk.ts'

/** What the paths of a command line stand for. */
export interface FoundInputs {
  readonly inputs: readonly Input[]
  /** Paths nothing can be done with; the run stops before it begins. */
  readonly problems: readonly string[]
  /** What a search left out, for people who want to know. */
  readonly left: readonly { readonly name: string; readonly reason: string }[]
  /** True when a folder, a glob or several paths were given, so that an output folder is needed. */
  readonly many: boolean
}

type Options = Pick<Settings, 'outDir' | 'ext' | 'ignore' | 'stdinFilename' | 'from'>
type Mutable = { inputs: Input[]; problems: string[]; left: { name: string; reason: string }[] }

const expected = 'expected a file, a folder, a glob in quotes, or - for standard input'

/** Finds the inputs that files, folders, globs and `-` stand for: in the order given, those of a folder by code point, each once. */
export async function findInputs(paths: readonly string[], options: Options, cwd: string): Promise<FoundInputs> {
  const found: Mutable = { inputs: [], problems: [], left: [] }
  let many = paths.length > 1
  for (const given of paths) {
    if (given === '') found.problems.push(`a path is empty; ${expected}`)
    else if (given === '-') found.inputs.push(toStdinInput(options))
    else if (exists(path.resolve(cwd, given))) many = (await addPath(found, given, options, cwd)) || many
    else if (isGlob(given)) many = await addGlob(found, given, options, cwd)
    else found.problems.push(`${given}: no such file or folder; ${expected}`)
  }
  return { ...found, inputs: paths.length > 1 ? dropRepeated(found.inputs) : found.inputs, many }
}

/** The input that standard input is. */
export function toStdinInput({ stdinFilename: name = 'stdin', from }: Pick<Options, 'stdinFilename' | 'from'>): Input {
  return { name, stem: toStem(toBaseName(name)), from: from ?? guessFormat(name) }
}

function toFileInput(name: string, file: string, relative: string, { from }: Options): Input {
  return { name, file, stem: toStem(relative), from: from ?? guessFormat(name) }
}

/** Adds a file or the files of a folder; tells whether it is a folder. */
async function addPath(found: Mutable, given: string, options: Options, cwd: string): Promise<boolean> {
  const absolute = path.resolve(cwd, given)
  let folder = false
  try {
    folder = statSync(absolute).isDirectory()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const broken = code === 'ENOENT' ? 'a symbolic link to nothing' : explainError(error)
    found.inputs.push({ ...toFileInput(given, absolute, path.basename(absolute), options), broken })
    return false
  }
  if (!folder) {
    found.inputs.push(toFileInput(given, absolute, path.basename(absolute), options))
    return false
  }
  const endings = options.ext.map((extension) => `.${extension.replace(/^\*?\./, '').toLowerCase()}`)
  const wanted = (relative: string) => {
    const name = relative.toLowerCase()
    return endings.some((ending) => name.endsWith(ending)) && !name.endsWith('.roles.json')
  }
  const none = `no ${endings.map((ending) => `*${ending}`).join(' or ')} file in it`
  const advice = 'name other endings with --ext'
  await addFolder(found, { given, absolute, wanted, none, advice }, options, cwd)
  return true
}

/** Adds the files that match a glob, which always counts as several. */
async function addGlob(found: Mutable, given: string, options: Options, cwd: string): Promise<true> {
  const { base, glob } = picomatch.scan(given)
  const absolute = path.resolve(cwd, base)
  if (!exists(absolute)) {
    found.problems.push(`${given}: no file matches, there is no folder ${base}; check the pattern`)
    return true
  }
  await addFolder(found, { given: base, absolute, wanted: picomatch(glob), none: 'no file matches', advice: 'check the pattern', label: given }, options, cwd)
  return true
}

interface Folder {
  readonly given: string
  readonly absolute: string
  readonly wanted: (relative: string) => boolean
  /** What to say when nothing is found. */
  readonly none: string
  /** What to do then. */
  readonly advice: string
  /** How messages name it, where not as given. */
  readonly label?: string
}

async function addFolder(found: Mutable, folder: Folder, options: Options, cwd: string): Promise<void> {
  const { given, absolute, label = given } = folder
  let layers: readonly IgnoreLayer[]
  try {
    layers = await readLayersAbove(absolute, cwd)
  } catch (error) {
    found.problems.push(`${label}: what is to be left out cannot be told, ${explainError(error)}`)
    return
  }
  const outDir = options.outDir === undefined ? undefined : toRealPath(path.resolve(cwd, options.outDir))
  if (outDir === toRealPath(absolute)) {
    found.problems.push(`${label}: the output folder is the input folder; choose another with -o, inside it if you like`)
    return
  }
  const search: Search = {
    folder: absolute,
    wanted: folder.wanted,
    layers,
    always: [toLayer(absolute, options.ignore), toLayer(cwd, options.ignore)],
    excluded: (inner) => outDir !== undefined && path.basename(inner) === path.basename(outDir) && toRealPath(inner) === outDir,
  }
  const { files, failures, left } = await walk(search)
  const toName = (relative: string) => (given === '' || given === '.' ? relative : relative === '' ? given : `${given.replace(/(?<!\/)\/+$/, '')}/${relative}`)
  const toInput = (relative: string): Input => toFileInput(toName(relative), path.join(absolute, relative), relative, options)

  const broken = new Map(failures.map(({ path: relative, reason }) => [relative, { broken: reason }]))
  const sorted = [...files, ...broken.keys()].sort(compareCodePoints)
  found.inputs = found.inputs.concat(sorted.map((relative) => ({ ...toInput(relative), ...broken.get(relative) }))) // hundreds of thousands are too many arguments for push
  found.left = found.left.concat(left.map(({ path: relative, reason }) => ({ name: toName(relative), reason })).sort((a, b) => compareCodePoints(a.name, b.name)))
  if (sorted.length > 0) return
  const ignored = left.length === 0 ? '' : ` that is not left out (${left.length} ${left.length === 1 ? 'is' : 'are'}; -v lists them)`
  found.problems.push(`${label}: ${folder.none}${ignored === '' ? `; ${folder.advice}` : ignored}`)
}

/** An input reached twice, by two paths with the same output, is one. */
function dropRepeated(inputs: readonly Input[]): Input[] {
  const seen = new Set<string>()
  return inputs.filter((input) => {
    const key = `${input.file ?? '-'}\0${input.stem}`
    return !seen.has(key) && seen.add(key)
  })
}

function exists(file: string): boolean {
  try {
    lstatSync(file)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ENOENT' && (error as NodeJS.ErrnoException).code !== 'ENOTDIR' && existsSync(path.dirname(file))
  }
}

function isGlob(text: string): boolean {
  return picomatch.scan(text).isGlob
}

/** Codes of errors that say that there is nothing, or nothing that may be looked at. */
const passable = new Set(['ENOENT', 'ENOTDIR', 'EACCES', 'ELOOP', 'ENAMETOOLONG'])

/** The path with all links followed as far as it exists. */
function toRealPath(file: string): string {
  try {
    return realpathSync(file)
  } catch (error) {
    if (!passable.has((error as NodeJS.ErrnoException).code ?? '')) throw error
    const parent = path.dirname(file)
    return parent === file ? file : path.join(toRealPath(parent), path.basename(file))
  }
}
