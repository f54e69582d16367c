import type { ConvertOptions } from '../convert.ts'
import type { Message } from '../messages.ts'
import type { Role } from '../roles.ts'

/** Options that are the same for all documents of a run, and large. */
export type Evidence = Partial<ConvertOptions>

/** One document as its page holds it: all that is needed to label it anew with other pins. */
export interface Audited {
  /** Name of the file, without folders. */
  readonly file: string
  /** Name of the file that pins its roles. */
  readonly pinName: string
  /** Of the input's bytes, in hexadecimal. */
  readonly sha256: string
  /** The text as decoded. */
  readonly text: string
  /** What the input was converted with, but for its pins. */
  readonly options: ConvertOptions
  /** The file that pins its roles, as it is, where there is one. */
  readonly pins?: string
  /** What lines were labelled by besides, an own model say: here, or in a file that the pages of a folder share. */
  readonly evidence?: Evidence | 'shared'
  /** What the decoding said, which the text does not tell any more. */
  readonly decoding: { readonly encoding: string; readonly encodingConfidence: number; readonly messages: readonly Message[] }
}

/** Options that make the article read the same whatever Markdown it is written as. */
export const asRead = { flavor: 'default', title: 'both', boilerplate: 'drop', reasons: true } as const satisfies ConvertOptions

/** Where its JSON stands in the page. */
export const dataId = 'audit-data'

/** The messages that only the bytes of an input can give. */
const ofBytes = /^encoding-/

/** The part of an article that its decoded text does not give again. */
export function toDecoding({ encoding, encodingConfidence, messages }: Audited['decoding']): Audited['decoding'] {
  return { encoding, encodingConfidence, messages: messages.filter(({ ruleId }) => ofBytes.test(ruleId)) }
}

/** The roles that a pin file fixes, one entry a line. */
export function readPins(pins: string | undefined): readonly (Role | null)[] {
  return pins === undefined ? [] : (JSON.parse(pins.replace(/^\uFEFF/, '')) as { lines: (Role | null)[] }).lines
}
