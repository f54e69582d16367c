import { isRole } from '../roles.ts'
import type { Comparison } from './bootstrap.ts'
import type { Evaluation } from './evaluate.ts'
import type { DocumentMeasure } from './measure-document.ts'
import { perturbedSet, type PerturbedScore } from './measure-perturbed.ts'
import { confidenceBins } from './reliability.ts'
import { retrieve, sumMeasures, type Retrieval } from './scores.ts'

/** A whole evaluation, as `--json` writes it and `--against` reads it. */
export interface EvaluationReport extends Evaluation {
  readonly schema: 1
  /** Digest of the gold, to tell whether two reports are of the same. */
  readonly gold: string
  /** How many folds were cross-validated; absent when one model labelled all. */
  readonly folds?: number
  readonly perturbed?: readonly PerturbedScore[]
  /** What `--prefer` does to kept lines; only with folds. */
  readonly leaning?: readonly LeaningScore[]
  readonly comparison?: Comparison
  /** What was counted in each document. */
  readonly documents: readonly DocumentMeasure[]
}

/** How kept lines are found when the labelling leans one way; `rtl` is the same on right-to-left pages alone. */
export interface LeaningScore {
  readonly name: string
  readonly all: Retrieval
  readonly rtl: Retrieval
}

/** Sums up what each way to lean does. */
export function scoreLeaning(measures: Readonly<Record<string, readonly DocumentMeasure[]>>): LeaningScore[] {
  return Object.entries(measures).map(([name, documents]) => ({
    name, all: retrieve(sumMeasures(documents).kept), rtl: retrieve(sumMeasures(documents.filter(({ set }) => set === perturbedSet)).kept),
  }))
}

/** What of a saved report a comparison needs. */
export type SavedReport = Pick<EvaluationReport, 'gold' | 'documents'>

/**
 * Recognises a saved report among parsed JSON.
 *
 * @returns Nothing when it is something else, or was cut or changed so that it cannot be compared with.
 */
export function readSavedReport(value: unknown): SavedReport | undefined {
  const { schema, gold, documents } = (value ?? {}) as Partial<Record<keyof EvaluationReport, unknown>>
  if (schema !== 1 || typeof gold !== 'string' || !Array.isArray(documents) || !documents.every(isMeasure)) return undefined
  return { gold, documents }
}

function isMeasure(value: unknown): value is DocumentMeasure {
  const { name, confusion, headline, shingles, words, confidence } = (value ?? {}) as Partial<Record<keyof DocumentMeasure, unknown>>
  const isScore = (score: unknown) => score === null || typeof score === 'number'
  return typeof name === 'string' && isConfusion(confusion) && (headline === null || typeof headline === 'boolean')
    && isScore(shingles) && isScore(words) && Array.isArray(confidence) && confidence.length === confidenceBins
}

function isConfusion(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).every(([gold, row]) => {
    if (!isRole(gold) || typeof row !== 'object' || row === null) return false
    return Object.entries(row).every(([given, count]) => (given === 'blank' || isRole(given)) && Number.isInteger(count))
  })
}
