import type { Chance } from './chance.ts'
import type { Observed } from './observe.ts'
import { lineStages } from './line-stages.ts'
import { textStages } from './text-stages.ts'
import { streamStages } from './stream-stages.ts'

/** Puts a document through one stage by itself, and says what does not hold there, or nothing. */
export type Stage = (observed: Observed, chance: Chance, texts: readonly string[]) => string | undefined | Promise<string | undefined>

/** The stages, each of which gets one document in so many. */
export const stages: Readonly<Record<string, Stage>> = { ...textStages, ...lineStages, ...streamStages }

export const stageNames: readonly string[] = Object.keys(stages)
