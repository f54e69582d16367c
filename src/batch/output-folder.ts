import { closeSync, lstatSync, openSync, readFileSync, readSync, realpathSync, rmSync, rmdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { message, type Message } from '../messages.ts'
import { explainError } from '../config/explain-error.ts'
import { replaceFile, type Text } from './replace-file.ts'
import { toSha256 } from './to-sha256.ts'

// Synchronous calls: for small files they take a third of the time of their promises.

/** A folder that outputs are read from and written to, none of them outside it. */
export interface OutputFolder {
  /** Absolute path, with all links followed as far as it exists. */
  readonly root: string
  /** Folders that outputs go to, and where links lead them: all inside the root. */
  readonly parents: Map<string, string>
}

/** What is at the place of an output: bytes, nothing, or something that forbids to write. */
export type Present = Place | { readonly problem: Message }

/** Where an output really lies, and what is there. */
export interface Place {
  readonly file: string
  readonly bytes: Buffer | undefined
  /** Permissions, where there is a file. */
  readonly mode?: number
}

/** Opens an output folder, which need not exist; or says why it cannot be one. */
export function openOutputFolder(folder: string): OutputFolder | { readonly problem: string } {
  try {
    const root = toRealPath(folder)
    if (root === undefined) return { problem: 'a symbolic link to nothing' }
    const isFolder = statSync(root, { throwIfNoEntry: false })?.isDirectory() ?? true
    return isFolder ? { root, parents: new Map() } : { problem: 'it is not a folder' }
  } catch (error) {
    return { problem: explainError(error) }
  }
}

/** Reads what an output is now. */
export function readOutput(folder: OutputFolder, output: string): Present {
  const place = findOutput(folder, output)
  if ('problem' in place) return place
  try {
    const { file, mode } = place
    return mode === undefined ? { file, bytes: undefined } : { file, bytes: readFileSync(file), mode }
  } catch (error) {
    return { problem: unwritable(output, error, 'read') }
  }
}

/** Finds an output, and gives the SHA-256 of what is there, of which it holds little at a time. */
export function digestOutput(folder: OutputFolder, output: string): (Omit<Place, 'bytes'> & { readonly sha256: string | undefined }) | { readonly problem: Message } {
  const place = findOutput(folder, output)
  if ('problem' in place) return place
  try {
    return { ...place, sha256: place.mode === undefined ? undefined : toSha256(readPieces(place.file)) }
  } catch (error) {
    return { problem: unwritable(output, error, 'read') }
  }
}

/** Reads a file piece by piece; each is gone when the next is read. */
function* readPieces(file: string): Generator<Uint8Array> {
  const piece = Buffer.allocUnsafe(64 * 1024)
  const open = openSync(file, 'r')
  try {
    for (let length; (length = readSync(open, piece)) > 0;) yield piece.subarray(0, length)
  } finally {
    closeSync(open)
  }
}

/** Finds where an output lies or would lie; it has a mode if it is there. */
export function findOutput(folder: OutputFolder, output: string): Omit<Place, 'bytes'> | { readonly problem: Message } {
  try {
    return locate(folder, output) ?? { problem: message('output-outside', `expected the output ${output} inside the output folder, found a symbolic link that leads out of it; nothing was written there`) }
  } catch (error) {
    return { problem: unwritable(output, error, 'looked at') }
  }
}

/**
 * Writes a whole output or nothing.
 *
 * @param place what `readOutput` found there
 * @param still asked just before it takes its place: false leaves what is there
 * @returns why it could not be written
 */
export function writeOutput(output: string, { file, mode }: Omit<Place, 'bytes'>, text: Text, still?: () => boolean): Message | undefined {
  try {
    replaceFile(file, text, { mode, still })
    return undefined
  } catch (error) {
    return unwritable(output, error)
  }
}

/** Deletes an output that `readOutput` found, and the folders that it leaves empty. */
export function removeOutput(folder: OutputFolder, output: string, { file }: Place): Message | undefined {
  try {
    rmSync(file)
  } catch (error) {
    return unwritable(output, error)
  }
  for (let parent = path.dirname(file); parent !== folder.root; parent = path.dirname(parent)) {
    try {
      rmdirSync(parent)
    } catch {
      break // not empty
    }
  }
  return undefined
}

/** Where an output really lies, links followed, and its mode if it is there. Undefined when links lead out of the output folder, or nowhere. */
function locate(folder: OutputFolder, output: string): { file: string; mode?: number } | undefined {
  const parent = locateParent(folder, path.dirname(path.join(folder.root, output)))
  if (parent === undefined) return undefined
  const file = path.join(parent, path.basename(output))
  const stats = lstatSync(file, { throwIfNoEntry: false })
  if (!stats?.isSymbolicLink()) return stats ? { file, mode: stats.mode & 0o777 } : { file }
  const real = toRealPath(file)
  return real !== undefined && isBelow(folder.root, real) ? { file: real, mode: statSync(real).mode & 0o777 } : undefined
}

/** The real path of a folder that outputs go to. Undefined when links lead it out of the output folder, or nowhere. */
export function locateParent(folder: OutputFolder, parent: string): string | undefined {
  const known = folder.parents.get(parent)
  if (known !== undefined) return known
  const real = toRealPath(parent)
  if (real === undefined || !isBelow(folder.root, real)) return undefined
  folder.parents.set(parent, real)
  return real
}

/** The path with all links followed as far as it exists. Undefined when one of them leads nowhere. */
function toRealPath(file: string): string | undefined {
  try {
    return realpathSync(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    const stats = lstatSync(file, { throwIfNoEntry: false })
    if (stats) return stats.isSymbolicLink() ? undefined : toRealPath(file) // another thread or run has just made it
    const parent = toRealPath(path.dirname(file))
    return parent === undefined ? undefined : path.join(parent, path.basename(file))
  }
}

function isBelow(root: string, file: string): boolean {
  const relative = path.relative(root, file)
  return relative === '' || (relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative))
}

/** Says that an output could not be written, or what else was to be done with it. */
export function unwritable(output: string, error: unknown, done = 'written'): Message {
  return message('output-unwritable', `the output ${output} could not be ${done}: ${explainError(error)}`)
}
