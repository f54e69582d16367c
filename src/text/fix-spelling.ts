import { type Fixed, replaceCounted } from './replace-counted.ts'

/**
 * The fixers of this file change the spelling of a text, which is why they are off unless they are asked for.
 * All take one line and give it back with the number of places they changed.
 */

/** Removes tatweel between Arabic letters. It stays as a dash of its own and in هـ, the sign of Hijri years. */
export function fixTatweel(text: string): Fixed {
  return replaceCounted(text, /(?<=[\u0620-\u063f\u0641-\u065f\u066e-\u06d3])\u0640+(?=[\u0620-\u063f\u0641-\u064a\u066e-\u06d3])/g, () => '')
}

const persianLetters: Readonly<Record<string, string>> = { ي: 'ی', ى: 'ی', ك: 'ک' }

/** Writes ی and ک for ي, ى and ك, as Persian does. Of sense for Persian only: Pashto and Uyghur tell them apart. */
export function fixPersianLetters(text: string): Fixed {
  return replaceCounted(text, /[يىك]/g, (letter) => persianLetters[letter]!)
}

/** Removes blanks before ، ؛ ؟ and ۔ when a word stands before them. */
export function fixPunctuationSpacing(text: string): Fixed {
  return replaceCounted(text, /(?<=[^\s\u00a0])[ \u00a0]+(?=[،؛؟۔])/g, () => '')
}

/** Writes “ ” for straight quotes when they pair up in the line; those inside a word (צה"ל) or after a digit (5") stay. */
export function fixTypographicQuotes(text: string): Fixed {
  const places: number[] = []
  for (let index = text.indexOf('"'); index >= 0; index = text.indexOf('"', index + 1)) {
    const opens = places.length % 2 === 0
    const before = text[index - 1] ?? ' '
    const after = text[index + 1] ?? ' '
    if (/[\p{L}\p{N}\p{M}]/u.test(before) && /[\p{L}\p{N}]/u.test(after)) continue
    if (opens ? /\s/.test(after) || /[\p{L}\p{N}]/u.test(before) : /\s/.test(before)) return { text, count: 0 }
    places.push(index)
  }
  if (places.length === 0 || places.length % 2 === 1) return { text, count: 0 }
  const pieces = places.map((place, order) => text.slice(order === 0 ? 0 : places[order - 1]! + 1, place) + (order % 2 === 0 ? '“' : '”'))
  return { text: pieces.join('') + text.slice(places.at(-1)! + 1), count: places.length }
}

/** Writes 0-9 for ٠-٩ and ۰-۹. */
export function fixDigitsLatin(text: string): Fixed {
  return replaceCounted(text, /[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
}

/** Writes ٠-٩ for 0-9, but in words with ASCII letters such as addresses. */
export function fixDigitsArabic(text: string): Fixed {
  let count = 0
  const words = text.split(/(\s+)/).map((word) => {
    if (/[A-Za-z]/.test(word)) return word
    const fixed = replaceCounted(word, /[0-9]/g, (digit) => String.fromCharCode(0x660 + Number(digit)))
    count += fixed.count
    return fixed.text
  })
  return { text: words.join(''), count }
}
