import type { Role } from '../roles.ts'
import { foldForMatching } from './fold.ts'
import type { CueLists, Lexicon } from './lexicon.ts'

/** How a phrase of each list has to stand in a line; both folded, the line with a blank at each end and no numbers there. */
const stands: Readonly<Record<keyof CueLists, (line: string, phrase: string) => boolean>> = {
  line: (line, phrase) => line === phrase,
  start: (line, phrase) => line.startsWith(phrase) || line.endsWith(phrase),
  within: (line, phrase) => line.includes(phrase),
}

/**
 * Finds the set phrases of a role in a line, for explanations: the labeller itself matches all roles at once and keeps
 * no phrases.
 *
 * @returns The phrases as the lexicons spell them, longest first, none that is part of another one.
 * @example findPhrases('اقرأ أيضا: جسر جديد', 'related', [arabic]) // ['اقرأ أيضا']
 */
export function findPhrases(text: string, role: Role, lexicons: readonly Pick<Lexicon, 'cues'>[]): string[] {
  const line = pad(text, true)
  const found = new Map<string, string>()
  for (const { cues } of lexicons) {
    for (const [list, phrases] of Object.entries(cues[role] ?? {}) as [keyof CueLists, readonly string[]][]) {
      for (const phrase of phrases) {
        const folded = pad(phrase)
        if (folded !== '  ' && stands[list](line, folded) && !found.has(folded)) found.set(folded, phrase)
      }
    }
  }
  const all = [...found].sort(([a], [b]) => b.length - a.length)
  return all.filter(([folded], at) => !all.slice(0, at).some(([longer]) => longer.includes(folded))).map(([, phrase]) => phrase)
}

/** A folded text with a blank at each end, so that only whole words are found; numbers at the edges are counters and dates. */
function pad(text: string, trimmed = false): string {
  const words = foldForMatching(text).split(' ').filter((word) => word !== '')
  if (trimmed) {
    while (words.length > 1 && words[0] === '#') words.shift()
    while (words.length > 1 && words.at(-1) === '#') words.pop()
  }
  return ` ${words.join(' ')} `
}
