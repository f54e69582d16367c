import type { OptionRow } from './option-row.ts'
import { didYouMean } from './suggest.ts'

/** A value that was read, or what is wrong with it. */
export type Parsed<Value> = { readonly value: Value } | { readonly problem: string }

/** Bytes in the units a size may be given in. */
const units: Readonly<Record<string, number>> = { '': 1, b: 1, k: 1024, kb: 1e3, kib: 1024, m: 1024 ** 2, mb: 1e6, mib: 1024 ** 2, g: 1024 ** 3, gb: 1e9, gib: 1024 ** 3 }

/**
 * Reads the value of an option from the text that was given for it. Lists come split at commas.
 *
 * @example parseValue(optionTable.maxSize, '10MB') // { value: 10_000_000 }
 */
export function parseValue(row: OptionRow, text: string): Parsed<string | number | readonly string[]> {
  if (row.optional && text === '') return { value: '' }
  if (text.trim() === '') return { problem: 'It is empty.' }
  if (row.kind === 'bytes') return parseBytes(text)
  if (row.kind === 'count') return parseCount(text)
  if (row.kind === 'choice' && !row.choices!.includes(text)) {
    return { problem: `Expected ${listNames(row.choices!)}.${didYouMean(text, row.choices!)}` }
  }
  const values = row.kind === 'list' ? splitList(text) : [text]
  for (const value of values) {
    const problem = row.check?.(value)
    if (problem !== undefined) return { problem }
  }
  return { value: row.kind === 'list' ? values : text }
}

/** Reads a number of bytes: an integer with or without a unit (`kB` is 1000, `KiB` and a bare `K` are 1024). */
export function parseBytes(text: string): Parsed<number> {
  const [, digits, unit] = /^(\d{1,15}) ?([a-z]{0,3})$/i.exec(text.trim()) ?? []
  const factor = units[unit?.toLowerCase() ?? '-']
  const bytes = Number(digits) * (factor ?? NaN)
  if (Number.isSafeInteger(bytes) && bytes > 0) return { value: bytes }
  return { problem: 'Expected a size such as 500000, 10MB or 64MiB.' }
}

/** Reads a count from 1 to 999. */
export function parseCount(text: string): Parsed<number> {
  return /^[1-9]\d{0,2}$/.test(text.trim()) ? { value: Number(text) } : { problem: 'Expected a whole number from 1 to 999.' }
}

/** Writes names as a person lists them: `a, b or c`. */
export function listNames(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`
}

/** Splits at commas outside braces, so that a glob such as `*.{a,b}` stays whole. */
function splitList(text: string): string[] {
  const items: string[] = ['']
  let depth = 0
  for (const character of text) {
    if (character === '{') depth++
    if (character === '}') depth--
    if (character === ',' && depth <= 0) items.push('')
    else items[items.length - 1] += character
  }
  return items.map((item) => item.trim()).filter((item) => item !== '')
}
