// Measures how often text in a legacy encoding is read right: the decoded text is the same, letter by letter.
//
//   node scripts/evaluate-encodings.mjs --corpus <dir>... --messages <dir> [--save docs/figures.json]
//
// --corpus    folders of `<id>.txt` with label files `<id>.json` (`lang`): the whole page is used, menus and all
// --messages  `languages/i18n` of MediaWiki (for instance usr/share/mediawiki/languages/i18n of the Debian package
//             mediawiki 1.39): translated messages, put together to documents
// --save      puts the figures into a file, from which update-readme.mjs makes the table
// Pieces of three lengths are encoded, as far as the encoding holds their letters; Persian with ي for ی and ك for ک, as in
// the years of these encodings. Texts are cut at places given by a hash. No text is stored.
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { build } from 'esbuild'
import { saveFigures } from './save-figures.mjs'

/** Lengths of pieces in bytes. */
const LENGTHS = [200, 500, 2000]
const PIECES = 4
/** The languages that are written in each encoding. */
const encodings = {
  'windows-1256': ['ar', 'fa', 'ur'],
  'iso-8859-6': ['ar'],
  'windows-1255': ['he'],
  'iso-8859-8': ['he'],
  'utf-16le': ['ar', 'fa', 'ur', 'he', 'ps', 'ckb', 'ug', 'sd', 'yi'],
  'utf-16be': ['ar', 'fa', 'ur', 'he', 'ps', 'ckb', 'ug', 'sd', 'yi'],
}
const names = { 'utf-16le': 'UTF-16LE without a mark', 'utf-16be': 'UTF-16BE without a mark' }

const { values } = parseArgs({ options: { corpus: { type: 'string', multiple: true, default: [] }, messages: { type: 'string' }, save: { type: 'string' } } })
const { decode, codePageTable } = await loadDecoder()
const documents = [...values.corpus.flatMap(readCorpus), ...(values.messages ? readMessages(values.messages) : [])]
const rows = Object.keys(encodings).flatMap((encoding) => ['articles', 'messages'].flatMap((source) => measure(encoding, source)))
for (const row of rows) console.log(JSON.stringify(row))
if (values.save) saveFigures(values.save, 'encodings', { lengths: LENGTHS, rows })

async function loadDecoder() {
  const folder = mkdtempSync(path.join(tmpdir(), 'naskh-encodings-'))
  const outfile = path.join(folder, 'decode.mjs')
  const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
  const contents = "export { decode } from './decode.ts'\nexport { codePageTable } from './code-pages.ts'"
  await build({ stdin: { contents, resolveDir: path.join(root, 'src/text'), loader: 'ts' }, bundle: true, format: 'esm', platform: 'node', outfile, logLevel: 'error' })
  const module = await import(pathToFileURL(outfile))
  rmSync(folder, { recursive: true })
  return module
}

function readCorpus(folder) {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json') && !/\.(gold|full)\.json$/.test(name))
  return files.sort().map((name) => {
    const { lang = '' } = JSON.parse(readFileSync(path.join(folder, name), 'utf8'))
    const text = readFileSync(path.join(folder, name.replace(/json$/, 'txt')), 'utf8')
    return { source: 'articles', lang: lang.split('-')[0], name, text }
  })
}

/** Thirty documents for each language: what a document is does not matter to letters. */
function readMessages(folder) {
  const files = { ar: 'ar', fa: 'fa', ur: 'ur', he: 'he', ps: 'ps', ckb: 'ckb', ug: 'ug-arab', sd: 'sd', yi: 'yi' }
  return Object.entries(files).flatMap(([lang, file]) => {
    const name = path.join(folder, `${file}.json`)
    if (!existsSync(name)) return []
    const groups = Array.from({ length: 30 }, () => [])
    for (const [key, message] of Object.entries(JSON.parse(readFileSync(name, 'utf8')))) {
      if (typeof message !== 'string' || key[0] === '@' || /[a-z]{20}|[{<]/i.test(message) || !/[\u0590-\u06ff]{3}/.test(message)) continue
      groups[Number(hash(key) % 30n)].push(message.replace(/\n/g, ' '))
    }
    return groups.map((group, at) => ({ source: 'messages', lang, name: `${file} ${at}`, text: group.join('\n') }))
  })
}

function measure(encoding, source) {
  const counts = LENGTHS.map(() => ({ pieces: 0, right: 0, silent: 0 }))
  for (const document of documents) {
    if (document.source !== source || !encodings[encoding].includes(document.lang)) continue
    for (const [column, length] of LENGTHS.entries()) {
      for (const piece of cut(document, encoding.startsWith('utf-16') ? length / 2 : length)) {
        const bytes = encode(piece, encoding)
        if (bytes === undefined) continue
        const { text, messages } = decode(bytes)
        counts[column].pieces++
        if (text === piece) counts[column].right++
        else if (messages.length === 0) counts[column].silent++
      }
    }
  }
  return counts[0].pieces === 0 ? [] : [{ encoding: names[encoding] ?? encoding, languages: encodings[encoding], source, counts }]
}

/** Pieces of that many characters, at places given by a hash. */
function cut({ text, lang, name }, length) {
  const whole = (lang === 'fa' ? text.replaceAll('ی', 'ي').replaceAll('ک', 'ك') : text).replace(/^\ufeff/, '')
  const room = whole.length - length
  return room < 0 ? [] : Array.from({ length: PIECES }, (_, at) => {
    const start = Number(hash(`${name}/${length}/${at}`) % BigInt(room + 1))
    return whole.slice(start, start + length).toWellFormed?.() ?? whole.slice(start, start + length)
  })
}

/** Bytes of a text; `undefined` where the encoding lacks a character, or where there is none that tells it from ASCII. */
function encode(text, encoding) {
  if (encoding.startsWith('utf-16')) {
    const bytes = Buffer.from(text, 'utf16le')
    return new Uint8Array(encoding === 'utf-16be' ? bytes.swap16() : bytes)
  }
  const table = codePageTable(encoding)
  const bytes = Uint8Array.from(text, (character) => {
    const code = character.charCodeAt(0)
    return code < 128 ? code : table.indexOf(code)
  })
  const held = Array.from(text).every((character) => character.charCodeAt(0) < 128 || table.indexOf(character.charCodeAt(0)) >= 128)
  return held && bytes.some((byte) => byte >= 128) ? bytes : undefined
}

function hash(text) {
  return BigInt(`0x${createHash('md5').update(text).digest('hex')}`)
}
