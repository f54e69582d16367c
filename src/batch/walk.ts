import type { Dirent } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { explainError } from '../config/explain-error.ts'
import { isIgnored, readLayer, type IgnoreLayer } from './ignore-rules.ts'

/** What a search of a folder has to know. */
export interface Search {
  /** Absolute path of the folder. */
  readonly folder: string
  /** Tells by its path below the folder, with `/`, whether a file is wanted. */
  readonly wanted: (relative: string) => boolean
  /** Patterns of the folders above, outermost first. */
  readonly layers: readonly IgnoreLayer[]
  /** Patterns that always hold. */
  readonly always: readonly IgnoreLayer[]
  /** Tells whether a folder, by its absolute path, is left out: the output folder. */
  readonly excluded: (folder: string) => boolean
}

/** What a search found, in no order: paths below the folder with `/`. */
export interface Found {
  readonly files: readonly string[]
  /** What should have been read and could not be. */
  readonly failures: readonly { readonly path: string; readonly reason: string }[]
  /** Wanted files that patterns leave out, and links to folders, which are not followed (so there is no endless loop). */
  readonly left: readonly { readonly path: string; readonly reason: string }[]
}

/** Folders that hold no texts of one's own. */
const skippedFolders = new Set(['node_modules'])

/** Searches a folder and all folders in it. Hidden files and folders, whose names begin with a dot, are not looked at. */
export async function walk(search: Search): Promise<Found> {
  const files: string[] = []
  const failures: { path: string; reason: string }[] = []
  const left: { path: string; reason: string }[] = []
  const open: { relative: string; layers: readonly IgnoreLayer[] }[] = [{ relative: '', layers: search.layers }]

  for (let next = open.pop(); next; next = open.pop()) {
    const { relative } = next
    const folder = path.join(search.folder, relative)
    let entries: Dirent[]
    let own: IgnoreLayer | undefined
    try {
      entries = await readdir(folder, { withFileTypes: true })
      if (entries.some((entry) => entry.name === '.gitignore' || entry.name === '.naskhignore')) own = await readLayer(folder)
    } catch (error) {
      failures.push({ path: relative, reason: explainError(error) })
      continue
    }
    const layers = own ? [...next.layers, own] : next.layers

    for (const entry of entries) {
      if (entry.name.startsWith('.') || skippedFolders.has(entry.name)) continue
      const below = relative === '' ? entry.name : `${relative}/${entry.name}`
      const absolute = path.join(folder, entry.name)
      const found = await lookAt(entry, absolute)
      if (found.kind === 'other' || (found.kind !== 'folder' && !search.wanted(below))) continue
      if (found.kind === 'folder' && search.excluded(absolute)) continue
      if (isIgnored(layers, absolute, found.kind === 'folder') || isAlwaysIgnored(search.always, absolute, found.kind === 'folder')) {
        left.push({ path: below, reason: 'ignored' })
      } else if (found.kind === 'folder' && found.link) {
        left.push({ path: below, reason: 'a link to a folder is not followed' })
      } else if (found.kind === 'folder') {
        open.push({ relative: below, layers })
      } else if (found.kind === 'broken') {
        failures.push({ path: below, reason: found.reason })
      } else {
        files.push(below)
      }
    }
  }
  return { files, failures, left: left }
}

type Look = { kind: 'file' | 'folder' | 'other'; link: boolean } | { kind: 'broken'; link: boolean; reason: string }

async function lookAt(entry: Dirent, absolute: string): Promise<Look> {
  if (!entry.isSymbolicLink()) return { kind: entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : 'other', link: false }
  try {
    const target = await stat(absolute)
    return { kind: target.isFile() ? 'file' : target.isDirectory() ? 'folder' : 'other', link: true }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return { kind: 'broken', link: true, reason: code === 'ENOENT' ? 'a symbolic link to nothing' : explainError(error) }
  }
}

function isAlwaysIgnored(layers: readonly IgnoreLayer[], file: string, folder: boolean): boolean {
  return layers.some((layer) => isIgnored([layer], file, folder))
}
