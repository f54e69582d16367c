import { toSha256 } from '../../src/batch/to-sha256.ts'
import type { Settings } from '../../src/config/settings.ts'
import type { Role } from '../../src/roles.ts'
import { baseTable, chooseBase } from './bases.ts'
import { chanceOf } from './chance.ts'
import { byteMutationNames, byteMutations, encodingNames, encodings } from './encodings.ts'
import { drawTexts } from './fragments.ts'
import { mutationNames, mutations } from './mutations.ts'
import { choosePins, chooseSettings } from './settings.ts'

/** One document, the options it is converted with, and how it came about. */
export interface Trial {
  readonly index: number
  readonly base: keyof typeof baseTable
  readonly mutations: readonly string[]
  readonly encoding: string
  readonly bytes: Uint8Array
  readonly settings: Settings
  readonly pins?: readonly (Role | null)[] | undefined
}

/** Texts are cut here before they become bytes, so that mutations of mutations do not fill the memory. */
const mostCharacters = 60_000

const drawn = new Map<number, readonly string[]>()

/** The random texts of a run, drawn once. */
export function textsOf(seed: number): readonly string[] {
  const texts = drawn.get(seed) ?? drawTexts(seed)
  drawn.set(seed, texts)
  return texts
}

/** Makes one document of a run: the same for the same seed and index, whatever was made before. */
export function makeTrial(seed: number, index: number): Trial {
  const chance = chanceOf(seed, index)
  const texts = textsOf(seed)
  const { kind, text: whole } = chooseBase(chance)
  const applied: string[] = []
  let text = whole
  for (let left = chance.below(5); left > 0; left--) {
    const name = chance.pick(mutationNames)
    text = mutations[name](text, chance, texts).slice(0, mostCharacters)
    applied.push(name)
  }
  const encoding = chance.once(2) ? 'utf-8' : chance.pick(encodingNames)
  let bytes = encodings[encoding]!(text, chance)
  if (chance.once(6)) {
    const name = chance.pick(byteMutationNames)
    bytes = byteMutations[name]!(bytes, chance)
    applied.push(name)
  }
  const settings = chooseSettings(chance, text, texts)
  const pins = chance.once(4) ? dropPinsOfBlanks(choosePins(chance, text.split('\n').length), text) : undefined
  return { index, base: kind, mutations: applied, encoding, bytes, settings, pins }
}

/** Pins of blank lines are a mistake of the user's; most documents go on to be converted. */
function dropPinsOfBlanks(pins: readonly (Role | null)[], text: string): (Role | null)[] {
  const lines = text.split('\n')
  return pins.map((role, at) => ((lines[at] ?? '').trim() === '' ? null : role))
}

/** The label file that pins roles of a document. */
export function writePins({ bytes, pins }: Pick<Trial, 'bytes' | 'pins'>): { readonly name: string; readonly text: string } | undefined {
  return pins && { name: 'input.roles.json', text: JSON.stringify({ sha256: toSha256(bytes), lines: pins }) }
}
