import { type CodePage, codePageTable } from './code-pages.ts'
import { type Fixed, replaceCounted } from './replace-counted.ts'

/** What UTF-8 has to turn out as, and how many characters in a row make it certain. */
interface Reading {
  readonly first: number
  readonly last: number
  readonly enough: number
}

/** How UTF-8 was misread, and which readings of the bytes are certain enough to repair it. */
interface Misreading {
  readonly page: CodePage
  readonly readings: readonly Reading[]
  /** Second characters that also stand beside a letter in sound text, so that one pair with them proves nothing. */
  readonly ambiguous: string
  /** One of these has to be in a stretch; absent when any two characters of the stretch are strange enough. */
  readonly telling?: RegExp
}

/** General punctuation, currency and letter-like signs, arrows, geometric shapes, dingbats: three bytes, so one is enough. */
const punctuation: readonly Reading[] = [
  { first: 0x2000, last: 0x2069, enough: 1 }, { first: 0x20a0, last: 0x21ff, enough: 1 }, { first: 0x2500, last: 0x27bf, enough: 1 },
]
const emoji: Reading = { first: 0x1f000, last: 0x1faff, enough: 1 }
const marks: Reading = { first: 0xfe00, last: 0xfeff, enough: 1 }

const misreadings: readonly Misreading[] = [
  {
    page: 'windows-1252',
    readings: [
      { first: 0x80, last: 0x17f, enough: 1 }, { first: 0x370, last: 0x5ff, enough: 3 }, { first: 0x600, last: 0x6ff, enough: 2 },
      ...punctuation, { first: 0x3000, last: 0x9fff, enough: 2 }, { first: 0xac00, last: 0xd7af, enough: 2 }, { first: 0xfb50, last: 0xfdff, enough: 1 },
      marks, { first: 0xfffd, last: 0xfffd, enough: 1 }, emoji,
    ],
    ambiguous: '«»“”„‘’‚‹›…–—•·\u00a0°ºª®™',
  },
  {
    // Persian and Urdu letters are among the bytes of windows-1256 that continue UTF-8, so only some readings are safe.
    page: 'windows-1256',
    readings: [
      { first: 0xa0, last: 0xff, enough: Infinity }, { first: 0x5d0, last: 0x5ea, enough: 3 }, { first: 0x600, last: 0x6ff, enough: 2 },
      ...punctuation, marks, emoji,
    ],
    ambiguous: '',
    telling: /[\u0080-\u009f¢¤-¨¬¯±-¶¸¹¼-¾ŒœƒˆŠ‚„†‡‰€™]/,
  },
]

/** Quotes and dashes of windows-1252 that were read as Latin-1, where they can be nothing else. */
const strayQuotes = /(?<=\p{L})\x92(?=\p{L})|\x93[^\x93\x94]*\x94|(?<=\s)[\x96\x97](?=\s)/gu

function readQuotes(match: string): string {
  const table = codePageTable('windows-1252')
  return match.replace(/[\x91-\x97]/g, (control) => String.fromCharCode(table[control.charCodeAt(0)]!))
}

/**
 * Repairs UTF-8 that was read as windows-1252 or windows-1256 ("ط§ظ„" for "ال"), stretch by stretch and only when it is
 * certain: the characters of the stretch, written in the code page, are valid UTF-8 for enough characters of one script.
 * Once a line has a certain stretch, its uncertain ones of the same kind are repaired too. (The idea is ftfy's.)
 *
 * @example fixMojibake('Ø³Ù„Ø§Ù…') // { text: 'سلام', count: 1 }
 */
export function fixMojibake(text: string): Fixed {
  const quotes = replaceCounted(text, strayQuotes, readQuotes)
  let { text: fixed, count } = quotes
  // Hebrew and punctuation can be read in part under the wrong page: the page that explains more comes first.
  const pages = misreadings.map((misreading) => ({ misreading, length: lengthOf(findCertain(fixed, misreading)) }))
  for (const { misreading } of pages.filter(({ length }) => length > 0).sort((a, b) => b.length - a.length)) {
    const stretches = findCertain(fixed, misreading)
    const pieces: string[] = []
    let end = 0
    for (const stretch of stretches) {
      pieces.push(fixed.slice(end, stretch.start), stretch.repaired)
      end = stretch.end
    }
    count += stretches.length
    fixed = pieces.join('') + fixed.slice(end)
  }
  return { text: fixed, count }
}

function lengthOf(stretches: readonly Stretch[]): number {
  return stretches.reduce((sum, { start, end }) => sum + end - start, 0)
}

/** All stretches of a line if one of them is certain, or if two uncertain ones give Latin letters or marks; else none. */
function findCertain(text: string, misreading: Misreading): Stretch[] {
  const stretches = findStretches(text, misreading)
  const doubtful = misreading.telling ? [] : stretches
  const isSure = stretches.some(({ certain }) => certain) || doubtful.filter(({ repaired }) => repaired <= LAST_LATIN).length > 1
  return isSure ? stretches : []
}

const LAST_LATIN = '\u017f'

interface Stretch {
  readonly start: number
  readonly end: number
  readonly repaired: string
  readonly certain: boolean
}

/** All stretches that can be read as UTF-8 for characters of the readings. */
function findStretches(text: string, misreading: Misreading): Stretch[] {
  const toByte = bytesOf(misreading.page)
  const stretches: Stretch[] = []
  let index = 0
  while (index < text.length) {
    const start = index
    let repaired = ''
    let certain = false
    let run = 0
    let before: Reading | undefined
    for (let next = readOne(text, index, toByte); next; next = readOne(text, index, toByte)) {
      const { code, length } = next
      const reading = misreading.readings.find(({ first, last }) => code >= first && code <= last)
      if (!reading) break
      run = reading === before ? run + 1 : 1
      if (run >= reading.enough && !(length === 2 && run === 1 && misreading.ambiguous.includes(text[index + 1]!))) certain = true
      before = reading
      repaired += String.fromCodePoint(code)
      index += length
    }
    if (index === start) {
      index++
      continue
    }
    if (certain && misreading.telling) certain = misreading.telling.test(text.slice(start, index))
    stretches.push({ start, end: index, repaired, certain })
  }
  return stretches
}

/** Reads one UTF-8 sequence of two to four bytes from the characters the bytes were taken for. */
function readOne(text: string, index: number, toByte: ReadonlyMap<number, number>): { code: number; length: number } | null {
  if (index >= text.length) return null
  const lead = toByte.get(text.charCodeAt(index)) ?? 0
  const length = lead >= 0xc2 && lead <= 0xdf ? 2 : lead >= 0xe0 && lead <= 0xef ? 3 : lead >= 0xf0 && lead <= 0xf4 ? 4 : 0
  if (length === 0 || index + length > text.length) return null
  let code = lead & (0xff >> (length + 1))
  for (let offset = 1; offset < length; offset++) {
    const byte = toByte.get(text.charCodeAt(index + offset)) ?? 0
    if (byte < 0x80 || byte > 0xbf) return null
    code = (code << 6) | (byte & 0x3f)
  }
  return code >= [0, 0, 0x80, 0x800, 0x10000][length]! ? { code, length } : null
}

const reversed = new Map<CodePage, ReadonlyMap<number, number>>()

/** The bytes of the characters of a code page. C1 controls count as their own bytes: that is how Latin-1 reads them. */
function bytesOf(page: CodePage): ReadonlyMap<number, number> {
  let bytes = reversed.get(page)
  if (!bytes) {
    const entries: [number, number][] = []
    for (let byte = 0x80; byte < 0xa0; byte++) entries.push([byte, byte])
    codePageTable(page).forEach((code, byte) => {
      if (byte >= 0x80) entries.push([code, byte])
    })
    bytes = new Map(entries)
    reversed.set(page, bytes)
  }
  return bytes
}
