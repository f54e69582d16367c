import { isRole, type Role } from '../roles.ts'
import { cueGroups, listWords, matchCues, type CueIndex } from './cues.ts'

/**
 * What a caller's phrase is worth to its role, in log odds. The model's own phrases count for less, because they were
 * found on many sites; who lists a phrase has seen what it stands for in these texts.
 */
export const ownCueWorth = 4

/** Finds the role whose phrase of the caller stands most strongly in a text; of two alike the first of `cueGroups`. */
export function findOwnCue(text: string, index: CueIndex): Role | undefined {
  const words = listWords(text)
  const levels = new Uint8Array(cueGroups.length)
  matchCues(index, words, 0, words.length, levels, 0)
  let best: Role | undefined
  let most = 0
  cueGroups.forEach((group, at) => {
    if (isRole(group) && levels[at]! > most) [best, most] = [group, levels[at]!]
  })
  return best
}
