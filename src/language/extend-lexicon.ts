import type { Role } from '../roles.ts'
import type { CueLists, Lexicon } from './lexicon.ts'
import { lexiconFor } from './lexicons.ts'

/** A user's own set phrases, by BCP 47 tag and role. */
export type OwnCues = Readonly<Record<string, Partial<Record<Role, CueLists>>>>

/** Extended lexicons by tag, lexicon and phrases. What is compiled from a lexicon is kept with it, so that the same phrases have to give the same object. */
const known = new Map<string, Lexicon>()

/**
 * Adds a user's phrases to a lexicon: those of its language, and those of the document's, where the lexicon only
 * stands in for one that is missing.
 *
 * @param tag language of the document
 * @returns the lexicon itself where there are no such phrases
 * @example extendLexicon(arabic, { ar: { related: { start: ['تابعوا أيضا'] } } }, 'ar')
 */
export function extendLexicon(lexicon: Lexicon, own: OwnCues | undefined, tag = lexicon.tag): Lexicon {
  const fitting = Object.entries(own ?? {}).filter(([key]) => primary(key) === primary(tag) || lexiconFor(key) === lexicon)
  if (fitting.length === 0) return lexicon
  const key = `${lexicon.tag} ${JSON.stringify(fitting)}`
  const extended = known.get(key) ?? { ...lexicon, cues: fitting.reduce((cues, [, more]) => joinCues(cues, more), lexicon.cues) }
  known.set(key, extended)
  return extended
}

/** Joins the phrases of two sets, role by role and list by list. */
export function joinCues(a: Lexicon['cues'], b: Lexicon['cues']): Lexicon['cues'] {
  const joined: Partial<Record<Role, CueLists>> = { ...a }
  for (const [role, lists] of Object.entries(b) as [Role, CueLists][]) {
    const names = new Set([...Object.keys(joined[role] ?? {}), ...Object.keys(lists)] as (keyof CueLists)[])
    joined[role] = Object.fromEntries([...names].map((name) => [name, [...new Set([...(a[role]?.[name] ?? []), ...(lists[name] ?? [])])]]))
  }
  return joined
}

/** Joins the phrases of two users' tables, language by language. */
export function joinOwnCues(a: OwnCues, b: OwnCues): OwnCues {
  return Object.fromEntries([...new Set([...Object.keys(a), ...Object.keys(b)])].map((tag) => [tag, joinCues(a[tag] ?? {}, b[tag] ?? {})]))
}

function primary(tag: string): string {
  return tag.toLowerCase().split('-', 1)[0]!
}
