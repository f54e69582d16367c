import { parentPort, workerData } from 'node:worker_threads'
import { furnishCore, type Evidence } from './evidence.ts'
import type { Reply, Request } from './thread.ts'
import { runWork, toTransfer } from './work.ts'

/** What worker threads run: works in, results out, one after the other. */
export async function serveWorks(): Promise<void> {
  const { analyse, convert, load } = await import('../convert.ts')
  const core = furnishCore({ analyse, convert }, workerData as Evidence)
  await load()
  parentPort!.on('message', async ({ id, work }: Request) => {
    try {
      const { message, buffers } = toTransfer(await runWork(work, core))
      parentPort!.postMessage({ id, result: message } satisfies Reply, buffers)
    } catch (error) {
      parentPort!.postMessage({ id, error: String((error as Error)?.stack ?? error) } satisfies Reply)
    }
  })
  parentPort!.postMessage('ready' satisfies Reply)
}
