import { kind } from './characters.ts'
import type { Context } from './context.ts'
import { headingGroups } from './headings.ts'
import { sign, type Measures } from './measure.ts'
import { compute, divide, rankKinds, readCues, sumCues, testSigns } from './observe.ts'

/** One value seen on a unit in its surroundings. */
export interface Observation {
  readonly name: string
  /** How the value is told to people when it is high, and when it is low; empty where that says nothing. */
  readonly high: string
  readonly low: string
  /** A value below the first edge falls into bin 1, one at or above the last into the last bin. Bin 0 is "no unit here". */
  readonly edges: readonly number[]
  /** One value a unit; they hold until the next observation is read. */
  readonly values: (m: Measures, c: Context) => ArrayLike<number>
}

const flag = [1]
const few = [1, 2, 3, 5]
const distance = [1.5, 2.5, 3.5, 5, 8, 13, 22, 40, 255]
const shares = [0.02, 0.1, 0.2, 0.35, 0.5, 0.75]

/** Kinds of characters in an order in which one threshold parts what is alike. */
const endRank = rank([
  kind.letter, kind.lower, kind.upper, kind.wide, kind.mark, kind.digit, kind.sign, kind.symbol, kind.separator, kind.dash,
  kind.comma, kind.open, kind.close, kind.quote, kind.ellipsis, kind.colon, kind.question, kind.stop,
])
const startRank = rank([
  kind.lower, kind.comma, kind.stop, kind.question, kind.close, kind.colon, kind.letter, kind.wide, kind.mark, kind.upper,
  kind.quote, kind.open, kind.digit, kind.sign, kind.symbol, kind.ellipsis, kind.dash, kind.separator,
])

function rank(order: readonly number[]): readonly number[] {
  const ranks: number[] = []
  order.forEach((one, at) => (ranks[one] = at))
  return ranks.map((value) => value ?? 0)
}

const steps = (count: number) => Array.from({ length: count }, (_, at) => at + 0.5)

type Row = readonly [name: string, high: string, low: string, edges: readonly number[], values: Observation['values']]

const boilerplateGroups = ['caption', 'related', 'comments', 'promo', 'navigation', 'legal'] as const
const leadGroups = ['section', 'byline', 'date', 'source', 'kicker', 'deck'] as const

const shapeRows: readonly Row[] = [
  ['length', 'long line', 'short line', [6, 11, 16, 22, 30, 40, 52, 68, 90, 120, 165, 240, 400], (m) => m.weight],
  ['words', 'many words', 'few words', [2, 3, 4, 5, 6, 8, 10, 13, 17, 24, 40, 70], (m) => m.words],
  ['relative-length', 'long for this document', 'short for this document', [0.03, 0.07, 0.12, 0.2, 0.32, 0.5, 0.8, 1.2, 2], (m, c) => compute(m, (at) => m.weight[at]! / c.halfLength)],
  ['word-length', 'long words', 'short words', [2.5, 4, 5, 6, 7.5, 10, 14], (m) => divide(m, m.letters, m.words)],
  ['sentences', 'whole sentences', 'no whole sentence', few, (m) => m.sentences],
  ['end', 'ends like a sentence', 'no mark at the end', steps(17), (m) => rankKinds(m, m.last, endRank)],
  ['end-inside', 'ends like a sentence', 'no mark at the end', steps(17), (m) => rankKinds(m, m.lastInner, endRank)],
  ['start', 'opens with a mark', 'opens with a letter', steps(17), (m) => rankKinds(m, m.first, startRank)],
  ['ordinal', 'opens with a number', '', [1, 2, 20, 100], (m) => m.ordinal],
  ['digit-share', 'mostly digits', 'few digits', shares, (m) => divide(m, m.digits, m.weight)],
  ['mark-share', 'many marks', 'few marks', [0.01, 0.03, 0.06, 0.1, 0.18, 0.35], (m) => divide(m, m.marks, m.weight)],
  ['commas', 'commas', 'no comma', few, (m) => m.commas],
  ['quotes', 'quotation marks', '', few, (m) => m.quotes],
  ['brackets', 'brackets', '', few, (m) => m.brackets],
  ['separators', 'separators between words', '', few, (m) => m.separators],
  ['dashes', 'dashes', '', few, (m) => m.dashes],
  ['symbols', 'symbols', '', few, (m) => m.symbols],
  ['colon', 'a colon late in the line', 'no colon', [1, 2, 3, 4, 6, 10], (m) => m.colon],
  ['dash', 'a dash late in the line', 'no dash', [1, 2, 3, 4, 5, 7, 11], (m) => m.dash],
  ['address', 'a web address', '', flag, (m) => testSigns(m, sign.address | sign.mail)],
  ['tag', 'a hash tag or handle', '', flag, (m) => testSigns(m, sign.tag)],
  ['foreign', "not in the document's script", '', [1, 2], (m) => compute(m, (at) => (m.band[at] === 0 ? 1 : m.band[at] === m.mainBand ? 0 : 2))],
]

const dateRows: readonly Row[] = [
  ['clock', 'a clock time', '', flag, (m) => testSigns(m, sign.clock)],
  ['year', 'a year', '', flag, (m) => testSigns(m, sign.year)],
  ['numeric-date', 'a date in figures', '', flag, (m) => testSigns(m, sign.date)],
  ['date-words', 'mostly words of a date', 'few words of a date', [0.01, 0.1, 0.2, 0.34, 0.5, 0.7], (m) => divide(m, sumCues(m, 'months', 'weekdays'), m.words)],
  ['ago', 'a relative time', '', [0.01, 0.15, 0.3, 0.5], (m) => divide(m, readCues(m, 'ago'), m.words)],
]

const cueRows: readonly Row[] = [
  ...(['section', 'byline', 'date', 'crosshead', 'source', 'caption', 'related', 'comments', 'promo', 'navigation', 'legal'] as const).map(
    (group): Row => [`cue-${group}`, `a cue for ${group}`, '', [1, 2, 3], (m) => readCues(m, group)],
  ),
  ['cue-lead', 'a cue for deck or kicker', '', [1, 2, 3], (m) => readCues(m, 'deck', 'kicker')],
  ['cue-list', 'a cue for a list', '', [1, 2, 3], (m) => readCues(m, 'list-item')],
  ['cue-share', 'mostly set phrases', 'no set phrase', [0.01, 0.15, 0.34, 0.6, 0.95], (m) => divide(m, m.covered, m.words)],
  ['cue-boilerplate', 'a set phrase of boilerplate', 'no set phrase of boilerplate', [1, 2, 3], (m) => readCues(m, ...boilerplateGroups)],
  ['cue-lead-in', 'a set phrase of what stands above or below an article', '', [1, 2, 3], (m) => readCues(m, ...leadGroups)],
  ['platforms', 'names a social network', '', [1, 2, 4], (m) => readCues(m, 'platforms')],
  ['platform-share', 'hardly more than a social network', '', [0.01, 0.1, 0.3, 0.6], (m) => divide(m, readCues(m, 'platforms'), m.words)],
  ['names', 'given names', '', [1, 2, 3, 5], (m) => readCues(m, 'names')],
  ['name-share', 'hardly more than names', '', [0.01, 0.1, 0.2, 0.3, 0.45], (m) => divide(m, readCues(m, 'names'), m.words)],
  ['person', 'speaks in the first person', '', [1, 2, 4], (m) => readCues(m, 'person')],
  ['agencies', 'names an agency', '', [1, 2], (m) => readCues(m, 'agencies')],
  ['agency-share', 'hardly more than an agency', '', [0.01, 0.1, 0.3, 0.6], (m) => divide(m, readCues(m, 'agencies'), m.words)],
  ['section-names', 'mostly names of sections', '', [0.01, 0.2, 0.5, 0.9], (m) => divide(m, readCues(m, 'sections'), m.words)],
  ['openers', 'words that report speech', '', [1, 2], (m) => readCues(m, 'openers')],
]

const headingRows: readonly Row[] = [
  ...headingGroups.map((group, which): Row => [`since-${group}`, '', `shortly after a heading of ${group}`, distance, (_m, c) => c.sinceCue[which]!]),
  ...headingGroups.map((group, which): Row => [`until-${group}`, '', `shortly before a heading of ${group}`, distance, (_m, c) => c.untilCue[which]!]),
  ['heading', 'the last heading was one of boilerplate', 'no heading of boilerplate so far', steps(6), (_m, c) => c.heading],
  ['cues-before', 'after many set phrases of boilerplate', 'before any set phrase of boilerplate', [1, 2, 3, 5, 8, 13, 22], (_m, c) => c.cuesBefore],
  ['dates-before', 'after many lines of dates and names in the body', '', [1, 2, 3, 5, 9], (_m, c) => c.datesBefore],
  ['legal-around', 'much small print around', '', [1, 2, 3, 5, 8, 13], (_m, c) => c.legalAround],
  ['dates-around', 'lines of dates and names all around', '', [1, 2, 3, 4, 6, 9], (_m, c) => c.datesAround],
  ['cue-density', 'set phrases all around', 'no set phrase near', [1, 2, 3, 5, 7], (_m, c) => c.density],
]

const placeRows: readonly Row[] = [
  ['blank-before', 'blank lines before it', 'no blank line before it', few, (m) => m.before],
  ['blank-after', 'blank lines after it', 'no blank line after it', few, (m) => m.after],
  ['block', 'many lines without a blank one between', 'between blank lines', [2, 3, 4, 6, 10, 20], (_m, c) => c.block],
  ['odd-block', 'stands with other lines where paragraphs stand alone', '', [0.01, 0.4, 0.7, 0.85, 0.95], (m, c) => compute(m, (at) => (c.block[at]! > 1 ? c.alone : 0))],
  ['in-block', 'deep among lines without a blank one between', 'first after a blank line', [1, 2, 3, 5, 9], (_m, c) => c.inBlock],
  ['block-longest', 'stands with running text', 'stands with short lines only', [30, 60, 90, 150, 250], (_m, c) => c.blockLongest],
  ['loose-ends', 'paragraphs here often lack a mark at the end', '', [0.05, 0.15, 0.3, 0.5, 0.75], (m, c) => compute(m, () => c.looseEnds)],
  ['spacing', '', '', [0.01, 0.15, 0.4, 0.7, 0.95], (m, c) => compute(m, () => c.spacing)],
  ['from-start', 'far from the top', 'near the top', [1, 2, 3, 4, 6, 9, 14, 22, 40, 80], (m) => compute(m, (at) => at)],
  ['from-end', 'far from the end', 'near the end', [1, 2, 3, 4, 6, 9, 14, 22, 40, 80], (m) => compute(m, (at) => m.count - 1 - at)],
  ['share', 'in the last part', 'in the first part', [0.02, 0.08, 0.2, 0.4, 0.6, 0.8, 0.92, 0.98], (_m, c) => c.share],
  ['units', '', '', [4, 8, 15, 30, 60, 120, 240], (m) => compute(m, () => m.count)],
]

const bodyRows: readonly Row[] = [
  ['long', 'reads like running text', 'does not read like running text', flag, (_m, c) => c.long],
  ['long-before', 'running text before it', 'no running text before it', [1, 2, 4, 8, 16, 32, 64], (_m, c) => c.longBefore],
  ['long-after', 'running text after it', 'no running text after it', [1, 2, 4, 8, 16], (_m, c) => c.longAfter],
  ['to-previous-long', 'far after running text', 'right after running text', distance, (_m, c) => c.toPreviousLong],
  ['to-next-long', 'far before running text', 'right before running text', distance, (_m, c) => c.toNextLong],
  ['segment-before', 'far before the body', 'near the start of the body', [-40, -15, -6, -2.5, -0.5, 0.5, 1.5, 2.5, 3.5, 5.5, 8.5, 15, 30], (m, c) => compute(m, (at) => c.segment[0] - at)],
  ['segment-after', 'far after the body', 'near the end of the body', [-15, -6, -2.5, -0.5, 0.5, 1.5, 2.5, 3.5, 5.5, 8.5, 15, 30], (m, c) => compute(m, (at) => at - c.segment[1] + 1)],
  ['mass-before', 'much text just before it', 'little text just before it', [10, 30, 60, 120, 250, 500, 1000], (_m, c) => c.massBefore],
  ['mass-after', 'much text just after it', 'little text just after it', [10, 30, 60, 120, 250, 500, 1000], (_m, c) => c.massAfter],
  ['broken-off', 'lines around break off in an ellipsis', '', [1, 2, 3, 5], (_m, c) => c.brokenOff],
  ['run', 'one of many lines alike in length', 'alone in its length', [2, 3, 4, 6, 9, 14, 25], (_m, c) => c.run],
  ['in-run', 'deep in a run of like lines', 'first of a run of like lines', [1, 2, 3, 5, 9], (_m, c) => c.inRun],
  ['step', 'longer than the line before', 'shorter than the line before', [0.15, 0.4, 0.7, 0.9, 1.1, 1.5, 2.5, 6], (m) => compute(m, (at) => (at === 0 ? 1 : m.weight[at]! / m.weight[at - 1]!))],
]

const repeatRows: readonly Row[] = [
  ['same-line', 'comes back in the document', '', [1, 2, 4], (_m, c) => c.sameLine],
  ['same-start', 'other lines begin alike', '', [1, 2, 4, 8], (_m, c) => c.sameStart],
  ['same-end', 'other lines end alike', '', [1, 2, 4, 8], (_m, c) => c.sameEnd],
  ['overlap', 'shares its words with the body', 'shares no word with the body', [0.05, 0.15, 0.3, 0.45, 0.6, 0.8], (_m, c) => c.overlap],
  ['pair-overlap', 'shares phrases with the body', '', [0.02, 0.1, 0.25, 0.5, 0.8], (_m, c) => c.pairOverlap],
  ['lead-overlap', 'shares its words with the first paragraphs', 'shares no word with the first paragraphs', [0.05, 0.12, 0.2, 0.3, 0.45, 0.6], (_m, c) => c.leadOverlap],
  ['twin-before', 'a line just before says much the same', '', [0.2, 0.35, 0.5, 0.7, 0.95], (_m, c) => c.twinBefore],
  ['twin-after', 'a line just after says much the same', '', [0.2, 0.35, 0.5, 0.7, 0.95], (_m, c) => c.twinAfter],
  ['mentions', 'other lines contain its words', '', [1, 2, 3, 5], (_m, c) => c.mentions],
  ['best-title', 'above the body, and closest to it in words', '', flag, (_m, c) => c.bestTitle],
  ['period', '', '', [2, 3, 4, 5, 6], (_m, c) => c.period],
  ['periodic', 'the lines around come back in a pattern', '', [0.15, 0.3, 0.45, 0.6, 0.75], (_m, c) => c.periodic],
  ['since-colon', '', 'shortly after a line that ends in a colon', distance, (_m, c) => c.sinceColon],
  ['counts', 'goes on counting', '', flag, (_m, c) => c.counts],
]

/** Every observation, in the order of the columns of a feature matrix. */
export const observations: readonly Observation[] = [
  ...shapeRows, ...dateRows, ...cueRows, ...headingRows, ...placeRows, ...bodyRows, ...repeatRows,
].map(([name, high, low, edges, values]) => ({ name, high, low, edges, values }))

/** What a unit shows by itself, seen from the units beside it too; by distance. */
export const templates: Readonly<Record<number, readonly string[]>> = {
  1: [...shapeRows, ...dateRows, ...cueRows, ...repeatRows.slice(0, 11)].map(([name]) => name).concat('long', 'blank-before', 'blank-after', 'run'),
  2: ['length', 'words', 'end-inside', 'start', 'digit-share', 'sentences', 'date-words', 'ago', 'clock', 'cue-share', 'cue-boilerplate', 'platforms', 'cue-related', 'cue-comments', 'cue-promo', 'cue-navigation', 'cue-caption', 'cue-byline', 'cue-date', 'section-names', 'long', 'blank-before', 'overlap', 'best-title', 'separators', 'ordinal'],
  3: ['length', 'end-inside', 'cue-boilerplate', 'cue-share', 'date-words', 'long', 'overlap'],
}
