import { createHash } from 'node:crypto'
import { closeSync, createReadStream, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import path from 'node:path'
import { once } from 'node:events'
import { createGzip } from 'node:zlib'
import type { Message } from '../messages.ts'
import { explainState } from './explain-state.ts'
import type { Manifest, Origin } from './manifest.ts'
import { findOutput, makeFolder, toTemporaryName, unwritable, type OutputFolder } from './output-folder.ts'
import { judge, refuse, type Conduct, type Settled } from './settle-output.ts'

/** An output that is written piece by piece, because it may be too long to be held. */
export interface OutputStream {
  write(bytes: Uint8Array): Promise<void>
  /** Puts the output into its place, if it may be there, and tells what was found and done. */
  settle(manifest: Manifest, origin?: Origin): Promise<Settled>
  /** Forgets what was written. */
  discard(): void
}

/** What the names of temporary files end in that are written for long, and cannot be written again. */
export const streamEnding = '.part'

/**
 * Opens an output that takes its place only when it is whole, with the rules of `settleOutput`. One whose name ends in
 * `.gz` is packed. With `check` nothing is written; what would be is only compared.
 */
export function openOutputStream(folder: OutputFolder, output: string, conduct: Conduct): OutputStream | { readonly problem: Message } {
  const place = findOutput(folder, output)
  if ('problem' in place) return place
  const { file, mode } = place
  const temporary = conduct.check ? undefined : toTemporaryName(file, streamEnding)
  const hash = createHash('sha256')
  let open: number | undefined
  try {
    if (temporary !== undefined) {
      makeFolder(path.dirname(file))
      open = openSync(temporary, 'wx', mode)
    }
  } catch (error) {
    return { problem: unwritable(output, error) }
  }
  const put = (bytes: Uint8Array) => {
    hash.update(bytes)
    for (let at = 0; open !== undefined && at < bytes.length;) at += writeSync(open, bytes, at)
  }
  const gzip = /\.gz$/i.test(output) ? createGzip() : undefined
  gzip?.on('data', put)

  const close = () => {
    if (open !== undefined) closeSync(open)
    open = undefined
  }
  const discard = () => {
    close()
    gzip?.destroy()
    if (temporary !== undefined) rmSync(temporary, { force: true })
  }
  return {
    discard,
    async write(bytes) {
      if (!gzip) put(bytes)
      else if (!gzip.write(bytes)) await once(gzip, 'drain')
    },
    async settle(manifest, origin) {
      gzip?.end()
      if (gzip) await once(gzip, 'end')
      const sha256 = hash.digest('hex')
      const present = mode === undefined ? undefined : await hashFile(file)
      const state = judge(present === undefined ? undefined : () => present, present === sha256, manifest.get(output)?.sha256)
      const settled = { output, state, changed: false, reason: explainState(state, manifest.get(output), origin) }
      const edited = state === 'edited' && !conduct.force && !conduct.check
      if (state === 'current' || edited || temporary === undefined) {
        discard()
        return edited ? { ...settled, problem: refuse(manifest, output) } : state === 'current' ? { ...settled, sha256 } : settled
      }
      try {
        close()
        renameSync(temporary, file)
        return { ...settled, changed: true, sha256 }
      } catch (error) {
        discard()
        return { ...settled, problem: unwritable(output, error) }
      }
    },
  }
}

async function hashFile(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file)) hash.update(chunk as Uint8Array)
  return hash.digest('hex')
}
