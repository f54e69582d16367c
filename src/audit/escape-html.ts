/** Characters that act on text instead of being seen: controls, and those that override or embed a direction. */
const hidden = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]/g

const references: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Writes text for HTML, as content or as a value in quotes: it is text there, whatever it holds. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => references[character]!)
}

/**
 * Writes raw text for HTML with its hidden characters shown by their numbers, so that none can act on what is around it.
 *
 * @example showText('a\u202eb') // 'a⟨U+202E⟩b'
 */
export function showText(text: string): string {
  return escapeHtml(text.replace(hidden, (character) => `⟨U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}⟩`))
}

/** Writes a value as JSON that can stand in a `<script>` of data: nothing in it ends the element or turns text around. */
export function toDataScript(value: unknown): string {
  return JSON.stringify(value).replace(/[<\u2028-\u202e\u2066-\u2069]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
