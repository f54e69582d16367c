import type { Element } from './article.ts'

/** What typographers make of quotes, dashes and dots, which no Markdown keeps them from. */
const turned: readonly [RegExp, string][] = [
  [/[“”„«»]|<<|>>|&quot;/g, '"'],
  [/[‘’‚]/g, "'"],
  [/—/g, '---'],
  [/–/g, '--'],
  [/…/g, '...'],
]

/** Elements with quotes, dashes and dots as they are typed, for programs that turn them. */
export function straighten(elements: readonly Element[]): Element[] {
  return elements.map(([name, text]) => [name, turned.reduce((found, [pattern, plain]) => found.replace(pattern, plain), text)])
}
