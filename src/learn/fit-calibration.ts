import { isKept } from '../roles.ts'
import type { LabelText } from './evaluate.ts'
import type { GoldDocument } from './gold.ts'

const bins = 20
/** Each bin begins with so much weight, as if its confidence were right: a few lines move it little. */
const trust = 30

/**
 * Finds out how often lines are right that are called so sure, on documents that the trees were not grown on; made
 * rising by pooling neighbours that fall (Ayer et al. 1955).
 *
 * @param weigh What a line of the document counts.
 * @returns The share of right lines for each of twenty bins of the confidence, three places behind the point.
 */
export function fitCalibration(documents: readonly GoldDocument[], labelText: LabelText, weigh: (document: GoldDocument) => number): number[] {
  const sums = Array.from({ length: bins }, (_, bin) => ({ right: (trust * (bin + 0.5)) / bins, all: trust, width: 1 }))
  for (const document of documents) {
    const weight = weigh(document)
    labelText(document.text).forEach(({ role, confidence }, at) => {
      const gold = document.roles[at] ?? null
      if (role === null || gold === null || document.doubt.has(at)) return
      const sum = sums[Math.min(bins - 1, Math.floor(confidence * bins))]!
      sum.all += weight
      if (gold === 'other' ? !isKept(role) : role === gold) sum.right += weight
    })
  }
  const pooled: typeof sums = []
  for (const sum of sums) {
    let last = sum
    while (pooled.length > 0 && pooled.at(-1)!.right / pooled.at(-1)!.all >= last.right / last.all) {
      const { right, all, width } = pooled.pop()!
      last = { right: right + last.right, all: all + last.all, width: width + last.width }
    }
    pooled.push(last)
  }
  return pooled.flatMap(({ right, all, width }) => Array.from({ length: width }, () => Math.round((1000 * right) / all) / 1000))
}
