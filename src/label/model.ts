import { assignableRoles, type Role } from '../roles.ts'
import { columns, margin, width } from './features.ts'
import { observations } from './observations.ts'
import { outputs, states } from './states.ts'

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
  /** For each tree, where it begins: an inner node, or `~` the place of its only leaf. */
  readonly roots: Int32Array
  /** For each inner node: where to look relative to the unit's row, times 256, plus the first bin that goes right. */
  readonly questions: Int32Array
  /** For each inner node, where left and right lead: an inner node, or `~` the place of a leaf among the leaves. */
  readonly children: Int32Array
  /** For each inner node, the column it asks for. */
  readonly columnOf: Uint16Array
  /** `outputs` numbers a leaf. */
  readonly leaves: Int8Array
  readonly transitions: Int16Array
  readonly begin: Int16Array
  readonly end: Int16Array
}

/** Thrown when a model file does not fit this version of the program. */
export class ModelError extends Error {
  override readonly name = 'ModelError'
}

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
  const columnOf = Uint16Array.from({ length: inner }, (_, node) => known[splits[2 * node]! | (splits[2 * node + 1]! << 8)] ?? 0)
  const places = Int32Array.from(columnOf, (column) => (columns[column]!.offset + margin) * width + columns[column]!.observation)
  const { roots, children } = linkTrees(model.nodes, within)
  const size = states.length
  return {
    model, roots, children, columnOf,
    questions: places.map((place, node) => place * 256 + limits[node]!),
    leaves: Int8Array.from(leaves),
    transitions: Int16Array.from(model.transitions.slice(0, size * size)),
    begin: Int16Array.from(model.transitions.slice(size * size, size * (size + 1))),
    end: Int16Array.from(model.transitions.slice(size * (size + 1))),
  }
}

/** Turns places within each tree into places among all nodes and all leaves. */
function linkTrees(nodes: readonly number[], within: Uint8Array): Pick<ReadyModel, 'roots' | 'children'> {
  const roots = new Int32Array(nodes.length)
  const children = new Int32Array(within.length)
  let node = 0
  nodes.forEach((count, tree) => {
    // Each tree before this one had one leaf more than inner nodes.
    const leafPlace = (leaf: number) => ~((node + tree + leaf) * outputs)
    roots[tree] = count > 0 ? node : leafPlace(0)
    for (let at = 2 * node; at < 2 * (node + count); at++) children[at] = within[at]! < firstLeaf ? node + within[at]! : leafPlace(within[at]! - firstLeaf)
    node += count
  })
  return { roots, children }
}

function decodeBytes(base64: string): Uint8Array {
  const text = atob(base64)
  return Uint8Array.from({ length: text.length }, (_, at) => text.charCodeAt(at))
}

/** Packs bytes as base64. */
export function encodeBytes(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}
