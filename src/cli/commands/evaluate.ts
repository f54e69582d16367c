import { stat } from 'node:fs/promises'
import path from 'node:path'
import { readGoldFolders, readLayoutFolder, type Gold } from '../../batch/read-gold.ts'
import { analyse, load } from '../../convert.ts'
import type { Model } from '../../label/model.ts'
import { compareMeasures } from '../../learn/bootstrap.ts'
import { crossValidate, foldOf, type CrossValidation } from '../../learn/cross-validate.ts'
import { measureDocuments, summarise } from '../../learn/evaluate.ts'
import { scoreLeaning, type EvaluationReport } from '../../learn/evaluation-report.ts'
import type { DocumentMeasure } from '../../learn/measure-document.ts'
import { measurePerturbed, perturbedSet, scorePerturbed } from '../../learn/measure-perturbed.ts'
import { formatEvaluation } from '../format-evaluation.ts'
import { exits, write, type Io } from '../io.ts'
import { parseArguments } from '../program.ts'
import { readYardstick, type Yardstick } from '../read-yardstick.ts'
import { createReport } from '../report.ts'

const checkCount = (least: number) => (text: string) => (/^\d{1,4}$/.test(text) && Number(text) >= least ? undefined : `Expected a whole number of at least ${least}.`)

const form = {
  name: 'naskh evaluate',
  operands: '<dir...>',
  description: 'Measures how well lines are labelled, on labelled documents: texts with a label file of the same name beside them.',
  options: {
    gold: { kind: 'text', group: 'Options:', value: 'dir', summary: 'where the label files are, when they are not beside the texts' },
    model: { kind: 'text', group: 'Options:', value: 'file', summary: 'an own model' },
    against: { kind: 'text', group: 'Options:', value: 'file', summary: 'compare with another model, or with a report that --json wrote' },
    folds: { kind: 'text', group: 'Options:', value: 'n', summary: 'cross-validate: label each of <n> parts of the sites by a model trained on the others. Slow: <n> trainings, minutes each on a large set', check: checkCount(2) },
    rounds: { kind: 'text', group: 'Options:', value: 'n', summary: 'how many trees to grow, with --folds', check: checkCount(1) },
    layouts: { kind: 'text', group: 'Options:', value: 'dir', summary: 'page layouts to pour the articles into while training, with --folds' },
    perturb: { kind: 'flag', group: 'Options:', summary: `also label perturbed copies of the documents in a folder named ${perturbedSet}` },
    json: { kind: 'flag', group: 'Options:', summary: 'write JSON, with what was counted in each document' },
    quiet: { kind: 'flag', group: 'Options:', short: 'q', summary: 'do not tell of the training that --folds does' },
  },
} as const

/** Evaluates the shipped model, another one, or by cross-validation. */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  const parsed = parseArguments(form, argv, io)
  if ('exit' in parsed) return parsed.exit
  const { options, operands } = parsed
  const report = createReport(io, {})
  const refuse = (problem: string) => (report.problem(problem), exits.usage)
  if (operands.length === 0) return refuse('expected folders of labelled documents, as in `naskh evaluate gold`')
  if (options.folds !== undefined && options.model !== undefined) return refuse('--folds trains its own models: leave --model out')
  if (options.rounds !== undefined && options.folds === undefined) return refuse('--rounds is for --folds')
  if (options.layouts !== undefined && options.folds === undefined) return refuse('--layouts is for --folds')
  for (const folder of [...operands, options.gold, options.layouts].filter((one) => one !== undefined)) {
    if (!(await isFolder(path.resolve(io.cwd, folder)))) return refuse(`expected a folder, found none: ${folder}`)
  }
  const [own, other] = await Promise.all([options.model, options.against].map((file) => readYardstick(file, io.cwd)))
  for (const found of [own, other]) if (found && 'problem' in found) return refuse(found.problem)
  if (own && 'report' in own) return refuse(`--model: expected a model, found a report: ${options.model}`)
  const gold = await readGoldFolders(operands.map((folder) => path.resolve(io.cwd, folder)), options.gold === undefined ? undefined : path.resolve(io.cwd, options.gold))
  for (const problem of gold.problems) report.problem(problem)
  if (gold.documents.length === 0) return refuse(`found no labelled document in ${operands.join(', ')}`)
  if (options.perturb && !gold.documents.some(({ set }) => set === perturbedSet)) return refuse(`--perturb: expected a folder named ${perturbedSet}, found none`)
  await load()
  const folds = options.folds === undefined ? undefined : Number(options.folds)
  if (folds !== undefined && new Set(gold.documents.map(({ site }) => foldOf(site, folds))).size < 2) return refuse('--folds: expected documents of more sites, found too few to train on some and label others')
  const pages = options.layouts === undefined ? undefined : await readLayoutFolder(path.resolve(io.cwd, options.layouts))
  for (const problem of pages?.problems ?? []) report.problem(problem)
  const settings = { ...(pages && { layouts: pages.layouts }), ...(options.rounds !== undefined && { boost: { rounds: Number(options.rounds) } }) }
  const { measures, perturbed, leaning } = folds === undefined
    ? measureWith(gold, own && 'model' in own ? own.model : undefined, options.perturb)
    : crossValidate(gold.documents, { folds, perturb: options.perturb ?? false, settings }, (text) => void (options.quiet || io.stderr.write(`${text}\n`)))
  const evaluation: EvaluationReport = {
    schema: 1, gold: gold.digest, ...(folds !== undefined && { folds }), ...summarise(measures),
    ...(options.perturb && { perturbed: scorePerturbed(perturbed) }),
    ...(leaning && { leaning: scoreLeaning({ recall: leaning.recall, balanced: measures, precision: leaning.precision }) }),
    ...(other && !('problem' in other) && { comparison: compareMeasures(measures, measureOther(gold, other, (text) => report.summary(text))) }),
    documents: measures,
  }
  await write(io.stdout, options.json ? `${JSON.stringify(evaluation)}\n` : formatEvaluation(evaluation))
  return gold.problems.length > 0 ? exits.failed : exits.done
}

function measureWith({ documents }: Gold, model: Model | undefined, perturb = false): Pick<CrossValidation, 'measures' | 'perturbed'> & Partial<CrossValidation> {
  const labelText = (text: string) => analyse(text, model ? { model } : {}).lines
  return { measures: measureDocuments(documents, labelText), perturbed: perturb ? measurePerturbed(documents, labelText) : {} }
}

/** Measures the other model on the same documents, or takes what the report says of them. */
function measureOther(gold: Gold, other: Exclude<Yardstick, { problem: string }>, say: (text: string) => void): readonly DocumentMeasure[] {
  if ('model' in other) return measureWith(gold, other.model).measures
  if (other.report.gold !== gold.digest) say('--against: the report is of other gold; the documents both have are compared')
  return other.report.documents
}

async function isFolder(folder: string): Promise<boolean> {
  return stat(folder).then((found) => found.isDirectory(), () => false)
}
