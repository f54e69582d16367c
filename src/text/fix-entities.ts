import data from '../data/entities.json' with { type: 'json' }
import { codePageTable } from './code-pages.ts'
import { type Fixed, replaceCounted } from './replace-counted.ts'

const reference = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,8}));/g
const escapedPair = /&#(?:(5[5-6]\d{3})|[xX]([dD][89a-bA-B][0-9a-fA-F]{2}));&#(?:(5[6-7]\d{3})|[xX]([dD][c-fC-F][0-9a-fA-F]{2}));/g
const names: Readonly<Record<string, number>> = data.entities

/** Marks of bidirectional text, all invisible characters but ZWNJ and ZWJ, noncharacters: a reference must not create them. */
const unwanted = /[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufdd0-\ufdef\ufff9-\uffff]/

/**
 * Resolves HTML character references that scraping left in the text, once: `&amp;lt;` becomes `&lt;`, as its author
 * wrote it. References without a semicolon and unknown names stay. A reference to a control, bidi or other invisible
 * character is dropped; white space becomes a blank.
 *
 * @example fixEntities('&quot;A &amp; B&quot;') // { text: '"A & B"', count: 3 }
 */
export function fixEntities(text: string): Fixed {
  const pairs = replaceCounted(text, escapedPair, joinPair)
  const rest = replaceCounted(pairs.text, reference, (match, decimal, hexadecimal, name) => {
    if (name) return Object.hasOwn(names, name) ? toCharacter(names[name]!) : match
    return toCharacter(decimal ? parseInt(decimal, 10) : parseInt(hexadecimal!, 16))
  })
  return { text: rest.text, count: pairs.count + rest.count }
}

/** Emoji are often written as references to their two surrogates. */
function joinPair(match: string, ...groups: (string | undefined)[]): string {
  const [highDecimal, highHexadecimal, lowDecimal, lowHexadecimal] = groups
  const high = highDecimal ? Number(highDecimal) : parseInt(highHexadecimal!, 16)
  const low = lowDecimal ? Number(lowDecimal) : parseInt(lowHexadecimal!, 16)
  if (high < 0xd800 || high > 0xdbff || low < 0xdc00 || low > 0xdfff) return match
  return String.fromCharCode(high, low)
}

/** The character a number stands for; 0x80 to 0x9F mean windows-1252, as the HTML Standard has it (13.2.5.80). */
function toCharacter(number: number): string {
  if ((number >= 0x09 && number <= 0x0d) || number === 0x85 || number === 0x2028 || number === 0x2029) return ' '
  const code = number >= 0x80 && number < 0xa0 ? codePageTable('windows-1252')[number]! : number
  if (code < 0x20 || (code >= 0x7f && code < 0xa0)) return ''
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return '\ufffd'
  const character = String.fromCodePoint(code)
  return unwanted.test(character) || (code & 0xfffe) === 0xfffe ? '' : character
}
