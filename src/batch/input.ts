import type { InputFormat } from '../config/formats.ts'

/** One file or stream to convert. */
export interface Input {
  /** Its name for people: the path as it was given, or found below one that was. */
  readonly name: string
  /** Absolute path; absent for standard input. */
  readonly file?: string
  /** Where its outputs go below the output folder, with `/`, without extension. */
  readonly stem: string
  readonly from: InputFormat
  /** Why it cannot be read, where the search saw that already. */
  readonly broken?: string
}
