import { Worker } from 'node:worker_threads'
import type { Evidence } from './evidence.ts'
import { toTransfer, type Work, type WorkResult } from './work.ts'

/** What a worker is sent and sends back. */
export type Request = { readonly id: number; readonly work: Work }
export type Reply = { readonly id: number; readonly result: WorkResult<Work> } | { readonly id: number; readonly error: string } | 'ready'

/** A worker thread. */
export interface Thread {
  readonly ready: boolean
  /** How many works it was given and has not answered. */
  readonly open: number
  /**
   * What it is given before it is ready it does once it is.
   *
   * @throws {ThreadError} when it ends before it answers
   */
  run<Kind extends Work>(work: Kind): Promise<WorkResult<Kind>>
  close(): Promise<unknown>
}

/** What a work is rejected with whose thread ended. */
export class ThreadError extends Error {}

/** Of a thread's young generation, in MB, a quarter of what V8 lets it grow to: documents leave little behind, and the rest takes memory without saving time. */
const maxYoungGenerationSizeMb = 12

/** Starts a thread; `began` hears that it is ready, `ended` that it is no more, whatever the reason. */
export function startThread(file: URL, evidence: Evidence, began: () => void, ended: () => void): Thread {
  const worker = new Worker(file, { workerData: evidence, resourceLimits: { maxYoungGenerationSizeMb } })
  const open = new Map<number, { resolve: (result: never) => void; reject: (error: Error) => void }>()
  let ready = false
  let sent = 0
  let reason: string | undefined
  worker.on('message', (reply: Reply) => {
    if (reply === 'ready') {
      ready = true
      return began()
    }
    const done = open.get(reply.id)
    open.delete(reply.id)
    if ('error' in reply) done?.reject(new Error(reply.error))
    else done?.resolve(reply.result as never)
  })
  worker.on('error', ({ code, message }: NodeJS.ErrnoException) => (reason = code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'it ran out of memory' : message))
  worker.on('exit', (code) => {
    ended()
    for (const { reject } of open.values()) reject(new ThreadError(reason ?? `with exit code ${code}`))
    open.clear()
  })
  return {
    get ready() {
      return ready
    },
    get open() {
      return open.size
    },
    run: (work) =>
      new Promise((resolve, reject) => {
        const id = sent++
        open.set(id, { resolve, reject })
        const { message, buffers } = toTransfer<Work>(work)
        worker.postMessage({ id, work: message } satisfies Request, buffers)
      }),
    close: () => worker.terminate(),
  }
}
