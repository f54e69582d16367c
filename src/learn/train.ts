import { hashWord, indexCues } from '../label/cues.ts'
import { lexiconsFor } from '../label/cues-for.ts'
import type { Model } from '../label/model.ts'
import { judgeLanguage, readLines } from '../read-lines.ts'
import { defaultFixes } from '../text/fixers.ts'
import { boost, usualBoost, type BoostSettings } from './boost.ts'
import { toExample, type Example } from './example.ts'
import { fitSteps } from './fit-steps.ts'
import type { GoldDocument } from './gold.ts'
import { packModel } from './pack.ts'
import { perturbations, type GoldLines } from './perturb.ts'
import { randomFrom } from './random.ts'
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

/**
 * Trains a model on labelled documents: one forest on most sites, the steps on the others, and a second
 * forest on all; the two are averaged. The same documents in the same order give the same model, to the byte.
 *
 * @param settings Part of the settings of the trees, where they differ from the usual ones.
 */
export function trainModel(documents: readonly GoldDocument[], settings: Partial<BoostSettings> = {}, tell: Tell = () => {}): Omit<Model, 'provenance'> {
  const random = randomFrom(seed)
  const grown: Example[] = []
  const heldOut: Example[] = []
  for (const document of documents) {
    const kept = documents.length > sitesPerHeldOut && hashText(`steps ${document.site}`) % sitesPerHeldOut === 0
    ;(kept ? heldOut : grown).push(...toExamples(document, random))
  }
  tell(`${documents.length} documents, ${grown.length} examples for trees, ${heldOut.length} for steps`)
  const tellTrees = (round: number, loss: number) => void (round % 20 === 0 && tell(`tree ${round}: loss ${loss.toFixed(4)}`))
  const trees = boost(grown, { ...usualBoost, ...settings }, tellTrees)
  const sample = heldOut.filter((_, at) => at % stepSample === 0)
  const steps = fitSteps(sample.length > 0 ? sample : grown, trees, (trust, gain, loss) => tell(`steps x ${trust}, scores x ${gain}: loss ${loss.toFixed(4)}`))
  if (heldOut.length === 0) return packModel([trees], steps)
  tell('growing a second forest, on all documents')
  return packModel([trees, boost([...grown, ...heldOut], { ...usualBoost, ...settings }, tellTrees)], steps)
}

/** Makes examples of a document as it is and of perturbed copies, with some of the lexicon's phrases, or all, left out. */
function toExamples(document: GoldDocument, random: () => number): Example[] {
  const { set, lang, suspect, page } = document
  const gold: GoldLines = { lines: document.text.split('\n'), roles: document.roles, doubt: document.doubt }
  const length = document.roles.reduce((sum, role) => sum + (role === null ? 0 : 1), 0)
  // A long page has many lines but is one page: it counts for more than a short one, not for as many times more.
  const weight = (setWeights[set] ?? 1) * (suspect ? suspectWeight : 1) * (lang.startsWith('en') || set === 'rtl' ? 1 : rareLanguageWeight) * Math.sqrt(60 / (20 + length))
  const names = Object.keys(perturbations) as (keyof typeof perturbations)[]
  const chosen = set === 'rtl' ? names : random() < 0.5 ? [names[Math.floor(random() * names.length)]!] : []
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
