import { analyse } from '../convert.ts'
import type { Model } from '../label/model.ts'
import type { BoostSettings } from './boost.ts'
import { measureDocuments, type LabelText } from './evaluate.ts'
import type { GoldDocument } from './gold.ts'
import type { DocumentMeasure } from './measure-document.ts'
import { measurePerturbed, type PerturbedMeasures } from './measure-perturbed.ts'
import { hashText, trainModel, type Tell } from './train.ts'

/** How to cross-validate. */
export interface FoldSettings {
  /** How many parts the sites are split into, 2 or more. */
  readonly folds: number
  /** Part of the settings of the trees, where they differ from the usual ones. */
  readonly settings?: Partial<BoostSettings>
  /** Also labels perturbed copies. */
  readonly perturb?: boolean
}

/** What was counted in documents that the model which labelled them had not seen, nor any of their site. */
export interface CrossValidation {
  /** In the order of the documents. */
  readonly measures: readonly DocumentMeasure[]
  readonly perturbed: PerturbedMeasures
}

/**
 * Splits documents by site into folds, and labels each fold by a model trained on the others. It takes as long as that
 * many trainings. Await `load()` before.
 *
 * @throws RangeError when all documents are of the sites of one fold, so that there is nothing to train on.
 */
export function crossValidate(documents: readonly GoldDocument[], { folds, settings = {}, perturb = false }: FoldSettings, tell: Tell = () => {}): CrossValidation {
  const measured = new Map<GoldDocument, DocumentMeasure>()
  const perturbed: Record<string, DocumentMeasure[]> = {}
  for (let fold = 0; fold < folds; fold++) {
    const held = documents.filter(({ site }) => foldOf(site, folds) === fold)
    if (held.length === 0) continue
    const rest = documents.filter(({ site }) => foldOf(site, folds) !== fold)
    if (rest.length === 0) throw new RangeError('expected documents of several sites, found all of them in one fold')
    tell(`fold ${fold + 1} of ${folds}: ${held.length} documents`)
    const labelText = labelBy(trainModel(rest, settings, tell), rest.length)
    measureDocuments(held, labelText).forEach((measure, at) => measured.set(held[at]!, measure))
    if (!perturb) continue
    for (const [name, copies] of Object.entries(measurePerturbed(held, labelText))) (perturbed[name] ??= []).push(...copies)
  }
  return { measures: documents.map((document) => measured.get(document)!), perturbed }
}

/** The fold a site belongs to, whatever other sites there are. */
export function foldOf(site: string, folds: number): number {
  return hashText(site) % folds
}

function labelBy(trained: Omit<Model, 'provenance'>, documents: number): LabelText {
  const model: Model = { provenance: { gold: '', documents, command: 'naskh evaluate --folds' }, ...trained }
  return (text) => analyse(text, { model }).lines
}
