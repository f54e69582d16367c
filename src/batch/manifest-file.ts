import { lstatSync, realpathSync } from 'node:fs'
import path from 'node:path'
import { message, type Message } from '../messages.ts'
import { compareCodePoints } from './compare-code-points.ts'
import type { Input } from './input.ts'
import { formatManifest, manifestName, parseManifest, type Manifest, type ManifestEntry } from './manifest.ts'
import { explainState } from './explain-state.ts'
import { lockFolder } from './lock-folder.ts'
import { digestOutput, readOutput, removeOutput, writeOutput, type OutputFolder } from './output-folder.ts'
import { toSha256 } from './to-sha256.ts'
import { type Conduct, type Settled } from './settle-output.ts'

/** Reads the manifest of an output folder; an empty one where there is none. */
export function loadManifest(folder: OutputFolder): { manifest: Manifest } | { problem: string } {
  const present = readOutput(folder, manifestName)
  if ('problem' in present) return { problem: `${present.problem.reason}; move it away, or choose another folder with -o` }
  if (present.bytes === undefined) return { manifest: new Map() }
  const parsed = parseManifest(present.bytes.toString())
  return 'problem' in parsed ? { problem: `${manifestName} ${parsed.problem}; restore it, or delete it (outputs that differ then need --force)` } : parsed
}

/**
 * Makes the function that records outputs in the manifest: entries are set, or removed where they are `undefined`. What
 * is there is looked at just before, and one run at a time writes it, so that runs into one folder do not lose each
 * other's entries; it is written only if it changes.
 */
export function manifestSaver(folder: OutputFolder): (changes: ReadonlyMap<string, ManifestEntry | undefined>) => Message | undefined {
  let last: Merged | undefined
  return (changes) => {
    for (let left = mostTries; ; left--) {
      const merged = mergeManifest(folder, changes, last)
      if (merged === undefined || 'problem' in merged) return merged?.problem
      const lock = lockFolder(folder.root)
      try {
        const place = digestOutput(folder, manifestName)
        if ('problem' in place) return place.problem
        const again = place.sha256 === merged.before ? merged : mergeManifest(folder, changes)
        if (again === undefined || 'problem' in again) return again?.problem
        const problem = writeOutput(manifestName, place, () => formatManifest(again.entries), left > 0 ? lock.held : undefined)
        last = again
        if (problem || left === 0 || lock.held()) return problem // else another run wrote meanwhile: look again
      } finally {
        lock.release()
      }
    }
  }
}

/** How often the manifest is looked at again because another run took its lock meanwhile. */
const mostTries = 10

/** A manifest as it has to be. */
interface Merged {
  readonly entries: Map<string, ManifestEntry>
  readonly sha256: string
  /** Of what stood there. */
  readonly before: string | undefined
}

/** What the manifest has to be; undefined where it is that. While it is what this run saved last, it is not read again: its text and what is parsed of it take several times its size. */
function mergeManifest(folder: OutputFolder, changes: ReadonlyMap<string, ManifestEntry | undefined>, last?: Merged): Merged | { readonly problem: Message } | undefined {
  const now = last && digestOutput(folder, manifestName)
  if (now && 'problem' in now) return now
  const present = last && last.sha256 === now?.sha256 ? last : readEntries(folder)
  if ('problem' in present) return present
  const { entries, sha256: before } = present
  for (const [output, entry] of changes) {
    if (entry) entries.set(output, entry)
    else entries.delete(output)
  }
  const sha256 = toSha256(formatManifest(entries))
  return sha256 === before || (before === undefined && entries.size === 0) ? undefined : { entries, sha256, before }
}

/** The entries of the manifest that is there, none where it cannot be understood, and the SHA-256 of its text. */
function readEntries(folder: OutputFolder): { readonly entries: Map<string, ManifestEntry>; readonly sha256: string | undefined } | { readonly problem: Message } {
  const present = readOutput(folder, manifestName)
  if ('problem' in present) return present
  if (!present.bytes) return { entries: new Map(), sha256: undefined }
  const parsed = parseManifest(present.bytes.toString())
  return { entries: 'manifest' in parsed ? parsed.manifest : new Map(), sha256: toSha256(present.bytes) }
}

/** Lists the outputs whose input no longer exists, by code point. Those that this run makes are none, wherever the manifest has their inputs. */
export function findOrphans(folder: OutputFolder, manifest: Manifest, made: ReadonlySet<string>): string[] {
  const orphans: string[] = []
  for (const [output, { input }] of manifest) {
    if (input !== '-' && !made.has(output) && isGone(path.resolve(folder.root, input))) orphans.push(output)
  }
  return orphans.sort(compareCodePoints)
}

/** Deletes an orphaned output, unless it was edited by hand; with `check` or `diff`, or without `prune`, it is only looked at. */
export function settleOrphan(folder: OutputFolder, manifest: Manifest, output: string, conduct: Conduct & { prune?: boolean | undefined }): Settled {
  const present = readOutput(folder, output)
  const settled = { output, state: 'orphaned', changed: false, reason: explainState('orphaned', manifest.get(output)) } as const
  if ('problem' in present) return { ...settled, problem: present.problem }
  const before = conduct.diff && present.bytes ? { before: present.bytes.toString() } : {}
  if (!conduct.prune || conduct.check || conduct.diff) return { ...settled, ...before }
  if (present.bytes === undefined) return { ...settled, changed: true }
  if (toSha256(present.bytes) !== manifest.get(output)!.sha256 && !conduct.force) {
    return { ...settled, problem: message('output-edited', `the output ${output} was edited since it was written; it was not deleted`) }
  }
  const problem = removeOutput(folder, output, present)
  return problem ? { ...settled, problem } : { ...settled, changed: true }
}

/** Makes the function that gives the path of an input from the output folder, as the manifest holds it. */
export function manifestPaths(folder: OutputFolder): (input: Input) => string {
  const parents = new Map<string, string>()
  return ({ file }) => {
    if (file === undefined) return '-'
    const parent = path.dirname(file)
    const real = parents.get(parent) ?? followLinks(parent)
    parents.set(parent, real)
    return path.relative(folder.root, path.join(real, path.basename(file))).split(path.sep).join('/')
  }
}

/** The folder with all links followed; as it is where that cannot be told, because it was deleted meanwhile say. */
function followLinks(folder: string): string {
  try {
    return realpathSync(folder)
  } catch {
    return folder
  }
}

/** Tells whether a file is surely gone; one that cannot be looked at may be there. */
function isGone(file: string): boolean {
  try {
    return lstatSync(file, { throwIfNoEntry: false }) === undefined
  } catch {
    return false
  }
}
