import type { Core } from './core.ts'
import type { Evidence } from './evidence.ts'
import type { Room } from './run-in-order.ts'
import { joinResults, splitWork, toLost } from './rescue-work.ts'
import { startThread, ThreadError, type Thread } from './thread.ts'
import { runWork, weighWork, type Work, type WorkResult } from './work.ts'

/** Runs works, in this thread or in others. */
export interface Pool {
  /** How many works may be open at once: enough for all threads to be busy. */
  readonly room: Room
  run<Kind extends Work>(work: Kind): Promise<WorkResult<Kind>>
  close(): Promise<void>
}

interface OpenWork {
  readonly work: Work
  readonly resolve: (result: never) => void
  readonly reject: (error: Error) => void
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
 * A thread that dies is replaced, and what it was at is done again in parts, in a thread of its own. Where no thread can
 * be started, all is done in this one.
 *
 * @param file the program that worker threads run
 * @param signal as for the local pool
 * @param evidence what they label by, sent to each of them once
 * @param expected about how many bytes there are to convert, as far as that is known
 */
export function openWorkerPool(jobs: number, file: URL, loadCore: () => Promise<Core>, signal?: AbortSignal, evidence: Evidence = {}, expected = 0): Pool {
  const local = openLocalPool(loadCore, signal)
  const large = expected >= worthWaiting
  const threads = new Set<Thread>()
  const waiting: OpenWork[] = []
  let weight = 0
  let started = false
  let closing = false
  let localBusy = false
  let apart: Thread | undefined
  let lastRescue: Promise<unknown> = Promise.resolve()

  const start = () => {
    const thread = startThread(file, evidence, () => begin(), () => {
      threads.delete(thread)
      if (closing) return
      if (thread.ready) start() // one that never began would not begin the next time
      begin()
    })
    threads.add(thread)
  }

  const runHere = async ({ work, resolve, reject }: OpenWork) => {
    localBusy = true
    await local.run(work).then(resolve as (result: unknown) => void, reject)
    localBusy = false
    begin()
  }

  const runThere = async (thread: Thread, { work, resolve, reject }: OpenWork) => {
    const result = thread.run(work).catch((error: Error) => {
      if (!(error instanceof ThreadError) || closing) throw error
      const rescued = lastRescue.then(() => rescue(work))
      lastRescue = rescued.catch(() => undefined)
      return rescued
    })
    await result.then(resolve as (result: unknown) => void, reject)
    begin()
  }

  /** Does a work again part by part, one such work at a time. */
  const rescue = async (work: Work): Promise<WorkResult<Work>> => {
    const results: WorkResult<Work>[] = []
    for (const part of splitWork(work)) {
      if (signal?.aborted && work.kind === 'files') break
      apart ??= startThread(file, evidence, () => undefined, () => (apart = undefined))
      try {
        results.push(await apart.run(part))
      } catch (error) {
        if (!(error instanceof ThreadError)) throw error
        results.push(toLost(part, error.message))
      }
    }
    return joinResults(work, results)
  }

  /** Gives works that wait to whoever is free. */
  const begin = () => {
    while (waiting.length > 0) {
      const free = [...threads].filter(({ ready }) => ready).reduce<Thread | undefined>((best, one) => (best && best.open <= one.open ? best : one), undefined)
      if (free ? free.open >= together : localBusy || (large && threads.size > 0)) return
      const one = waiting.shift()!
      if (signal?.aborted && one.work.kind === 'files') one.resolve([] as never)
      else void (free ? runThere(free, one) : runHere(one))
    }
  }

  return {
    room: { least: jobs + 1, most: jobs * open },
    run(work) {
      return new Promise((resolve, reject) => {
        waiting.push({ work, resolve, reject })
        weight += weighWork(work)
        if (!started && (large || weight > worthThreads)) {
          started = true
          for (let index = 0; index < jobs; index++) start()
        }
        begin()
      })
    },
    async close() {
      closing = true
      await Promise.all([...threads, ...(apart ? [apart] : [])].map((thread) => thread.close()))
    },
  }
}
