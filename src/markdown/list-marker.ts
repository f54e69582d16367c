/** The marker at the start of a list item, and the text after it. */
export interface MarkedItem {
  /** The number, where the item is numbered in digits and by a mark that Markdown's ordered lists stand for. */
  readonly number?: number
  /** The text without its marker, never empty. */
  readonly text: string
}

/** A mark of direction may stand before the marker; it stays with the text. */
const direction = '^([\\u200e\\u200f\\u061c]?)'

/** Signs that are nothing but bullets; a blank may follow. */
const bullet = new RegExp(`${direction}[•·‣⁃◦∙▪▫■□●○►▶➤][ \\t]*(?=\\S)`)

/** Signs that are more than bullets, so a blank must follow. */
const dash = new RegExp(`${direction}[-–—*+][ \\t]+(?=\\S)`)

/** The same without a blank, right before a letter: `-بند`, `*بند`, but not `-5` or `+18`. */
const tightDash = new RegExp(`${direction}[-–—*](?=\\p{L})`, 'u')

/**
 * `1.` `1)` before a blank, `1-` `1 –` before a blank and no digit (a score), or `1-` right before an Arabic letter.
 * ASCII digits without leading zeros: no other survives as a number of Markdown's.
 */
const numbered = new RegExp(
  `${direction}(0|[1-9]\\d{0,8})(?:[.)](?=[ \\t])| ?[-–](?=[ \\t]+[^ \\t\\d])|[-–](?=[\\u0620-\\u064a\\u0671-\\u06d3]))[ \\t]*(?=\\S)`,
)

/**
 * Parts the marker of a list item from its text. An item without a marker, or with nothing but a marker, is all
 * text; so are `(1)`, `١-`, `أ)`, `1ـ` and check marks, which Markdown has no marker for.
 *
 * @example readMarker('• بند') // { text: 'بند' }
 * @example readMarker('2- بند') // { number: 2, text: 'بند' }
 */
export function readMarker(text: string): MarkedItem {
  const number = numbered.exec(text)
  if (number !== null) return { number: Number(number[2]), text: (number[1] ?? '') + text.slice(number[0].length) }
  const match = bullet.exec(text) ?? dash.exec(text) ?? readTightDash(text)
  return match === null ? { text } : { text: (match[1] ?? '') + text.slice(match[0].length) }
}

/** `*word*` is no bullet: the sign comes back. */
function readTightDash(text: string): RegExpExecArray | null {
  const match = tightDash.exec(text)
  return match === null || (match[0].endsWith('*') && text.includes('*', match[0].length)) ? null : match
}

/**
 * Tells whether the items are numbered one by one, upwards: only then are they an ordered list, because readers of
 * Markdown count for themselves.
 */
export function isConsecutive(items: readonly MarkedItem[]): boolean {
  const first = items[0]?.number
  if (first === undefined || first + items.length > 999_999_999) return false
  return items.every(({ number }, index) => number === first + index)
}
