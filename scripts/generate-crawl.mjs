// Generates a crawl to test and measure with: pages made of random words, with menus and footers around them.
//   node scripts/generate-crawl.mjs <file> [--pages 1000] [--seed 1] [--size 40]
// The name of the file says the format: .wet (WARC conversion records as Common Crawl has them), .ndjson, each also .gz,
// where WET gets a gzip member for each record. --size is how many sentences a page has on average. The same arguments
// give the same bytes.
import { createWriteStream, realpathSync } from 'node:fs'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'

const languages = {
  ar: {
    code: 'ara', share: 0.6,
    words: 'المدينة الحكومة الاجتماع المشروع العمل السوق الطريق المدرسة الوزير المجلس الخطة الأسعار المياه المنطقة الشركة السنة الشهر اليوم الجديد القديم الكبير الأول الماضي المقبل في من إلى على عن مع بعد قبل خلال حول بين كان كانت تم سيتم يمكن هذا هذه الذي التي أن كما حيث منذ لدى نحو أكثر أقل'.split(' '),
    openers: ['وقال المتحدث إن', 'وأضاف أن', 'وأوضح المدير أن', 'وذكر البيان أن', 'من جهته أكد المجلس أن', 'ويأتي ذلك بينما', 'وكانت اللجنة قد أعلنت أن'], stop: '.', menu: ['الرئيسية', 'سياسة', 'اقتصاد', 'رياضة', 'ثقافة', 'اتصل بنا'], byline: 'كتب: سامي الحداد', related: 'اقرأ أيضا', footer: 'جميع الحقوق محفوظة',
  },
  fa: {
    code: 'fas', share: 0.15,
    words: 'شهر دولت جلسه طرح کار بازار راه مدرسه وزیر مجلس برنامه قیمت آب منطقه شرکت سال ماه روز جدید بزرگ نخست گذشته آینده در از به با برای تا پس پیش میان بود است شد می‌شود خواهد این آن که نیز همچنین درباره بیشتر کمتر'.split(' '),
    openers: ['سخنگو گفت که', 'وی افزود که', 'به گزارش خبرنگار ما', 'در همین حال', 'او تأکید کرد که'], stop: '.', menu: ['صفحه اصلی', 'سیاست', 'اقتصاد', 'ورزش', 'فرهنگ', 'تماس با ما'], byline: 'نویسنده: مریم کریمی', related: 'بیشتر بخوانید', footer: 'تمامی حقوق محفوظ است',
  },
  he: {
    code: 'heb', share: 0.1,
    words: 'העיר הממשלה הישיבה התוכנית העבודה השוק הדרך השר המועצה המחירים המים האזור החברה השנה החודש היום החדש הישן הגדול הראשון של על את עם אל מן בין היה היתה יהיה זה זאת אשר כי גם רק יותר פחות לפני אחרי'.split(' '),
    openers: ['הדובר אמר כי', 'הוא הוסיף כי', 'לדברי המועצה', 'בינתיים'], stop: '.', menu: ['ראשי', 'חדשות', 'כלכלה', 'ספורט', 'תרבות', 'צור קשר'], byline: 'מאת: דנה לוי', related: 'קראו גם', footer: 'כל הזכויות שמורות',
  },
  en: {
    code: 'eng', share: 0.15,
    words: 'city government meeting project work market road school minister council plan prices water region company year month day new old large first last next in from to on about with after before during between was were will can this that which also more less'.split(' '),
    openers: ['The speaker said that', 'She added that', 'According to the council', 'In the meantime', 'The report says that'], stop: '.', menu: ['Home', 'Politics', 'Business', 'Sport', 'Culture', 'Contact'], byline: 'By Jane Miller', related: 'Read more', footer: 'All rights reserved',
  },
}

/** A page of the crawl: `{ id, url, created, languages, text }`. */
export function* generatePages({ pages = 1000, seed = 1, size = 40 } = {}) {
  const next = seeded(seed)
  const pick = (list) => list[Math.floor(next() * list.length)]
  const count = (least, most) => least + Math.floor(next() * (most - least + 1))
  for (let index = 0; index < pages; index++) {
    const language = pickLanguage(next())
    const sentence = () => `${pick(language.openers)} ${Array.from({ length: count(8, 22) }, () => pick(language.words)).join(' ')}${language.stop}`
    const title = () => Array.from({ length: count(5, 9) }, () => pick(language.words)).join(' ')
    const lines = [...language.menu, '', title(), '', language.byline, `2024-0${count(1, 9)}-1${count(0, 9)}`, '']
    for (let left = Math.max(1, Math.round(size * (0.3 + 1.4 * next()))); left > 0;) {
      const together = Math.min(left, count(1, 4))
      lines.push(Array.from({ length: together }, sentence).join(' '), '')
      left -= together
    }
    lines.push(language.related, title(), title(), title(), '', `© 2024 ${language.footer}`, next() < 0.05 ? 'emoji 😀 𐤀' : '')
    const id = `urn:uuid:${[8, 4, 4, 4, 12].map((length) => Array.from({ length }, () => Math.floor(next() * 16).toString(16)).join('')).join('-')}`
    yield {
      id,
      url: `https://site-${count(1, 50)}.example/${index}.html`,
      created: `2024-05-${String(count(1, 28)).padStart(2, '0')}T0${count(0, 9)}:${count(10, 59)}:${count(10, 59)}Z`,
      languages: next() < 0.1 ? [] : next() < 0.1 && language.code !== 'eng' ? [language.code, 'eng'] : [language.code],
      text: lines.join('\n'),
    }
  }
}

/** A page as a WARC record. */
export function toWetRecord({ id, url, created, languages, text }) {
  const body = Buffer.from(text)
  const header = [
    'WARC/1.0', 'WARC-Type: conversion', `WARC-Target-URI: ${url}`, `WARC-Date: ${created}`, `WARC-Record-ID: <${id}>`,
    ...(languages.length > 0 ? [`WARC-Identified-Content-Language: ${languages.join(',')}`] : []),
    'Content-Type: text/plain', `Content-Length: ${body.length}`,
  ]
  return Buffer.concat([Buffer.from(`${header.join('\r\n')}\r\n\r\n`), body, Buffer.from('\r\n\r\n')])
}

/** The record that a WET file begins with. */
export function toWarcinfo() {
  const body = 'Software-Info: generate-crawl\r\nformat: WARC File Format 1.0\r\n'
  return Buffer.from(`WARC/1.0\r\nWARC-Type: warcinfo\r\nWARC-Date: 2024-05-01T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:0>\r\nContent-Type: application/warc-fields\r\nContent-Length: ${body.length}\r\n\r\n${body}\r\n\r\n`)
}

function pickLanguage(place) {
  let sum = 0
  for (const language of Object.values(languages)) if ((sum += language.share) > place) return language
  return languages.ar
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function seeded(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

async function main() {
  const { values, positionals: [file] } = parseArgs({ allowPositionals: true, options: { pages: { type: 'string' }, seed: { type: 'string' }, size: { type: 'string' } } })
  if (file === undefined || !/\.(?:wet|ndjson)(?:\.gz)?$/.test(file)) throw new Error('usage: node scripts/generate-crawl.mjs <file.wet|file.ndjson>[.gz] [--pages n] [--seed n] [--size n]')
  const wet = /\.wet(?:\.gz)?$/.test(file)
  const pack = file.endsWith('.gz') ? (bytes) => gzipSync(bytes) : (bytes) => bytes
  const stream = createWriteStream(file)
  const write = async (bytes) => stream.write(bytes) || (await once(stream, 'drain'))
  if (wet) await write(pack(toWarcinfo()))
  const given = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, Number(value)]))
  let lines = []
  for (const page of generatePages(given)) {
    if (wet) await write(pack(toWetRecord(page)))
    else if (lines.push(JSON.stringify(page)) === 1000) {
      await write(pack(Buffer.from(`${lines.join('\n')}\n`)))
      lines = []
    }
  }
  if (lines.length > 0) await write(pack(Buffer.from(`${lines.join('\n')}\n`)))
  stream.end()
  await once(stream, 'close')
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) await main()
