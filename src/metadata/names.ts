import words from '../data/byline-words.json' with { type: 'json' }
import { foldForMatching } from '../language/fold.ts'
import { isPlace } from './places.ts'

/** Most words and letters that a name has, by the longest of the press ("Abd al-…" chains, double surnames). */
const maxWords = 6
const maxLength = 60

/** Marks and digits at the edges of a name, but for the full stop at its end. */
const edges = /^[\s\x00-@[-`{-\xb4\xb6-\xbf\u05be\u05f3\u05f4\u060c\u061b\u061f\u0640\u0660-\u066d\u2000-\u200b\u200e-\u2bff\u3000-\u3004\u3008-\u3020]+|[\s\x00-\-/-@[-`{-\xb4\xb6-\xbf\u060c\u061b\u061f\u0640\u2000-\u200b\u200e-\u2bff\u3000-\u3004\u3008-\u3020]+$/g

interface Tables {
  readonly roles: ReadonlySet<string>
  readonly qualifiers: ReadonlySet<string>
  readonly cutters: ReadonlySet<string>
  readonly conjunctions: ReadonlySet<string>
  readonly particles: ReadonlySet<string>
  readonly nobody: ReadonlySet<string>
  readonly outlets: ReadonlySet<string>
  /** Names that begin with the letter that also means "and". */
  readonly ownWaw: ReadonlySet<string>
}

let built: Tables | undefined

/**
 * Splits "A, B and C" into names; what follows a name and is none (role, place, outlet) is left out.
 *
 * @example splitNames('محمد علي وسارة حسن') // ['محمد علي', 'سارة حسن']
 */
export function splitNames(text: string): string[] {
  const tables = (built ??= buildTables())
  const names: string[] = []
  for (const [index, piece] of text.split(/\s*[,،;؛&+、/]\s*/u).entries()) {
    for (const group of splitConjunctions(piece, tables)) {
      const { name, cut } = cleanName(group, tables)
      // After a comma a single word, or one that names a medium, is rather a place or an outlet than a second author.
      const doubtful = index > 0 && (!name?.includes(' ') || group.some((word) => tables.outlets.has(foldForMatching(word))))
      if (name !== undefined && !isPlace(name) && !(doubtful && names.length > 0)) names.push(name)
      if (cut && names.length > 0) return names
    }
  }
  return names
}

/** Splits at words for "and", and at the Arabic and Hebrew letter for it before a further name of two words. */
function splitConjunctions(text: string, tables: Tables): string[][] {
  const groups: string[][] = [[]]
  const parts = text.split(' ').filter((word) => word !== '')
  for (const [at, word] of parts.entries()) {
    const group = groups.at(-1)!
    const inside = group.length > 0 && at + 1 < parts.length
    const joins = tables.conjunctions.has(foldForMatching(word)) && word === word.toLowerCase()
    // What a comma left before the last name: ", and".
    if (joins && group.length === 0 && parts.length > 2) continue
    if (inside && joins) groups.push([])
    else if (inside && group.length > 1 && isJoined(word, tables)) groups.push([word.slice(1)])
    else group.push(word)
  }
  return groups
}

/** Tells whether a word is "and" and a name written together, not a name that begins with that letter. */
function isJoined(word: string, tables: Tables): boolean {
  return word.length > 3 && (word.startsWith('و') || word.startsWith('ו')) && !tables.ownWaw.has(foldForMatching(word))
}

interface Cleaned {
  /** The name; absent when none is left. */
  readonly name?: string
  /** True when a word such as "in" or "is" ended it, after which no further name is looked for. */
  readonly cut: boolean
}

/** Joins the words of a name, up to its role or another word that is no name. */
function cleanName(group: readonly string[], tables: Tables): Cleaned {
  let parts = [...group]
  // A role before the name: "المراسل سمر علي".
  while (parts.length > 2 && tables.roles.has(foldForMatching(parts[0]!)) && !isLatin(parts[0]!)) parts = parts.slice(1)
  const folded = parts.map(foldForMatching)
  const role = folded.findIndex((word) => tables.roles.has(word) || tables.qualifiers.has(word))
  const cutter = folded.findIndex((word, at) => isCutter(word, parts[at]!, at, tables))
  const end = Math.min(role < 0 ? parts.length : role, cutter < 0 ? parts.length : cutter)
  const cut = cutter >= 0 && cutter === end
  const nobody = folded.slice(0, end + 1).some((word) => tables.nobody.has(word))
  // "Globe Correspondent": one word before a role is rather an outlet; in other scripts it may be a full name.
  if (nobody || end === 0 || (end === 1 && role === 1 && isLatin(parts[0]!))) return { cut }
  parts = parts.slice(0, end)
  const name = dropStop(parts.join(' ').replace(edges, ''))
  if (name.length > maxLength || name.length < 2 || parts.length > maxWords || /\d/u.test(name)) return { cut }
  if (parts.length > 1 && parts.some((word) => isLowered(word) && !tables.particles.has(foldForMatching(word)))) return { cut }
  return { name, cut }
}

/** Tells whether a name ends before a word such as "in", "for", "من"; in Latin script after two words only. */
function isCutter(folded: string, word: string, at: number, tables: Tables): boolean {
  if (at === 0 || !tables.cutters.has(folded)) return false
  return !isLatin(word) || (at > 1 && (isLowered(word) || folded === 'for' || folded === 'the' || folded.length > 4))
}

/** Drops the full stop after a name, but not that of "Jr." or an initial. */
function dropStop(name: string): string {
  return name.endsWith('.') && name.length - name.lastIndexOf(' ') > 5 ? name.slice(0, -1) : name
}

function isLatin(word: string): boolean {
  return /^[A-Za-z\u00c0-\u024f]/u.test(word)
}

function isLowered(word: string): boolean {
  const first = word.charAt(0)
  return first !== first.toUpperCase()
}

function buildTables(): Tables {
  const fold = (list: readonly string[]) => new Set(list.map(foldForMatching))
  return {
    roles: fold(words.roles),
    qualifiers: fold(words.qualifiers),
    cutters: fold(words.cutters),
    conjunctions: fold(words.conjunctions),
    particles: fold(words.particles),
    nobody: fold(words.nobody),
    outlets: fold(words.outlets),
    ownWaw: fold([...words.wawNames, ...words.vavNames]),
  }
}
