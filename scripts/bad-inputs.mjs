// Texts that an attacker, or an accident, could be slow or large with: each is a piece that is written again and again.
// A piece may count, so that no two are alike.
const paragraph = 'قال رئيس البلدية إن العمل في الجسر الجديد بدأ قبل أسبوعين، وإن الطريق القديم سيبقى مفتوحا حتى نهاية العام المقبل.'
const words = 'المدينة الحكومة الاجتماع المشروع العمل السوق الطريق المدرسة الوزير المجلس الخطة الأسعار المياه المنطقة الشركة'.split(' ')
/** A word made of the digits of a number in letters, so that a text has as many different words as it is long. */
const spell = (number) => [...String(number)].map((digit) => 'ابتثجحخدذر'[digit]).join('')
/** A number between 0 and `below` that follows from `at` and looks like chance (the constant is 2^32 over the golden ratio). */
const scatter = (at, below) => ((Math.imul(at + 1, 0x9e3779b1) >>> 7) >>> 0) % below

/**
 * By name: what is repeated. `of` is the piece, or gives the `at`-th piece; `first` and `last` stand around all of them.
 * @type {Record<string, { of: string | ((at: number) => string), first?: string, last?: string }>}
 */
export const badInputs = {
  'one line of letters': { of: 'ابتثجحخدذرزسشصضطظعغفقكلمنهوي' },
  'one line of Latin letters': { of: 'abcdefghijklmnopqrstuvwxyz' },
  'one line of words': { of: (at) => `${words[scatter(at, words.length)]} ` },
  'one line, no word twice': { of: (at) => `${spell(at)} ` },
  'one line of sentences': { of: `${paragraph} ` },
  'one line of blanks between two letters': { of: ' ', first: 'ا', last: 'ا' },
  'one line of one letter': { of: 'ا' },
  'lines of one letter': { of: 'ا\n' },
  'short lines': { of: (at) => `${words[scatter(at, words.length)]}\n` },
  'short lines, no two alike': { of: (at) => `${spell(at)}\n` },
  'one-word lines that may be headlines': { of: (at) => `${spell(at)}\n\n` },
  'titles': { of: (at) => `${words[scatter(at, 15)]} ${words[scatter(at + 7, 15)]} ${spell(at)} ${words[scatter(at + 99, 15)]}\n` },
  'blank lines': { of: '\n' },
  'blank lines of blanks': { of: '   \t \u00a0\n' },
  'blank lines after one word': { of: '\n', first: 'عنوان', last: 'نهاية' },
  'signs of Markdown in one line': { of: '*_[<&`\\' },
  'signs of Markdown in lines': { of: '*_[<&`\\\n' },
  ...Object.fromEntries(['*', '_', '[', '<', '&', '`', '\\', '!', '#', '>', '|', '~', '-', '+', '=', '(', ']', '$', '{', ':', '"', '.', '1', '/', '@'].map((sign) => [`only ${sign}`, { of: sign }])),
  'openings without an end': { of: '![a](<b "' },
  'tags without an end': { of: '<a b="' },
  'autolinks': { of: 'http://a.b/?c www.d.e f@g.h <i:j> ' },
  'numbered lines': { of: '1. 1) - + * # > ' },
  'lines of list signs': { of: (at) => `${at % 1000}. a\n` },
  'quotes and brackets nested': { of: '«(["“' },
  'quotes and brackets paired': { of: '«»()[]{}“”' },
  'one letter with marks': { of: '\u064b', first: 'ا' },
  'one letter with marks of two classes': { of: '\u0301\u0323', first: 'A' },
  'letters with sixty marks': { of: `ا${'\u064b\u0651'.repeat(30)}` },
  'jamo and marks': { of: '\u1100\u1161\u11a8\u0301' },
  'a cue in one line': { of: 'اقرأ أيضا ' },
  'a cue in lines': { of: 'اقرأ أيضا\n' },
  'cues of many roles': { of: 'اقرأ أيضا\nكتب: سامي الحداد\nجميع الحقوق محفوظة\nالمصدر: وكالات\nتصوير: سامي\n' },
  'bylines in one line': { of: 'كتب سامي الحداد و' },
  'names in bylines': { of: 'كتب: سامي، أحمد، علي وحسن و محمد\n' },
  'the same paragraph': { of: `${paragraph}\n\n` },
  'the same paragraph without blank lines': { of: `${paragraph}\n` },
  'paragraphs, no two alike': { of: (at) => `${Array.from({ length: 20 }, (_, word) => spell(at * 20 + word)).join(' ')}.\n\n` },
  'digits': { of: '0123456789' },
  'Arabic digits': { of: '٠١٢٣٤٥٦٧٨٩' },
  'numbers': { of: (at) => `${at} ` },
  'dates in one line': { of: (at) => `${at % 28 + 1}/${at % 12 + 1}/2021 ` },
  'dates in lines': { of: (at) => `${at % 28 + 1} فبراير 2021 10:${at % 60}\n` },
  'parts of dates': { of: '1 يناير، 12:30:' },
  'datelines': { of: 'القاهرة - رويترز - ' },
  'right to left and left to right': { of: 'aا' },
  'right to left and left to right in words': { of: 'word كلمة ' },
  'right to left and left to right in lines': { of: 'word in English here\nكلمة بالعربية هنا الآن\n' },
  'entities of entities': { of: 'amp;', first: '&' },
  'entities': { of: '&amp;amp;&#x26;lt;&nbsp;' },
  'entities without an end': { of: '&#0000&amp&l' },
  'controls that open': { of: '\u202b\u2066\u202e' },
  'controls that close': { of: '\u202c\u2069' },
  'controls around letters': { of: '\u202bا\u202c\u2066ب\u2069' },
  'controls, all that open first': { of: '\u2067ا' },
  'invisible characters': { of: 'ا\u200b\u00ad\u200c\u200d' },
  'joiners': { of: '\u200d' },
  'tatweel': { of: '\u0640' },
  'presentation forms': { of: '\ufefb\ufdf2\ufe8d' },
  'mojibake': { of: 'Ø§Ù„' },
  'mojibake of windows-1256': { of: 'ط§ظ„' },
  'replacement characters': { of: '\ufffd' },
  'emoji joined': { of: '👨\u200d' },
  'letters beyond the BMP': { of: '𞸀𐤀' },
  'lines wrapped': { of: 'قال رئيس البلدية إن العمل في الجسر الجديد بدأ قبل\nأسبوعين وإن الطريق القديم سيبقى مفتوحا حتى نهاية\n' },
  'lines that end in hyphens': { of: 'the mayor said that work on the new bridge began two weeks ago and the cons-\ntruction of the old road that will stay open all the year until the end of-\n' },
  'carriage returns': { of: 'ا\r' },
  'lines ending in carriage returns': { of: 'كلمة\r\n' },
  'tabs': { of: 'ا\tب ' },
  'commas': { of: 'ا، ' },
  'full stops': { of: 'ا. ' },
  'ellipses': { of: '… ... ' },
  'addresses': { of: (at) => `https://site.example/${at}/a-b-c?d=e&f=g ` },
  'lines of addresses': { of: (at) => `https://site.example/${at}\n` },
  'upper case': { of: 'BY JANE MILLER ' },
  'colons': { of: 'ا: ' },
  'bars': { of: 'ا | ' },
  'front matter': { of: '---\ntitle: a\n' },
  'tables': { of: 'a | b | c\n--- | --- | ---\n' },
  'fences': { of: '```\n~~~\n' },
  'quotes of quotes': { of: '> ' },
  'definitions': { of: '[a]: <b> "c"\n[^1]: d\n' },
  'other scripts': { of: '你好한국어हिन्दी' },
}

/** Writes a bad input of about `size` bytes of UTF-8. */
export function writeBadInput(name, size) {
  const { of, first = '', last = '' } = badInputs[name]
  const pieces = [first]
  if (typeof of === 'string') pieces.push(of.repeat(Math.max(1, Math.floor(size / Buffer.byteLength(of)))))
  else for (let at = 0, written = 0; written < size; at++) {
    const piece = of(at)
    pieces.push(piece)
    written += Buffer.byteLength(piece)
  }
  return Buffer.from(pieces.join('') + last)
}
