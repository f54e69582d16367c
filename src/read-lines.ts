import type { Fix, Language, Line } from './document.ts'
import { detectLanguage } from './language/detect.ts'
import type { Message } from './messages.ts'
import { clean } from './text/clean.ts'
import type { Fixes } from './text/fixers.ts'
import { segment } from './text/segment.ts'
import { markContinuations } from './text/unwrap.ts'

/** The lines of a text, cleaned, and what was changed in them. */
export interface CleanLines {
  readonly lines: readonly Line[]
  readonly fixes: readonly Fix[]
  readonly messages: readonly Message[]
}

/** Makes lines of a decoded text: the same ones for use, training and evaluation. */
export function readLines(text: string, fixes: Fixes): CleanLines {
  const { lines, ...rest } = clean(segment(text), fixes)
  return { lines: markContinuations(lines), ...rest }
}

/** Lines shorter than this say little of a document's language: names, menus, foreign brands. */
const longLine = 60

/** Judges the language of a document by its long lines, or by all where there are none. */
export function judgeLanguage(lines: readonly Line[]): Language {
  const texts: string[] = []
  const long: string[] = []
  for (const { text } of lines) {
    if (text !== '') texts.push(text)
    if (text.length >= longLine) long.push(text)
  }
  return detectLanguage(long.length > 0 ? long : texts)
}
