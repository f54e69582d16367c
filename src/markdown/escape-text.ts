import { markdownEscapes, type Escape, type TextPlace } from './escapes.ts'
import { flavorNames, flavorRow, type FlavorName, type FlavorRow } from './flavors.ts'
import { findReferences } from './heading-references.ts'

/** How each character of a text is written, one entry a UTF-16 code unit: a map of them would not hold more than 2^24. */
type Found = Uint8Array
const kept = 0
const escaped = 1
const byReference = 2

/** The rows of one flavor, ready for use. */
interface Escaper {
  /** Rows that look at the start of a block alone; all they look for begins with ASCII. */
  readonly atStart: readonly Escape[]
  readonly inside: readonly Escape[]
  /** Matches a text that holds the probe of a row of `inside`. Most texts hold none: they are passed through. */
  readonly risky: RegExp
  readonly unescapable: string
}

const escapers = Object.fromEntries(flavorNames.map((flavor) => [flavor, prepare(flavorRow(flavor))])) as Record<FlavorName, Escaper>

const noHeadings: ReadonlySet<string> = new Set()

/**
 * Writes a text so that the flavor's program reads back that text and nothing else. The text is all that stands in
 * its place and holds no line endings. Blanks at its edges and a byte order mark at its start, which readers drop,
 * become character references.
 *
 * @param headings Those of the document, see `listHeadings`: their names in brackets are escaped.
 * @example escapeText('# [x](y) AT&T a < b', 'paragraph', 'default') // '\\# [x\\](y) AT&T a < b'
 */
export function escapeText(text: string, place: TextPlace, flavor: FlavorName, headings: ReadonlySet<string> = noHeadings): string {
  const { atStart, inside, risky, unescapable } = escapers[flavor]
  const first = text.charCodeAt(0)
  const open = first < 0x80 && place !== 'heading'
  const bare = isEdge(first) || isEdge(text.charCodeAt(text.length - 1))
  const references = findReferences(text, headings)
  if (!bare && !open && references.length === 0 && !risky.test(text)) return text
  const found = new Uint8Array(text.length)
  if (open) seek(atStart, text, place, found)
  if (risky.test(text)) seek(inside, text, place, found)
  for (const at of references) found[at] = Math.max(found[at]!, escaped)
  if (bare) markEdges(text, found)
  if (!found.some((how) => how !== kept)) return text
  if (text.includes('://') || /www\./i.test(text)) breakAddresses(text, found)
  return write(text, found, (character, how) => (how === byReference || unescapable.includes(character) ? refer(character) : `\\${character}`))
}

/**
 * Escapes a value of the front matter for a program that reads such values as Markdown. Quotes and dashes stay, so
 * that most values are the same for every other reader.
 */
export function escapeValue(text: string, flavor: FlavorName): string {
  const found = new Uint8Array(text.length)
  const { atStart, inside } = escapers[flavor]
  for (const rows of [atStart, inside]) seek(rows.filter((row) => row.cosmetic !== true), text, 'paragraph', found)
  return write(text, found, (character) => `\\${character}`)
}

function prepare(row: FlavorRow): Escaper {
  const escapes = [...markdownEscapes, ...row.escapes]
  const inside = escapes.filter((escape) => escape.start !== true)
  const probes = new Set(inside.map(({ probe }) => probe.replace(/[\\^$*+?.()|[\]{}]/g, '\\$&')))
  return {
    atStart: escapes.filter((escape) => escape.start === true),
    inside,
    risky: new RegExp([...probes].join('|')),
    unescapable: row.unescapable,
  }
}

/** Notes the indices that the rows find, and whether they need a character reference. */
function seek(rows: readonly Escape[], text: string, place: TextPlace, found: Found): void {
  for (const { probe, find, reference } of rows) {
    if (!text.includes(probe)) continue
    for (const at of find(text, place)) found[at] = Math.max(found[at]!, reference === true ? byReference : escaped)
  }
}

/** So many pieces are joined at a time: all those of a long text at once would take many times its size. */
const mostPieces = 8192

/** Writes a text whose characters that were found are written in another way. */
function write(text: string, found: Found, rewrite: (character: string, how: number) => string): string {
  let written = ''
  let pieces: string[] = []
  let done = 0
  for (let at = 0; at < found.length; at++) {
    if (found[at] === kept) continue
    pieces.push(text.slice(done, at), rewrite(text.charAt(at), found[at]!))
    done = at + 1
    if (pieces.length < mostPieces) continue
    written += pieces.join('')
    pieces = []
  }
  return written + pieces.join('') + text.slice(done)
}

/** A blank, a tab or a byte order mark. */
function isEdge(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0xfeff
}

/** Notes what readers drop at the edges, and a backslash before it, which would escape the reference. */
function markEdges(text: string, found: Found): void {
  const last = text.length - 1
  if (isEdge(text.charCodeAt(0))) found[0] = byReference
  if (!isEdge(text.charCodeAt(last))) return
  found[last] = byReference
  if (text[last - 1] === '\\') found[last - 1] = escaped
}

/**
 * Notes the `:` or `.` that makes an address of what GFM links by itself, where something in the same word has to be
 * escaped: inside such a link a backslash is only a backslash, so the text would change, and `<` after it open a tag.
 */
function breakAddresses(text: string, found: Found): void {
  const before = found.slice()
  let next = 0
  let end = 0
  for (const match of text.matchAll(/(?:https?|ftp)(?=:\/\/)|www(?=\.)/gi)) {
    const start = match.index
    if (start >= end) end = endOfWord(text, start)
    next = Math.max(next, start)
    while (next < before.length && before[next] === kept) next++
    if (next < before.length && next <= end) found[start + match[0].length] = escaped
  }
}

/** Index after the last character that is no white space of ASCII: to cmark-gfm, addresses go on over all other. */
function endOfWord(text: string, start: number): number {
  const blank = /[ \t\n\v\f\r]/g
  blank.lastIndex = start
  return blank.exec(text)?.index ?? text.length
}

/** The character as a reference, by name where Markdown writers use it. */
function refer(character: string): string {
  return character === '&' ? '&amp;' : `&#${character.charCodeAt(0)};`
}
