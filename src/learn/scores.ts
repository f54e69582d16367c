import { roles, type Role } from '../roles.ts'
import { endsKept, isRight, type DocumentMeasure, type Given } from './measure-document.ts'

/** How often something was found where it is, where it is not, and missed where it is. */
export interface Counts {
  right: number
  extra: number
  missed: number
}

/** Sums over documents. */
export interface Tally {
  documents: number
  lines: number
  linesRight: number
  readonly kept: Counts
  readonly roles: Readonly<Record<Role, Counts>>
  headlines: number
  headlinesRight: number
  /** Documents whose every line is on the right side of kept and boilerplate. */
  whole: number
  bodies: number
  shingles: number
  words: number
}

/** Precision, recall and their harmonic mean; `null` where there was nothing to find or nothing was found. */
export interface Retrieval {
  readonly precision: number | null
  readonly recall: number | null
  readonly f1: number | null
}

/** A role needs this many gold lines to count in the macro mean: with fewer it is chance. */
export const fewestLines = 30

/** The scores an evaluation gives of a group of documents, by name: a share or a mean from 0 to 1, `null` without cases. */
export const metrics = {
  keptPrecision: (tally) => retrieve(tally.kept).precision,
  keptRecall: (tally) => retrieve(tally.kept).recall,
  keptF1: (tally) => retrieve(tally.kept).f1,
  roleAccuracy: ({ linesRight, lines }) => share(linesRight, lines),
  macroF1: (tally, counted) => mean(counted.map((role) => retrieve(tally.roles[role]).f1)),
  headline: ({ headlinesRight, headlines }) => share(headlinesRight, headlines),
  whole: ({ whole, documents }) => share(whole, documents),
  shingleF1: ({ shingles, bodies }) => share(shingles, bodies),
  wordF1: ({ words, bodies }) => share(words, bodies),
} as const satisfies Record<string, (tally: Tally, counted: readonly Role[]) => number | null>

/** The name of a score. */
export type Metric = keyof typeof metrics
/** The names of all scores, in the order of reports. */
export const metricNames = Object.keys(metrics) as Metric[]
/** All scores of a group of documents. */
export type Scores = Readonly<Record<Metric, number | null>>

/** Computes all scores of some sums. */
export function scoreTally(tally: Tally, counted: readonly Role[] = findCountedRoles(tally)): Scores {
  return Object.fromEntries(metricNames.map((name) => [name, metrics[name](tally, counted)])) as Scores
}

/** The roles that count in the macro mean: those with enough gold lines, `other` never. */
export function findCountedRoles(tally: Tally): Role[] {
  return roles.filter((role) => role !== 'other' && tally.roles[role].right + tally.roles[role].missed >= fewestLines)
}

/** Sums of no document. */
export function emptyTally(): Tally {
  const counts = (): Counts => ({ right: 0, extra: 0, missed: 0 })
  return {
    documents: 0, lines: 0, linesRight: 0, kept: counts(), roles: Object.fromEntries(roles.map((role) => [role, counts()])) as Record<Role, Counts>,
    headlines: 0, headlinesRight: 0, whole: 0, bodies: 0, shingles: 0, words: 0,
  }
}

/** Sums up documents. */
export function sumMeasures(documents: readonly DocumentMeasure[]): Tally {
  const tally = emptyTally()
  for (const document of documents) addMeasure(tally, document)
  return tally
}

function addMeasure(tally: Tally, { confusion, headline, shingles, words }: DocumentMeasure): void {
  const astray = tally.kept.extra + tally.kept.missed
  for (const [gold, row] of Object.entries(confusion) as [Role, Partial<Record<Given, number>>][]) {
    for (const [given, count] of Object.entries(row) as [Given, number][]) addLines(tally, gold, given, count)
  }
  tally.documents++
  if (tally.kept.extra + tally.kept.missed === astray) tally.whole++
  if (headline !== null) tally.headlines++
  if (headline) tally.headlinesRight++
  if (shingles === null || words === null) return
  tally.bodies++
  tally.shingles += shingles
  tally.words += words
}

function addLines(tally: Tally, gold: Role, given: Given, count: number): void {
  const right = isRight(gold, given)
  tally.lines += count
  if (right) tally.linesRight += count
  tally.roles[gold][right ? 'right' : 'missed'] += count
  if (!right && given !== 'blank') tally.roles[given].extra += count
  const expected = endsKept(gold)
  const kept = endsKept(given)
  if (expected || kept) tally.kept[expected ? (kept ? 'right' : 'missed') : 'extra'] += count
}

/** Adds sums to sums. */
export function addTally(to: Tally, more: Tally): void {
  to.documents += more.documents
  to.lines += more.lines
  to.linesRight += more.linesRight
  addCounts(to.kept, more.kept)
  for (const role of roles) addCounts(to.roles[role], more.roles[role])
  to.headlines += more.headlines
  to.headlinesRight += more.headlinesRight
  to.whole += more.whole
  to.bodies += more.bodies
  to.shingles += more.shingles
  to.words += more.words
}

function addCounts(to: Counts, { right, extra, missed }: Counts): void {
  to.right += right
  to.extra += extra
  to.missed += missed
}

/** Precision, recall and F1 of counts. */
export function retrieve({ right, extra, missed }: Counts): Retrieval {
  return { precision: share(right, right + extra), recall: share(right, right + missed), f1: share(2 * right, 2 * right + extra + missed) }
}

function share(part: number, all: number): number | null {
  return all === 0 ? null : part / all
}

function mean(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  return share(known.reduce((sum, value) => sum + value, 0), known.length)
}
