import type { Result } from '../batch/result.ts'
import type { Settings } from '../config/settings.ts'
import { chooseLeastSure, type DoubtfulInput } from './least-sure.ts'

/** Counts what a run did. */
export interface Tally {
  add(result: Result): void
  /** Outputs that are not as this run would have them. */
  readonly differences: number
  /** What the run came to, in a line. */
  sum(settings: Pick<Settings, 'outDir' | 'check' | 'diff'>): string
  /** The documents to look at first. */
  readonly leastSure: readonly DoubtfulInput[]
}

/** Begins to count. */
export function createTally(): Tally {
  const counts = { written: 0, deleted: 0, current: 0, differing: 0, failed: 0 }
  let leastSure: readonly DoubtfulInput[] = []
  return {
    add({ name, settled, messages, doubts = [] }) {
      leastSure = chooseLeastSure(leastSure, { name, doubts })
      if (messages.some(({ severity }) => severity === 'error')) counts.failed++
      for (const { state, changed } of settled) {
        if (changed) counts[state === 'orphaned' ? 'deleted' : 'written']++
        else counts[state === 'current' ? 'current' : 'differing']++
      }
    },
    get differences() {
      return counts.differing
    },
    get leastSure() {
      return leastSure
    },
    sum({ outDir, check, diff }) {
      const parts = check || diff
        ? [`${counts.current} up to date`, `${counts.differing} not`]
        : [`${counts.written} written`, `${counts.current} unchanged`, ...(counts.deleted > 0 ? [`${counts.deleted} deleted`] : [])]
      return `${outDir}: ${[...parts, ...(counts.failed > 0 ? [`${counts.failed} failed`] : [])].join(', ')}`
    },
  }
}
