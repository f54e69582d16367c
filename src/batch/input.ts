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

/**
 * A file's name without its last extension, and without `.gz` after that.
 *
 * @example toStem('a/b.txt.gz') // 'a/b'
 */
export function toStem(name: string): string {
  return dropExtension(name.replace(/(?<=[^/])\.gz$/i, ''))
}

/** The name of a file without its folders. */
export function toBaseName(name: string): string {
  return name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
}

function dropExtension(name: string): string {
  const dot = name.lastIndexOf('.')
  return dot > name.lastIndexOf('/') + 1 ? name.slice(0, dot) : name
}
