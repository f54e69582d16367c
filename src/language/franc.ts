/** What of franc is used: a list of ISO 639-3 codes with a score, best first. */
type FrancAll = (text: string, options: { only: string[]; minLength: number }) => [string, number][]

/** Thrown when franc is needed to decide and `loadFranc` was not awaited before. */
export class FrancMissingError extends Error {
  override readonly name = 'FrancMissingError'
  constructor() {
    super('the language cannot be told without franc: await loadLanguages() before detectLanguage()')
  }
}

let francAll: FrancAll | undefined

/** Loads franc, once. It is not imported with the program because its tables cost about 20 ms at start-up. */
export async function loadFranc(): Promise<void> {
  francAll ??= (await import('franc')).francAll as FrancAll
}

/**
 * The language that franc finds most likely, as ISO 639-3.
 *
 * @param text a bounded sample: franc costs about half a microsecond a character
 * @param only the codes to choose from; all that franc knows when empty
 * @returns `undefined` when franc has no opinion
 * @throws {FrancMissingError} when `loadFranc` was not awaited before
 */
export function askFranc(text: string, only: readonly string[]): string | undefined {
  if (!francAll) throw new FrancMissingError()
  const code = francAll(text, { only: [...only], minLength: 1 })[0]?.[0]
  return code === 'und' ? undefined : code
}
