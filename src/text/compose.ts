import { signs, signsOf } from './character-signs.ts'

/** Runs of marks longer than this are put in order here; no language writes more than a handful. */
const LONG_RUN = 64

const longRuns = new RegExp(`\\p{M}{${LONG_RUN},}`, 'gu')

/**
 * Brings text to NFC in time that grows with its length only: `String.prototype.normalize` sorts marks by insertion, so
 * that a hundred thousand marks on one letter take seconds (Unicode Standard Annex 15, "Stream-Safe Text").
 *
 * @example compose('e\u0301') // 'é'
 */
export function compose(text: string): string {
  return (hasLongRun(text) ? text.replace(longRuns, sortMarks) : text).normalize('NFC')
}

function hasLongRun(text: string): boolean {
  let run = 0
  for (let index = 0; index < text.length && run < LONG_RUN; index++) {
    run = signsOf(text.charCodeAt(index)) & signs.composing ? run + 1 : 0
  }
  return run >= LONG_RUN
}

/** Canonical order: between marks that never move, the others are sorted by combining class, equal ones as they stood. */
function sortMarks(run: string): string {
  const order = new MarkOrder()
  const sorted: string[] = []
  let movable: string[] = []
  const flush = () => {
    for (const mark of sortByClass(movable, order)) sorted.push(mark)
    movable = []
  }
  for (const mark of run) {
    for (const part of mark.normalize('NFD')) {
      if (order.moves(part)) movable.push(part)
      else {
        flush()
        sorted.push(part)
      }
    }
  }
  flush()
  return sorted.join('')
}

/** Sorts the few different marks by comparing them, and the many marks by where theirs came. */
function sortByClass(marks: readonly string[], order: MarkOrder): string[] {
  const distinct = [...new Set(marks)].sort((a, b) => order.compare(a, b))
  const rank = new Map<string, number>()
  distinct.forEach((mark, index) => {
    const before = distinct[index - 1]
    rank.set(mark, before === undefined ? 0 : rank.get(before)! + (order.compare(before, mark) < 0 ? 1 : 0))
  })
  return [...marks].sort((a, b) => rank.get(a)! - rank.get(b)!)
}

/** Compares combining classes, which JavaScript does not tell, by what normalisation does to two marks in a row. */
class MarkOrder {
  readonly #movable = new Map<string, boolean>()

  /** Tells whether the combining class is not 0. U+0345 has the highest class, 240, so any other class passes it. */
  moves(mark: string): boolean {
    let known = this.#movable.get(mark)
    if (known === undefined) {
      known = mark === '\u0345' || ('\u0345' + mark).normalize('NFD') !== '\u0345' + mark
      this.#movable.set(mark, known)
    }
    return known
  }

  compare(a: string, b: string): number {
    if ((a + b).normalize('NFD') !== a + b) return 1
    return (b + a).normalize('NFD') !== b + a ? -1 : 0
  }
}
