import type { LineCounts } from '../label/line-counts.ts'
import type { Model } from '../label/model.ts'
import type { Core } from './core.ts'

/** What lines are labelled by besides the text and the options: read once, and sent to each thread once. */
export interface Evidence {
  /** An own model. */
  readonly model?: Model
  /** How often lines come back across documents. */
  readonly repeats?: LineCounts
}

/** Makes a core that labels by the evidence. */
export function furnishCore(core: Core, evidence: Evidence): Core {
  if (evidence.model === undefined && evidence.repeats === undefined) return core
  return {
    analyse: (input, options) => core.analyse(input, { ...options, ...evidence }),
    convert: (input, options) => core.convert(input, { ...options, ...evidence }),
  }
}
