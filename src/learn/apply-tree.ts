import { columns, margin, width } from '../label/features.ts'
import { outputs } from '../label/states.ts'
import type { Example } from './example.ts'
import type { Tree } from './grow-tree.ts'

/** Adds a tree's leaves to the scores of an example's units, `outputs` numbers a unit from `start` on. */
export function applyTree({ bins, count }: Example, { columns: asked, limits, children, leaves }: Tree, scores: Float32Array, start = 0): void {
  const places = Int32Array.from(asked, (column) => (columns[column]!.offset + margin) * width + columns[column]!.observation)
  for (let unit = 0; unit < count; unit++) {
    const row = unit * width
    let node = places.length > 0 ? 0 : -1
    while (node >= 0) node = children[2 * node + (bins[row + places[node]!]! >= limits[node]! ? 1 : 0)]!
    const leaf = ~node * outputs
    const out = start + unit * outputs
    for (let output = 0; output < outputs; output++) scores[out + output]! += leaves[leaf + output]!
  }
}
