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
  /** Divides the scores before they become probabilities, so that these are calibrated. */
  readonly temperature: number
  readonly depth: number
  /** For each tree, `depth` splits: name of the observation, offset of the unit looked at, first bin that goes right. */
  readonly splits: readonly (readonly [observation: string, offset: number, bin: number])[]
  /** For each tree, `2 ** depth` leaves of `outputs` signed bytes, in base64. The first split is the lowest bit of a leaf's index. */
  readonly leaves: string
  /** `[from][to]` for all states, row by row, then the scores of beginning with each state, then of ending with it. */
  readonly transitions: readonly number[]
}

/** A model unpacked into typed arrays. */
export interface ReadyModel {
  readonly model: Model
  readonly trees: number
  readonly depth: number
  /** For each split: index into a document's bins relative to the unit's row, and the first bin that goes right. */
  readonly places: Int32Array
  readonly bins: Uint8Array
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
  const { splits, depth } = model
  const expect = (fits: boolean, what: string) => {
    if (!fits) throw new ModelError(`the model does not fit this version of naskh: ${what}; train it again`)
  }
  expect(model.version === 1, `expected version 1, found ${model.version}`)
  expect(model.roles.join() === assignableRoles.join(), 'its roles differ')
  expect(model.transitions.length === states.length * (states.length + 2), 'its states differ')
  const trees = splits.length / depth
  const leaves = decodeBytes(model.leaves)
  expect(Number.isInteger(trees) && leaves.length === trees * 2 ** depth * outputs, 'its trees are not whole')
  const columnOf = Uint16Array.from(splits, ([name, offset]) => {
    const column = columns.findIndex((one) => observations[one.observation]!.name === name && one.offset === offset)
    expect(column >= 0, `no observation ${name} at ${offset}`)
    return column
  })
  const size = states.length
  return {
    model, trees, depth, columnOf,
    places: Int32Array.from(columnOf, (column) => (columns[column]!.offset + margin) * width + columns[column]!.observation),
    bins: Uint8Array.from(splits, ([, , bin]) => bin),
    leaves,
    transitions: Int16Array.from(model.transitions.slice(0, size * size)),
    begin: Int16Array.from(model.transitions.slice(size * size, size * (size + 1))),
    end: Int16Array.from(model.transitions.slice(size * (size + 1))),
  }
}

function decodeBytes(base64: string): Int8Array {
  const text = atob(base64)
  const bytes = new Int8Array(text.length)
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at)
  return bytes
}

/** Packs signed bytes as base64; the inverse of what `readyModel` does to `leaves`. */
export function encodeBytes(bytes: Int8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte & 0xff)
  return btoa(text)
}
