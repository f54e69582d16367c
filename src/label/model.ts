import { assignableRoles, type Role } from '../roles.ts'
import { columns, margin, width } from './features.ts'
import { observations } from './observations.ts'
import { outputs, states } from './states.ts'

/** A model as it is kept in a file: trees that score each unit, and scores for each step between states. */
export interface Model {
  readonly version: 1
  /** Digest of the gold it was trained from, how many documents there were, and the command. */
  readonly provenance: { readonly gold: string; readonly documents: number; readonly command: string }
  readonly roles: readonly Role[]
  /** Units of score to one unit of log odds. */
  readonly scale: number
  /** What the scores of set phrases are multiplied with: `scale`, times what the trees' scores are. */
  readonly priorGain: number
  readonly depth: number
  /** What the trees ask about: name of the observation, and offset of the unit looked at. */
  readonly columns: readonly (readonly [observation: string, offset: number])[]
  /** For each tree, the index of the role whose score it moves. */
  readonly outputs: readonly number[]
  /** For each inner node of each whole binary tree, level by level: index of the column, two bytes, low one first; base64. */
  readonly splits: string
  /** For each inner node, the first bin that goes right; base64. */
  readonly limits: string
  /** For each leaf, from left to right, a signed byte; base64. */
  readonly leaves: string
  /** `[from][to]` for all states, row by row, then the scores of beginning with each state, then of ending with it. */
  readonly transitions: readonly number[]
}

/** A model unpacked into typed arrays. */
export interface ReadyModel {
  readonly model: Model
  readonly trees: number
  readonly depth: number
  readonly outputs: Uint8Array
  /** For each inner node: where to look relative to the unit's row, the first bin that goes right, the column it asks for. */
  readonly places: Int32Array
  readonly limits: Uint8Array
  readonly columnOf: Uint16Array
  readonly leaves: Int8Array
  readonly transitions: Int16Array
  readonly begin: Int16Array
  readonly end: Int16Array
}

/** Thrown when a model file does not fit this version of the program. */
export class ModelError extends Error {
  override readonly name = 'ModelError'
}

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
  const inner = 2 ** model.depth - 1
  const trees = model.outputs.length
  const [splits, limits, leaves] = [decodeBytes(model.splits), decodeBytes(model.limits), decodeBytes(model.leaves)]
  expect(splits.length === 2 * trees * inner && limits.length === trees * inner && leaves.length === trees * (inner + 1), 'its trees are not whole')
  expect(model.outputs.every((output) => output < outputs), 'it scores a role that is none')
  const columnOf = Uint16Array.from({ length: trees * inner }, (_, node) => known[splits[2 * node]! | (splits[2 * node + 1]! << 8)] ?? 0)
  const size = states.length
  return {
    model, trees, depth: model.depth, columnOf, limits,
    outputs: Uint8Array.from(model.outputs),
    places: Int32Array.from(columnOf, (column) => (columns[column]!.offset + margin) * width + columns[column]!.observation),
    leaves: Int8Array.from(leaves),
    transitions: Int16Array.from(model.transitions.slice(0, size * size)),
    begin: Int16Array.from(model.transitions.slice(size * size, size * (size + 1))),
    end: Int16Array.from(model.transitions.slice(size * (size + 1))),
  }
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
