/** Tables by their name. */
export type Tables = Readonly<Record<string, Float64Array | Int32Array | Int16Array | Uint16Array | Uint8Array | number>>

/**
 * Finds tables that were made when the program was built, because making them takes longer than converting a document.
 * Here there are none: they are made of their source when they are needed. The build of the command line puts
 * `batch/read-prepared.ts` in place of this file.
 */
export function findPrepared(_name: string): Tables | undefined {
  return undefined
}
