import { measureDocuments, type LabelText } from './evaluate.ts'
import type { GoldDocument } from './gold.ts'
import { hardWrap } from './hard-wrap.ts'
import type { DocumentMeasure } from './measure-document.ts'
import { perturbations, type GoldLines } from './perturb.ts'
import { randomFrom } from './random.ts'
import { retrieve, sumMeasures } from './scores.ts'

/** The folder whose documents are perturbed: the one labelled by hand. */
export const perturbedSet = 'rtl'
const seed = 9

const ways: Readonly<Record<string, (gold: GoldLines, random: () => number) => GoldLines>> = { ...perturbations, wrapped: (gold) => hardWrap(gold) }

/** What was counted in perturbed copies, by the name of the perturbation. */
export type PerturbedMeasures = Readonly<Record<string, readonly DocumentMeasure[]>>

/** How the kept lines are found in copies perturbed in one way. */
export interface PerturbedScore {
  readonly name: string
  readonly documents: number
  readonly keptF1: number | null
}

/** Labels perturbed copies of the documents of the set `rtl`: those of the training, and hard-wrapped ones. */
export function measurePerturbed(documents: readonly GoldDocument[], labelText: LabelText): PerturbedMeasures {
  const chosen = documents.filter(({ set }) => set === perturbedSet)
  return Object.fromEntries(Object.entries(ways).map(([name, perturb]) => [name, measureDocuments(chosen.map((document) => perturbDocument(document, perturb)), labelText)]))
}

/** Sums up perturbed copies. */
export function scorePerturbed(measures: PerturbedMeasures): PerturbedScore[] {
  return Object.entries(measures).map(([name, copies]) => ({ name, documents: copies.length, keptF1: retrieve(sumMeasures(copies).kept).f1 }))
}

function perturbDocument(document: GoldDocument, perturb: (gold: GoldLines, random: () => number) => GoldLines): GoldDocument {
  const { lines, roles, doubt } = perturb({ lines: document.text.split('\n'), roles: document.roles, doubt: document.doubt }, randomFrom(seed))
  return { ...document, text: lines.join('\n'), roles, doubt }
}
