import { randomBytes } from 'node:crypto'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { removeQuietly, toTemporaryName } from './replace-file.ts'

/** A lock that one run at a time has. */
export interface FolderLock {
  /** False once another run took it, which held this one for killed. */
  held(): boolean
  release(): void
}

/** How often, and after how many milliseconds each time, a lock is tried that does not change hands before it counts as left by a run that was killed: five seconds, for a matter of milliseconds. No clock is asked. */
const [lockTries, lockPause] = [250, 20]

/** Where there can be no lock, on a read-only disk say: what stands against it is said when something is written. */
const noLock: FolderLock = { held: () => true, release: () => undefined }

/** Takes the lock of an output folder once those before have given it back. */
export function lockFolder(folder: string): FolderLock {
  const lock = path.join(folder, '.naskh-lock')
  const own = randomBytes(8).toString('hex')
  const held = () => [own, unknown].includes(readOwner(lock) ?? '')
  const taken: FolderLock = { held, release: () => held() && removeQuietly(lock) }
  let owner: string | typeof unknown | undefined
  for (let left = lockTries; ;) {
    try {
      writeFileSync(lock, own, { flag: 'wx' })
      return taken
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
        if (own.startsWith(String(readOwner(lock)))) removeQuietly(lock) // made, and written in part
        return noLock
      }
    }
    const now = readOwner(lock)
    left = now === owner ? left - 1 : lockTries // as long as others get on it is worth waiting
    owner = now
    if (left <= 0) {
      if (!takeOver(lock, own)) return noLock
      if (held()) return taken
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, lockPause)
  }
}

const unknown = Symbol('who has the lock cannot be read')

/** Who has the lock; undefined where nobody has. */
function readOwner(lock: string): string | typeof unknown | undefined {
  try {
    return readFileSync(lock, 'latin1')
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? undefined : unknown
  }
}

/** Puts a lock of one's own into the place of one that was left. */
function takeOver(lock: string, own: string): boolean {
  const temporary = toTemporaryName(lock)
  try {
    writeFileSync(temporary, own, { flag: 'wx' })
    renameSync(temporary, lock)
    return true
  } catch {
    removeQuietly(temporary)
    return false
  }
}
