import { describe, expect, it } from 'vitest'
import { escapeText, escapeValue } from '../../src/markdown/escape-text.ts'
import { flavorNames, type FlavorName } from '../../src/markdown/flavors.ts'
import type { TextPlace } from '../../src/markdown/escapes.ts'

/** Texts that mean nothing to any reader of Markdown: no backslash may come in. */
const inert = [
  'قال الوزير: "نعم".', 'AT&T', '#هاشتاق', 'https://example.org/a?x=1&y=2&copy=3', 'snake_case_name', 'a < b > c', '5 * 3 * 2', 'a*', '*ملاحظة',
  '1.5 مليون', '1)نص', '2024', '[فيديو]', '[1]', 'C:\\temp', 'path\\', 'نص ~5', 'x = y', '===', '+18', '-5', '->', '| a |', '`one', '5 > 3', 'R&D; x', '100%', 'user@example.org',
  '(١) بند', '(1)بند', 'abc. بند', 'A. Smith', 'نص: نص', '$5 و $6', 'سعره $5', '$', '$$', '@user', '<3', '10:30:45', 'نص :30:', '2^3', 'نص {x}', '{x}', '﴿نص﴾', '\u2067نص\u2069', 'می‌رود', '«نص»',
]

describe('escapeText', () => {
  it.each(inert)('leaves %j as it is in the default flavor', (text) => {
    expect(escapeText(text, 'paragraph', 'default')).toBe(text)
  })

  it.each<[string, string]>([
    ['# عنوان', '\\# عنوان'],
    ['#', '\\#'],
    ['- بند', '\\- بند'],
    ['--', '\\--'],
    ['---', '\\---'],
    ['* بند', '\\* بند'],
    ['***', '\\*\\*\\*'],
    ['+ بند', '\\+ بند'],
    ['1. بند', '1\\. بند'],
    ['12) بند', '12\\) بند'],
    ['> نص', '\\> نص'],
    ['~~~', '\\~~~'],
    ['```', '\\`\\`\\`'],
    ['`a` b', '\\`a\\` b'],
    ['*نص* نص', '\\*نص\\* نص'],
    ['نص*نص*نص', 'نص\\*نص\\*نص'],
    ['_نص_', '\\_نص\\_'],
    ['~~نص~~', '\\~\\~نص\\~\\~'],
    ['<script>', '\\<script>'],
    ['<div', '\\<div'],
    ['نص <b>نص</b>', 'نص \\<b>نص\\</b>'],
    ['<https://a.b>', '\\<https://a.b>'],
    ['<1@a.b>', '\\<1@a.b>'],
    ['&amp; &#38; &copy;', '\\&amp; \\&#38; \\&copy;'],
    ['[x](javascript:y)', '[x\\](javascript:y)'],
    ['![x](y)', '![x\\](y)'],
    ['[x]: y', '\\[x]: y'],
    ['[^1]: y', '\\[^1]: y'],
    ['\\* a \\a', '\\\\* a \\a'],
    ['*', '\\*'],
    ['    نص', '&#32;   نص'],
    ['نص  ', 'نص &#32;'],
    ['نص\\ ', 'نص\\\\&#32;'],
    ['\ufeffنص', '&#65279;نص'],
    ['https://a.b/~x/~y', 'https\\://a.b/\\~x/\\~y'],
    ['https://a.b\u00a0[x](y)', 'https\\://a.b\u00a0[x\\](y)'],
    ['https://a.b [x](y)', 'https://a.b [x\\](y)'],
    ['https://a.b<script>', 'https\\://a.b\\<script>'],
    ['www.a.b/*x*', 'www\\.a.b/\\*x\\*'],
    // For pandoc's commonmark_x.
    ['$20-$50', '\\$20-$50'],
    ['US$5m (AU$6)', 'US\\$5m (AU$6)'],
    ['$a {b $ c} d$', '\\$a {b $ c} d$'],
    ['$a$* $a$', '\\$a\\$* \\$a$'],
    ['$$ x $$', '\\$\\$ x $$'],
    ['$$$$', '\\$\\$\\$\\$'],
    ['^1^ 2^3', '\\^1\\^ 2\\^3'],
    ['نص {.x} {#id} {a=b}', 'نص \\{.x} \\{#id} \\{a=b}'],
    [':smile: :+1:', '\\:smile: \\:+1:'],
    ['(1) بند', '(1\\) بند'],
    ['(c) 2024', '(c\\) 2024'],
    ['a. بند', 'a\\. بند'],
    ['IV. بند', 'IV\\. بند'],
    [': نص', '\\: نص'],
    [':نص', '\\:نص'],
    ['~5', '\\~5'],
    ['::: x', '\\::: x'],
  ])('writes %j as %j in the default flavor', (text, written) => {
    expect(escapeText(text, 'paragraph', 'default')).toBe(written)
  })

  it.each<[TextPlace, string, string]>([
    ['heading', '# عنوان', '# عنوان'],
    ['heading', '* عنوان', '* عنوان'],
    ['heading', '1. عنوان', '1. عنوان'],
    ['heading', 'C#', 'C#'],
    ['heading', 'عنوان ##', 'عنوان \\##'],
    ['heading', '#', '\\#'],
    ['item', '[ ] بند', '\\[ ] بند'],
    ['item', '[x] بند', '\\[x] بند'],
    ['item', '---', '\\---'],
    ['item', ': بند', ': بند'],
    ['item', '::: بند', '\\::: بند'],
    ['paragraph', '[ ] بند', '[ ] بند'],
  ])('in a %s, writes %j as %j', (place, text, written) => {
    expect(escapeText(text, place, 'default')).toBe(written)
  })

  it.each<[FlavorName, string, string]>([
    ['pandoc', 'سعره $5 أو 6$', 'سعره \\$5 أو 6\\$'],
    ['pandoc', '@user a@b.c', '\\@user a@b.c'],
    ['pandoc', 'x^2^ 2^3', 'x\\^2\\^ 2\\^3'],
    ['pandoc', '\\alpha', '\\\\alpha'],
    ['pandoc', '[نص]', '\\[نص]'],
    ['pandoc', 'a. نص', 'a\\. نص'],
    ['pandoc', 'A. Smith', 'A. Smith'],
    ['pandoc', '(iv) نص', '(iv\\) نص'],
    ['pandoc', '#. نص', '#\\. نص'],
    ['pandoc', '(@) نص', '(@\\) نص'],
    ['pandoc', ': نص', '\\: نص'],
    ['pandoc', '| نص', '\\| نص'],
    ['pandoc', '::: x', '\\::: x'],
    ['pandoc', '####### x', '\\####### x'],
    ['pandoc', '"نص" -- ...', '\\"نص\\" \\-- \\...'],
    ['pandoc', 'ص p. 3 Dr. x 2p. 4 xp. 5 end.', 'ص p\\. 3 Dr\\. x 2p. 4 xp. 5 end.'],
    ['pandoc', '<نص>', '\\<نص>'],
    ['pandoc', '<?', '\\<?'],
    ['hugo', '{{< x >}} {{% y %}} {{ z }}', '{\\{< x >}} {\\{% y %}} {{ z }}'],
    ['hugo', '<!--more-->', '\\<!\\--more-->'],
    ['hugo', ': نص', '\\: نص'],
    ['jekyll', '{{ x }} {% y %}', '{\\{ x }} &#123;% y %}'],
    ['jekyll', 'أ | ب', 'أ \\| ب'],
    ['jekyll', '&amp; ^', '&amp;amp; ^'],
    ['jekyll', '^', '&#94;'],
    ['jekyll', '`~~~', '\\`~~~'],
    ['jekyll', '{: .x}', '\\{: .x}'],
    ['jekyll', '*[x]: y', '\\*[x]: y'],
    ['obsidian', '[[note]]', '\\[[note]]'],
    ['obsidian', '#هاشتاق #1 a#b', '\\#هاشتاق #1 a#b'],
    ['obsidian', '%%نص%%', '\\%%نص\\%%'],
    ['obsidian', '==نص== x == y', '\\=\\=نص\\=\\= x == y'],
    ['obsidian', 'نص ^id', 'نص \\^id'],
    ['obsidian', 'نص^[x]', 'نص\\^[x]'],
    ['github', '$x$ $5', '\\$x\\$ $5'],
    ['none', '# x', '\\# x'],
  ])('for %s, writes %j as %j', (flavor, text, written) => {
    expect(escapeText(text, 'paragraph', flavor)).toBe(written)
  })

  it.each<[FlavorName, TextPlace, string, string]>([
    ['pandoc', 'heading', 'نص {#id}', 'نص \\{#id}'],
    ['pandoc', 'heading', 'C#', 'C\\#'],
    ['pandoc', 'item', '[ ] نص', '\\[ ]&#32;نص'],
    ['hugo', 'heading', 'نص {#id}', 'نص \\{#id}'],
    ['jekyll', 'heading', 'نص {#id}', 'نص \\{#id}'],
    ['obsidian', 'item', '[?] نص', '\\[?] نص'],
  ])('for %s in a %s, writes %j as %j', (flavor, place, text, written) => {
    expect(escapeText(text, place, flavor)).toBe(written)
  })

  it.each(['*a ', '_a ', '`', '``a', '~', '[', '](', '<a', '<', '&#', '\\', '#', '-', '--', ' ', '$', '^a', '@a', '{{', '{%', 'http://', 'www.', '"', '==', 'p. ', '. ', '$a', '$ {', '{.a', '{a=', ':a', '^'])(
    'takes linear time on %j repeated',
    (piece) => {
      const text = `a${piece.repeat(100_000 / piece.length)}`
      const started = process.cpuUsage() // not the clock, which goes on while other programs run
      for (const flavor of flavorNames) for (const place of ['paragraph', 'heading'] as const) escapeText(text, place, flavor)
      expect(process.cpuUsage(started).user).toBeLessThan(4_000_000)
    },
  )
})

describe('escapeValue', () => {
  it.each([
    ['"نص" -- نص...', '"نص" -- نص...'],
    ['*نص* [x](y) $a$', '\\*نص\\* \\[x\\](y) \\$a\\$'],
    ['1. نص', '1\\. نص'],
    ['<script>', '\\<script>'],
  ])('writes %j as %j', (text, written) => {
    expect(escapeValue(text, 'pandoc')).toBe(written)
  })
})
