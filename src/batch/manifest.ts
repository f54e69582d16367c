import path from 'node:path'
import { compareCodePoints } from './compare-code-points.ts'

/** Name of the manifest, in the output folder. */
export const manifestName = 'naskh-manifest.json'

/** What was written: from each output, below the output folder with `/`, to where it came from and what it was. */
export type Manifest = ReadonlyMap<string, ManifestEntry>

/** What an output was made of: from it a later run tells why it would write another. Absent in manifests of older versions. */
export interface Origin {
  /** Of the input as it was read, in hexadecimal. */
  readonly inputSha256?: string
  /** Of the file that pinned its roles, where there was one. */
  readonly pinsSha256?: string
  /** Digest of the options that decide about the output. */
  readonly options?: string
}

/** One output. */
export interface ManifestEntry extends Origin {
  /** Path of the input from the output folder, with `/`; `-` for standard input. */
  readonly input: string
  /** Of the output as it was written, in hexadecimal. */
  readonly sha256: string
}

/**
 * Reads a manifest, or says what is wrong with it.
 *
 * @param windows true where `\\` parts folders and letters name drives
 */
export function parseManifest(text: string, windows = path.sep === '\\'): { manifest: Map<string, ManifestEntry> } | { problem: string } {
  let parsed: { schema?: unknown; outputs?: unknown } | null
  try {
    parsed = JSON.parse(text)
  } catch (error) {
    return { problem: `is not JSON: ${(error as Error).message}` }
  }
  if (parsed?.schema !== 1) return { problem: 'is of another version, or not a manifest' }
  const entries = Object.entries((parsed.outputs ?? {}) as Record<string, Partial<ManifestEntry> | null>)
  const wrong = entries.find(([output, entry]) => !isInside(output, windows) || typeof entry?.input !== 'string' || typeof entry.sha256 !== 'string')
  if (wrong) return { problem: `has a broken entry ${JSON.stringify(wrong[0])}` }
  return { manifest: new Map(entries as [string, ManifestEntry][]) }
}

/** Entries that are written at a time. */
const together = 256

/** Writes a manifest, one entry a line, sorted, so that changes merge well; in pieces, since the whole is large where outputs are many. */
export function* formatManifest(manifest: Manifest): Generator<string> {
  const outputs = [...manifest.keys()].sort(compareCodePoints)
  yield '{\n  "schema": 1,\n  "outputs": {'
  for (let from = 0; from < outputs.length; from += together) {
    const rows = outputs.slice(from, from + together).map((output) => {
      const { input, inputSha256, pinsSha256, options, sha256 } = manifest.get(output)!
      return `\n    ${JSON.stringify(output)}: ${JSON.stringify({ input, inputSha256, pinsSha256, options, sha256 })}` // what is undefined is left out
    })
    yield `${from === 0 ? '' : ','}${rows.join(',')}`
  }
  yield `${outputs.length === 0 ? '' : '\n  '}}\n}\n`
}

/** Tells whether a path stays below the folder it is relative to: entries that do not are never followed. */
function isInside(output: string, windows: boolean): boolean {
  if (windows && /^[a-z]:/i.test(output)) return false
  return output.split(windows ? /[/\\]/ : '/').every((part) => part !== '' && part !== '.' && part !== '..')
}
