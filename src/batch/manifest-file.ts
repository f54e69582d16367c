import { lstatSync, realpathSync } from 'node:fs'
import path from 'node:path'
import { message, type Message } from '../messages.ts'
import { compareCodePoints } from './compare-code-points.ts'
import type { Input } from './input.ts'
import { formatManifest, manifestName, parseManifest, type Manifest, type ManifestEntry } from './manifest.ts'
import { readOutput, removeOutput, writeOutput, type OutputFolder } from './output-folder.ts'
import { toSha256, type Conduct, type Settled } from './settle-output.ts'

/** Reads the manifest of an output folder; an empty one where there is none. */
export function loadManifest(folder: OutputFolder): { manifest: Manifest } | { problem: string } {
  const present = readOutput(folder, manifestName)
  if ('problem' in present) return { problem: present.problem.reason }
  if (present.bytes === undefined) return { manifest: new Map() }
  const parsed = parseManifest(present.bytes.toString())
  return 'problem' in parsed ? { problem: `${manifestName} ${parsed.problem}; restore it, or delete it (outputs that differ then need --force)` } : parsed
}

/**
 * Records outputs in the manifest: entries are set, or removed where they are `undefined`. It is read again just
 * before, so that two runs into one folder do not lose each other's entries, and written only if it changes.
 */
export function saveManifest(folder: OutputFolder, changes: ReadonlyMap<string, ManifestEntry | undefined>): Message | undefined {
  const present = readOutput(folder, manifestName)
  if ('problem' in present) return present.problem
  const before = present.bytes?.toString()
  const parsed = before === undefined ? undefined : parseManifest(before)
  const merged = new Map(parsed && 'manifest' in parsed ? parsed.manifest : [])
  for (const [output, entry] of changes) {
    if (entry) merged.set(output, entry)
    else merged.delete(output)
  }
  const text = formatManifest(merged)
  if (text === before || (before === undefined && merged.size === 0)) return undefined
  return writeOutput(manifestName, present, text)
}

/** Lists the outputs whose input no longer exists, by code point. */
export function findOrphans(folder: OutputFolder, manifest: Manifest): string[] {
  const orphans: string[] = []
  for (const [output, { input }] of manifest) {
    if (input !== '-' && (isGone(path.resolve(folder.root, input)))) orphans.push(output)
  }
  return orphans.sort(compareCodePoints)
}

/** Deletes an orphaned output, unless it was edited by hand; with `check` or `diff`, or without `prune`, it is only looked at. */
export function settleOrphan(folder: OutputFolder, manifest: Manifest, output: string, conduct: Conduct & { prune?: boolean | undefined }): Settled {
  const present = readOutput(folder, output)
  const settled = { output, state: 'orphaned', changed: false } as const
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
    const real = parents.get(parent) ?? realpathSync(parent)
    parents.set(parent, real)
    return path.relative(folder.root, path.join(real, path.basename(file))).split(path.sep).join('/')
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
