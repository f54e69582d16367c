import type { CueLists, Lexicon } from '../language/lexicon.ts'
import { randomFrom } from './random.ts'

/** How many thinned lexicons there are of each language. */
export const thinnings = 8
/** Share of phrases that are left out. */
const share = 0.25

const kept = new Map<string, Lexicon>()

/**
 * Leaves out a quarter of a lexicon's phrases, another quarter for each number. Training on these, the model learns how
 * a page looks whose wording the lexicon knows only in part, as that of an outlet never seen.
 *
 * @param which 0 up to but not including `thinnings`.
 */
export function thinLexicon(lexicon: Lexicon, which: number): Lexicon {
  const key = `${lexicon.tag} ${which}`
  let found = kept.get(key)
  if (!found) {
    const random = randomFrom(which * 7919 + lexicon.tag.charCodeAt(0) * 31 + lexicon.tag.charCodeAt(1))
    const thin = (phrases: readonly string[]) => phrases.filter(() => random() >= share)
    const lists = (cues: CueLists) => Object.fromEntries(Object.entries(cues).map(([how, phrases]) => [how, thin(phrases as readonly string[])]))
    found = {
      ...lexicon,
      cues: Object.fromEntries(Object.entries(lexicon.cues).map(([role, cues]) => [role, lists(cues)])),
      words: Object.fromEntries(Object.entries(lexicon.words).map(([name, words]) => [name, thin(words)])) as unknown as Lexicon['words'],
    }
    kept.set(key, found)
  }
  return found
}
