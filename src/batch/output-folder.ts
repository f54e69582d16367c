import { randomBytes } from 'node:crypto'
import { lstat, mkdir, readFile, realpath, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { message, type Message } from '../messages.ts'
import { explainError } from './walk.ts'

/** A folder that outputs are read from and written to, none of them outside it. */
export interface OutputFolder {
  /** Absolute path, with all links followed as far as it exists. */
  readonly root: string
  /** Folders of outputs that were seen to lie inside, and where links lead them. */
  readonly parents: Map<string, string>
}

/** What is at the place of an output: bytes, nothing, or something that forbids to write. */
export type Present = Place | { readonly problem: Message }

/** Where an output really lies, and what is there. */
export interface Place {
  readonly file: string
  readonly bytes: Buffer | undefined
  readonly mode?: number
}

/** Opens an output folder, which need not exist; or says why it cannot be one. */
export async function openOutputFolder(folder: string): Promise<OutputFolder | { problem: string }> {
  try {
    const root = await toRealPath(folder)
    if (root === undefined) return { problem: 'a symbolic link to nothing' }
    const stats = await stat(root).catch(ifMissing)
    return stats && !stats.isDirectory() ? { problem: 'it is not a folder' } : { root, parents: new Map() }
  } catch (error) {
    return { problem: explainError(error) }
  }
}

/** Reads what an output is now. */
export async function readOutput(folder: OutputFolder, output: string): Promise<Present> {
  try {
    const file = await locate(folder, output)
    if (file === undefined) return { problem: message('output-outside', `the output ${output} lies behind a symbolic link that leaves the output folder`) }
    const stats = await lstat(file).catch(ifMissing)
    return stats === undefined ? { bytes: undefined, file } : { bytes: await readFile(file), file, mode: stats.mode & 0o777 }
  } catch (error) {
    return { problem: unwritable(output, error) }
  }
}

/**
 * Writes a whole output or nothing: into a temporary file beside it, which then takes its place.
 *
 * @param present what `readOutput` found there
 */
export async function writeOutput(output: string, present: Place, text: string): Promise<Message | undefined> {
  const parent = path.dirname(present.file)
  const temporary = path.join(parent, `.naskh-${randomBytes(4).toString('hex')}`) // short: the output's own name may be as long as names can be
  try {
    await mkdir(parent, { recursive: true })
    await writeFile(temporary, text, { flag: 'wx', ...(present.mode !== undefined && { mode: present.mode }) })
    await rename(temporary, present.file)
    return undefined
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined)
    return unwritable(output, error)
  }
}

/** Deletes an output that `readOutput` found, and the folders that it leaves empty. */
export async function removeOutput(folder: OutputFolder, output: string, { file }: { readonly file: string }): Promise<Message | undefined> {
  try {
    await rm(file)
  } catch (error) {
    return unwritable(output, error)
  }
  for (let parent = path.dirname(file); parent !== folder.root; parent = path.dirname(parent)) {
    try {
      await rmdir(parent)
    } catch {
      break // not empty
    }
  }
  return undefined
}

/** Where an output really lies, links followed. Undefined when they lead out of the output folder, or nowhere. */
async function locate(folder: OutputFolder, output: string): Promise<string | undefined> {
  const parent = await locateParent(folder, path.dirname(path.join(folder.root, output)))
  if (parent === undefined) return undefined
  const file = path.join(parent, path.basename(output))
  const real = await toRealPath(file)
  return real !== undefined && isBelow(folder.root, real) ? real : undefined
}

async function locateParent(folder: OutputFolder, parent: string): Promise<string | undefined> {
  const known = folder.parents.get(parent)
  if (known !== undefined) return known
  const real = await toRealPath(parent)
  if (real === undefined || !isBelow(folder.root, real)) return undefined
  folder.parents.set(parent, real)
  return real
}

/** The path with all links followed as far as it exists. Undefined when one of them leads nowhere. */
async function toRealPath(file: string): Promise<string | undefined> {
  try {
    return await realpath(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    if (await lstat(file).then(() => true, () => false)) return undefined
    const parent = await toRealPath(path.dirname(file))
    return parent === undefined ? undefined : path.join(parent, path.basename(file))
  }
}

function ifMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}

function isBelow(root: string, file: string): boolean {
  const relative = path.relative(root, file)
  return relative === '' || (relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative))
}

function unwritable(output: string, error: unknown): Message {
  return message('output-unwritable', `the output ${output} could not be written: ${explainError(error)}`)
}
