import type { Settings } from '../config/settings.ts'
import { toConvertOptions } from './convert-options.ts'
import { toSha256 } from './to-sha256.ts'

/** Characters of a digest: enough to tell options apart, short in a manifest that people review. */
const digestLength = 16

/** A digest of the options that decide about an output, the same in whatever order and place they were given. */
export function digestOptions(settings: Settings): string {
  const { to, boilerplate, textKey, idKey, keepText, ascii, languages, evidence } = settings
  const mattering = { to, boilerplate, evidence, ...toConvertOptions(settings), ...(to === 'ndjson' && { textKey, idKey, keepText, ascii, languages }) }
  return toSha256(Buffer.from(JSON.stringify(mattering, sortKeys))).slice(0, digestLength)
}

/** A replacer for `JSON.stringify` that writes the keys of objects in one order. */
function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}
