import { fstatSync, statSync } from 'node:fs'
import type { Input } from './input.ts'
import { isStream } from './stream-input.ts'
import { usualFile } from './work.ts'

/**
 * About how many bytes the inputs have, as far as that is cheap to know: streams are asked for their size, files only
 * counted. A pipe weighs nothing, because nobody knows how much will come.
 */
export function weighInputs(inputs: readonly Input[]): number {
  return inputs.reduce((sum, input) => sum + (isStream(input) ? weighStream(input) : usualFile), 0)
}

function weighStream({ file }: Input): number {
  try {
    const stats = file === undefined ? fstatSync(0) : statSync(file)
    return stats.isFile() ? stats.size : 0
  } catch {
    return 0 // what is wrong with it is said when it is read
  }
}
