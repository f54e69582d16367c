import { Worker } from 'node:worker_threads'
import type { Core } from './core.ts'
import type { Evidence } from './evidence.ts'
import type { Room } from './run-in-order.ts'
import { runWork, toTransfer, weighWork, type Work, type WorkResult } from './work.ts'

/** Runs works, in this thread or in others. */
export interface Pool {
  /** How many works may be open at once: enough for all threads to be busy. */
  readonly room: Room
  run<Kind extends Work>(work: Kind): Promise<WorkResult<Kind>>
  close(): Promise<void>
}

/** What a worker is sent and sends back. */
export type Request = { readonly id: number; readonly work: Work }
export type Reply = { readonly id: number; readonly result: WorkResult<Work> } | { readonly id: number; readonly error: string } | 'ready'

interface OpenWork {
  readonly work: Work
  readonly resolve: (result: never) => void
  readonly reject: (error: Error) => void
}

interface Thread {
  readonly worker: Worker
  ready: boolean
  readonly open: Map<number, OpenWork>
}

/** Bytes of work after which threads are started: below that they cost more than they save. */
const worthThreads = 512 * 1024

/** Bytes of inputs from which on threads do all, from the start: this one would optimise the same functions for its few works, at the cost of theirs. */
const worthWaiting = 4 * 1024 * 1024

/** Works that a thread is sent at a time, so that it need not wait for the next. */
const together = 2

/** Works for each thread that may be open, those included that wait for one before them to be written. */
const open = 4

/**
 * Runs works in this thread, one after the other.
 *
 * @param signal after it files that were not begun are left; of streams all is done that was read, so that there is no gap
 */
export function openLocalPool(loadCore: () => Promise<Core>, signal?: AbortSignal): Pool {
  let last: Promise<unknown> = Promise.resolve()
  return {
    room: { least: 1, most: 1 },
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
 * Runs works in `jobs` worker threads: each takes the next as soon as it is free. The first works are done in this
 * thread, and the next ones until the threads are ready, unless it is known that there is much to do: most runs are
 * short. What comes out is the same.
 *
 * @param file the program that worker threads run
 * @param signal as for the local pool
 * @param evidence what they label by, sent to each of them once
 * @param expected about how many bytes there are to convert, as far as that is known
 */
export function openWorkerPool(jobs: number, file: URL, loadCore: () => Promise<Core>, signal?: AbortSignal, evidence: Evidence = {}, expected = 0): Pool {
  const local = openLocalPool(loadCore, signal)
  const large = expected >= worthWaiting
  const threads: Thread[] = []
  const waiting: OpenWork[] = []
  let sent = 0
  let weight = 0
  let localBusy = false
  let broken: Error | undefined

  const start = (): Thread => {
    const thread: Thread = { worker: new Worker(file, { workerData: evidence }), ready: false, open: new Map() }
    const fail = (error: Error) => {
      broken ??= error
      for (const { reject } of [...thread.open.values(), ...waiting]) reject(error)
      thread.open.clear()
      waiting.length = 0
    }
    thread.worker.on('message', (reply: Reply) => {
      if (reply === 'ready') thread.ready = true
      else {
        const done = thread.open.get(reply.id)
        thread.open.delete(reply.id)
        if ('error' in reply) done?.reject(new Error(reply.error))
        else done?.resolve(reply.result as never)
      }
      begin()
    })
    thread.worker.on('error', fail)
    thread.worker.on('exit', (code) => code !== 0 && fail(new Error(`a worker thread ended with ${code}`)))
    return thread
  }

  const runHere = async ({ work, resolve, reject }: OpenWork) => {
    localBusy = true
    await local.run(work).then(resolve as (result: unknown) => void, reject)
    localBusy = false
    begin()
  }

  const runThere = ({ worker, open }: Thread, one: OpenWork) => {
    const id = sent++
    open.set(id, one)
    const { message, buffers } = toTransfer(one.work)
    worker.postMessage({ id, work: message } satisfies Request, buffers)
  }

  /** Gives works that wait to whoever is free. */
  const begin = () => {
    while (waiting.length > 0) {
      const free = threads.filter(({ ready }) => ready).reduce<Thread | undefined>((best, one) => (best && best.open.size <= one.open.size ? best : one), undefined)
      if (free ? free.open.size >= together : localBusy || large) return
      const one = waiting.shift()!
      if (signal?.aborted && one.work.kind === 'files') one.resolve([] as never)
      else if (free) runThere(free, one)
      else void runHere(one)
    }
  }

  return {
    room: { least: jobs + 1, most: jobs * open },
    run(work) {
      return new Promise((resolve, reject) => {
        if (broken) return reject(broken)
        waiting.push({ work, resolve, reject })
        weight += weighWork(work)
        if (threads.length === 0 && (large || weight > worthThreads)) for (let index = 0; index < jobs; index++) threads.push(start())
        begin()
      })
    },
    async close() {
      await Promise.all(threads.map(({ worker }) => worker.terminate()))
    },
  }
}
