import { signs } from './character-signs.ts'
import { fixBidi } from './fix-bidi.ts'
import { fixControlCharacters } from './fix-control-characters.ts'
import { fixEntities } from './fix-entities.ts'
import { fixJoiners } from './fix-joiners.ts'
import { fixMojibake } from './fix-mojibake.ts'
import { fixPresentationForms } from './fix-presentation-forms.ts'
import {
  fixDigitsArabic, fixDigitsLatin, fixPersianLetters, fixPunctuationSpacing, fixTatweel, fixTypographicQuotes,
} from './fix-spelling.ts'
import type { Fixed } from './replace-counted.ts'

/** One row of the table of fixers. */
export interface FixerRow {
  /** What it changes, in a sentence, for `naskh fixes`. */
  readonly summary: string
  /** True when it works unless it is switched off. */
  readonly on: boolean
  /** Signs (see `character-signs.ts`) of which a line needs one for the fixer to have anything to do. */
  readonly signs: number
  /** Fixes one line; gives the same text back when there is nothing to fix. */
  readonly fix: (text: string) => Fixed
}

/** All character fixes, in the order in which they work. */
export const fixerTable = {
  entities: { on: true, signs: signs.ampersand, fix: fixEntities, summary: 'Resolves leftover HTML entities (&quot; &amp; &#1600;) once; those of control characters are dropped.' },
  mojibake: { on: true, signs: signs.latinLead | signs.strayMark, fix: fixMojibake, summary: 'Repairs UTF-8 that was read as windows-1252 or windows-1256, where that is certain.' },
  'control-characters': { on: true, signs: signs.control, fix: fixControlCharacters, summary: 'Removes control characters; U+0085, U+2028, U+2029 become a blank, lone surrogates U+FFFD.' },
  'presentation-forms': { on: true, signs: signs.presentationForm, fix: fixPresentationForms, summary: 'Turns Arabic presentation forms into letters; word ligatures such as ﷺ stay.' },
  'bidi-controls': { on: true, signs: signs.bidi, fix: fixBidi, summary: 'Removes overriding, embedding and unbalanced bidi controls; balanced isolates and inner LRM, RLM, ALM stay.' },
  joiners: { on: true, signs: signs.joiner, fix: fixJoiners, summary: 'Drops ZWNJ and ZWJ that stand beside no letter; those between letters and in emoji stay.' },
  tatweel: { on: false, signs: signs.tatweel, fix: fixTatweel, summary: 'Removes tatweel between letters.' },
  'persian-letters': { on: false, signs: signs.arabicLetter, fix: fixPersianLetters, summary: 'Writes ی and ک for ي, ى and ك; for Persian only.' },
  'punctuation-spacing': { on: false, signs: signs.arabicMark, fix: fixPunctuationSpacing, summary: 'Removes the blank before ، ؛ ؟ ۔.' },
  'typographic-quotes': { on: false, signs: signs.quote, fix: fixTypographicQuotes, summary: 'Writes “ ” for straight double quotes that pair up in a line.' },
  'digits-latin': { on: false, signs: signs.digit, fix: fixDigitsLatin, summary: 'Writes 0-9 for ٠-٩ and ۰-۹.' },
  'digits-arabic': { on: false, signs: signs.digit, fix: fixDigitsArabic, summary: 'Writes ٠-٩ for 0-9, but not in addresses and other words with Latin letters.' },
} as const satisfies Record<string, FixerRow>

/** Name of a character fix. */
export type FixName = keyof typeof fixerTable

/** The fixes that are switched on. */
export type Fixes = ReadonlySet<FixName>

/** All names, in the order of the table. */
export const fixNames = Object.keys(fixerTable) as FixName[]

/** The fixes that work unless they are switched off. */
export const defaultFixes: Fixes = new Set(fixNames.filter((name) => fixerTable[name].on))

/** Tells whether `name` is a character fix. */
export function isFixName(name: unknown): name is FixName {
  return typeof name === 'string' && Object.hasOwn(fixerTable, name)
}

/**
 * The fixes that work when the defaults are changed by switches.
 *
 * @example selectFixes({ tatweel: true, joiners: false })
 */
export function selectFixes(switches: Readonly<Partial<Record<FixName, boolean>>>): Fixes {
  return new Set(fixNames.filter((name) => switches[name] ?? fixerTable[name].on))
}

/** Name, summary and default of every fix, for `naskh fixes`. */
export function listFixes(): { name: FixName; summary: string; on: boolean }[] {
  return fixNames.map((name) => ({ name, summary: fixerTable[name].summary, on: fixerTable[name].on }))
}
