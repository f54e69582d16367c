import { foldForMatching } from '../language/fold.ts'
import type { Role } from '../roles.ts'
import type { Unit } from './measure.ts'
import { states } from './states.ts'

/** How many documents of a site have each line that comes back, as `naskh repeats` writes it. */
export interface LineCounts {
  readonly schema: 1
  /** The folder that was counted, from the folder of the file, with `/`. */
  readonly root?: string
  /** Documents that were counted. */
  readonly documents: number
  /** Lines that were counted, each once a document. */
  readonly lines: number
  /** By how much each count may be too low; none is too high. */
  readonly missed: number
  /** `hashLine` of each line, rising. */
  readonly keys: readonly number[]
  /** How many documents have it, 2 or more, in the order of the keys. */
  readonly counts: readonly number[]
}

/** Counts, and the site whose lines to look for in them. */
export interface SiteCounts {
  readonly counts: LineCounts
  readonly site: string
}

/**
 * What it takes from the roles of text that is written for one article, in log odds, to come back in so many other
 * documents of the site, from none on; the last one stands for all above.
 */
const comingBack = [0, 4, 5, 6, 7] as const

/**
 * How much of it is taken from each role. Titles come back rightly too, in the lists of other articles. The roles that
 * are not here lose nothing: section, kicker, byline, date and source are the same in many articles of a site.
 */
const shares: Readonly<Partial<Record<Role, number>>> = { headline: 0.5, deck: 1, paragraph: 1, 'list-item': 1, crosshead: 1 }

/** Text that comes back as often as the rarest tenth of a document tells of copies of the document, not of boilerplate. */
const rarestShare = 0.1

/**
 * Makes the number that stands for a line of a site: 53 bits of its words as they compare. Two lines share one by
 * accident once in some 10¹⁵ pairs.
 *
 * @returns -1 for a line without words, which is not counted.
 */
export function hashLine(text: string, site: string): number {
  const folded = foldForMatching(text)
  if (folded === '' || folded === '#') return -1
  let [high, low] = mix(0x9e3779b9, 0x85ebca6b, site)
  ;[high, low] = mix(high ^ 0xff, low, folded)
  high = Math.imul(high ^ (high >>> 16), 0x7feb352d)
  low = Math.imul(low ^ (low >>> 15), 0x846ca68b)
  high ^= low >>> 13
  low ^= high >>> 16
  return (high >>> 0) * 0x200000 + (low >>> 11)
}

/** FNV-1a over the characters, and beside it a second sum with another factor. */
function mix(high: number, low: number, text: string): [high: number, low: number] {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    high = Math.imul(high ^ code, 0x01000193)
    low = Math.imul(low + code, 0x5bd1e995) ^ (low >>> 17)
  }
  return [high, low]
}

/**
 * Tells in how many other documents of its site each unit comes back, at least. The document counts as one of those that
 * were counted, and what all its text does, because there are copies of it, is taken off.
 */
export function countOthers(units: readonly Unit[], { counts, site }: SiteCounts): Uint32Array {
  const found = Uint32Array.from(units, ({ text }) => Math.max(0, countOf(counts, hashLine(text, site)) - 1))
  const copies = findCopies(units, found)
  return copies === 0 ? found : found.map((count) => Math.max(0, count - copies))
}

/** How many copies of the document there are: the least that the text comes back, but for its rarest tenth. */
function findCopies(units: readonly Unit[], found: Uint32Array): number {
  const order = units.map((_, at) => at).sort((a, b) => found[a]! - found[b]!)
  const whole = units.reduce((sum, { text }) => sum + text.length, 0)
  let seen = 0
  for (const at of order) {
    seen += units[at]!.text.length
    if (seen > whole * rarestShare) return found[at]!
  }
  return 0
}

function countOf({ keys, counts }: LineCounts, key: number): number {
  let [from, end] = [0, keys.length]
  while (from < end) {
    const middle = (from + end) >> 1
    if (keys[middle]! < key) from = middle + 1
    else end = middle
  }
  return keys[from] === key ? counts[from]! : 0
}

/**
 * Takes from the scores of the roles of text that is written once, where a unit comes back in other documents. A line
 * that stands more than once in its own document may still be a crosshead: "Pros" and "Cons" under each of ten products.
 */
export function disfavourRepeated(emissions: Int32Array, units: readonly Unit[], others: Uint32Array, scale: number): void {
  const seen = new Map<string, number>()
  for (const { text } of units) seen.set(text, (seen.get(text) ?? 0) + 1)
  others.forEach((count, at) => {
    if (count === 0) return
    const amount = comingBack[Math.min(count, comingBack.length - 1)]! * scale
    const repeated = seen.get(units[at]!.text)! > 1
    states.forEach(({ role }, state) => {
      if (!(repeated && role === 'crosshead')) emissions[at * states.length + state]! -= Math.round(amount * (shares[role] ?? 0))
    })
  })
}

/** Says what is wrong with the content of a file of counts, or nothing. */
export function checkLineCounts(value: unknown): string | undefined {
  const { schema, root, missed, keys, counts } = (typeof value === 'object' && value !== null ? value : {}) as Partial<Record<keyof LineCounts, unknown>>
  if (!Array.isArray(keys) || !Array.isArray(counts)) return 'expected counts of lines, as naskh repeats writes them, found something else'
  if (schema !== 1) return `expected counts of version 1, found ${JSON.stringify(schema)}; count again`
  const whole = keys.length === counts.length && (root === undefined || typeof root === 'string') && Number.isSafeInteger(missed)
    && keys.every((key, at) => Number.isSafeInteger(key) && (at === 0 || key > keys[at - 1])) && counts.every((count) => Number.isSafeInteger(count))
  return whole ? undefined : 'its counts are not whole; count again'
}
