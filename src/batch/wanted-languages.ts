/** Languages that are told apart by some and put together by others, with the tag that they go under together. */
const together: Readonly<Record<string, string>> = {
  ckb: 'ku', kmr: 'ku', sdh: 'ku', arb: 'ar', pes: 'fa', prs: 'fa', pbu: 'ps', pbt: 'ps', nb: 'no', nn: 'no', ydd: 'yi', cmn: 'zh', zsm: 'ms', zlm: 'ms',
}

/**
 * The BCP 47 tag of a language without script and region; codes of three letters become those of two where there are
 * any (`ara`, as Common Crawl has it, is `ar`).
 */
export function toPrimaryTag(code: string): string {
  try {
    return Intl.getCanonicalLocales(code)[0]!.split('-', 1)[0]!
  } catch {
    return code.toLowerCase()
  }
}

/**
 * Tells whether a language is among those that are wanted. Whoever wants Kurdish gets Sorani.
 *
 * @param wanted tags as `toPrimaryTag` makes them
 */
export function isWanted(tag: string, wanted: readonly string[]): boolean {
  const primary = toPrimaryTag(tag)
  return wanted.includes(primary) || wanted.includes(together[primary] ?? primary)
}

/** Tells whether what others say of a page, where all Kurdish may be `kur`, lets it be in a language that is wanted. */
export function mayBeWanted(codes: readonly string[], wanted: readonly string[]): boolean {
  const loosely = wanted.map((tag) => together[tag] ?? tag)
  return codes.some((code) => isWanted(code, wanted) || loosely.includes(toPrimaryTag(code)))
}
