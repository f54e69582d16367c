import fc from 'fast-check'
import { hostileText } from '../properties/hostile-text.ts'

/** Lines that mean something else to readers of YAML, of Markdown, or of dates. */
export const trickyLines: readonly string[] = [
  '---', '...', '----', '+++', '***', '===', '=', '-', '#', '~', 'no', 'No', 'NO', 'yes', 'on', 'off', 'y', 'n', 'true', 'null', 'Null', '~', '<<', '.inf', '.nan', '0x1F', '0o17', '017', '1e3', '1_000',
  '12:30', '12:30:45', '190:20:30', '2013-05-19', '2013-05-19 12:30:00', '2013-05-19T12:30:00Z', '2001-12-14t21:59:43.10-05:00', '1.5', '-1', '+1', '0', '00', '١٢', '٢٠١٣-٠٥-١٩',
  '!!binary x', '!tag', '&a', '*a', '@a', '`a`', '%YAML 1.1', '? x', ': x', '- x', '[a, b]', '{a: b}', '"a"', "'a'", '| ', '>', '# x', 'a: b', 'a #b', 'title: x', 'date: 2013-05-19', "it's", 'a: ', ':', ',',
  '---\ntitle: x\n---', '---\ntitle: "x\n---', '+++\ntitle = "x"\n+++', '{"title": "x"}', '---\n---', '```yaml\n---\n```', '--- x', '%%%', 'lang: ar', 'layout: post',
  'constructor', '__proto__', 'toString', 'hasOwnProperty', 'length', 'prototype',
]

/** Dates with the digits of several scripts, days that there are not, and what only looks like a date. */
export const oddDates: readonly string[] = [
  '12 مارس 2021', '١٢ مارس ٢٠٢١', '۱۲ فروردین ۱۴۰۰', '12 رمضان 1442 هـ', '٣١/٠٢/٢٠٢١', '31 فبراير 2021', '1 محرم 1601', '۳۰ اسفند ۱۴۰۰', '２０２１年３月１２日', '१२ मार्च २०२१', '๑๒ มีนาคม ๒๕๖๔', '𝟙𝟚 mars 2021',
  '12/03/2021', '03/12/21', '2021-02-30', '0000-00-00', '9999-12-31', '99999-01-01', '12:61', '25:00', '14:05 م', '٢:٠٥ ص بتوقيت غرينتش', 'Mon, 32 Jan 2021', 'March 2021', '2021', 'قبل 3 ساعات', '12 مارس 2021 12 مارس 2022',
  '2021-03-12T14:05:00+99:00', '2021-03-12T14:05:00.123456789+03:00', '20210312', '12٫03٫2021', '1 1 1', '12-03-', 'الأحد 8 آب/أغسطس 2021 - 14:05 بتوقيت غرينتش', 'יום ראשון, 8 באוגוסט 2021', '8 ئاب 2021',
]

/** Syntax of what Markdown is made with and read by, beside that of hostile texts. */
export const syntax: readonly string[] = [
  '<script>alert(1)</script>', '</script>', '<!--', '-->', '<!-- more -->', '<details>', '</div>', '<div dir="ltr">', '<br/>', '<?php ?>', '<![CDATA[x]]>', '<svg onload=x>', 'javascript:x', '<a href=x>', '<img src=x>',
  '{{ page.title }}', '{% raw %}', '{% endraw %}', '{% include x %}', '{{< figure src="x" >}}', '{{% notice %}}', '{{</* x */>}}', '{{', '}}', '{%', '%}', '{#', '{: .class}', '{::comment}', '{:/}', '* TOC\n{:toc}',
  '[x]: y', '[x](y "z")', '![x](y)', '[[x]]', '![[x]]', '[^1]: x', '[^1]', ':::note', ':::', '~~~', '```', '$$', '$x$', '\\(x\\)', '\\begin{x}', '==x==', '%%x%%', '^x^', '#tag', '@user', ':emoji:', '| a | b |\n|---|---|\n| 1 | 2 |',
  'Term\n: x', '1. a', '1) a', '- [ ] a', '- [x] a', '    code', '\tcode', '> x', '>> x', '# x', 'x\n===', 'x\n---', '* * *', '- - -', '___', '\\', '\\\\', 'a  \nb', 'http://a.b/c_d?x=1&y=2', 'www.a.b', 'a@b.c', '<http://a.b>',
  '&lt;script&gt;', '&amp;amp;lt;', '&#x202e;', '&#0;', '&#xd800;', '&#x110000;', '&#99999999999;', '&nbsp;', '&copy', '&#8233;', '&quot', '&;', '&#;', '&#x;', '&NotEqualTilde;', '&shy;',
]

/** Controls of direction, all of them. */
export const bidiControls: readonly string[] = ['\u061c', '\u200e', '\u200f', '\u202a', '\u202b', '\u202c', '\u202d', '\u202e', '\u2066', '\u2067', '\u2068', '\u2069']

/** What joins, marks, hides, ends lines, or is no character. */
export const oddCharacters: readonly string[] = [
  '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u00ad', '\u034f', '\u180e', '\u0000', '\u0001', '\u0007', '\b', '\t', '\v', '\f', '\r', '\u001b[31m', '\u001c', '\u001e', '\u007f', '\u0080', '\u0085', '\u009f', '\u2028', '\u2029',
  '\u00a0', '\u1680', '\u2003', '\u202f', '\u205f', '\u3000', '\ud800', '\udfff', '\udc00\ud800', '\ufffd', '\ufffe', '\uffff', '\ufdd0', '\u{10ffff}', '\u{1fffe}', '\u{e0001}', '\u{e0041}', '\ue000', '\u{f0000}', '\ufff9', '\ufffb', '\u206a', '\u206f',
  '\u0301', '\u064b', '\u0651', '\u0670', '\u0323\u0301', '\u1160', '\u20dd', '\ufe0f', '\ufe0e', '\u0640', '\u0640\u0640\u0640', 'ﷺ', 'ﷲ', 'ﻻ', 'ﺍﻟﻌﺮﺑﻴﺔ', '👨\u200d👩\u200d👧', '🇸🇦', '👍🏽', 'ﬁ', '①', '㍿', 'Å', 'İ', 'ı', 'ß', 'ŉ', '\u1e9b\u0323', 'ΐ', '가', '각', '\u1112\u1161\u11ab',
]

/** Texts from the properties of Markdown, and of any characters, the same for a seed. */
export function drawTexts(seed: number): readonly string[] {
  const any = fc.string({ unit: 'binary', minLength: 1, maxLength: 24 })
  const graphemes = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 24 })
  const units = fc.array(fc.integer({ min: 0, max: 0xffff }), { minLength: 1, maxLength: 16 }).map((codes) => String.fromCharCode(...codes))
  return [...fc.sample(hostileText, { seed, numRuns: 3000 }), ...fc.sample(fc.oneof(any, graphemes, units), { seed, numRuns: 3000 })]
}
