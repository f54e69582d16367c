import { statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import ignore, { type Ignore } from 'ignore'
import { explainError } from '../config/explain-error.ts'

/** Files with patterns of what to leave out; in one folder the later one wins. */
const ignoreFiles = ['.gitignore', '.naskhignore']

/** Patterns and the folder they are relative to. */
export interface IgnoreLayer {
  readonly folder: string
  readonly rules: Ignore
}

/** Makes a layer from patterns given by hand (`--ignore`), relative to `folder`. */
export function toLayer(folder: string, patterns: readonly string[]): IgnoreLayer {
  return { folder, rules: ignore({ ignorecase: false }).add([...patterns]) }
}

/**
 * Reads the patterns kept in one folder; undefined where it keeps none.
 *
 * @throws where a file of patterns is there and cannot be read: without it more would be converted than is wanted
 */
export async function readLayer(folder: string): Promise<IgnoreLayer | undefined> {
  const texts = await Promise.all(ignoreFiles.map((name) => readIfThere(path.join(folder, name))))
  const patterns = texts.join('\n').split(/\r?\n/)
  return patterns.some((pattern) => pattern.trim() !== '') ? toLayer(folder, patterns) : undefined
}

/** Codes of errors that say that there is no such file. */
const absent = new Set(['ENOENT', 'ENOTDIR', 'EISDIR'])

function readIfThere(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (absent.has(error.code ?? '')) return ''
    throw new Error(`${path.basename(file)}: ${explainError(error)}`)
  })
}

/**
 * Reads the patterns that hold for `folder` from the folders above it: up to the root of its git repository,
 * else up to `cwd` where that lies above. None if they would leave out `folder` itself, which was asked for by name.
 */
export async function readLayersAbove(folder: string, cwd: string): Promise<IgnoreLayer[]> {
  const layers: IgnoreLayer[] = []
  for (const above of listAbove(folder, cwd)) {
    const layer = await readLayer(above)
    if (layer) layers.push(layer)
  }
  return isIgnored(layers, folder, true) ? [] : layers
}

/** Tells whether the layers, outermost first, leave out a file or folder. The innermost layer with an opinion wins, as in git. */
export function isIgnored(layers: readonly IgnoreLayer[], file: string, folder: boolean): boolean {
  for (let index = layers.length - 1; index >= 0; index--) {
    const layer = layers[index]!
    const relative = path.relative(layer.folder, file).split(path.sep).join('/')
    if (relative === '' || relative.startsWith('../') || path.isAbsolute(relative)) continue
    const { ignored, unignored } = layer.rules.test(folder ? `${relative}/` : relative)
    if (ignored || unignored) return ignored
  }
  return false
}

/** Tells whether a file is there that may be looked at. */
function isThere(file: string): boolean {
  try {
    return statSync(file, { throwIfNoEntry: false }) !== undefined
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EACCES') return false
    throw error
  }
}

/** The folders above `folder` whose patterns count, outermost first. */
function listAbove(folder: string, cwd: string): string[] {
  const above: string[] = []
  for (let at = folder; path.dirname(at) !== at; at = path.dirname(at)) above.unshift(at)
  const repository = above.findLastIndex((at) => isThere(path.join(at, '.git')))
  const first = repository === -1 ? above.indexOf(cwd) : repository
  return first === -1 ? [] : above.slice(first, -1)
}
