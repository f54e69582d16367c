import type { Language } from '../document.ts'
import type { Lexicon } from '../language/lexicon.ts'
import { lexiconFor } from '../language/lexicons.ts'
import { indexCues, type CueIndex } from './cues.ts'

/** Lexicons that stand in for languages without one of their own, by script: pages in the script share much wording. */
const neighbours: Readonly<Record<string, string>> = { Arab: 'ar', Hebr: 'he', Cyrl: 'ru', Deva: 'hi', Hani: 'zh', Jpan: 'ja', Kore: 'ko' }

/**
 * Finds the lexicons whose cues to look for in a document of a language: its own, or that of the script's largest
 * language, and the English one, because pages of every language have English phrases.
 */
export function lexiconsFor({ tag, script }: Pick<Language, 'tag' | 'script'>): readonly [Lexicon, Lexicon] {
  const english = lexiconFor('en')!
  return [lexiconFor(tag) ?? lexiconFor(neighbours[script] ?? 'en') ?? english, english]
}

/** Finds the cues to look for in a document of a language. */
export function cuesFor(language: Pick<Language, 'tag' | 'script'>): CueIndex {
  return indexCues(...lexiconsFor(language))
}
