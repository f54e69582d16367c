import { hashLine } from '../label/line-counts.ts'
import { groupUnits } from '../label/measure.ts'
import { readLines } from '../read-lines.ts'
import { decode } from '../text/decode.ts'
import { selectFixes } from '../text/fixers.ts'
import { findExcessLines } from '../text/limit-lines.ts'

/** What decides about the lines of a document. */
export interface LineOptions {
  /** WHATWG label, where it is known. */
  readonly encoding?: string | undefined
  readonly fixes?: Readonly<Record<string, boolean>>
}

/**
 * Hashes what is labelled as one in a document, as the labeller will look it up.
 *
 * @param input The bytes of a file, or text that is decoded already.
 * @returns Nothing when it cannot be decoded, or has too many lines.
 */
export function hashDocument(input: string | Uint8Array, site: string, { encoding, fixes = {} }: LineOptions = {}): number[] | undefined {
  const { text, messages } = typeof input === 'string' ? { text: input, messages: [] } : decode(input, encoding)
  if (messages.some(({ severity }) => severity === 'error') || findExcessLines(text)) return undefined
  const { lines } = readLines(text, selectFixes(fixes))
  return groupUnits(lines).map((unit) => hashLine(unit.text, site))
}
