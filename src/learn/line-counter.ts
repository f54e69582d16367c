import type { LineCounts } from '../label/line-counts.ts'

/** Counts in how many documents lines come back, in bounded memory. */
export interface LineCounter {
  /** Counts the lines of one document, by their hashes; each counts once, and negative ones not at all. */
  add(hashes: Iterable<number>): void
  /** What was counted so far: the lines that came back, by hash. */
  read(): LineCounts
}

/** How many different lines are held at once: some 160 MB of memory when all are. */
export const usualCapacity = 2 ** 20

/**
 * Opens a counter of lines: the algorithm of Misra and Gries (1982) as Anderson et al. (2017) do it in batches. When
 * `capacity` different lines are held, the median of their counts is taken from each, and those that come to nothing are
 * dropped, at least half. So no count is ever too high, and each is too low by at most the sum of what was taken: that is
 * `missed`, and never more than 2 × lines / capacity, because each taking of m undoes at least m × capacity / 2 lines. Up
 * to `capacity` different lines the counts are exact. What comes out depends on the order of the documents alone.
 *
 * @param capacity How many different lines are held at most, 2 or more.
 */
export function openLineCounter(capacity: number = usualCapacity): LineCounter {
  const held = new Map<number, number>()
  let documents = 0
  let lines = 0
  let missed = 0

  const makeRoom = () => {
    const sorted = Uint32Array.from(held.values()).sort()
    const median = sorted[sorted.length >> 1]!
    for (const [key, count] of held) {
      if (count > median) held.set(key, count - median)
      else held.delete(key)
    }
    missed += median
  }

  return {
    add(hashes) {
      documents++
      for (const hash of new Set(hashes)) {
        if (hash < 0) continue
        lines++
        const count = held.get(hash)
        if (count === undefined && held.size >= capacity) makeRoom()
        held.set(hash, (count ?? 0) + 1)
      }
    },
    read() {
      const keys = Float64Array.from([...held].flatMap(([key, count]) => (count > 1 ? [key] : []))).sort()
      return { schema: 1, documents, lines, missed, keys: Array.from(keys), counts: Array.from(keys, (key) => held.get(key)!) }
    },
  }
}
