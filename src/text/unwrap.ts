import type { Line } from '../document.ts'

/** Widths, in code points, at which text is wrapped by hand, by mail programs and by converters. */
const NARROWEST = 40
const WIDEST = 120
/** Pairs of lines that have to be explained by wrapping before any is joined. */
const FEWEST_PAIRS = 8
/** Share of lines close to the width, with a line after them, that have to be full: the next word would not have fitted. */
const FULL_SHARE = 0.75
/** The same where there are fewer full lines than this: a list of headlines comes near it by chance. */
const FEW_PAIRS = 20
const FULL_SHARE_OF_FEW = 0.85
/** "Close to the width" is from this share of it on. */
const CLOSE = 0.75
/** Share of close lines that may be longer than the width: addresses, tables, a caption that was not wrapped. */
const MOST_LONGER = 0.1
/** Share of full lines that may end a sentence: wrapping breaks anywhere, writing breaks at the end of a sentence. */
const MOST_ENDS = 0.4
/** Pairs around a pair that are looked at, and the share of them that has to be full: menus beside a wrapped body are not. */
const NEARBY = 10
const NEARBY_SHARE = 0.35

const marker = /^\s*(?:[-*+•·●▪◦‣–—ـ]\s|\(?[0-9٠-٩۰-۹]{1,3}[.)\-–:]\s|[*#>|])/
/** A table, or writing without blanks, whose first word is the whole line: greedy filling tells nothing there. */
const untold = /\S\t|^\s*\S*[\u3040-\u9fff]/
const sentenceEnd = /[.!?؟۔:…»"”)\]]$/

/** A pair of lines that follow each other without a blank line between. */
interface Pair {
  /** Index of the second line. */
  readonly index: number
  /** Code points of the first line. */
  readonly length: number
  /** Code points of the first line, a blank and the first word of the second. */
  readonly needed: number
  /** False where the second line begins something of its own (a list item, an indented paragraph) or repeats the first. */
  readonly joinable: boolean
  /** True when the first line ends as sentences do. */
  readonly ends: boolean
}

/**
 * Marks the lines that go on with the sentence of the line before because the text was hard-wrapped. Text is hard-wrapped
 * at a width when greedy filling explains it: lines are no longer than the width, and the first word of a next line would
 * not have fitted on the line before. Without much evidence for one width nothing is marked.
 *
 * Works on the `raw` of the lines, so it can run before or after cleaning. Paragraphs may be parted by blank lines or not;
 * where they are not, one whose last line happens to be full is joined with the next.
 */
export function markContinuations(lines: readonly Line[]): Line[] {
  const pairs = findPairs(lines)
  const width = findWidth(pairs)
  if (width === null) return lines.slice()
  const continuing = new Set<number>()
  const full = pairs.map((pair) => isFull(pair, width))
  const sums = [0]
  for (const [order, isOne] of full.entries()) sums.push(sums[order]! + (isOne ? 1 : 0))
  for (const [order, pair] of pairs.entries()) {
    const from = Math.max(0, order - NEARBY)
    const to = Math.min(pairs.length, order + NEARBY + 1)
    if (full[order] && sums[to]! - sums[from]! >= (to - from) * NEARBY_SHARE) continuing.add(pair.index)
  }
  return lines.map((line, index) => (continuing.has(index) ? { ...line, continues: true } : line))
}

function findPairs(lines: readonly Line[]): Pair[] {
  const pairs: Pair[] = []
  let before: { line: string; length: number; indent: number; ends: boolean } | null = null
  for (const [index, { raw, text }] of lines.entries()) {
    const line = raw.trimEnd()
    if (line === '' || text === '') { // nothing that can be seen is left of some lines
      before = null
      continue
    }
    const start = line.length - line.trimStart().length
    if (before) {
      const word = /^\S+/.exec(line.slice(start, start + WIDEST))?.[0] ?? ''
      const joinable = start <= before.indent + 1 && line !== before.line && !marker.test(line) && !untold.test(line)
      const needed = before.length + 1 + countCodePoints(word)
      pairs.push({ index, length: before.length, needed, joinable, ends: before.ends })
    }
    // A line much longer than any width needs no exact length.
    before = { line, length: countCodePoints(line.slice(0, 4 * WIDEST)), indent: start, ends: sentenceEnd.test(line.slice(-1)) }
  }
  return pairs
}

/** The width that explains most pairs, if it explains them well enough. */
function findWidth(pairs: readonly Pair[]): number | null {
  let best: number | null = null
  let most = FEWEST_PAIRS - 1
  const longest = new Set(pairs.map(({ length }) => length).filter((length) => length >= NARROWEST && length <= WIDEST))
  for (const width of longest) {
    const full = explain(pairs, width)
    if (full > most) {
      best = width
      most = full
    }
  }
  return best
}

/** How many pairs wrapping at the width explains; 0 when too many speak against it. */
function explain(pairs: readonly Pair[], width: number): number {
  let close = 0
  let full = 0
  let longer = 0
  let ends = 0
  for (const pair of pairs) {
    if (!pair.joinable || pair.length < width * CLOSE) continue
    close++
    if (pair.length > width) longer++
    else if (isFull(pair, width)) {
      full++
      if (pair.ends) ends++
    }
  }
  const share = full < FEW_PAIRS ? FULL_SHARE_OF_FEW : FULL_SHARE
  if (full < close * share || longer > close * MOST_LONGER || ends > full * MOST_ENDS) return 0
  return full
}

function isFull(pair: Pair, width: number): boolean {
  return pair.joinable && pair.length <= width && pair.needed > width
}

function countCodePoints(text: string): number {
  let count = text.length
  for (let index = 1; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code >= 0xdc00 && code <= 0xdfff) count--
  }
  return count
}
