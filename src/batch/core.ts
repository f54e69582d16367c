import type { analyse, convert } from '../convert.ts'

/** The part of the core that files are converted with; given, so that it is loaded only when there is work. */
export interface Core {
  readonly analyse: typeof analyse
  readonly convert: typeof convert
}
