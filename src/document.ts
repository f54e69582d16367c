import type { Message } from './messages.ts'
import type { Role } from './roles.ts'

/** The direction a text is read in. */
export type Direction = 'rtl' | 'ltr'

/** The language of a document or of one line. */
export interface Language {
  /** BCP 47 tag, `und` when unsure. */
  readonly tag: string
  /** ISO 15924 code of the script that most letters belong to (`Arab`, `Hebr`, `Latn`, …), `Zyyy` without letters. */
  readonly script: string
  /** Direction of that script, by the majority of letters, not by the first one. */
  readonly direction: Direction
  /** How sure the tag is, 0 to 1. */
  readonly confidence: number
}

/** One line of the input. */
export interface Line {
  /** 1 for the first line of the input. */
  readonly number: number
  /** Where the line begins in the decoded input, in UTF-16 code units. */
  readonly offset: number
  /** The line as decoded, without its `\n` (a `\r` before it is kept): joining all by `\n` gives the input back. */
  readonly raw: string
  /** The line after cleaning: fixed characters, NFC, white space collapsed and trimmed. Empty for a blank line. */
  readonly text: string
  /** True when the line goes on with the sentence of the line before it, because the text was hard-wrapped. */
  readonly continues: boolean
}

/** A line with the role it was given. */
export interface LabelledLine extends Line {
  /** `null` for a blank line. */
  readonly role: Role | null
  /** Probability that the role is right, 0 to 1; 1 for a pinned or blank line. */
  readonly confidence: number
  /** True when the role was fixed from outside. */
  readonly pinned: boolean
  /** The language of the line where its script is not the document's. */
  readonly language?: Language
  /** Why the role was chosen, heaviest first; only there when reasons were asked for. */
  readonly reasons?: readonly string[]
}

/** A change of characters that the cleaning made in one line. */
export interface Fix {
  /** Name of the fixer, a row of the table in `text/fixers.ts`. */
  readonly name: string
  /** Number of the line. */
  readonly line: number
  /** How many places of the line it changed. */
  readonly count: number
}

/** What is read off the labelled lines for the front matter. Absent where nothing was found. */
export interface Metadata {
  readonly title?: string
  readonly subtitle?: string
  readonly kicker?: string
  readonly section?: string
  /** ISO 8601, as exact as the text is: `2021-08-08` or `2021-08-08T14:05:00+03:00`. */
  readonly date?: string
  /** Place (and agency) that opens the first paragraph. */
  readonly dateline?: string
  readonly author?: readonly string[]
  readonly source?: string
  readonly url?: string
}

/** All labelled lines of one input and what is known of it. */
export interface Article {
  /** WHATWG label of the encoding the input was read with; `utf-8` for text that came decoded. */
  readonly encoding: string
  /** How sure the encoding is: 1 for one that was named, marked or proved, less for a guess. */
  readonly encodingConfidence: number
  readonly language: Language
  readonly metadata: Metadata
  readonly lines: readonly LabelledLine[]
  readonly fixes: readonly Fix[]
  readonly messages: readonly Message[]
}

/** Lines of one role that stand as one piece in the output. */
export interface Block {
  readonly role: Role
  /** The text of the lines, those of a hard-wrapped paragraph joined by blanks. */
  readonly text: string
  readonly lines: readonly LabelledLine[]
}
