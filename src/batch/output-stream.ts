import { createHash } from 'node:crypto'
import { closeSync, createReadStream, openSync, renameSync, writeSync } from 'node:fs'
import path from 'node:path'
import { once } from 'node:events'
import { createGzip } from 'node:zlib'
import type { Message } from '../messages.ts'
import { explainState } from './explain-state.ts'
import type { Manifest, Origin } from './manifest.ts'
import { findOutput, unwritable, type OutputFolder } from './output-folder.ts'
import { makeFolder, removeQuietly, toTemporaryName } from './replace-file.ts'
import { judge, refuse, type Conduct, type Settled } from './settle-output.ts'

/** An output that is written piece by piece, because it may be too long to be held. */
export interface OutputStream {
  /** @throws {OutputError} */
  write(bytes: Uint8Array): Promise<void>
  /** Puts the output into its place, if it may be there, and tells what was found and done. */
  settle(manifest: Manifest, origin?: Origin): Promise<Settled>
  /** Forgets what was written. */
  discard(): void
}

/** Thrown when an output cannot be written on. */
export class OutputError extends Error {
  readonly problem: Message
  constructor(output: string, cause: unknown) {
    const problem = unwritable(output, cause)
    super(problem.reason, { cause })
    this.problem = problem
  }
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
  let failure: unknown
  gzip?.on('error', (error) => (failure ??= error)).on('data', (bytes: Uint8Array) => {
    try {
      if (failure === undefined) put(bytes)
    } catch (error) {
      gzip.destroy(error as Error)
    }
  })

  const close = () => {
    const closing = open
    open = undefined
    if (closing !== undefined) closeSync(closing)
  }
  const discard = () => {
    try {
      close()
    } catch {
      // it is not wanted any more
    }
    gzip?.destroy()
    if (temporary !== undefined) removeQuietly(temporary)
  }
  return {
    discard,
    async write(bytes) {
      try {
        if (failure !== undefined) throw failure
        if (!gzip) put(bytes)
        else if (!gzip.write(bytes)) await once(gzip, 'drain')
      } catch (error) {
        throw new OutputError(output, error)
      }
    },
    async settle(manifest, origin) {
      let present: string | undefined
      let doing = 'written'
      try {
        if (failure !== undefined) throw failure
        if (gzip) await once(gzip.end(), 'end')
        doing = 'read'
        present = mode === undefined ? undefined : await hashFile(file)
      } catch (error) {
        discard()
        const problem = unwritable(output, error, doing)
        return { output, state: 'stale', changed: false, reason: problem.reason, problem }
      }
      const sha256 = hash.digest('hex')
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
