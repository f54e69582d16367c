import { signs, signsOf } from './character-signs.ts'

/** Runs of marks longer than this are put in order here; no language writes more than a handful. */
const LONG_RUN = 64

/**
 * Brings text to NFC in time that grows with its length only: `String.prototype.normalize` sorts marks by insertion, so
 * that a hundred thousand marks on one letter take seconds (Unicode Standard Annex 15, "Stream-Safe Text").
 *
 * @example compose('e\u0301') // 'é'
 */
export function compose(text: string): string {
  return (hasLongRun(text) ? sortLongRuns(text) : text).normalize('NFC')
}

function hasLongRun(text: string): boolean {
  let run = 0
  for (let index = 0; index < text.length && run < LONG_RUN; index++) {
    run = signsOf(text.charCodeAt(index)) & signs.composing ? run + 1 : 0
  }
  return run >= LONG_RUN
}

/** Puts the marks of all long runs in order. By hand: a regular expression of surrogate pairs runs out of stack at some millions. */
function sortLongRuns(text: string): string {
  const order = new MarkOrder()
  const pieces: string[] = []
  let done = 0
  for (let start = 0; start < text.length; ) {
    let end = start
    let marks = 0
    for (let code; (code = text.codePointAt(end)) !== undefined && order.isMark(code); marks++) end += code > 0xffff ? 2 : 1
    if (marks >= LONG_RUN) {
      pieces.push(text.slice(done, start), sortMarks(text.slice(start, end), order))
      done = end
    }
    start = end + 1
  }
  return pieces.join('') + text.slice(done)
}

/** Canonical order: between marks that never move, the others are sorted by combining class, equal ones as they stood. */
function sortMarks(run: string, order: MarkOrder): string {
  const marks = decompose(run)
  for (let from = 0; from < marks.length; ) {
    let to = from
    while (to < marks.length && order.moves(marks[to]!)) to++
    if (to - from > 1) marks.set(sortByClass(marks.subarray(from, to), order), from)
    from = to + 1
  }
  return toText(marks)
}

/** The code points of a text in NFD, in numbers: millions of short strings would take many times their size. */
function decompose(text: string): Int32Array {
  const known = new Map<string, number[]>()
  const parts = (mark: string): number[] => {
    let codes = known.get(mark)
    if (!codes) known.set(mark, (codes = Array.from(mark.normalize('NFD'), (part) => part.codePointAt(0)!)))
    return codes
  }
  let count = 0
  for (const mark of text) count += parts(mark).length
  const codes = new Int32Array(count)
  let at = 0
  for (const mark of text) for (const code of parts(mark)) codes[at++] = code
  return codes
}

/** Sorts the few different marks by comparing them, and the many marks by where theirs came. */
function sortByClass(marks: Int32Array, order: MarkOrder): Int32Array {
  const distinct = [...new Set(marks)].sort((a, b) => order.compare(a, b))
  const counts = new Map<number, number>(distinct.map((mark) => [mark, 0]))
  for (const mark of marks) counts.set(mark, counts.get(mark)! + 1)
  // Where the marks of a class begin: those of one class share a place, and are written as they stood.
  const places: { next: number }[] = []
  const placeOf = new Map<number, { next: number }>()
  let sum = 0
  distinct.forEach((mark, index) => {
    const before = distinct[index - 1]
    if (before === undefined || order.compare(before, mark) < 0) places.push({ next: sum })
    placeOf.set(mark, places.at(-1)!)
    sum += counts.get(mark)!
  })
  const sorted = new Int32Array(marks.length)
  for (const mark of marks) sorted[placeOf.get(mark)!.next++] = mark
  return sorted
}

/** Makes a string of code points; in pieces, since a call takes only so many arguments. */
function toText(codes: Int32Array): string {
  const pieces: string[] = []
  for (let from = 0; from < codes.length; from += 8192) pieces.push(String.fromCodePoint.apply(null, codes.subarray(from, from + 8192) as unknown as number[]))
  return pieces.join('')
}

/** Compares combining classes, which JavaScript does not tell, by what normalisation does to two marks in a row. */
class MarkOrder {
  readonly #marks = new Map<number, boolean>()
  readonly #movable = new Map<number, boolean>()

  isMark(code: number): boolean {
    let known = this.#marks.get(code)
    if (known === undefined) this.#marks.set(code, (known = /^\p{M}$/u.test(String.fromCodePoint(code))))
    return known
  }

  /** Tells whether the combining class is not 0. U+0345 has the highest class, 240, so any other class passes it. */
  moves(code: number): boolean {
    let known = this.#movable.get(code)
    if (known === undefined) {
      const pair = `\u0345${String.fromCodePoint(code)}`
      this.#movable.set(code, (known = code === 0x345 || pair.normalize('NFD') !== pair))
    }
    return known
  }

  compare(a: number, b: number): number {
    const [one, other] = [String.fromCodePoint(a, b), String.fromCodePoint(b, a)]
    if (one.normalize('NFD') !== one) return 1
    return other.normalize('NFD') !== other ? -1 : 0
  }
}
