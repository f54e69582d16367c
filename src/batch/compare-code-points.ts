/**
 * Compares two strings by code point, so that the order is the same on every machine and in every language.
 * (`<` compares UTF-16 code units, which puts U+1F600 before U+FF21.)
 */
export function compareCodePoints(a: string, b: string): number {
  const end = Math.min(a.length, b.length)
  for (let index = 0; index < end; index++) {
    const left = a.charCodeAt(index)
    const right = b.charCodeAt(index)
    if (left !== right) return rank(left) - rank(right)
  }
  return a.length - b.length
}

/** Lifts surrogates above the code units from U+E000 on, which stand for smaller code points. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit
}
