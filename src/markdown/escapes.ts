/** Where a text stands: alone in a paragraph, alone in the paragraph that opens a list item, or in a heading. */
export type TextPlace = 'paragraph' | 'item' | 'heading'

/** One reason to escape: what some reader of Markdown would take for markup, and where in a text it is. */
export interface Escape {
  /** A string without which the row has nothing to do; looked for first, because most texts hold none. */
  readonly probe: string
  /** True when the row looks at the start of a block alone. */
  readonly start?: true
  /** Finds the indices of the characters to escape. Must be linear in the length of the text. */
  readonly find: (text: string, place: TextPlace) => readonly number[]
  /** Write these as a character reference, because the reader looks for the characters before it knows backslashes. */
  readonly reference?: true
  /** True when only the look of a quote or dash is at stake. */
  readonly cosmetic?: true
  /** What the reader would make of it. */
  readonly why: string
}

const none: readonly number[] = []

/** Escapes the first character of every match. */
export function matches(pattern: RegExp): Escape['find'] {
  return (text) => Array.from(text.matchAll(pattern), (match) => match.index)
}

/** Escapes one character at the start of a block, never of a heading: the last of the match, or the first. */
export function atStart(pattern: RegExp, which: 'first' | 'last' = 'first'): Escape['find'] {
  return (text, place) => {
    if (place === 'heading') return none
    const match = pattern.exec(text)
    if (match === null) return none
    return [which === 'first' ? 0 : match[0].length - 1]
  }
}

/**
 * Escapes every `sign` of a block that is nothing but at least so many of them, the first at its start, with blanks
 * between and after them. Not by a regular expression, which would run out of stack on some millions.
 */
export function allIfOnly(sign: string, fewest: number): Escape['find'] {
  return (text, place) => {
    if (place === 'heading' || text[0] !== sign) return none
    for (let at = 0; at < text.length; at++) if (text[at] !== sign && !isBlank(text[at])) return none
    const found = indicesOf(text, sign)
    return found.length < fewest ? none : found
  }
}

/** Where `sign` stands in the text. */
function indicesOf(text: string, sign: string): number[] {
  const found: number[] = []
  for (let at = text.indexOf(sign); at !== -1; at = text.indexOf(sign, at + 1)) found.push(at)
  return found
}

/** What a pair of markers has to look like. */
interface PairRule {
  /** Markers between two letters or digits do nothing (`snake_case`). */
  readonly betweenWords?: true
  /** Shortest run of signs that is a marker. */
  readonly shortest?: number
  /** What is marked holds no blank (pandoc's `^a^`). */
  readonly unbroken?: true
}

/**
 * Escapes the runs of `sign` that could open or close something, where there is both an opening one and a later
 * closing one. Looser than CommonMark's rule of flanking, which readers apply differently to symbols and to
 * punctuation outside ASCII: a run can open before anything but a blank and close after anything but a blank.
 */
export function pairs(sign: string, rule: PairRule = {}): Escape['find'] {
  const { betweenWords = false, shortest = 1, unbroken = false } = rule
  return (text) => {
    const runs: { start: number; end: number; opens: boolean; closes: boolean }[] = []
    for (let start = text.indexOf(sign); start !== -1; ) {
      let end = start + 1
      while (text[end] === sign) end++
      const before = text[start - 1]
      const after = text[end]
      const inside = betweenWords && isWord(before) && isWord(after)
      const opens = !inside && !isBlank(after) && !(betweenWords && isWord(before))
      const closes = !inside && !isBlank(before) && !(betweenWords && isWord(after))
      if (end - start >= shortest && (opens || closes)) runs.push({ start, end, opens, closes })
      start = text.indexOf(sign, end)
    }
    if (runs.length < 2) return none
    const first = runs.findIndex((run) => run.opens)
    const last = runs.findLastIndex((run) => run.closes)
    if (first === -1 || first >= last) return none
    if (unbroken && !runs.some((run, index) => isUnbroken(text, run.end, runs[index + 1]?.start))) return none
    const found: number[] = []
    for (const { start, end } of runs.slice(first, last + 1)) for (let at = start; at < end; at++) found.push(at)
    return found
  }
}

/**
 * Escapes the runs of `sign` that some reader may take for a marker, for readers that are looser than CommonMark: they
 * let one run open and close (`****`), or a blank stand before the closing one. Only a single sign between blanks
 * (`5 * 3`) or, with `betweenWords`, between letters or digits is surely none.
 */
export function runs(sign: string, rule: Pick<PairRule, 'betweenWords'> = {}): Escape['find'] {
  const free = rule.betweenWords === true ? isWord : isBlank
  return (text) => {
    const all = indicesOf(text, sign)
    return all.length < 2 ? none : all.filter((at) => !(free(text[at - 1]) && free(text[at + 1])))
  }
}

/** Tells whether no blank stands between two markers. */
function isUnbroken(text: string, start: number, end: number | undefined): boolean {
  return end !== undefined && !/\s/.test(text.slice(start, end))
}

/** Blank in every reader: ASCII white space and the edge of the text. */
function isBlank(character: string | undefined): boolean {
  return character === undefined || character === ' ' || character === '\t'
}

/** Surely a letter or digit in every reader. A half of a surrogate pair is not: it may be an emoji. */
function isWord(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character)
}

/** Escapes all backticks where there are several runs of any length. */
export function findCodeRuns(text: string): readonly number[] {
  return /`[^`]+`/.test(text) ? indicesOf(text, '`') : none
}

/** Escapes all backticks where two runs have the same length, or where one run opens a fence. */
function findCode(text: string, place: TextPlace): readonly number[] {
  const lengths = new Set<number>()
  let paired = place !== 'heading' && /^`{3,}[^`]*$/.test(text)
  for (const [run] of text.matchAll(/`+/g)) {
    if (lengths.has(run.length)) paired = true
    lengths.add(run.length)
  }
  return paired ? indicesOf(text, '`') : none
}

/** Escapes `<` where a tag, a comment or an autolink would begin: it needs a later `>`, but at the start of a block. */
function findAngle(text: string, place: TextPlace): readonly number[] {
  const last = text.lastIndexOf('>')
  const mail = text.includes('@')
  return indicesOf(text, '<').filter((at) => {
    const next = text[at + 1] ?? ''
    if (at === 0 && place !== 'heading' && /[A-Za-z/!?]/.test(next)) return true
    return at < last && (mail ? /[!-~]/ : /[A-Za-z/!?]/).test(next)
  })
}

/** Escapes `]` before `(` where a `[` stands before it. */
function findLinkEnd(text: string): readonly number[] {
  const first = text.indexOf('[')
  return first === -1 ? none : indicesOf(text, '](').filter((at) => at > first)
}

/** Escapes the first of the number signs that would be taken for the closing sequence of a heading. */
function findClosingSequence(text: string, place: TextPlace): readonly number[] {
  if (place !== 'heading') return none
  let start = text.length
  while (text[start - 1] === '#') start--
  return start < text.length && isBlank(text[start - 1]) ? [start] : none
}

/** What CommonMark or GFM would take for markup. */
export const markdownEscapes: readonly Escape[] = [
  { probe: '\\', find: matches(/\\(?=[!-/:-@[-`{-~])/g), why: 'an escape' },
  { probe: '`', find: findCode, why: 'code' },
  { probe: '*', find: pairs('*'), why: 'emphasis' },
  { probe: '*', start: true, find: atStart(/^\*(?=[ \t]|$)/), why: 'a list' },
  { probe: '*', start: true, find: allIfOnly('*', 3), why: 'a thematic break' },
  { probe: '_', find: pairs('_', { betweenWords: true }), why: 'emphasis' },
  { probe: '_', start: true, find: allIfOnly('_', 3), why: 'a thematic break' },
  { probe: '~', find: pairs('~'), why: 'text struck through (GFM)' },
  { probe: '~~~', start: true, find: atStart(/^~{3,}/), why: 'a fence of code' },
  { probe: '<', find: findAngle, why: 'HTML or an autolink' },
  { probe: '&', find: matches(/&(?=(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z\d]{1,31});)/g), why: 'a character reference' },
  { probe: '](', find: findLinkEnd, why: 'a link or an image' },
  { probe: ']:', start: true, find: atStart(/^\[/), why: 'a definition of a link or (GFM) a footnote' },
  { probe: '[', find: (text, place) => (place === 'item' && /^\[[ xX]\]/.test(text) ? [0] : none), why: 'a task (GFM; Hugo asks for no blank after it)' },
  { probe: '#', start: true, find: atStart(/^#{1,6}(?=[ \t]|$)/), why: 'a heading' },
  { probe: '#', find: findClosingSequence, why: 'the closing sequence of a heading' },
  { probe: '-', start: true, find: atStart(/^-(?=[ \t]|[- \t]*$)/), why: 'a list, a thematic break (an item of dashes, with its marker) or front matter' },
  { probe: '+', start: true, find: atStart(/^\+(?=[ \t]|$)/), why: 'a list' },
  { probe: '.', start: true, find: atStart(/^\d+\.(?=[ \t]|$)/, 'last'), why: 'an ordered list' },
  { probe: ')', start: true, find: atStart(/^\d+\)(?=[ \t]|$)/, 'last'), why: 'an ordered list' },
  { probe: '>', start: true, find: atStart(/^>/), why: 'a block quote' },
]
