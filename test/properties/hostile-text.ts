import fc from 'fast-check'

/** Pieces that mean something to some reader of Markdown, beside Arabic, digits and blanks that part them. */
const pieces = [
  ...'!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
  '# ', '## ', '#', ' #', ' ##', '1. ', '1) ', '12.', '١. ', '- ', '-', '--', '---', '- - -', '* ', '**', '***', '* * *', '+ ', '> ', '___', '===',
  '```', '``', '~~', '~~~', '    ', '\\', '\\\\', '  ', ' ', '\t', '\u00a0', '\u3000',
  '<script>', '</div>', '<!--', '-->', '<?', '<!D', '<http://a.b>', '<a@b.c>', '<b', 'https://a.b/c_d?x=1&y=2', 'www.a.b', 'a@b.c',
  '[x](y)', '![x](y)', '](', '[x]: y', '[^1]', '[^1]: ', '[ ] ', '[x] ', '[[', ']]', '[x][y]', '[]',
  '&amp;', '&#38;', '&#x26;', '&copy', '&', '| a |', '|', '|---|', ':--', ': ', ':::', '{{<', '{{%', '{{', '}}', '{%', '%}', '{#a}', '{:', '%%', '==', ' ^a', '^a^', '~b~', '$a$', '$$', '@user', '(@)', '#.', 'a. ', '(i) ', '<!--more-->', '\\alpha',
  'نص', 'قال', 'ه', 'ي', 'می‌رود', 'שלום', 'سنة', '،', '؟', '«', '»', '٣', '5', 'a', 'b', 'snake_case', 'AT&T', '#هاشتاق', '\u2067', '\u2069', '\u200f', '日本', '😀', '…', '“', '¶', '€', '\ufffd', 'e\u0301',
]

/** Text on one line made of pieces that mean something to readers of Markdown. Never blank. */
export const hostileText = fc
  .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 12 })
  .map((found) => found.join(''))
  .filter((text) => text.trim() !== '')
