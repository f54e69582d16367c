import { assignableRoles, type Role } from '../roles.ts'
import { cueGroups, type CueGroup } from './cues.ts'
import type { Context } from './context.ts'
import { headingGroups } from './headings.ts'
import type { Measures } from './measure.ts'
import { outputs } from './states.ts'

/** What a cue of a role is worth to that role before anything is learnt, in log odds: within the line, at its edge, as the whole line. */
const cueWorth: Readonly<Partial<Record<Role & CueGroup, readonly [within: number, edge: number, line: number]>>> = {
  section: [0, 0.2, 0.8], kicker: [0, 0.3, 0.5], byline: [0.3, 0.7, 1], date: [0.3, 0.7, 1.2], source: [0.3, 0.8, 1.5], caption: [0.6, 1, 1.5],
  related: [0.8, 1.3, 1.8], comments: [0.8, 1.3, 2.2], promo: [0.8, 1.2, 2], navigation: [0.6, 0.9, 1.5], legal: [0.8, 1.3, 2],
}
/** What naming a social network is worth to `promo`, for each name up to two. */
const platformWorth = 0.6
/** What each of two words in the first person is worth outside quotes: people speak so in statements, columns and comments, and decks, captions and titles do not. */
const personWorth: Readonly<Partial<Record<Role, number>>> = { paragraph: 0.5, comments: 0.4, deck: -0.6, caption: -0.6, related: -0.4 }
/** What standing under a heading of boilerplate is worth to its role, up to so many units on; comments stand last and are of any kind. */
const headingWorth: Readonly<Record<(typeof headingGroups)[number], number>> = { related: 0.6, comments: 1.2, promo: 0.4, navigation: 0.4, legal: 0.6, caption: 0 }
const headingReach = 12

/**
 * Scores units by their set phrases alone: what is known without having seen a page. Training begins from it, so that
 * the phrases of languages with few pages to learn from count from the start, and learns where they mislead.
 *
 * @returns `outputs` log odds a unit.
 */
export function scoreByCues(m: Measures, c: Context): Float32Array {
  const scores = new Float32Array(m.count * outputs)
  for (let at = 0; at < m.count; at++) {
    const cues = at * cueGroups.length
    for (const { output, column, worth } of worths) {
      const level = m.cues[cues + column]!
      if (level > 0) scores[at * outputs + output]! += worth[level - 1]!
    }
    scores[at * outputs + promo]! += platformWorth * Math.min(2, m.cues[cues + platforms]!)
    if (m.quotes[at] === 0) for (const { output, worth } of personWorths) scores[at * outputs + output]! += worth * Math.min(2, m.cues[cues + person]!)
    const heading = c.heading[at]!
    if (heading > 0 && c.long[at] === 0 && c.sinceCue[heading - 1]![at]! <= headingReach) scores[at * outputs + headed[heading - 1]!]! += headingWorth[headingGroups[heading - 1]!]
  }
  return scores
}

const worths = Object.entries(cueWorth).map(([role, worth]) => ({ output: assignableRoles.indexOf(role as Role), column: cueGroups.indexOf(role as CueGroup), worth }))
const personWorths = Object.entries(personWorth).map(([role, worth]) => ({ output: assignableRoles.indexOf(role as Role), worth }))
const person = cueGroups.indexOf('person')
const promo = assignableRoles.indexOf('promo')
const platforms = cueGroups.indexOf('platforms')
const headed = headingGroups.map((group) => assignableRoles.indexOf(group))
