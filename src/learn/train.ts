import { hashWord, indexCues } from '../label/cues.ts'
import { lexiconsFor } from '../label/cues-for.ts'
import type { Model } from '../label/model.ts'
import { directionOfScript } from '../language/script.ts'
import { scriptOfTag } from '../language/tag-script.ts'
import { judgeLanguage, readLines } from '../read-lines.ts'
import { defaultFixes } from '../text/fixers.ts'
import { analyse } from '../convert.ts'
import { boost, usualBoost, type BoostSettings } from './boost.ts'
import { toExample, type Example } from './example.ts'
import { measureDocuments, type LabelText } from './evaluate.ts'
import { fitCalibration } from './fit-calibration.ts'
import { fitSteps } from './fit-steps.ts'
import type { GoldDocument } from './gold.ts'
import { pourLayouts, type Layout } from './layouts.ts'
import { packModel } from './pack.ts'
import { perturbations, type GoldLines, type Perturbation } from './perturb.ts'
import { randomFrom } from './random.ts'
import { scoreTally, sumMeasures } from './scores.ts'
import { thinLexicon, thinnings } from './thin-lexicon.ts'

/** What a training run says while it goes on. */
export type Tell = (text: string) => void

/** Sets count for more where they are nearer to what the tool is for: right-to-left pages, then news. Others count 1. */
const setWeights: Readonly<Record<string, number>> = { rtl: 20, fundus: 3, news: 3 }
/** What a document of another language than English counts beside one: there are few. */
const rareLanguageWeight = 1.5
/** What a document counts of which much is missing from the gold. */
const suspectWeight = 0.3
/** One site in this many is kept from the trees, to fit the steps on. */
const sitesPerHeldOut = 5
/** One example in this many of the sites kept back is used for the steps; more changes nothing. */
const stepSample = 3
const seed = 5
/** How many articles are poured into each layout, and what each such page counts: right-to-left ones, and others. */
const pours = 3
const pouredWeights = { rtl: 3, ltr: 0.7 }
/** The copies of a page beside the one as it is; merged paragraphs differ from one time to the next. */
const copies = [...(Object.keys(perturbations) as Perturbation[]), 'merged'] as const
/** Right-to-left pages are seen in all of these; paths and advertisements are learnt from the others, which have more of them. */
const rtlCopies = copies.filter((name) => name !== 'path' && name !== 'ads')
const pouredShapes = ['dense', 'spaced', 'merged', 'glued'] as const

/** What a training run may be given beside the documents. */
export interface TrainSettings {
  /** Part of the settings of the trees, where they differ from the usual ones. */
  readonly boost?: Partial<BoostSettings>
  /** Page layouts that the documents' articles are poured into. */
  readonly layouts?: readonly Layout[]
}

/** What comes of a training. */
export interface TrainedModel {
  readonly model: Omit<Model, 'provenance'>
  /** How its first forest does on the sites it was not grown on, where there were any. */
  readonly scores?: Model['provenance']['scores']
}

/**
 * Trains a model on labelled documents: one forest on most sites, the steps on the others, and a second
 * forest on all; the two are averaged. The same documents in the same order give the same model, to the byte.
 *
 * @param documents Labelled documents; sites are told apart by their `site`.
 */
export function trainModel(documents: readonly GoldDocument[], settings: TrainSettings = {}, tell: Tell = () => {}): TrainedModel {
  const random = randomFrom(seed)
  const trees = { ...usualBoost, ...settings.boost }
  const isHeldOut = ({ site }: GoldDocument) => documents.length > sitesPerHeldOut && hashText(`steps ${site}`) % sitesPerHeldOut === 0
  const rest = documents.filter((document) => !isHeldOut(document))
  const grown = rest.flatMap((document) => toExamples(document, random))
  const others = documents.filter(isHeldOut)
  const heldOut = others.flatMap((document) => toExamples(document, random))
  const pour = (donors: readonly GoldDocument[]) => pourExamples(settings.layouts ?? [], donors, random)
  tell(`${documents.length} documents, ${grown.length} examples for trees, ${heldOut.length} for steps`)
  const tellTrees = (round: number, loss: number) => void (round % 20 === 0 && tell(`tree ${round}: loss ${loss.toFixed(4)}`))
  const forest = boost([...grown, ...pour(rest)], trees, tellTrees)
  const sample = heldOut.filter((_, at) => at % stepSample === 0)
  const steps = fitSteps(sample.length > 0 ? sample : grown, forest, (trust, gain, loss) => tell(`steps x ${trust}, scores x ${gain}: loss ${loss.toFixed(4)}`))
  const first = packModel([forest], steps)
  if (others.length === 0) return { model: first }
  const labelText = labelWith(first)
  const scores = scoreHeldOut(others, labelText)
  const calibration = fitCalibration(others, labelText, ({ set }) => setWeights[set] ?? 1)
  tell('growing a second forest, on all documents')
  return { model: { ...packModel([forest, boost([...grown, ...heldOut, ...pour(documents)], trees, tellTrees)], steps), calibration }, scores }
}

function labelWith(trained: Omit<Model, 'provenance'>): LabelText {
  const model: Model = { provenance: { gold: '', documents: 0, command: '' }, ...trained }
  return (text) => analyse(text, { model }).lines
}

/** Measures a model on documents of sites that its trees were not grown on; its steps were set there. */
function scoreHeldOut(documents: readonly GoldDocument[], labelText: LabelText): NonNullable<Model['provenance']['scores']> {
  const { keptF1, roleAccuracy, headline } = scoreTally(sumMeasures(measureDocuments(documents, labelText)))
  const round = (score: number | null) => (score === null ? null : Math.round(score * 1000) / 1000)
  return { documents: documents.length, keptF1: round(keptF1), roleAccuracy: round(roleAccuracy), headline: round(headline) }
}

/** Makes examples of layouts with articles in them. */
function pourExamples(layouts: readonly Layout[], donors: readonly GoldDocument[], random: () => number): Example[] {
  return pourLayouts(layouts, donors, pours, random).map((gold) => {
    const shaped = random() < 0.5 ? gold : perturbations[pouredShapes[Math.floor(random() * pouredShapes.length)]!](gold, random)
    const weight = pouredWeights[directionOfScript(scriptOfTag(gold.lang))]
    return example(shaped, Math.floor(random() * thinnings), weight * Math.sqrt(60 / (20 + gold.lines.length)))
  })
}

/** Makes examples of a document as it is and of perturbed copies, with some of the lexicon's phrases, or all, left out. */
function toExamples(document: GoldDocument, random: () => number): Example[] {
  const { set, lang, suspect, page } = document
  const gold: GoldLines = { lines: document.text.split('\n'), roles: document.roles, doubt: document.doubt }
  const length = document.roles.reduce((sum, role) => sum + (role === null ? 0 : 1), 0)
  // A long page has many lines but is one page: it counts for more than a short one, not for as many times more.
  const weight = (setWeights[set] ?? 1) * (suspect ? suspectWeight : 1) * (lang.startsWith('en') || set === 'rtl' ? 1 : rareLanguageWeight) * Math.sqrt(60 / (20 + length))
  const chosen = set === 'rtl' ? rtlCopies : random() < 0.7 ? [copies[Math.floor(random() * copies.length)]!] : []
  const share = chosen.length > 0 ? 0.5 : 0
  const thinning = hashText(page) % thinnings
  return [
    example(gold, thinning, weight * (1 - share) * 0.8),
    example(gold, random() < 0.5 ? undefined : (thinning + 3) % thinnings, weight * (1 - share) * 0.2),
    ...chosen.map((name) => example(perturbations[name](gold, random), thinning, (weight * share) / chosen.length)),
  ].filter(({ count }) => count > 0)
}

function example({ lines, roles, doubt }: GoldLines, thinning: number | undefined, weight: number): Example {
  const { lines: read } = readLines(lines.join('\n'), defaultFixes)
  const [own, english] = lexiconsFor(judgeLanguage(read))
  const cues = thinning === undefined ? undefined : indexCues(thinLexicon(own, thinning), thinLexicon(english, thinning))
  return toExample(read, roles, doubt, cues, weight)
}

/** A number for a text, the same everywhere. */
export function hashText(text: string): number {
  return hashWord(text, 0, text.length) >>> 0
}
