import { parentPort, workerData } from 'node:worker_threads'
import { analyse, convert, load } from '../convert.ts'
import { furnishCore, type Evidence } from './evidence.ts'
import type { Reply, Request } from './thread.ts'
import { runWork, toTransfer } from './work.ts'

// What worker threads run: works in, results out, one after the other.

const core = furnishCore({ analyse, convert }, workerData as Evidence)

void load().then(() => parentPort!.postMessage('ready' satisfies Reply)) // no await: the program is built as CommonJS
parentPort!.on('message', async ({ id, work }: Request) => {
  try {
    const { message, buffers } = toTransfer(await runWork(work, core))
    parentPort!.postMessage({ id, result: message } satisfies Reply, buffers)
  } catch (error) {
    parentPort!.postMessage({ id, error: String((error as Error)?.stack ?? error) } satisfies Reply)
  }
})
