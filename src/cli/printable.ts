/**
 * Replaces characters that would change how a terminal shows the text around them by escapes: controls, which can
 * hide or recolour, and direction controls, which can reorder (UTS #55). Names of files may hold any of them.
 *
 * @example printable('a\u202Eb') // 'a\\u202eb'
 */
export function printable(text: string): string {
  return text.replace(/[\0-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g, (character) => {
    const code = character.charCodeAt(0)
    return named[code] ?? (code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`)
  })
}

const named: Readonly<Record<number, string>> = { 9: '\\t', 10: '\\n', 13: '\\r', 27: '\\e' }
