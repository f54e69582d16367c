import { type Fixed, replaceCounted } from './replace-counted.ts'

const joiners = /[\u200c\u200d]+/g
const ZWJ = '\u200d'
const letter = /[\p{L}\p{M}\p{N}]/u
const pictograph = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f\u{1f1e6}-\u{1f1ff}]/u
/** Virama and its like: Indic scripts end words with it and a joiner. */
const indicMark = /[\u0900-\u0dff]/

/**
 * Keeps ZWNJ and ZWJ where they are spelling: between letters, marks or digits (one of a kind in a row), ZWJ between
 * pictographs, and two endings of words: after ه, where Sorani writes a vowel with ZWNJ and Persian abbreviates with ZWJ,
 * and after the marks of Indic scripts. Drops them elsewhere: beside blanks and punctuation they do nothing.
 */
export function fixJoiners(text: string): Fixed {
  return replaceCounted(text, joiners, (run, ...rest) => {
    const offset = Number(rest.at(-2))
    const before = characterBefore(text, offset)
    const after = characterAt(text, offset + run.length)
    if (run.includes(ZWJ) && pictograph.test(before) && pictograph.test(after)) return ZWJ
    if (!letter.test(before)) return ''
    return letter.test(after) || before === 'ه' || indicMark.test(before) ? run.replace(/(.)\1+/g, '$1') : ''
  })
}

function characterAt(text: string, index: number): string {
  const code = text.codePointAt(index)
  return code === undefined ? '' : String.fromCodePoint(code)
}

function characterBefore(text: string, index: number): string {
  const last = text.slice(Math.max(0, index - 2), index)
  return [...last].at(-1) ?? ''
}
