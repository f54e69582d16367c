import type { Article, LabelledLine } from '../document.ts'
import type { Lexicon } from '../language/lexicon.ts'
import { findPhrases } from '../language/find-phrases.ts'
import type { Role } from '../roles.ts'

/** One line with all that is told about it. */
export interface Explanation {
  readonly line: number
  readonly role: Role | null
  /** Probability that the role is right, 0 to 1. */
  readonly confidence: number
  readonly pinned: boolean
  /** The line as decoded. */
  readonly text: string
  /** Why it has the role, in words, heaviest first. */
  readonly reasons: readonly string[]
  /** The role it had before pins were added, where that was another. */
  readonly was?: Role
}

/** More phrases than this in one line say no more. */
const mostPhrases = 2

/**
 * Tells of each line why it has its role. The labeller says that wording counted; here the words are named.
 *
 * @param article analysed with reasons
 * @param lexicons whose phrases were looked for
 * @param before the lines before pins were added
 */
export function explainLines({ lines }: Article, lexicons: readonly Lexicon[], before?: readonly LabelledLine[]): Explanation[] {
  return lines.map((line, index) => {
    const was = before?.[index]?.role
    return {
      line: line.number,
      role: line.role,
      confidence: line.confidence,
      pinned: line.pinned,
      text: line.raw,
      reasons: line.continues ? ['goes on with the line before', ...nameWording(line, [])] : nameWording(line, lexicons),
      ...(was && was !== line.role && { was }),
    }
  })
}

/** Puts the phrases in place of the reason that says only that wording counted. */
function nameWording({ role, text, pinned, reasons = [] }: LabelledLine, lexicons: readonly Lexicon[]): string[] {
  if (role === null || pinned) return [...reasons]
  const cues = findPhrases(text, role, lexicons).slice(0, mostPhrases).map((phrase) => `cue «${phrase}» for ${role}`)
  if (cues.length === 0) return [...reasons]
  const at = reasons.findIndex((reason) => reason.startsWith('its wording'))
  return at === -1 ? [...reasons, ...cues] : reasons.toSpliced(at, 1, ...cues)
}
