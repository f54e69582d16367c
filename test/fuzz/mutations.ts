import type { Chance } from './chance.ts'
import { bidiControls, oddCharacters, oddDates, syntax, trickyLines } from './fragments.ts'

/** Changes a text; `texts` are of any characters and of what means something to readers of Markdown. */
export type Mutation = (text: string, chance: Chance, texts: readonly string[]) => string

const pieceOf = (chance: Chance, texts: readonly string[]): string => chance.pick([chance.pick(texts), chance.pick(syntax), chance.pick(trickyLines), chance.pick(oddDates), chance.pick(oddCharacters), chance.pick(bidiControls)])

/** Puts pieces at random places of a text. */
function scatter(text: string, chance: Chance, most: number, piece: () => string): string {
  const places = Array.from({ length: 1 + chance.below(most) }, () => chance.below(text.length + 1)).sort((a, b) => a - b)
  return places.map((at, index) => text.slice(places[index - 1] ?? 0, at) + piece()).join('') + text.slice(places.at(-1))
}

/** Changes the lines of a text. */
const onLines = (change: (lines: string[], chance: Chance, texts: readonly string[]) => readonly string[]): Mutation => (text, chance, texts) => change(text.split('\n'), chance, texts).join('\n')

function shuffle(lines: string[], chance: Chance): string[] {
  for (let at = lines.length - 1; at > 0; at--) {
    const other = chance.below(at + 1)
    ;[lines[at], lines[other]] = [lines[other]!, lines[at]!]
  }
  return lines
}

/** Changes one word of every few. */
const onWords = (change: (word: string, chance: Chance) => string): Mutation => (text, chance) => text.replace(/\S+/gu, (word) => (chance.once(6) ? change(word, chance) : word))

/** What is done to texts before they are bytes. */
export const mutations = {
  'lines shuffled': onLines(shuffle),
  'lines glued': (text, chance) => text.replace(/\n+/gu, (feeds) => (chance.once(3) ? chance.pick(['', ' ', '\r', '\u2028']) : feeds)),
  'lines cut': (text, chance) => scatter(text, chance, 8, () => '\n'),
  'lines repeated': onLines((lines, chance) => lines.flatMap((line) => Array<string>(chance.once(5) ? 1 + chance.below(5) : 1).fill(line))),
  'lines dropped': onLines((lines, chance) => lines.filter(() => !chance.once(4))),
  'lines indented': onLines((lines, chance) => lines.map((line) => chance.pick(['', '', '\t', '    ', '> ', '- ', '\u00a0', '\u3000', '  # ']) + line)),
  'lines of pieces': onLines((lines, chance, texts) => lines.flatMap((line) => (chance.once(3) ? [line, pieceOf(chance, texts)] : [line]))),
  'hard wrapped': (text, chance) => {
    const width = 20 + chance.below(80)
    return text.replace(new RegExp(`([^\\n]{1,${width}})[ \\t]+`, 'gu'), '$1\n')
  },
  'text cut': (text, chance) => text.slice(0, chance.below(text.length + 1)),
  'tricky headline': (text, chance) => `${chance.pick(trickyLines)}\n${chance.pick(['', '\n'])}${text}`,
  'tricky lines': onLines((lines, chance) => lines.map((line) => (chance.once(4) ? chance.pick(trickyLines) : line))),
  'front matter': (text, chance, texts) => `---\n${chance.pick(['title', 'date', 'layout', '- x', '"'])}: ${pieceOf(chance, texts)}\n${chance.pick(['---', '...', '', '----', '--- '])}\n${text}`,
  'odd dates': onLines((lines, chance) => lines.map((line) => (chance.once(5) ? chance.pick(oddDates) : line))),
  'odd characters': (text, chance) => scatter(text, chance, 12, () => chance.pick(oddCharacters)),
  'bidi controls': (text, chance) => scatter(text, chance, 20, () => chance.pick(bidiControls)),
  'any characters': (text, chance, texts) => scatter(text, chance, 6, () => chance.pick(texts)),
  'marks piled up': (text, chance) => scatter(text, chance, 4, () => chance.pick(['\u0301', '\u064e\u0651', '\u0323\u0301', '\u05b0']).repeat(1 + chance.below(200))),
  'joiners between letters': (text, chance) => text.replace(/(?<=\p{L})(?=\p{L})/gu, () => (chance.once(12) ? chance.pick(['\u200c', '\u200d', '\u200c\u200c', '\u0640', '\u00ad']) : '')),
  'control characters': (text, chance) => scatter(text, chance, 3, () => String.fromCharCode(chance.below(chance.once(2) ? 0x20 : 0xa0))),
  syntax: (text, chance) => scatter(text, chance, 10, () => chance.pick(syntax)),
  'syntax around words': onWords((word, chance) => chance.pick(['*', '**', '_', '`', '~~', '[', '](x)', '<', '>', '{{', '}}', '$', '==', '|', '&', '"', '\\', '#', '%', '^']) + word + chance.pick(['*', '**', '_', '`', '~~', ']', '>', ';', '}}', '$', '==', '|', '\\', ''])),
  entities: onWords((word) => [...word].map((character) => `&#${character.codePointAt(0)};`).join('')),
  'escaped entities': (text) => text.replace(/[&<>"]/gu, (character) => `&amp;#${character.charCodeAt(0)};`),
  'digits of other scripts': (text, chance) => {
    const zero = chance.pick([0x660, 0x6f0, 0x966, 0xff10, 0x1d7ce])
    return text.replace(/[0-9]/g, (digit) => String.fromCodePoint(zero + Number(digit)))
  },
  'presentation forms': onWords((word) => [...word].map((letter) => ({ ا: 'ﺎ', ل: 'ﻟ', م: 'ﻣ', ن: 'ﻨ', ي: 'ﻳ', ه: 'ﻫ' })[letter] ?? letter).join('')),
  'visual order': onLines((lines) => lines.map((line) => [...line].reverse().join(''))),
  decomposed: (text) => text.normalize('NFD'),
  mojibake: onLines((lines, chance) => lines.map((line) => (chance.once(3) ? Array.from(new TextEncoder().encode(line), (byte) => String.fromCharCode(byte)).join('') : line))),
  'line ends': (text, chance) => text.replaceAll('\n', chance.pick(['\r\n', '\r', '\n\r', '\r\r\n', '\u2028', '\u0085', '\v'])),
  'blank lines': (text, chance) => text.replace(/\n/gu, (feed) => (chance.once(10) ? feed.repeat(1 + chance.below(60)) : feed)),
  'long line': (text, chance) => text.replaceAll('\n', ' ').repeat(1 + chance.below(Math.max(1, Math.min(20, 20_000 / (text.length + 1))))),
  'character repeated': (text, chance) => scatter(text, chance, 2, () => chance.pick([' ', '.', '-', '*', '_', '[', '`', '<', '&', '\\', '"', 'ه', '(', '#', '~', '|', '\u00a0', '\u200c', '\u2067', '\u064e', '{', '1', ':', '1.', '> ', '- ', '&#', 'a@']).repeat(1 + chance.below(chance.once(8) ? 4000 : 200))),
  'upper case': (text) => text.toUpperCase(),
  pieces: (_, chance, texts) => Array.from({ length: 1 + chance.below(15) }, () => pieceOf(chance, texts)).join(chance.pick(['\n', '\n\n', ' ', ''])),
} as const satisfies Record<string, Mutation>

export const mutationNames = Object.keys(mutations) as (keyof typeof mutations)[]
