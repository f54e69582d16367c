import { readdirSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { locateParent, type OutputFolder } from './output-folder.ts'
import { streamEnding } from './output-stream.ts'

/** The age from which on nobody writes a stream any more, in milliseconds: a day. */
const abandoned = 24 * 60 * 60 * 1000

/**
 * Deletes the temporary files that runs left which were killed, from the folders that outputs go to. A run that goes on
 * at the same time writes its own again; that of a stream it cannot, so these have to be old.
 *
 * @param now in milliseconds
 */
export function sweepFolders(folder: OutputFolder, outputs: Iterable<string>, now: number): void {
  const folders = new Set([folder.root])
  for (const output of outputs) folders.add(path.dirname(path.join(folder.root, output)))
  for (const parent of folders) {
    try {
      const real = locateParent(folder, parent)
      if (real === undefined) continue
      for (const name of readdirSync(real)) {
        const [whole, ending] = /^\.naskh-[0-9a-f]{8}(\.part)?$/.exec(name) ?? []
        const file = path.join(real, name)
        if (whole !== undefined && (ending !== streamEnding || now - statSync(file).mtimeMs > abandoned)) rmSync(file, { force: true })
      }
    } catch {
      // not there yet, or not ours to change: the run says so where it matters
    }
  }
}
