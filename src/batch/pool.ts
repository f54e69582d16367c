import { Worker } from 'node:worker_threads'
import type { Core } from './core.ts'
import type { Evidence } from './evidence.ts'
import { runWork, toTransfer, type Work, type WorkResult } from './work.ts'

/** Runs works, in this thread or in others. */
export interface Pool {
  /** How many works may be open at once for all threads to be busy. */
  readonly limit: number
  run<Kind extends Work>(work: Kind): Promise<WorkResult<Kind>>
  close(): Promise<void>
}

/** What a worker is sent and sends back. */
export type Request = { readonly id: number; readonly work: Work }
export type Reply = { readonly id: number; readonly result: WorkResult<Work> } | { readonly id: number; readonly error: string } | 'ready'

interface Thread {
  readonly worker: Worker
  ready: boolean
  readonly open: Map<number, { resolve: (result: never) => void; reject: (error: Error) => void }>
}

/** Works after which threads are started: below that they cost more than they save. */
const worthThreads = 24

/** Works that a thread is sent ahead, so that it need not wait for the next. */
const ahead = 2

/**
 * Runs works in this thread, one after the other.
 *
 * @param signal after it files that were not begun are left; of streams all is done that was read, so that there is no gap
 */
export function openLocalPool(loadCore: () => Promise<Core>, signal?: AbortSignal): Pool {
  let last: Promise<unknown> = Promise.resolve()
  return {
    limit: 1,
    run<Kind extends Work>(work: Kind) {
      const result = last.then(async () => {
        const core = await loadCore()
        await new Promise((resolve) => setImmediate(resolve)) // lets signals and input in
        return (signal?.aborted && work.kind === 'files' ? [] : await runWork(work, core)) as WorkResult<Kind>
      })
      last = result.catch(() => undefined)
      return result
    },
    close: async () => undefined,
  }
}

/**
 * Runs works in `jobs` worker threads. The first works are done in this thread, and the next ones until the threads are
 * ready: most runs are short. What comes out is the same.
 *
 * @param file the program that worker threads run
 * @param evidence what they label by, sent to each of them once
 */
export function openWorkerPool(jobs: number, file: URL, loadCore: () => Promise<Core>, signal?: AbortSignal, evidence: Evidence = {}): Pool {
  const local = openLocalPool(loadCore, signal)
  const threads: Thread[] = []
  let count = 0
  let broken: Error | undefined

  const start = (): Thread => {
    const thread: Thread = { worker: new Worker(file, { workerData: evidence }), ready: false, open: new Map() }
    const fail = (error: Error) => {
      broken ??= error
      for (const { reject } of thread.open.values()) reject(error)
      thread.open.clear()
    }
    thread.worker.on('message', (reply: Reply) => {
      if (reply === 'ready') {
        thread.ready = true
        return
      }
      const waiting = thread.open.get(reply.id)
      thread.open.delete(reply.id)
      if ('error' in reply) waiting?.reject(new Error(reply.error))
      else waiting?.resolve(reply.result as never)
    })
    thread.worker.on('error', fail)
    thread.worker.on('exit', (code) => code !== 0 && fail(new Error(`a worker thread ended with ${code}`)))
    return thread
  }

  return {
    limit: jobs * ahead + 1,
    async run(work) {
      if (broken) throw broken
      const id = count++
      if (id === worthThreads) for (let index = 0; index < jobs; index++) threads.push(start())
      const free = threads.filter(({ ready }) => ready).reduce<Thread | undefined>((best, one) => (best && best.open.size <= one.open.size ? best : one), undefined)
      if (!free) return local.run(work)
      return new Promise((resolve, reject) => {
        free.open.set(id, { resolve, reject })
        const { message, buffers } = toTransfer<Work>(work)
        free.worker.postMessage({ id, work: message } satisfies Request, buffers)
      })
    },
    async close() {
      await Promise.all(threads.map(({ worker }) => worker.terminate()))
    },
  }
}
