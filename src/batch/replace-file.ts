import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, mkdirSync, openSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** A text, also as bytes, or what gives the pieces of one that is better not held as a whole, from its beginning each time it is called. */
export type Text = string | Uint8Array | (() => Iterable<string>)

/** How often a file is written again whose folder or temporary file went. */
const mostTries = 4

/**
 * Puts a whole file into its place or leaves what is there: writes a temporary file beside it, which then takes its
 * place.
 *
 * @param still asked just before: false leaves what is there
 * @returns what `still` said
 * @throws what the file system says
 */
export function replaceFile(file: string, text: Text, { mode, still }: { readonly mode?: number | undefined; readonly still?: (() => boolean) | undefined } = {}): boolean {
  for (let again = mostTries; ; again--) {
    const temporary = toTemporaryName(file)
    try {
      writeNew(temporary, text, mode)
      if (still?.() === false) {
        removeQuietly(temporary)
        return false
      }
      renameSync(temporary, file)
      return true
    } catch (error) {
      removeQuietly(temporary)
      const gone = (error as NodeJS.ErrnoException).code === 'ENOENT' // its folder is not there yet or no more, or another run that began meanwhile swept it away
      if (!gone || again === 0) throw error
    }
    makeFolder(path.dirname(file))
  }
}

function writeNew(file: string, text: Text, mode: number | undefined): void {
  if (typeof text !== 'function') return writeFileSync(file, text, { flag: 'wx', ...(mode !== undefined && { mode }) })
  const open = openSync(file, 'wx', mode)
  try {
    for (const piece of text()) writeFileSync(open, piece)
  } finally {
    closeSync(open)
  }
}

/**
 * Writes a file that was named by a person: as a whole where it is or becomes a file, and straight into a device, a
 * pipe, or a file in a folder where nothing new can be made.
 *
 * @throws what the file system says
 */
export function writeNamed(file: string, text: string): void {
  const stats = statSync(file, { throwIfNoEntry: false })
  if (stats && !stats.isFile()) return writeFileSync(file, text)
  const real = stats ? realpathSync(file) : file
  try {
    replaceFile(real, text, { mode: stats && stats.mode & 0o777 })
  } catch (error) {
    if (!stats || !['EACCES', 'EPERM', 'EROFS'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
    writeFileSync(real, text)
  }
}

/** The number of this thread's last temporary file; it begins to count anywhere. */
let temporaries: number | undefined

/** A name beside a file, short because the file's own may be as long as names can be. */
export function toTemporaryName(file: string, ending = ''): string {
  temporaries = ((temporaries ?? randomBytes(4).readUInt32LE()) + 1) >>> 0
  return path.join(path.dirname(file), `.naskh-${temporaries.toString(16).padStart(8, '0')}${ending}`)
}

/** Makes a folder and those above it. Where the disk is read-only, Node says of several at once that they do not exist; then one alone is tried, for the true reason. */
export function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    let first = folder
    while (!existsSync(path.dirname(first))) first = path.dirname(first)
    mkdirSync(first)
    mkdirSync(folder, { recursive: true })
  }
}

/** Deletes a file of our own; where that fails, the next run does it, and what matters is said elsewhere. */
export function removeQuietly(file: string): void {
  try {
    rmSync(file, { force: true })
  } catch {
    // see above
  }
}
