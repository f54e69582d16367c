// Measures how many dates are read right, from days written out by the Intl of Node (ICU, CLDR) for many countries.
//
//   node scripts/evaluate-dates.mjs [--save docs/figures.json]
//
// --save  puts the figures into a file, from which update-readme.mjs makes the table
// The days are the same in each run; how they are written depends on the version of ICU, which is told.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { build } from 'esbuild'
import { saveFigures } from './save-figures.mjs'

/** Days that each row is tried with, from 1990 on. */
const DAYS = 500
const full = { dateStyle: 'full' }
const long = { dateStyle: 'long' }
const numeric = { weekday: 'long', year: 'numeric', month: 'numeric', day: 'numeric' }
const clock = { dateStyle: 'long', timeStyle: 'short' }

/** What is tried: a name, the locale that writes the day, how, and the language that the reader is told. */
const rows = [
  ['Arabic, Egypt', 'ar-EG', full],
  ['Arabic, Levant and Iraq', 'ar-IQ', full],
  ['Arabic, Levant and Iraq, with Latin digits', 'ar-LB-u-nu-latn', long],
  ['Arabic, Morocco', 'ar-MA', full],
  ['Arabic, Algeria', 'ar-DZ', full],
  ['Arabic, Tunisia', 'ar-TN', full],
  ['Arabic, in numbers with the weekday', 'ar-EG', numeric],
  ['Arabic, with a clock', 'ar-EG-u-nu-latn', clock],
  ['Hijri, Arabic', 'ar-SA-u-ca-islamic-umalqura', full],
  ['Hijri, Arabic, with Latin digits', 'ar-SA-u-ca-islamic-umalqura-nu-latn', long],
  ['Hijri, Persian', 'fa-u-ca-islamic-umalqura', long],
  ['Hijri, Urdu', 'ur-u-ca-islamic-umalqura', long],
  ['Jalali, Persian', 'fa', full],
  ['Jalali, Persian, in numbers', 'fa', { year: 'numeric', month: '2-digit', day: '2-digit' }],
  ['Jalali, Dari', 'fa-AF', full],
  ['Jalali, Pashto', 'ps', full],
  ['Persian, Gregorian', 'fa-u-ca-gregory', full],
  ['Urdu', 'ur', full],
  ['Central Kurdish', 'ckb', long],
  ['Sindhi', 'sd', full],
  ['Uyghur', 'ug', full],
  ['Hebrew', 'he', full],
  ['Yiddish', 'yi', full],
  ['English, day first', 'en-GB', full],
  ['English, month first', 'en-US', clock],
  ['French', 'fr', full],
  ['German', 'de', full],
  ['Turkish', 'tr', full],
  ['Spanish', 'es', full],
  ['Russian', 'ru', full],
]

const { values } = parseArgs({ options: { save: { type: 'string' } } })
const readDate = await loadReader()
const figures = rows.map(([name, locale, options]) => ({ name, locale, ...measure(locale, options) }))
for (const { name, example, right, wrong, unread } of figures) console.log([name, example, right, wrong, unread.join(', ')].join(' | '))
if (values.save) {
  const shown = figures.map(({ name, locale, example, right, wrong }) => ({ name, locale, example, right, wrong }))
  saveFigures(values.save, 'dates', { days: DAYS, icu: process.versions.icu, rows: shown })
}

async function loadReader() {
  const folder = mkdtempSync(path.join(tmpdir(), 'naskh-dates-'))
  const outfile = path.join(folder, 'date.mjs')
  const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
  await build({ entryPoints: [path.join(root, 'src/metadata/date.ts')], bundle: true, format: 'esm', platform: 'node', outfile, logLevel: 'error' })
  const module = await import(pathToFileURL(outfile))
  rmSync(folder, { recursive: true })
  return module.readDate
}

/** How many of the days come back as they went out; some of those that do not come back at all are shown. */
function measure(locale, options) {
  const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' })
  const language = locale.split('-')[0]
  const found = { example: '', right: 0, wrong: 0, unread: [] }
  for (let at = 0; at < DAYS; at++) {
    const date = new Date(Date.UTC(1990, 0, 1 + ((at * 7919) % 14_000), at % 24, (at * 7) % 60))
    const text = format.format(date)
    const read = readDate(text, { language })
    found.example ||= text
    const wanted = date.toISOString().slice(0, options.timeStyle ? 19 : 10)
    if (read === undefined) found.unread.push(text)
    else if (read.replace('Z', '').startsWith(options.timeStyle ? wanted.slice(0, 16) : wanted)) found.right++
    else {
      found.wrong++
      console.error(`${locale}: ${text} was read as ${read}`)
    }
  }
  return { ...found, unread: found.unread.slice(0, 3) }
}
