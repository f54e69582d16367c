import names from '../data/places.json' with { type: 'json' }
import { foldForMatching } from '../language/fold.ts'
import { findPhrase, type Found, type Token } from './tokens.ts'

/** What is known of the name of a place: a `doubtful` one is also a word, a first name, or a whole country. */
export type PlaceKind = 'city' | 'doubtful'

let places: ReadonlyMap<string, PlaceKind> | undefined

/** Finds the name of a known city, or of a country that opens datelines, at a token. */
export function findPlace(tokens: readonly Token[], index: number): Found<PlaceKind> | undefined {
  return findPhrase(tablePlaces(), tokens, index)
}

/** Tells whether a text is the name of a known place and nothing else. */
export function isPlace(text: string): boolean {
  return tablePlaces().has(foldForMatching(text))
}

function tablePlaces(): ReadonlyMap<string, PlaceKind> {
  if (places !== undefined) return places
  const { note: _note, ambiguous, countries, ...cities } = names
  const table = new Map<string, PlaceKind>()
  for (const group of Object.values(cities)) for (const name of group) table.set(foldForMatching(name), 'city')
  for (const name of [...countries, ...ambiguous]) table.set(foldForMatching(name), 'doubtful')
  return (places = table)
}
