import { type Fixed, replaceCounted } from './replace-counted.ts'

/**
 * Presentation forms of Arabic and wide Hebrew letters. Not in it: the word ligatures U+FDF0 to U+FDFF, which are words
 * and signs of their own, the ornate parentheses U+FD3E and U+FD3F, and what has no letters behind it.
 */
const forms = /[\ufb20-\ufb28\ufb4f\ufb50-\ufdef\ufe70-\ufefc]/g

const letters = new Map<string, string>()

/**
 * Turns presentation forms into the letters they show, by their compatibility decomposition in Unicode. A vowel sign that
 * is shown on a blank becomes the sign alone, for it belongs to the letter before it.
 *
 * @example fixPresentationForms('ﻻ') // { text: 'لا', count: 1 }
 */
export function fixPresentationForms(text: string): Fixed {
  return replaceCounted(text, forms, (form) => {
    let letter = letters.get(form)
    if (letter === undefined) {
      letter = form.normalize('NFKC').replace(' ', '')
      letters.set(form, letter)
    }
    return letter
  })
}
