import { columns, margin, width } from '../label/features.ts'
import { outputs } from '../label/states.ts'
import type { Example } from './example.ts'
import type { Tree } from './grow-tree.ts'

/** Adds a tree's leaves to the scores of an example's units, `outputs` numbers a unit from `start` on. */
export function applyTree({ bins, count }: Example, tree: Tree, scores: Float32Array, start = 0): void {
  const places = Int32Array.from(tree.columns, (column) => (columns[column]!.offset + margin) * width + columns[column]!.observation)
  const inner = places.length
  for (let unit = 0; unit < count; unit++) {
    const row = unit * width
    let node = 0
    while (node < inner) node = 2 * node + (bins[row + places[node]!]! >= tree.limits[node]! ? 2 : 1)
    scores[start + unit * outputs + tree.output]! += tree.leaves[node - inner]!
  }
}
