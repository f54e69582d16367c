import type { Line } from '../document.ts'
import { type Message, message } from '../messages.ts'

/** What a code unit below `kinds.length` can be; from there on there are no letters of the two scripts. */
const [noLetter, letter, final] = [0, 1, 2] as const
const kinds = new Uint8Array(0x6d6).fill(letter, 0x5d0, 0x5eb).fill(letter, 0x620).fill(noLetter, 0x660, 0x66e)
for (const code of [0x640, 0x6d4]) kinds[code] = noLetter
// Those that only end words: ة ى ے ں and the final forms of Hebrew.
for (const one of 'ةىےںךםןףץ') kinds[one.charCodeAt(0)] = final

/** Frequent words that are not words when they are read backwards. */
const frequent = [
  'في', 'على', 'التي', 'الذي', 'إلى', 'هذا', 'كما', // Arabic
  'که', 'این', 'است', 'برای', 'به', 'از', 'را', 'می', 'شده', 'های', // Persian
  'په', 'چې', 'کې', // Pashto
  'کے', 'ہے', 'میں', 'کی', // Urdu
  'של', 'את', 'על', 'לא', 'הוא', // Hebrew
]
const LONGEST = Math.max(...frequent.map((word) => word.length))
/** Those words, which are sound, and what they are backwards. */
const sound = new Map(frequent.flatMap((word) => [[word, true], [[...word].reverse().join(''), false]] as const))

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
    if (index < text.length && kindAt(text, index) !== noLetter) {
      if (start < 0) start = index
      continue
    }
    if (start >= 0 && index - start > 1) {
      seen++
      const known = index - start <= LONGEST ? sound.get(text.slice(start, index)) : undefined
      const long = index - start > 4
      if (kindAt(text, start) === final || (long && text.startsWith('لا', index - 2)) || known === false) back++
      if (kindAt(text, index - 1) === final || (long && text.startsWith('ال', start)) || known === true) forth++
    }
    start = -1
  }
  return [back, forth]
}

function kindAt(text: string, index: number): number {
  const code = text.charCodeAt(index)
  return code < kinds.length ? kinds[code]! : noLetter
}
