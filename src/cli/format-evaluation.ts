import type { Comparison } from '../learn/bootstrap.ts'
import type { GroupScores } from '../learn/evaluate.ts'
import type { EvaluationReport } from '../learn/evaluation-report.ts'
import type { DocumentMeasure } from '../learn/measure-document.ts'
import { fewestLines, retrieve, sumMeasures, type Metric } from '../learn/scores.ts'
import { formatColumns } from './format-columns.ts'

/** What the scores are called in tables. */
const metricLabels: Readonly<Record<Metric, string>> = {
  keptPrecision: 'kept P', keptRecall: 'kept R', keptF1: 'kept F1', roleAccuracy: 'role', macroF1: 'macro',
  headline: 'headline', whole: 'whole', shingleF1: '4-gram', wordF1: 'words',
}
const metricColumns = Object.entries(metricLabels) as [Metric, string][]

const legend = [
  'kept P, R, F1: lines of the article against boilerplate. role: lines with the right role.',
  `macro: mean F1 of the roles with ${fewestLines} gold lines or more. headline: documents whose headline, and nothing else, is called so.`,
  'whole: documents whose kept lines are all right. 4-gram, words: F1 against the body by another hand, mean over documents.',
]

const [mistakesShown, sitesShown, worstShown] = [15, 10, 10]
/** Sites with fewer documents are chance. */
const fewestDocuments = 2

/** Writes an evaluation as tables for a terminal. */
export function formatEvaluation(report: EvaluationReport): string {
  const { total, groups, folds, perturbed, leaning, comparison } = report
  const head = `${count(total.documents, 'document')}, ${count(total.lines, 'line')}, ${count(groups.site.length, 'site')}${folds === undefined ? '' : `, cross-validated in ${folds} folds by site`}`
  const sections = [
    head,
    [...formatGroups([total, ...groups.folder]), ...legend.map((line) => `  ${line}`)].join('\n'),
    section('By language', formatGroups(groups.language)),
    section('Sites with the lowest kept F1', formatGroups(findWeakSites(groups.site))),
    section('By role', formatRoles(report)),
    section('Most frequent mistakes', formatMistakes(report)),
    section('Documents with the lowest kept F1', formatWorst(report)),
    section('Confidence', formatReliability(report)),
    perturbed && section('Perturbed copies', formatColumns([['', 'documents', 'kept F1'], ...perturbed.map(({ name, documents, keptF1 }) => [name, `${documents}`, toShare(keptF1)])])),
    leaning && section('--prefer', formatColumns([['', 'kept P', 'R', 'F1', 'rtl P', 'R', 'F1'], ...leaning.map(({ name, all, rtl }) => [name, ...[all, rtl].flatMap(({ precision, recall, f1 }) => [precision, recall, f1].map(toShare))])])),
    comparison && section('Compared', formatComparison(comparison)),
  ]
  return `${sections.filter((text) => text !== undefined).join('\n\n')}\n`
}

/** A section, or nothing where its table has no row below the head. */
function section(heading: string, lines: readonly string[]): string | undefined {
  return lines.length < 2 ? undefined : [heading, ...lines].join('\n')
}

function formatGroups(groups: readonly GroupScores[]): string[] {
  const rows = groups.map((group) => [group.name, `${group.documents}`, ...metricColumns.map(([metric]) => toShare(group[metric]))])
  return formatColumns([['', 'documents', ...metricColumns.map(([, name]) => name)], ...rows])
}

function findWeakSites(sites: readonly GroupScores[]): GroupScores[] {
  const scored = sites.filter(({ documents, keptF1 }) => documents >= fewestDocuments && keptF1 !== null && keptF1 < 1)
  return scored.sort((a, b) => a.keptF1! - b.keptF1!).slice(0, sitesShown)
}

function formatRoles({ roles }: EvaluationReport): string[] {
  const rows = roles.filter(({ lines, precision }) => lines > 0 || precision !== null)
  return formatColumns([
    ['', 'lines', 'P', 'R', 'F1', ''],
    ...rows.map(({ role, lines, precision, recall, f1, counted }) => [role, `${lines}`, toShare(precision), toShare(recall), toShare(f1), counted ? 'in the mean' : '']),
  ])
}

function formatMistakes({ mistakes }: EvaluationReport): string[] {
  return formatColumns([['gold', 'lines', 'given'], ...mistakes.slice(0, mistakesShown).map(({ gold, given, count }) => [gold, `${count}`, given])])
}

function formatWorst({ worst, documents }: EvaluationReport): string[] {
  const byName = new Map(documents.map((document) => [document.name, document]))
  const shown = worst.slice(0, worstShown).flatMap((name) => byName.get(name) ?? [])
  return formatColumns([['', 'kept F1', 'right', 'extra', 'missed', 'lang'], ...shown.map(toWorstRow)])
}

function toWorstRow(document: DocumentMeasure): string[] {
  const { kept } = sumMeasures([document])
  return [document.name, toShare(retrieve(kept).f1), `${kept.right}`, `${kept.extra}`, `${kept.missed}`, document.lang]
}

function formatReliability({ reliability }: EvaluationReport): string[] {
  const { bins, expectedError } = reliability
  const filled = bins.filter(({ count }) => count > 0)
  const rows = filled.map(({ from, count, said, right }) => [`${from.toFixed(1)}–${(from + 0.1).toFixed(1)}`, toShare(said), toShare(right), `${count}`])
  return [...formatColumns([['', 'said', 'right', 'lines'], ...rows]), `  expected calibration error ${toShare(expectedError)}`]
}

function formatComparison({ documents, differences }: Comparison): string[] {
  const rows = differences.map(({ metric, here, there, difference, low, high }) => [
    metricLabels[metric], toShare(here), toShare(there), toSigned(difference), `${toSigned(low)} … ${toSigned(high)}`, low > 0 ? 'better' : high < 0 ? 'worse' : '',
  ])
  return [...formatColumns([['', 'here', 'there', 'difference', '95 %', ''], ...rows]), `  paired bootstrap over ${count(documents, 'document')}`]
}

function toShare(value: number | null): string {
  return value === null ? '–' : value.toFixed(3)
}

function toSigned(value: number): string {
  const text = value.toFixed(3)
  return Number(text) === 0 ? '0.000' : value > 0 ? `+${text}` : text.replace('-', '−')
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
