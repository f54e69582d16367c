import type { OptionRow } from './option-row.ts'
import { selectRows } from './option-schema.ts'
import type { Options } from './options.ts'
import { parseCues } from './parse-cues.ts'
import { parseValue, type Parsed } from './parse-value.ts'
import { didYouMean } from './suggest.ts'

/** Options for the inputs that match. */
export interface Override {
  /** Globs, relative to the configuration file. */
  readonly files: readonly string[]
  readonly options: Options
}

/** What a configuration file says. */
export interface Config {
  readonly options: Options
  readonly overrides: readonly Override[]
}

/** Reads the text of a configuration file; all that is wrong with it comes at once. */
export function parseConfig(text: string): { readonly config: Config } | { readonly problems: readonly string[] } {
  let parsed: unknown
  try {
    parsed = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    return { problems: [`is not JSON: ${(error as Error).message}`] }
  }
  if (!isObject(parsed)) return { problems: ['is not a JSON object'] }
  const problems: string[] = []
  const { $schema: _, overrides = [], ...given } = parsed
  const options = readOptions(given, selectRows(['config', 'override']), ['overrides', '$schema'], '', problems)
  if (!Array.isArray(overrides)) problems.push('overrides: expected a list')
  const read = Array.isArray(overrides) ? readOverrides(overrides, problems) : []
  return problems.length > 0 ? { problems } : { config: { options, overrides: read } }
}

function readOverrides(given: readonly unknown[], problems: string[]): Override[] {
  const rows = selectRows(['override'])
  return given.map((entry, index): Override => {
    const place = `overrides[${index}]`
    const { files, options: inner, ...rest } = isObject(entry) ? entry : {}
    const globs = typeof files === 'string' ? [files] : files
    if (!isTexts(globs) || globs.length === 0) problems.push(`${place}.files: expected a glob or a list of globs`)
    if (!isObject(inner)) problems.push(`${place}.options: expected an object`)
    for (const key of Object.keys(rest)) problems.push(`${place}.${key} is unknown.${didYouMean(key, ['files', 'options'])}`)
    return { files: isTexts(globs) ? globs : [], options: readOptions(isObject(inner) ? inner : {}, rows, [], `${place}.options.`, problems) }
  })
}

function readOptions(given: Record<string, unknown>, rows: readonly [string, OptionRow][], others: readonly string[], place: string, problems: string[]): Options {
  const table = new Map(rows)
  const options: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(given)) {
    const row = table.get(key)
    const parsed = row ? readValue(row, value) : { problem: `It is unknown here.${didYouMean(key, [...table.keys(), ...others])}` }
    if ('problem' in parsed) problems.push(`${place}${key}: ${parsed.problem}`)
    else options[key] = parsed.value
  }
  return options as Options
}

/** Holds a JSON value to the same checks as the text of a flag. */
function readValue(row: OptionRow, value: unknown): Parsed<unknown> {
  if (row.kind === 'flag') return typeof value === 'boolean' ? { value } : { problem: 'Expected true or false.' }
  if (row.kind === 'cues') return parseCues(value)
  if (row.kind === 'switches') {
    return isObject(value) && Object.values(value).every((on) => typeof on === 'boolean') ? { value } : { problem: 'Expected an object of names, each true or false.' }
  }
  if (row.kind === 'list' && isTexts(value)) {
    const problem = value.map((text) => row.check?.(text)).find((found) => found !== undefined)
    return problem === undefined ? { value } : { problem }
  }
  if ((row.kind === 'bytes' || row.kind === 'count') && typeof value === 'number') return parseValue(row, String(value))
  return typeof value === 'string' ? parseValue(row, value) : { problem: `Expected ${row.kind === 'list' ? 'a list of texts' : row.kind === 'bytes' ? 'a number of bytes' : row.kind === 'count' ? 'a whole number from 1' : 'a text'}.` }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string')
}
