/** A text after one fixer, and how many places it changed. */
export interface Fixed {
  readonly text: string
  readonly count: number
}

/** `String.prototype.replace` that counts the places that came out different. */
export function replaceCounted(text: string, pattern: RegExp, replace: (match: string, ...rest: string[]) => string): Fixed {
  let count = 0
  const result = text.replace(pattern, (match: string, ...rest: string[]) => {
    const replacement = replace(match, ...rest)
    if (replacement !== match) count++
    return replacement
  })
  return { text: result, count }
}
