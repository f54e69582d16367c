import { readFileSync } from 'node:fs'
import type { Tables } from '../prepared.ts'
import { unpackTables } from './pack-tables.ts'

/** Finds tables among the files beside the program: `findPrepared` of the command line. */
export function findPrepared(name: string): Tables | undefined {
  try {
    return unpackTables(readFileSync(new URL(`data/${name}.bin`, import.meta.url)))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
