import { roles, type Role } from '../roles.ts'
import type { GoldDocument } from './gold.ts'
import { isRight, measureDocument, type DocumentMeasure, type Given, type MeasuredLine } from './measure-document.ts'
import { measureReliability, type Reliability } from './reliability.ts'
import { findCountedRoles, retrieve, scoreTally, sumMeasures, type Retrieval, type Scores } from './scores.ts'

/** Labels a text: one line for each line of it, in order. */
export type LabelText = (text: string) => readonly MeasuredLine[]

/** The scores of one group of documents. */
export interface GroupScores extends Scores {
  readonly name: string
  readonly documents: number
  readonly lines: number
}

/** How one role is found. */
export interface RoleScores extends Retrieval {
  readonly role: Role
  /** Gold lines of the role. */
  readonly lines: number
  /** True when it counts in the macro mean. */
  readonly counted: boolean
}

/** Lines of one role that were given another, over all documents. */
export interface Mistake {
  readonly gold: Role
  readonly given: Given
  readonly count: number
}

/** Everything an evaluation says. */
export interface Evaluation {
  readonly total: GroupScores
  /** By folder and variant, by language, by site; each in the order of names. */
  readonly groups: Readonly<Record<Grouping, readonly GroupScores[]>>
  readonly roles: readonly RoleScores[]
  /** Which roles are taken for which, most frequent first. */
  readonly mistakes: readonly Mistake[]
  readonly reliability: Reliability
  /** Names of the documents with the lowest F1 of kept lines, lowest first. */
  readonly worst: readonly string[]
}

/** Ways to part documents into groups. */
const groupings = {
  folder: ({ set, variant }) => (variant === '' ? set : `${set} ${variant}`),
  language: ({ lang }) => lang.split('-')[0]!.toLowerCase(),
  site: ({ site }) => site,
} as const satisfies Record<string, (document: DocumentMeasure) => string>

/** The name of a way to part documents into groups. */
export type Grouping = keyof typeof groupings

const worstCount = 20

/** Labels documents and counts what is right. */
export function measureDocuments(documents: readonly GoldDocument[], labelText: LabelText): DocumentMeasure[] {
  return documents.map((document) => measureDocument(document, labelText(document.text)))
}

/**
 * Evaluates a labelling of gold documents.
 *
 * @example evaluate(documents, (text) => analyse(text).lines).total.keptF1
 */
export function evaluate(documents: readonly GoldDocument[], labelText: LabelText): Evaluation {
  return summarise(measureDocuments(documents, labelText))
}

/** Makes an evaluation of what was counted, wherever the documents were labelled. */
export function summarise(documents: readonly DocumentMeasure[]): Evaluation {
  const tally = sumMeasures(documents)
  const counted = new Set(findCountedRoles(tally))
  return {
    total: scoreGroup('all', documents),
    groups: {
      folder: scoreGroups(documents, groupings.folder),
      language: scoreGroups(documents, groupings.language),
      site: scoreGroups(documents, groupings.site),
    },
    roles: roles.map((role) => {
      const counts = tally.roles[role]
      const found = retrieve(counts)
      // Nothing is ever called `other`, so that only its recall means something.
      const known = role === 'other' ? { precision: null, recall: found.recall, f1: null } : found
      return { role, lines: counts.right + counts.missed, ...known, counted: counted.has(role) }
    }),
    mistakes: findMistakes(documents),
    reliability: measureReliability(documents.map(({ confidence }) => confidence)),
    worst: findWorst(documents),
  }
}

function scoreGroups(documents: readonly DocumentMeasure[], nameOf: (document: DocumentMeasure) => string): GroupScores[] {
  const groups = new Map<string, DocumentMeasure[]>()
  for (const document of documents) {
    const name = nameOf(document)
    const group = groups.get(name)
    if (group) group.push(document)
    else groups.set(name, [document])
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, group]) => scoreGroup(name, group))
}

function scoreGroup(name: string, documents: readonly DocumentMeasure[]): GroupScores {
  const tally = sumMeasures(documents)
  return { name, documents: tally.documents, lines: tally.lines, ...scoreTally(tally) }
}

function findMistakes(documents: readonly DocumentMeasure[]): Mistake[] {
  const counts = new Map<string, { gold: Role; given: Given; count: number }>()
  for (const { confusion } of documents) {
    for (const [gold, row] of Object.entries(confusion) as [Role, Partial<Record<Given, number>>][]) {
      for (const [given, count] of Object.entries(row) as [Given, number][]) {
        if (isRight(gold, given)) continue
        const key = `${gold} ${given}`
        const mistake = counts.get(key)
        if (mistake) mistake.count += count
        else counts.set(key, { gold, given, count })
      }
    }
  }
  const sorted = [...counts].sort(([aKey, a], [bKey, b]) => b.count - a.count || (aKey < bKey ? -1 : 1))
  return sorted.map(([, mistake]) => mistake)
}

/** The documents that lost most; one without kept lines in gold and labels has lost nothing. */
function findWorst(documents: readonly DocumentMeasure[]): string[] {
  const scored = documents.map((document) => ({ name: document.name, f1: retrieve(sumMeasures([document]).kept).f1 ?? 1 }))
  const lossy = scored.filter(({ f1 }) => f1 < 1)
  return lossy.sort((a, b) => a.f1 - b.f1 || (a.name < b.name ? -1 : 1)).slice(0, worstCount).map(({ name }) => name)
}
