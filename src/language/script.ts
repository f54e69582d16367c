import type { Direction } from '../document.ts'

/** `[first, last]` code units of letters that belong to a script. */
type Range = readonly [number, number]

/**
 * Scripts by ISO 15924 code: direction and the ranges of their letters, after Scripts.txt of Unicode 15.
 * Digits, punctuation and the marks of Arabic and Hebrew are left out: they say nothing of the language, and the
 * marks are no letters to `directionOf`. A high surrogate stands for its whole block of 1,024 characters, which is
 * all that can be told from one code unit and enough for a majority.
 */
const scriptTable = {
  Latn: ['ltr', [[0x41, 0x5a], [0x61, 0x7a], [0xaa, 0xaa], [0xba, 0xba], [0xc0, 0xd6], [0xd8, 0xf6], [0xf8, 0x2af], [0x1e00, 0x1eff], [0x2c60, 0x2c7f], [0xa722, 0xa7ff], [0xfb00, 0xfb06], [0xff21, 0xff3a], [0xff41, 0xff5a], [0xd835, 0xd835]]],
  Arab: ['rtl', [[0x620, 0x63f], [0x641, 0x64a], [0x66e, 0x66f], [0x671, 0x6d3], [0x6d5, 0x6d5], [0x6e5, 0x6e6], [0x6ee, 0x6ef], [0x6fa, 0x6ff], [0x750, 0x77f], [0x870, 0x887], [0x8a0, 0x8c9], [0xfb50, 0xfbb1], [0xfbd3, 0xfd3d], [0xfd50, 0xfdc7], [0xfdf0, 0xfdfc], [0xfe70, 0xfefc], [0xd83b, 0xd83b]]],
  Hebr: ['rtl', [[0x5d0, 0x5ea], [0x5ef, 0x5f2], [0xfb1d, 0xfb4f]]],
  Cyrl: ['ltr', [[0x400, 0x481], [0x48a, 0x52f], [0x1c80, 0x1c88], [0xa640, 0xa66e]]],
  Grek: ['ltr', [[0x370, 0x373], [0x376, 0x377], [0x37b, 0x37d], [0x37f, 0x37f], [0x386, 0x386], [0x388, 0x3e1], [0x3f0, 0x3ff], [0x1f00, 0x1fff]]],
  Armn: ['ltr', [[0x531, 0x556], [0x561, 0x588], [0xfb13, 0xfb17]]],
  Geor: ['ltr', [[0x10a0, 0x10ff], [0x1c90, 0x1cbf], [0x2d00, 0x2d2d]]],
  Syrc: ['rtl', [[0x710, 0x72f], [0x74d, 0x74f], [0x860, 0x86a]]],
  Thaa: ['rtl', [[0x780, 0x7b1]]],
  Nkoo: ['rtl', [[0x7ca, 0x7f5]]],
  Samr: ['rtl', [[0x800, 0x82c]]],
  Mand: ['rtl', [[0x840, 0x85b]]],
  Phnx: ['rtl', [[0xd802, 0xd803]]],
  Adlm: ['rtl', [[0xd83a, 0xd83a]]],
  Deva: ['ltr', [[0x900, 0x963], [0x971, 0x97f], [0xa8f2, 0xa8ff]]],
  Beng: ['ltr', [[0x980, 0x9e3], [0x9f0, 0x9f1]]],
  Guru: ['ltr', [[0xa01, 0xa5e], [0xa70, 0xa75]]],
  Gujr: ['ltr', [[0xa81, 0xae3], [0xaf9, 0xaff]]],
  Orya: ['ltr', [[0xb01, 0xb63], [0xb71, 0xb71]]],
  Taml: ['ltr', [[0xb82, 0xbd7]]],
  Telu: ['ltr', [[0xc00, 0xc63]]],
  Knda: ['ltr', [[0xc80, 0xce3]]],
  Mlym: ['ltr', [[0xd00, 0xd63], [0xd7a, 0xd7f]]],
  Sinh: ['ltr', [[0xd81, 0xddf], [0xdf2, 0xdf3]]],
  Thai: ['ltr', [[0xe01, 0xe3a], [0xe40, 0xe4e]]],
  Laoo: ['ltr', [[0xe81, 0xecd], [0xedc, 0xedf]]],
  Tibt: ['ltr', [[0xf00, 0xf00], [0xf40, 0xf84], [0xf88, 0xfbc]]],
  Mymr: ['ltr', [[0x1000, 0x103f], [0x1050, 0x108f], [0xa9e0, 0xa9ef], [0xaa60, 0xaa7f]]],
  Ethi: ['ltr', [[0x1200, 0x135a], [0x1380, 0x138f], [0x2d80, 0x2dde]]],
  Khmr: ['ltr', [[0x1780, 0x17d3]]],
  Mong: ['ltr', [[0x1820, 0x18aa]]],
  Tfng: ['ltr', [[0x2d30, 0x2d6f]]],
  Hang: ['ltr', [[0x1100, 0x11ff], [0x3131, 0x318e], [0xa960, 0xa97c], [0xac00, 0xd7a3], [0xd7b0, 0xd7fb]]],
  Hira: ['ltr', [[0x3041, 0x309f]]],
  Kana: ['ltr', [[0x30a1, 0x30fa], [0x30fc, 0x30ff], [0x31f0, 0x31ff], [0xff66, 0xff9d]]],
  Bopo: ['ltr', [[0x3105, 0x312f]]],
  Hani: ['ltr', [[0x2e80, 0x2fd5], [0x3005, 0x3007], [0x3400, 0x4dbf], [0x4e00, 0x9fff], [0xf900, 0xfad9], [0xd840, 0xd888]]],
} as const satisfies Record<string, readonly [Direction, readonly Range[]]>

/** ISO 15924 code of a script that is told apart. */
export type Script = keyof typeof scriptTable

/** All scripts; a letter's class is the place of its script in this list plus one. */
export const scripts = Object.keys(scriptTable) as Script[]

let classes: Uint8Array | undefined

/** The class of every code unit: 0 for what is no letter, else 1 + its place in `scripts`. Made at the first call. */
export function scriptClasses(): Uint8Array {
  if (classes) return classes
  classes = new Uint8Array(65536)
  for (const [index, script] of scripts.entries()) {
    for (const [first, last] of scriptTable[script][1]) classes.fill(index + 1, first, last + 1)
  }
  return classes
}

/** Letters of one text by class (see `scriptClasses`); the first number counts what is no letter. */
export type ScriptCounts = Uint32Array

/**
 * Counts the letters of `text` by script, or adds them to `counts`. Time grows with the length alone.
 *
 * @example countScripts('Stellantis تعلن')[1 + scripts.indexOf('Arab')] // 4
 */
export function countScripts(text: string, counts: ScriptCounts = new Uint32Array(scripts.length + 1)): ScriptCounts {
  const table = scriptClasses()
  for (let at = 0; at < text.length; at++) counts[table[text.charCodeAt(at)]!]!++
  return counts
}

/** The script with most letters; the first in the table on a tie, `undefined` without letters. */
export function mainScript(counts: ScriptCounts): Script | undefined {
  let best = 0
  for (let index = 1; index < counts.length; index++) {
    if (counts[index]! > (best ? counts[best]! : 0)) best = index
  }
  return scripts[best - 1]
}

/** The direction a script is written in, `ltr` for one that is not known. */
export function directionOfScript(script: string): Direction {
  return Object.hasOwn(scriptTable, script) ? scriptTable[script as Script][0] : 'ltr'
}

/**
 * The direction that most letters of `text` have; on a tie that of the first letter, `undefined` without letters.
 * The majority is taken because the first letter misleads: Arabic lines often open with a company's Latin name.
 *
 * @example directionOf('Stellantis تعلن عن نتائجها') // 'rtl'
 */
export function directionOf(text: string): Direction | undefined {
  const counts = countScripts(text)
  let rtl = 0
  let ltr = 0
  for (let index = 1; index < counts.length; index++) {
    if (scriptTable[scripts[index - 1]!][0] === 'rtl') rtl += counts[index]!
    else ltr += counts[index]!
  }
  if (rtl !== ltr) return rtl > ltr ? 'rtl' : 'ltr'
  return rtl === 0 ? undefined : firstDirection(text)
}

function firstDirection(text: string): Direction | undefined {
  const table = scriptClasses()
  for (let at = 0; at < text.length; at++) {
    const found = scripts[table[text.charCodeAt(at)]! - 1]
    if (found) return directionOfScript(found)
  }
  return undefined
}
