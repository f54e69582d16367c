import type { DocumentRow } from '../audit/document-row.ts'
import type { Message } from '../messages.ts'
import type { Doubt } from './find-doubts.ts'
import type { Origin } from './manifest.ts'
import type { Settled } from './settle-output.ts'

/** What came of one input, of an orphaned output, or of the manifest. */
export interface Result {
  /** Name of the input for people; of the output or the manifest, where there is none. */
  readonly name: string
  readonly messages: readonly Message[]
  readonly settled: readonly Settled[]
  /** What the outputs were made of. */
  readonly origin?: Origin
  /** The lines whose role is least sure. */
  readonly doubts?: readonly Doubt[]
  /** Of a page: its row in the index. */
  readonly row?: DocumentRow
  /** The output, where it is not written to a folder. */
  readonly text?: string
  /** The text each output should have, for a diff. */
  readonly wanted: ReadonlyMap<string, string>
}
