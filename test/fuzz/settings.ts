import { formats } from '../../src/config/formats.ts'
import type { Format } from '../../src/config/formats.ts'
import { cueRoles } from '../../src/config/parse-cues.ts'
import { toSettings, type Settings } from '../../src/config/settings.ts'
import { parseCues } from '../../src/config/parse-cues.ts'
import { flavorNames } from '../../src/markdown/flavors.ts'
import { roles, type Role } from '../../src/roles.ts'
import { fixNames } from '../../src/text/fixers.ts'
import type { Chance } from './chance.ts'

const tags = ['ar', 'fa', 'ur', 'he', 'ckb', 'en', 'und', 'no', 'ar-EG', 'zh-Hant', 'az-Arab', 'ku-Latn', 'xx', 'AR', 'en-x-abc', 'yi', 'sr']
const labels = ['utf-8', 'windows-1256', 'utf-16le', 'utf-16be', 'windows-1252', 'iso-8859-6', 'iso-8859-8', 'iso-8859-8-i', 'macintosh', 'gbk', 'shift_jis', 'x-user-defined', 'latin1', 'ascii']
const places = ['start', 'line', 'within'] as const

/** One value at most times, absent in others. */
const maybe = <Key extends string, Value>(chance: Chance, times: number, key: Key, make: () => Value): Partial<Record<Key, Value>> => (chance.once(times) ? ({ [key]: make() } as Record<Key, Value>) : {})

/** Chooses every option that says what is made of a text. */
export function chooseSettings(chance: Chance, text: string, texts: readonly string[]): Settings {
  const words = () => chance.pick([chance.pick(texts), ...text.split('\n').slice(0, 40)])
  return toSettings({
    to: chance.pick(Object.keys(formats) as Format[]),
    flavor: chance.pick(flavorNames),
    boilerplate: chance.pick(['drop', 'drop', 'drop', 'append', 'append', 'append', 'sidecar']),
    ...maybe(chance, 2, 'title', () => chance.pick(['both', 'metadata', 'heading'] as const)),
    ...maybe(chance, 2, 'prefer', () => chance.pick(['recall', 'balanced', 'precision'] as const)),
    ...maybe(chance, 5, 'lang', () => chance.pick(tags)),
    ...maybe(chance, 12, 'encoding', () => chance.pick(labels)),
    ...maybe(chance, 3, 'fixes', () => Object.fromEntries(chance.list(6, () => [chance.pick(fixNames), chance.once(2)]))),
    ...maybe(chance, 5, 'url', () => `https://example.org/${encodeURI(words().replace(/\p{Surrogate}/gu, ''))}?a=1&b=[x]#:~`),
    ...maybe(chance, 5, 'source', words),
    ...maybe(chance, 5, 'cues', () => chooseCues(chance, words)),
    ...maybe(chance, 3, 'keepText', () => true),
    ...maybe(chance, 3, 'ascii', () => true),
    ...maybe(chance, 8, 'idKey', () => chance.pick(['key', 'id"', '__proto__', 'metadata2', ''])),
  })
}

/** Set phrases of a user's own, as far as the configuration takes them. */
function chooseCues(chance: Chance, words: () => string) {
  const phrases = chance.list(4, words)
  const parsed = parseCues({ [chance.pick(tags)]: { [chance.pick(cueRoles)]: chance.once(2) ? phrases : { [chance.pick(places)]: phrases } } })
  return 'value' in parsed ? parsed.value : {}
}

/** Roles for some lines of a text, more or fewer than it has now and then. */
export function choosePins(chance: Chance, lines: number): (Role | null)[] {
  const rare = 1 + chance.below(6)
  return Array.from({ length: Math.max(0, lines + chance.pick([0, 0, 0, -2, 1])) }, () => (chance.once(rare) ? chance.pick(roles) : null))
}
