/** Lines whose confidence fell into one bin. */
export interface ConfidenceBin {
  /** How many lines. */
  readonly count: number
  /** Sum of their confidences. */
  readonly said: number
  /** How many of them had the right role. */
  readonly right: number
}

/** How many bins of equal width the confidences from 0 to 1 are sorted into. */
export const confidenceBins = 10

/** The bin of a confidence; 1 belongs to the last. */
export function binOf(confidence: number): number {
  return Math.max(0, Math.min(confidenceBins - 1, Math.floor(confidence * confidenceBins)))
}

/** How far confidences can be trusted. */
export interface Reliability {
  /** Per bin: its lower edge, how many lines, their mean confidence, and the share of right ones; `null` when empty. */
  readonly bins: readonly { readonly from: number; readonly count: number; readonly said: number | null; readonly right: number | null }[]
  /** Mean distance of confidence and share of right lines over the bins, weighted by lines (Naeini et al. 2015). */
  readonly expectedError: number | null
}

/** Adds up the bins of documents to a reliability table. */
export function measureReliability(documents: readonly (readonly ConfidenceBin[])[]): Reliability {
  const sums = Array.from({ length: confidenceBins }, () => ({ count: 0, said: 0, right: 0 }))
  for (const bins of documents) {
    bins.forEach(({ count, said, right }, at) => {
      const sum = sums[at]
      if (!sum) return
      sum.count += count
      sum.said += said
      sum.right += right
    })
  }
  const lines = sums.reduce((total, { count }) => total + count, 0)
  return {
    bins: sums.map(({ count, said, right }, at) => ({
      from: at / confidenceBins, count, said: count === 0 ? null : said / count, right: count === 0 ? null : right / count,
    })),
    expectedError: lines === 0 ? null : sums.reduce((total, { said, right }) => total + Math.abs(said - right), 0) / lines,
  }
}
