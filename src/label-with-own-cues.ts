import type { LabelledLine, Language, Line } from './document.ts'
import { cueGroups, hashWords, indexCues, matchCues, type CueIndex } from './label/cues.ts'
import { label, type Labelling, type LabelSettings } from './label/label.ts'
import { extendLexicon, type OwnCues } from './language/extend-lexicon.ts'
import { foldForMatching } from './language/fold.ts'
import type { Lexicon } from './language/lexicon.ts'
import { lexiconFor } from './language/lexicons.ts'
import { assignableRoles, isRole, type Role } from './roles.ts'

/**
 * How many times a caller's phrase raises the odds of its role. The model's own phrases count for less, because they
 * were found on many sites; who lists a phrase has seen what it stands for in these texts.
 */
const worth = 60

/** A lexicon with nothing in it but what is added. */
const nothing: Lexicon = { ...lexiconFor('en')!, cues: {}, words: { months: [], weekdays: [], ago: [], agencies: [], sections: [], openers: [] } }

/**
 * Labels lines where the caller has set phrases: where such a phrase raises its role above all others, the role is held
 * and the lines around are decided again with it. It is no pin of the caller, and not told as one.
 *
 * @param settings with the phrases in `cues` already, where they count like those of the model
 */
export function labelWithOwnCues(lines: readonly Line[], settings: LabelSettings, own: OwnCues | undefined, language: Language): Labelling {
  const first = label(lines, settings)
  const lexicon = extendLexicon(nothing, own, language.tag)
  if (lexicon === nothing) return first
  const index = indexCues(lexicon)
  const held = new Map<number, LabelledLine>()
  first.features.units.forEach(({ first: at, text }, unit) => {
    const role = settings.pins?.[at] ? undefined : findRole(text, index)
    if (role === undefined) return
    const odds = worth * (first.probabilities[unit * assignableRoles.length + assignableRoles.indexOf(role)] ?? 0)
    const confidence = odds / (odds + 1)
    if (confidence > 0.5) held.set(at, { ...first.lines[at]!, role, confidence: Math.round(confidence * 1000) / 1000, pinned: false, reasons: [`one of your own phrases for ${role}`] })
  })
  if (held.size === 0) return first
  const second = label(lines, { ...settings, pins: lines.map((_, at) => settings.pins?.[at] ?? held.get(at)?.role ?? null) })
  return { ...second, lines: spread(second.lines, held) }
}

/** The role whose phrase stands most strongly in a text. */
function findRole(text: string, index: CueIndex): Role | undefined {
  const folded = foldForMatching(text)
  const words = new Int32Array(folded.length + 1)
  const levels = new Uint8Array(cueGroups.length)
  matchCues(index, words, 0, hashWords(folded, words, 0), levels, 0)
  let best: Role | undefined
  let most = 0
  cueGroups.forEach((group, at) => {
    if (isRole(group) && levels[at]! > most) [best, most] = [group, levels[at]!]
  })
  return best
}

/** Puts what is told of a held line, and of those that go on with it, in place of what is told of pins. */
function spread(lines: readonly LabelledLine[], held: ReadonlyMap<number, LabelledLine>): LabelledLine[] {
  let above: LabelledLine | undefined
  return lines.map((line, at) => {
    above = held.get(at) ?? (line.continues ? above : undefined)
    return above ? { ...line, confidence: above.confidence, pinned: false, reasons: above.reasons! } : line
  })
}
