import type { LabelledLine } from '../document.ts'
import { isKept, type Role } from '../roles.ts'
import type { GoldDocument } from './gold.ts'
import { binOf, confidenceBins, type ConfidenceBin } from './reliability.ts'
import { compareShingles, toWords } from './shingles.ts'

/** What a line was given: a role, or `blank` where the cleaning left nothing of it. */
export type Given = Role | 'blank'

/** How many lines of each gold role were given which role. */
export type Confusion = Partial<Record<Role, Partial<Record<Given, number>>>>

/** What was counted in one document; everything an evaluation says is computed from these. */
export interface DocumentMeasure {
  readonly name: string
  readonly page: string
  readonly site: string
  readonly set: string
  readonly lang: string
  /** Which text of the page it is, by its name: `full`, `light`, or empty. */
  readonly variant: string
  /** The lines whose gold is settled. */
  readonly confusion: Confusion
  /** Whether the settled headline, and nothing else, was called so; `null` when the gold has none. */
  readonly headline: boolean | null
  /** F1 of the body text by four-word shingles, and by words; `null` without a body to compare with. */
  readonly shingles: number | null
  readonly words: number | null
  readonly confidence: readonly ConfidenceBin[]
}

/** A line as it was labelled: what of it is measured. */
export type MeasuredLine = Pick<LabelledLine, 'role' | 'confidence' | 'text'>

/** The roles whose lines make up the text that is compared with a body by another hand. */
const bodyRoles: ReadonlySet<Role | null> = new Set<Role>(['paragraph', 'crosshead', 'list-item', 'deck'])
/** Words in a shingle, as in the article extraction benchmark. */
const shingleSize = 4

/**
 * Counts what is right and wrong in one labelled document. Lines in doubt are left out.
 *
 * @param lines One for each line of the document, at least.
 */
export function measureDocument(document: GoldDocument, lines: readonly MeasuredLine[]): DocumentMeasure {
  const confusion: Confusion = {}
  const confidence = Array.from({ length: confidenceBins }, () => ({ count: 0, said: 0, right: 0 }))
  let headlines = 0
  let wrongHeadlines = 0
  document.roles.forEach((gold, at) => {
    if (gold === null || document.doubt.has(at)) return
    const line = lines[at]
    const given = line?.role ?? 'blank'
    const row = (confusion[gold] ??= {})
    row[given] = (row[given] ?? 0) + 1
    if (gold === 'headline') headlines++
    if ((gold === 'headline') !== (given === 'headline')) wrongHeadlines++
    const bin = confidence[binOf(line?.confidence ?? 0)]!
    bin.count++
    // Confidences have three decimals; sums of them shall too, so that saved reports stay short.
    bin.said = Math.round((bin.said + (line?.confidence ?? 0)) * 1000) / 1000
    if (isRight(gold, given)) bin.right++
  })
  const { name, page, site, set, lang } = document
  const headline = headlines === 0 ? null : wrongHeadlines === 0
  return { name, page, site, set, lang, variant: findVariant(name), confusion, headline, ...compareBody(document, lines), confidence }
}

/** Tells whether a role is what the gold says; gold `other` is any boilerplate. */
export function isRight(gold: Role, given: Given): boolean {
  return gold === 'other' ? !endsKept(given) : gold === given
}

/** Tells whether a line that was given this ends up in the article; a blank one does not. */
export function endsKept(given: Given): boolean {
  return given !== 'blank' && isKept(given)
}

function compareBody({ body, suspect }: GoldDocument, lines: readonly MeasuredLine[]): Pick<DocumentMeasure, 'shingles' | 'words'> {
  if (body === undefined || suspect) return { shingles: null, words: null }
  const expected = toWords(body)
  const found = toWords(lines.filter(({ role }) => bodyRoles.has(role)).map(({ text }) => text).join('\n'))
  return { shingles: compareShingles(found, expected, shingleSize), words: compareShingles(found, expected, 1) }
}

function findVariant(name: string): string {
  return /\.(full|light)(?:\.txt)?$/.exec(name)?.[1] ?? ''
}
