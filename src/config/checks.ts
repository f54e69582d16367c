import { suggest } from './suggest.ts'

/** Encodings that texts of this kind come in, for suggestions; every WHATWG label is accepted. */
const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1256', 'windows-1255', 'windows-1252', 'iso-8859-6', 'iso-8859-8', 'iso-8859-1', 'macintosh']

/** Says what is wrong with a BCP 47 language tag (its form alone is looked at), or nothing. */
export function checkLanguageTag(text: string): string | undefined {
  if (/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(text)) return undefined
  return 'Expected a BCP 47 tag such as ar, fa, ur, he or en-GB.'
}

/** Says what is wrong with a WHATWG encoding label, or nothing. */
export function checkEncoding(text: string): string | undefined {
  try {
    new TextDecoder(text)
    return undefined
  } catch {
    const near = suggest(text, encodings)
    return near === undefined ? `Expected a label such as ${encodings.slice(0, 4).join(', ')}.` : `Did you mean ${near}?`
  }
}

/** Says what is wrong with the address of a document, or nothing. */
export function checkUrl(text: string): string | undefined {
  return URL.canParse(text) && /^https?:/i.test(text) ? undefined : 'Expected a whole address that begins with https:// or http://.'
}

/** Says what is wrong with a file extension, or nothing. */
export function checkExtension(text: string): string | undefined {
  return /[/\\*?]/.test(text) ? 'Expected extensions such as txt,text; for patterns, give a glob as the path.' : undefined
}
