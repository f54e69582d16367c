import type { Role } from '../roles.ts'

/** How a cue has to stand in a line: as the whole line, at its start or end, or anywhere in it. */
export interface CueLists {
  /** Phrases that give the role away only when they are the whole line (short or common words). */
  readonly line?: readonly string[]
  /** Phrases that give it away at the start or the end of a line. */
  readonly start?: readonly string[]
  /** Phrases that give it away wherever they stand, because running text does not use them. */
  readonly within?: readonly string[]
}

/** What is known of the wording of one language's press. Hand-kept, in `data/lexicons/<tag>.json`. */
export interface Lexicon {
  /** BCP 47 tag. */
  readonly tag: string
  /** English name of the language. */
  readonly name: string
  /** ISO 15924 code of its usual script. */
  readonly script: string
  /** Phrases that give a role away. `#` stands for a number. Spelling variants are folded, so one is enough. */
  readonly cues: Partial<Record<Role, CueLists>>
  /** Words that tell something without giving one role away. */
  readonly words: {
    readonly months: readonly string[]
    readonly weekdays: readonly string[]
    /** Words of relative times: "ago", "hours", "yesterday", "منذ", "ساعات". */
    readonly ago: readonly string[]
    /** Names of news agencies and their abbreviations. */
    readonly agencies: readonly string[]
    /** Names of newspaper sections: "Sport", "اقتصاد". */
    readonly sections: readonly string[]
    /** Words that open a sentence of a report: "said", "وقال", "وأضاف". */
    readonly openers: readonly string[]
  }
  /** Headings of the appended boilerplate section: one for the section, one for each role that is set aside. */
  readonly headings: Readonly<Record<'boilerplate' | 'caption' | 'related' | 'comments' | 'promo' | 'navigation' | 'legal', string>>
}
