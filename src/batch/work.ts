import type { Assets } from '../audit/render-shell.ts'
import { cleanBatch, type CleanedBatch, type RecordBatch } from './clean-batch.ts'
import { convertTask, type Task } from './convert-task.ts'
import type { Core } from './core.ts'
import type { ManifestEntry } from './manifest.ts'
import type { Result } from './result.ts'
import type { Conduct } from './settle-output.ts'

/** Files for one thread to read, convert and write. */
export interface FileBatch {
  readonly kind: 'files'
  readonly tasks: readonly Task[]
  readonly conduct: Conduct
  /** Absolute path of the output folder, and what the manifest has of these outputs; absent when texts are wanted back. */
  readonly target?: { readonly root: string; readonly entries: readonly (readonly [output: string, ManifestEntry])[] }
  /** What a page is to hold that stands for itself; there is one at most. */
  readonly assets?: Assets | undefined
}

/** What a thread can be asked to do. Everything in it can be sent to another thread. */
export type Work = RecordBatch | FileBatch

/** What comes of a kind of work. */
export type WorkResult<Kind extends Work> = Kind extends FileBatch ? readonly Result[] : CleanedBatch

/** Does the work. */
export async function runWork<Kind extends Work>(work: Kind, core: Core): Promise<WorkResult<Kind>> {
  return (work.kind === 'files' ? await convertFiles(work, core) : cleanBatch(work, core)) as WorkResult<Kind>
}

async function convertFiles({ tasks, conduct, target, assets }: FileBatch, core: Core): Promise<Result[]> {
  const opened = target && { folder: { root: target.root, parents: new Map<string, string>() }, manifest: new Map(target.entries) }
  const results: Result[] = []
  for (const task of tasks) results.push(await convertTask(task, { conduct, target: opened, stdin: noInput(), assets }, core))
  return results
}

/** Standard input is read where it is, and never sent. */
async function* noInput(): AsyncGenerator<Uint8Array> {}

/** What a file weighs that nobody has looked at, in bytes: about as much as an article. */
export const usualFile = 8 * 1024

/** About how many bytes there are to convert. */
export function weighWork(work: Work): number {
  if (work.kind === 'lines') return work.bytes.length
  return work.kind === 'files' ? work.tasks.length * usualFile : work.pages.reduce((sum, { body }) => sum + (body?.length ?? 0), 0)
}

/** A work or result whose bytes stand alone, and their buffers: what is handed over to another thread without a copy of all that lies around them. */
export function toTransfer<Sent extends Work | WorkResult<Work>>(sent: Sent): { readonly message: Sent; readonly buffers: ArrayBuffer[] } {
  if ('bytes' in sent) {
    const bytes = new Uint8Array(sent.bytes)
    return { message: { ...sent, bytes }, buffers: [bytes.buffer] }
  }
  if ('kind' in sent && sent.kind === 'pages') {
    const pages = sent.pages.map((page) => (page.body ? { ...page, body: new Uint8Array(page.body) } : page))
    return { message: { ...sent, pages }, buffers: pages.flatMap(({ body }) => (body ? [body.buffer as ArrayBuffer] : [])) }
  }
  return { message: sent, buffers: [] }
}
