import type { Tables } from '../prepared.ts'
import { assignableRoles, type Role } from '../roles.ts'
import { answerAt } from './answers.ts'
import { columns, margin } from './features.ts'
import { observations } from './observations.ts'
import { outputs, states } from './states.ts'
import { measureReach } from './viterbi.ts'

/** A model as it is kept in a file: trees that score each unit, and scores for each step between states. */
export interface Model {
  readonly version: 1
  readonly provenance: Provenance
  readonly roles: readonly Role[]
  /** Units of score to one unit of log odds. */
  readonly scale: number
  /** What the scores of set phrases are multiplied with: `scale`, times what the trees' scores are. */
  readonly priorGain: number
  /** What the trees ask about: name of the observation, and offset of the unit looked at. */
  readonly columns: readonly (readonly [observation: string, offset: number])[]
  /** How many inner nodes each tree has; its leaves are one more. */
  readonly nodes: readonly number[]
  /** For each inner node: index of the column, two bytes, low one first; base64. */
  readonly splits: string
  /** For each inner node, the first bin that goes right; base64. */
  readonly limits: string
  /** For each inner node, where left and right lead within the tree, a byte each: an inner node, or 128 and a leaf; base64. */
  readonly children: string
  /** For each leaf, a signed byte for each role; base64. */
  readonly leaves: string
  /** `[from][to]` for all states, row by row, then the scores of beginning with each state, then of ending with it. */
  readonly transitions: readonly number[]
  /** How often lines are right, by how probable their roles are, in equal bins from 0 to 1 (`calibrate`). */
  readonly calibration?: readonly number[]
}

/** Where a model comes from. */
export interface Provenance {
  /** SHA-256 of the gold, and of the page layouts, it was trained from. */
  readonly gold: string
  readonly layouts?: string
  /** How many documents there were, and the command. */
  readonly documents: number
  readonly command: string
  /** How its first forest did on the documents of sites it was not grown on; from 0 to 1, `null` without cases. */
  readonly scores?: { readonly documents: number; readonly keptF1: number | null; readonly roleAccuracy: number | null; readonly headline: number | null }
}

/** A model unpacked into typed arrays. */
export interface ReadyModel {
  readonly model: Model
  /** For each tree, the node it begins with. */
  readonly roots: Int32Array
  /**
   * For each node, what it asks: the place of the answer (`answerAt`), times 8, plus how many units on from `margin` before
   * the unit to look; plus 65,536 times how far on the node is that "no" leads to. "Yes" leads to the one after it. For a
   * leaf, `-1 - ` its place in `leaves`.
   */
  readonly nodes: Int32Array
  /** For each node, the column it asks for and the first bin that answers "yes"; 0 for a leaf. */
  readonly columnOf: Uint16Array
  readonly limitOf: Uint8Array
  /** What each leaf adds to the roles, `lanes` of them in a number: the second one's times `lane`, the third one's times its square, and so on. */
  readonly leaves: Float64Array
  readonly transitions: Int16Array
  readonly begin: Int16Array
  readonly end: Int16Array
  /** How much lower than the best a state's score may be and still matter. */
  readonly reach: number
}

/** Thrown when a model file does not fit this version of the program. */
export class ModelError extends Error {
  override readonly name = 'ModelError'
}

/** What the leaves add to so many roles is in one number, so that it is read and added once: a number has 53 bits, of which each role gets 13. */
export const lanes = 4
export const lane = 2 ** 13

/** A byte that leads to a leaf is this or more. */
export const firstLeaf = 128

const ready = new WeakMap<Model, ReadyModel>()

/**
 * Unpacks a model, once for each model object.
 *
 * @throws ModelError when it names an observation, offset or role this version does not have, or parts do not fit together.
 */
export function readyModel(model: Model): ReadyModel {
  let found = ready.get(model)
  if (!found) ready.set(model, (found = unpack(model)))
  return found
}

/** Takes a model as unpacked, into tables that were made of it in advance. */
export function adoptReady(model: Model, tables: Tables): void {
  ready.set(model, { ...(tables as unknown as Omit<ReadyModel, 'model'>), model })
}

function unpack(model: Model): ReadyModel {
  const expect = (fits: boolean, what: string) => {
    if (!fits) throw new ModelError(`the model does not fit this version of naskh: ${what}; train it again`)
  }
  expect(model.version === 1, `expected version 1, found ${model.version}`)
  expect(model.roles.join() === assignableRoles.join(), 'its roles differ')
  expect(model.transitions.length === states.length * (states.length + 2), 'its states differ')
  const known = model.columns.map(([name, offset]) => {
    const column = columns.findIndex((one) => observations[one.observation]!.name === name && one.offset === offset)
    expect(column >= 0, `it asks for ${name} at ${offset}`)
    return column
  })
  const [splits, limits, within, leaves] = [model.splits, model.limits, model.children, model.leaves].map(decodeBytes) as [Uint8Array, Uint8Array, Uint8Array, Uint8Array]
  const inner = model.nodes.reduce((sum, count) => sum + count, 0)
  const whole = splits.length === 2 * inner && limits.length === inner && within.length === 2 * inner && leaves.length === (inner + model.nodes.length) * outputs
  expect(whole, 'its trees are not whole')
  const columnOf = new Uint16Array(inner)
  for (let node = 0; node < inner; node++) columnOf[node] = known[splits[2 * node]! | (splits[2 * node + 1]! << 8)] ?? 0
  const linked = linkTrees(model.nodes, columnOf, limits, within)
  expect(linked !== undefined, 'its trees lead nowhere')
  const size = states.length
  const steps = {
    transitions: Int16Array.from(model.transitions.slice(0, size * size)),
    begin: Int16Array.from(model.transitions.slice(size * size, size * (size + 1))),
    end: Int16Array.from(model.transitions.slice(size * (size + 1))),
  }
  return { model, ...linked!, leaves: packLeaves(Int8Array.from(leaves)), ...steps, reach: measureReach(steps, model.scale) }
}

/**
 * Lays out the nodes of all trees, siblings side by side.
 *
 * @returns Nothing when a tree is none: when a node is led to twice, or not at all.
 */
function linkTrees(counts: readonly number[], columnOf: Uint16Array, limits: Uint8Array, within: Uint8Array): Pick<ReadyModel, 'roots' | 'nodes' | 'columnOf' | 'limitOf'> | undefined {
  const all = 2 * columnOf.length + counts.length
  const linked = { roots: new Int32Array(counts.length), nodes: new Int32Array(all), columnOf: new Uint16Array(all), limitOf: new Uint8Array(all) }
  let next = 0
  let inner = 0
  for (const [tree, count] of counts.entries()) {
    linked.roots[tree] = next
    // A node's number within the tree, or `firstLeaf` and a leaf's; level by level.
    let level = [count > 0 ? 0 : firstLeaf]
    const end = next + 2 * count + 1
    while (level.length > 0) {
      const below: number[] = []
      const belowFrom = next + level.length
      for (const number of level) {
        const node = next++
        if (node >= end) return undefined
        if (number >= firstLeaf) {
          if (number - firstLeaf > count) return undefined
          linked.nodes[node] = -1 - (inner + tree + number - firstLeaf) * (outputs / lanes)
          continue
        }
        const from = inner + number
        if (number >= count) return undefined
        const { observation, offset } = columns[columnOf[from]!]!
        linked.columnOf[node] = columnOf[from]!
        linked.limitOf[node] = limits[from]!
        linked.nodes[node] = (belowFrom + below.length - node) * 65536 + answerAt(observation, limits[from]!) * 8 + offset + margin
        below.push(within[2 * from]!, within[2 * from + 1]!)
      }
      level = below
    }
    if (next !== end) return undefined
    inner += count
  }
  return linked
}

function packLeaves(bytes: Int8Array): Float64Array {
  return Float64Array.from({ length: bytes.length / lanes }, (_, at) => [3, 2, 1, 0].reduce((sum, role) => sum * lane + bytes[at * lanes + role]!, 0))
}

/** The place in `leaves` of a node that is a leaf, below 0 for an inner one. */
export function placeOfLeaf(node: number): number {
  return -1 - node
}

/** What a leaf adds to a role. */
export function readLeaf(leaves: Float64Array, leaf: number, output: number): number {
  let rest = leaves[leaf + Math.floor(output / lanes)]!
  for (let lower = output % lanes; lower > 0; lower--) rest = Math.round(rest / lane)
  return rest - Math.round(rest / lane) * lane
}

function decodeBytes(base64: string): Uint8Array {
  const text = atob(base64)
  const bytes = new Uint8Array(text.length)
  for (let at = 0; at < bytes.length; at++) bytes[at] = text.charCodeAt(at)
  return bytes
}

/** Packs bytes as base64. */
export function encodeBytes(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}
