import { analyse } from '../convert.ts'
import type { Preference } from '../label/label.ts'
import type { Model } from '../label/model.ts'
import { measureDocuments, type LabelText } from './evaluate.ts'
import type { GoldDocument } from './gold.ts'
import type { DocumentMeasure } from './measure-document.ts'
import { measurePerturbed, type PerturbedMeasures } from './measure-perturbed.ts'
import { hashText, trainModel, type Tell, type TrainSettings } from './train.ts'

/** How to cross-validate. */
export interface FoldSettings {
  /** How many parts the sites are split into, 2 or more. */
  readonly folds: number
  /** How each model is trained. */
  readonly settings?: TrainSettings
  /** Also labels perturbed copies. */
  readonly perturb?: boolean
}

/** What was counted in documents that the model which labelled them had not seen, nor any of their site. */
export interface CrossValidation {
  /** In the order of the documents. */
  readonly measures: readonly DocumentMeasure[]
  /** The same documents, labelled with `--prefer`. */
  readonly leaning: Readonly<Record<(typeof leanings)[number], readonly DocumentMeasure[]>>
  readonly perturbed: PerturbedMeasures
}

/** The ways to lean that are measured beside the balanced one. */
export const leanings = ['recall', 'precision'] as const satisfies readonly Preference[]

/**
 * Splits documents by site into folds, and labels each fold by a model trained on the others. It takes as long as that
 * many trainings. Await `load()` before.
 *
 * @throws RangeError when all documents are of the sites of one fold, so that there is nothing to train on.
 */
export function crossValidate(documents: readonly GoldDocument[], { folds, settings = {}, perturb = false }: FoldSettings, tell: Tell = () => {}): CrossValidation {
  const measured = new Map<GoldDocument, DocumentMeasure>()
  const perturbed: Record<string, DocumentMeasure[]> = {}
  const leaning = { recall: [] as DocumentMeasure[], precision: [] as DocumentMeasure[] }
  for (let fold = 0; fold < folds; fold++) {
    const held = documents.filter(({ site }) => foldOf(site, folds) === fold)
    if (held.length === 0) continue
    const rest = documents.filter(({ site }) => foldOf(site, folds) !== fold)
    if (rest.length === 0) throw new RangeError('expected documents of several sites, found all of them in one fold')
    tell(`fold ${fold + 1} of ${folds}: ${held.length} documents`)
    const model: Model = { provenance: { gold: '', documents: rest.length, command: 'naskh evaluate --folds' }, ...trainModel(rest, settings, tell).model }
    const labelText: LabelText = (text) => analyse(text, { model }).lines
    measureDocuments(held, labelText).forEach((measure, at) => measured.set(held[at]!, measure))
    for (const prefer of leanings) leaning[prefer].push(...measureDocuments(held, (text) => analyse(text, { model, prefer }).lines))
    if (!perturb) continue
    for (const [name, copies] of Object.entries(measurePerturbed(held, labelText))) (perturbed[name] ??= []).push(...copies)
  }
  return { measures: documents.map((document) => measured.get(document)!), leaning, perturbed }
}

/** The fold a site belongs to, whatever other sites there are. */
export function foldOf(site: string, folds: number): number {
  return hashText(site) % folds
}
