import type { LabelledLine, Line } from '../document.ts'
import { assignableRoles, isKept, type Role } from '../roles.ts'
import { calibrate } from './calibration.ts'
import type { CueIndex } from './cues.ts'
import { extractFeatures, type Features } from './features.ts'
import { countOthers, disfavourRepeated, type SiteCounts } from './line-counts.ts'
import { computeMarginals, toFactors, type Factors } from './marginals.ts'
import { readyModel, type Model, type ReadyModel } from './model.ts'
import { findOwnCue, ownCueWorth } from './own-cues.ts'
import { scoreStates, scoreUnits } from './score.ts'
import { roleOf, states } from './states.ts'
import { findBestPath, forbidden, ruleOutHopeless } from './viterbi.ts'

/** Which way to lean when unsure: keep more, or drop more. */
export type Preference = 'recall' | 'balanced' | 'precision'

/** What decides the roles beside the lines themselves. */
export interface LabelSettings {
  readonly model: Model
  readonly cues?: CueIndex | undefined
  /** The caller's own phrases by themselves; `cues` has them too. */
  readonly ownCues?: CueIndex | undefined
  /** How often lines come back across the documents of a site. */
  readonly repeats?: SiteCounts | undefined
  /** Roles fixed from outside, one entry a line; `null` or absent has no opinion. */
  readonly pins?: readonly (Role | null)[] | undefined
  readonly prefer?: Preference | undefined
}

/** The labelled lines, and what the decision went through, for explanations and messages. */
export interface Labelling {
  readonly lines: readonly LabelledLine[]
  readonly features: Features
  /** The role that a phrase of the caller's gives each unit, where one does. */
  readonly own: readonly (Role | undefined)[]
  /** In how many other documents of the site each unit comes back, where that is known. */
  readonly others: Uint32Array | undefined
  /** Probability of each assignable role, `assignableRoles.length` numbers a unit. */
  readonly probabilities: Float64Array
  /** True when nothing looked like a body and more was kept than the model alone would have. */
  readonly rescued: boolean
  /** True when so much of the text could be article or boilerplate that more was kept. */
  readonly unsure: boolean
}

/** What leaning is worth to the states of kept lines, in log odds. */
const leaning: Readonly<Record<Preference, number>> = { recall: 1.2, balanced: 0, precision: -1.2 }
/** A deck has to be twice as likely as anything else: a paragraph taken for one leaves the body, while a deck taken for a paragraph stays in it. */
const deckCaution = Math.log(2)
/** Running text between two paragraphs that are kept with at least the first probability stays unless it is boilerplate with at least the second. */
const sureParagraph = 0.97
const sureBoilerplate = 2 / 3

/** A document is unsure when more than this share of its text is expected on the wrong side of kept and boilerplate. */
const mostDoubt = 0.2

const bodyRoles: ReadonlySet<Role> = new Set(['paragraph', 'list-item', 'crosshead'])
const factorsOf = new WeakMap<Model, Factors>()

/**
 * Gives every line a role: observes, scores, finds the best path, and tells how sure it is.
 *
 * @param given All lines of one document, cleaned.
 * @returns The lines in the same order, each once. A line whose pin is not that of the line before does not continue it.
 */
export function label(given: readonly Line[], settings: LabelSettings): Labelling {
  const model = readyModel(settings.model)
  const lines = partAtPins(given, settings.pins ?? [])
  const features = extractFeatures(lines, settings.cues)
  const count = features.units.length
  const emissions = scoreStates(scoreUnits(features, model), count)
  const pins = features.units.map(({ first }) => settings.pins?.[first] ?? null)
  favour(emissions, isKept, leaning[settings.prefer ?? 'balanced'] * model.model.scale)
  const own = features.units.map(({ text }) => settings.ownCues && findOwnCue(text, settings.ownCues))
  favourOwn(emissions, own, ownCueWorth * model.model.scale)
  const others = settings.repeats && countOthers(features.units, settings.repeats)
  if (others) disfavourRepeated(emissions, features.units, others, model.model.scale)
  applyPins(emissions, pins)
  ruleOutHopeless(emissions, count, model.reach)
  const probabilities = computeRoleProbabilities(emissions, count, model)
  favour(emissions, (role) => role === 'deck', -deckCaution * model.model.scale)
  let path = decode(emissions, count, model)
  let rescued = false
  if (pins.includes(null) && !path.some((role) => bodyRoles.has(role))) {
    rescued = true
    forceBody(emissions, features, pins, probabilities)
    path = decode(emissions, count, model)
  }
  const unsure = !rescued && (settings.prefer ?? 'balanced') === 'balanced' && measureDoubt(features, probabilities) > mostDoubt
  if (unsure) {
    favour(emissions, isKept, leaning.recall * model.model.scale)
    path = decode(emissions, count, model)
  }
  if (!rescued && fillHoles(emissions, features, path, probabilities)) path = decode(emissions, count, model)
  return { lines: spread(lines, features, path, pins, probabilities, model.model.calibration ?? []), features, own, others, probabilities, rescued, unsure }
}

function decode(emissions: Int32Array, count: number, model: ReadyModel): Role[] {
  return Array.from(findBestPath(emissions, count, model), (state) => states[state]!.role)
}

/** Adds to the scores of the roles that are meant, but where they are ruled out. */
function favour(emissions: Int32Array, isMeant: (role: Role) => boolean, amount: number): void {
  if (amount === 0) return
  const whole = Math.round(amount)
  states.forEach(({ role }, state) => {
    if (!isMeant(role)) return
    for (let at = state; at < emissions.length; at += states.length) if (emissions[at] !== forbidden) emissions[at]! += whole
  })
}

/** Adds to the scores of the roles that the caller's own phrases give. */
function favourOwn(emissions: Int32Array, own: readonly (Role | undefined)[], amount: number): void {
  own.forEach((given, at) => {
    if (given === undefined) return
    states.forEach(({ role }, state) => {
      if (role === given) emissions[at * states.length + state]! += Math.round(amount)
    })
  })
}

/** Parts a line from the one it continues where it has a pin of its own, so that no pin is lost in a unit. */
function partAtPins(lines: readonly Line[], pins: readonly (Role | null)[]): readonly Line[] {
  const parted = (at: number) => (pins[at] ?? null) !== null && pins[at] !== pins[at - 1]
  if (!lines.some(({ continues }, at) => continues && parted(at))) return lines
  return lines.map((line, at) => (line.continues && parted(at) ? { ...line, continues: false } : line))
}

/**
 * Rules out every state that does not have the pinned role; `other` stands for any boilerplate. A second headline rules
 * out nothing, because no path has two: it would make all paths impossible, and every probability zero.
 */
function applyPins(emissions: Int32Array, pins: readonly (Role | null)[]): void {
  const size = states.length
  const headline = pins.indexOf('headline')
  pins.forEach((pin, at) => {
    if (pin === null || (pin === 'headline' && at !== headline)) return
    states.forEach(({ role }, state) => {
      if (pin === 'other' ? isKept(role) : role !== pin) emissions[at * size + state] = forbidden
    })
  })
}

function computeRoleProbabilities(emissions: Int32Array, count: number, { model, transitions, begin, end }: ReadyModel): Float64Array {
  const unit = model.scale
  let factors = factorsOf.get(model)
  if (!factors) factorsOf.set(model, (factors = toFactors({ transitions, begin, end }, unit)))
  const { state } = computeMarginals(emissions, count, factors, unit)
  const probabilities = new Float64Array(count * assignableRoles.length)
  const size = states.length
  for (let at = 0; at < count; at++) {
    for (let one = 0; one < size; one++) probabilities[at * assignableRoles.length + roleOf[one]!]! += state[at * size + one]!
  }
  return probabilities
}

const keptRole = Uint8Array.from(assignableRoles, (role) => (isKept(role) ? 1 : 0))
const longColumnWeight = 90

/** The probability that a unit is kept. */
function sumKept(probabilities: Float64Array, unit: number): number {
  let kept = 0
  for (let role = 0; role < assignableRoles.length; role++) kept += keptRole[role]! * probabilities[unit * assignableRoles.length + role]!
  return kept
}

/** The share of a document's text that is expected on the wrong side of kept and boilerplate. */
function measureDoubt({ units }: Features, probabilities: Float64Array): number {
  let text = 0
  let doubtful = 0
  units.forEach((unit, at) => {
    const kept = sumKept(probabilities, at)
    text += unit.text.length
    doubtful += unit.text.length * Math.min(kept, 1 - kept)
  })
  return text === 0 ? 0 : doubtful / text
}

/** Makes a paragraph of the unit most like one that is not pinned, the longer of two alike, so that no article is empty. */
function forceBody(emissions: Int32Array, { units }: Features, pins: readonly (Role | null)[], probabilities: Float64Array): void {
  const paragraph = assignableRoles.indexOf('paragraph')
  const likeness = (unit: number) => (probabilities[unit * assignableRoles.length + paragraph]! + 0.01) * Math.min(400, units[unit]!.text.length)
  let best = pins.indexOf(null)
  for (let unit = best + 1; unit < units.length; unit++) if (pins[unit] === null && likeness(unit) > likeness(best)) best = unit
  states.forEach(({ role }, state) => (emissions[best * states.length + state] = role === 'paragraph' ? 0 : forbidden))
}

/**
 * Forbids boilerplate where running text between two paragraphs would be dropped on thin evidence. Paragraphs that are
 * in doubt themselves, such as teasers far below the article, make no hole of what stands before them.
 */
function fillHoles(emissions: Int32Array, { units }: Features, path: readonly Role[], probabilities: Float64Array): boolean {
  const size = states.length
  const firm = path.map((role, at) => role === 'paragraph' && sumKept(probabilities, at) >= sureParagraph)
  const first = firm.indexOf(true)
  const last = firm.lastIndexOf(true)
  let filled = false
  for (let at = first + 1; at < last; at++) {
    if (isKept(path[at]!) || units[at]!.text.length < longColumnWeight) continue
    const kept = sumKept(probabilities, at)
    if (kept < 1 - sureBoilerplate) continue
    filled = true
    for (let state = 0; state < size; state++) if (!isKept(states[state]!.role)) emissions[at * size + state] = forbidden
  }
  return filled
}

/** Gives each line the role of its unit; lines of no unit are blank. */
function spread(
  lines: readonly Line[], { units }: Features, path: readonly Role[], pins: readonly (Role | null)[], probabilities: Float64Array, calibration: readonly number[],
): LabelledLine[] {
  const labelled: LabelledLine[] = []
  const put = (to: number, role: Role | null, confidence: number, pinned: boolean) => {
    while (labelled.length < to) {
      const { number, offset, raw, text, continues } = lines[labelled.length]!
      labelled.push({ number, offset, raw, text, continues, role, confidence, pinned })
    }
  }
  units.forEach(({ first, end }, unit) => {
    put(first, null, 1, false)
    const pin = pins[unit]!
    const role = pin !== null && pin !== 'other' ? pin : path[unit]!
    const probability = probabilities[unit * assignableRoles.length + assignableRoles.indexOf(role)] ?? 0
    const confidence = pin === role ? 1 : Math.round(calibrate(probability, calibration) * 1000) / 1000
    put(end, role, confidence, pin === role)
  })
  put(lines.length, null, 1, false)
  return labelled
}
