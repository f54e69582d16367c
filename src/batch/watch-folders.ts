import { watch, type FSWatcher } from 'node:fs'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { explainError } from '../config/explain-error.ts'

/** Tells when something in some folders may have changed. What changed is for the caller to find out: events are hints, and get lost. */
export interface FolderWatch {
  /** Watches these folders from now on, and no others. Says why the first one that cannot be watched cannot. */
  watchOnly(folders: Iterable<string>): string | undefined
  /** Waits until something may have changed since the last call, and nothing more for a moment. False when the signal ended the waiting. */
  next(signal: AbortSignal | undefined): Promise<boolean>
  close(): void
}

/** So long nothing may happen before a change counts as whole, in milliseconds: editors and copies write in several steps. */
const calm = 100
/** After so long it counts as whole all the same. */
const patience = 2000

/**
 * Begins to watch. Each folder is watched by itself: what Node 20 does for whole trees on Linux misses folders that are
 * made and filled at once, and watches every file.
 */
export function openFolderWatch(): FolderWatch {
  const watchers = new Map<string, FSWatcher>()
  let changed = false
  let wake = () => {}
  const notice = () => {
    changed = true
    wake()
  }
  const drop = (folder: string) => {
    watchers.get(folder)?.close()
    watchers.delete(folder)
  }
  /** Until something happens, the time is over, or the signal comes. */
  const wait = (signal: AbortSignal | undefined, time?: number) =>
    new Promise<void>((resolve) => {
      const timer = time === undefined ? undefined : setTimeout(() => end(), time)
      const end = () => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', end)
        wake = () => {}
        resolve()
      }
      wake = end
      signal?.addEventListener('abort', end, { once: true })
      if (signal?.aborted) end()
    })

  return {
    watchOnly(folders) {
      const wanted = new Set(folders)
      for (const folder of watchers.keys()) if (!wanted.has(folder)) drop(folder)
      for (const folder of wanted) {
        if (watchers.has(folder)) continue
        try {
          const watcher = watch(folder, notice)
          watcher.on('error', () => {
            drop(folder) // a folder that went; the one above it says so too
            notice()
          })
          watchers.set(folder, watcher)
        } catch (error) {
          const { code } = error as NodeJS.ErrnoException
          if (code !== 'ENOENT' && code !== 'ENOTDIR') return `${folder} cannot be watched: ${code === 'ENOSPC' ? 'too many watched folders (fs.inotify.max_user_watches)' : explainError(error)}`
        }
      }
      return undefined
    },
    async next(signal) {
      while (!changed && !signal?.aborted) await wait(signal)
      for (let waited = 0; changed && waited < patience && !signal?.aborted; waited += calm) {
        changed = false
        await wait(undefined, calm)
        if (!changed) break
      }
      changed = false
      return !signal?.aborted
    },
    close() {
      for (const folder of [...watchers.keys()]) drop(folder)
    },
  }
}

/** Lists a folder and all folders in it, but for hidden ones, `node_modules` and the one that is left out. None where it is no folder. */
export async function listFolders(folder: string, without: string | undefined): Promise<string[]> {
  const listed: string[] = []
  const open = [folder]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === without) continue
    try {
      const entries = await readdir(next, { withFileTypes: true })
      listed.push(next)
      for (const entry of entries) if (entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules') open.push(path.join(next, entry.name))
    } catch {
      // not a folder, gone meanwhile, or not ours to read, which the search for inputs reports
    }
  }
  return listed
}
