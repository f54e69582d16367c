import { lexiconFor } from './lexicons.ts'

/** Scripts of languages without a lexicon, and of those whose lexicon is of another language. */
const scriptOf: Readonly<Record<string, string>> = {
  sd: 'Arab', yi: 'Hebr', ckb: 'Arab', ps: 'Arab', ug: 'Arab', he: 'Hebr', ks: 'Arab', pnb: 'Arab', lrc: 'Arab', mzn: 'Arab', glk: 'Arab', bal: 'Arab', azb: 'Arab',
  dv: 'Thaa', syr: 'Syrc', arc: 'Syrc', nqo: 'Nkoo', el: 'Grek', bg: 'Cyrl', uk: 'Cyrl', be: 'Cyrl', mk: 'Cyrl', sr: 'Cyrl', kk: 'Cyrl', ky: 'Cyrl', mn: 'Cyrl', tg: 'Cyrl',
  hy: 'Armn', ka: 'Geor', bn: 'Beng', ta: 'Taml', te: 'Telu', th: 'Thai', ne: 'Deva', mr: 'Deva',
}

/**
 * Tells the ISO 15924 script that a language tag stands for: the tag's own script subtag (`ms-Arab`), else the usual
 * script of the language, Latin where nothing else is known.
 */
export function scriptOfTag(tag: string): string {
  const [primary = '', ...rest] = tag.split('-')
  const named = rest.find((part) => /^[A-Za-z]{4}$/.test(part))
  if (named) return named[0]!.toUpperCase() + named.slice(1).toLowerCase()
  return scriptOf[primary.toLowerCase()] ?? lexiconFor(tag)?.script ?? 'Latn'
}
