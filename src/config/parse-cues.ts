import { cueGroups, type CueGroup } from '../label/cues.ts'
import type { OwnCues } from '../language/extend-lexicon.ts'
import { foldForMatching } from '../language/fold.ts'
import type { CueLists } from '../language/lexicon.ts'
import { isRole, type Role } from '../roles.ts'
import { checkLanguageTag } from './checks.ts'
import type { Parsed } from './parse-value.ts'
import { didYouMean } from './suggest.ts'

/** Roles that set phrases can give away. */
export const cueRoles = cueGroups.filter((group): group is CueGroup & Role => isRole(group))

/** How a phrase may stand in a line. */
export const cuePlaces = ['line', 'start', 'within'] as const satisfies readonly (keyof CueLists)[]

/** Reads set phrases from a configuration: by language and role, a list, or lists by how the phrases stand in a line. A bare list is one of `start`. */
export function parseCues(value: unknown): Parsed<OwnCues> {
  const cues: Record<string, Partial<Record<Role, CueLists>>> = {}
  if (!isObject(value)) return { problem: 'Expected an object of languages, such as {"ar": {"related": ["…"]}}.' }
  for (const [tag, byRole] of Object.entries(value)) {
    const wrong = checkLanguageTag(tag)
    if (wrong !== undefined) return { problem: `${tag}: ${wrong}` }
    if (!isObject(byRole)) return { problem: `${tag}: Expected an object of roles, such as {"related": ["…"]}.` }
    const lists: Partial<Record<Role, CueLists>> = (cues[tag] = {})
    for (const [role, given] of Object.entries(byRole)) {
      if (!isCueRole(role)) return { problem: `${tag}.${role}: ${isRole(role) ? 'Phrases cannot give this role away.' : `There is no such role.${didYouMean(role, cueRoles)}`}` }
      const parsed = parseLists(Array.isArray(given) ? { start: given } : given)
      if ('problem' in parsed) return { problem: `${tag}.${role}${parsed.problem}` }
      lists[role] = parsed.value
    }
  }
  return { value: cues }
}

function parseLists(value: unknown): Parsed<CueLists> {
  if (!isObject(value)) return { problem: ': Expected a list of phrases.' }
  for (const [place, phrases] of Object.entries(value)) {
    if (!cuePlaces.some((one) => one === place)) return { problem: `.${place}: Expected line, start or within.${didYouMean(place, cuePlaces)}` }
    if (!Array.isArray(phrases) || !phrases.every((phrase) => typeof phrase === 'string')) return { problem: ': Expected a list of phrases.' }
    const empty = (phrases as string[]).find((phrase) => foldForMatching(phrase).trim() === '')
    if (empty !== undefined) return { problem: `: The phrase ${JSON.stringify(empty)} has no letter.` }
  }
  return { value: value as CueLists }
}

function isCueRole(name: string): name is (typeof cueRoles)[number] {
  return (cueRoles as readonly string[]).includes(name)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
