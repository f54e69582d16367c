import { type Fixed, replaceCounted } from './replace-counted.ts'

/** Lone surrogates; the breaks vertical tab, form feed, U+0085, U+2028 and U+2029; other controls, noncharacters, U+FFF9 to U+FFFC. */
const pattern =
  /([\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff])|([\v\f\x85\u2028\u2029]+)|[\x00-\x08\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufff9-\ufffc\ufffe\uffff]/g

/** Removes control characters but tab and line ends; those that break lines become a blank, a lone surrogate U+FFFD. */
export function fixControlCharacters(text: string): Fixed {
  return replaceCounted(text, pattern, (_, surrogate, breaks) => (surrogate ? '\ufffd' : breaks ? ' ' : ''))
}
