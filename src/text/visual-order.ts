import type { Line } from '../document.ts'
import { type Message, message } from '../messages.ts'

/** Letters that only end words: ة ى ے ں and the final forms of Hebrew. */
const finals: ReadonlySet<number> = new Set([...'ةىےںךםןףץ'].map((letter) => letter.charCodeAt(0)))

/** Frequent words that are not words when they are read backwards. */
const frequent = [
  'في', 'على', 'التي', 'الذي', 'إلى', 'هذا', 'كما', // Arabic
  'که', 'این', 'است', 'برای', 'به', 'از', 'را', 'می', 'شده', 'های', // Persian
  'په', 'چې', 'کې', // Pashto
  'کے', 'ہے', 'میں', 'کی', // Urdu
  'של', 'את', 'על', 'לא', 'הוא', // Hebrew
]
const words = new Set(frequent)
const LONGEST = Math.max(...frequent.map((word) => word.length))
const reversed = new Set(frequent.map((word) => [...word].reverse().join('')))

/** Signs of reversed words it takes, and by how much they have to outnumber those of sound ones. */
const FEWEST = 4
const RATIO = 3
/** Words looked at in one line: a page that was reversed shows it in every line. */
const WORDS_PER_LINE = 16
/** Lines looked at, spread over the document. */
const LINES = 40

/**
 * Tells when Arabic or Hebrew stands in visual order, the last letter of each word first, as old files and text taken from
 * PDF have it: words begin with letters that only end words, `ال` stands backwards at their end, and frequent words are
 * reversed. The text is not touched, because numbers and Latin words inside it would have to be guessed.
 *
 * @returns a message about the first such line, or `null`
 */
export function findVisualOrder(lines: readonly Line[]): Message | null {
  const written = lines.filter(({ text }) => text !== '')
  const step = Math.max(1, Math.floor(written.length / LINES))
  let backwards = 0
  let forwards = 0
  let first: Line | undefined
  for (let index = 0; index < written.length; index += step) {
    const line = written[index]!
    const [back, forth] = weigh(line.text)
    if (back > forth) first ??= line
    backwards += back
    forwards += forth
  }
  if (!first || backwards < FEWEST || backwards < forwards * RATIO) return null
  return message('visual-order', 'expected words in the order they are read, found them reversed', { line: first.number })
}

/** Signs that words are reversed, and that they are not. */
function weigh(text: string): [number, number] {
  let back = 0
  let forth = 0
  let start = -1
  let seen = 0
  for (let index = 0; index <= text.length && seen < WORDS_PER_LINE; index++) {
    const code = index < text.length ? text.charCodeAt(index) : 0
    const isLetter = (code >= 0x5d0 && code <= 0x5ea) || (code >= 0x620 && code <= 0x6d5 && code !== 0x640 && !(code >= 0x660 && code <= 0x66d) && code !== 0x6d4)
    if (isLetter) {
      if (start < 0) start = index
      continue
    }
    if (start >= 0 && index - start > 1) {
      seen++
      const word = index - start <= LONGEST ? text.slice(start, index) : ''
      const long = index - start > 4
      if (finals.has(text.charCodeAt(start)) || (long && text.startsWith('لا', index - 2)) || reversed.has(word)) back++
      if (finals.has(text.charCodeAt(index - 1)) || (long && text.startsWith('ال', start)) || words.has(word)) forth++
    }
    start = -1
  }
  return [back, forth]
}
