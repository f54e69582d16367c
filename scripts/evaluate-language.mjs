// Measures language identification at 20, 50, 100 and 300 characters and prints a table, stock franc beside it.
//
//   node scripts/evaluate-language.mjs --corpus <dir>... --messages <dir> [--half tune|report] [--others] [--save docs/figures.json]
//
// --corpus    folders of `<id>.txt` with label files `<id>.json` (`lang`, `lines`, `outlet` or `url`): body lines are used
// --messages  `languages/i18n` of MediaWiki (for instance usr/share/mediawiki/languages/i18n of the Debian package
//             mediawiki 1.39): translated messages, for languages without a corpus; groups of messages are documents
// --half      documents are halved by a hash of their site; rows of src/data/languages.json were tuned on `tune` only
// --others    languages other than the nine written from right to left, too
// --save      puts the figures into a file, from which update-readme.mjs makes the table
// No text is stored. Results for the tables of the documentation come from `--half report`, the default.
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { build } from 'esbuild'
import { franc } from 'franc'
import { saveFigures } from './save-figures.mjs'

const LENGTHS = [20, 50, 100, 300]
const rightToLeft = ['ar', 'fa', 'ur', 'ps', 'ckb', 'sd', 'ug', 'he', 'yi']
/** File names of MediaWiki where they are not the tag. */
const messageFiles = { 'ug-arab': 'ug', 'sr-el': 'sr', 'sr-ec': 'sr', 'zh-hans': 'zh', 'zh-hant': 'zh', 'kk-cyrl': 'kk', nb: 'no' }
const otherFiles = 'en fr de es it pt nl sv nb da fi id ms vi pl cs sk sl hr sr-el sr-ec tr ro hu lt ru uk bg el ko ja zh-hans th'.split(' ')
/** Files whose messages are no translation when they are mostly Latin letters. */
const notLatin = new Set([...rightToLeft, 'ug-arab', ...'ru uk bg sr-ec el ko ja zh-hans th'.split(' ')])
/** What franc says, as BCP 47. */
const francTags = {
  arb: 'ar', pes: 'fa', prs: 'fa', urd: 'ur', pbu: 'ps', uig: 'ug', heb: 'he', ydd: 'yi', eng: 'en', fra: 'fr', deu: 'de', spa: 'es', ita: 'it',
  por: 'pt', nld: 'nl', swe: 'sv', nob: 'no', nno: 'no', dan: 'da', fin: 'fi', ind: 'id', zlm: 'ms', vie: 'vi', pol: 'pl', ces: 'cs', slk: 'sk',
  slv: 'sl', hrv: 'hr', srp: 'sr', tur: 'tr', ron: 'ro', hun: 'hu', lit: 'lt', rus: 'ru', ukr: 'uk', bul: 'bg', ell: 'el', kor: 'ko', jpn: 'ja',
  cmn: 'zh', tha: 'th',
}

const { values } = parseArgs({
  options: { corpus: { type: 'string', multiple: true, default: [] }, messages: { type: 'string' }, half: { type: 'string', default: 'report' }, others: { type: 'boolean', default: false }, save: { type: 'string' } },
})
const detect = await loadDetect()
const documents = [...values.corpus.flatMap(readCorpus), ...(values.messages ? readMessages(values.messages) : [])]
for (const row of documents.filter(({ lang }) => lang === 'fa' || lang === 'ckb')) {
  documents.push({ ...row, source: 'old keyboards', text: row.text.replaceAll('ی', 'ي').replaceAll('ک', 'ك') })
}
const wanted = documents.filter(({ site, lang }) => inHalf(site, values.half) && (values.others || rightToLeft.includes(lang)))
const scores = score(wanted)
printTable(scores)
if (values.save) {
  const rows = [...scores].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, counts]) => ({ lang: key.split('\t')[0], source: key.split('\t')[1], counts }))
  saveFigures(values.save, 'language', { lengths: LENGTHS, rightToLeft, rows })
}

async function loadDetect() {
  const folder = mkdtempSync(path.join(tmpdir(), 'naskh-language-'))
  const outfile = path.join(folder, 'detect.mjs')
  const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
  await build({ entryPoints: [path.join(root, 'src/language/detect.ts')], bundle: true, format: 'esm', platform: 'node', outfile, logLevel: 'error' })
  const module = await import(pathToFileURL(outfile))
  await module.loadLanguages()
  rmSync(folder, { recursive: true })
  return (text) => module.detectLanguage([text]).tag.split('-')[0]
}

function hash(text) {
  return BigInt(`0x${createHash('md5').update(text).digest('hex')}`)
}

function inHalf(site, half) {
  return hash(site) % 2n === (half === 'tune' ? 0n : 1n)
}

function readCorpus(folder) {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json') && !/\.(gold|full)\.json$/.test(name))
  return names.sort().flatMap((name) => {
    const labels = JSON.parse(readFileSync(path.join(folder, name), 'utf8'))
    const texts = readFileSync(path.join(folder, name.replace(/json$/, 'txt')), 'utf8').split('\n')
    const lines = texts.filter((text, at) => labels.lines[at] === 'paragraph' && text.length > 40)
    const lang = labels.lang?.split('-')[0].replace('nb', 'no')
    const site = String(labels.outlet || labels.url?.split('/')[2] || '')
    return lang && lines.length ? [{ source: 'articles', lang, site, text: lines.join(' ') }] : []
  })
}

function readMessages(folder) {
  const files = [...rightToLeft.map((tag) => (tag === 'ug' ? 'ug-arab' : tag)), ...otherFiles]
  return files.flatMap((file) => {
    const name = path.join(folder, `${file}.json`)
    if (!existsSync(name)) return []
    const lang = messageFiles[file] ?? file
    const groups = new Map()
    for (const [key, message] of Object.entries(JSON.parse(readFileSync(name, 'utf8')))) {
      const text = typeof message === 'string' && key[0] !== '@' ? stripWikitext(message) : ''
      const letters = text.match(/\p{L}/gu)?.length ?? 0
      const latin = text.match(/[a-z]/gi)?.length ?? 0
      if (letters < 15 || (notLatin.has(file) && latin > letters * 0.2)) continue
      const group = `mw${hash(key) % 400n}`
      groups.set(group, [...(groups.get(group) ?? []), text])
    }
    return [...groups].map(([site, texts]) => ({ source: 'messages', lang, site, text: texts.join(' ') }))
  })
}

function stripWikitext(message) {
  return message
    .replace(/\{\{(?:PLURAL|GENDER|GRAMMAR)[^{}|]*\|([^{}|]*)[^{}]*\}\}/gi, '$1')
    .replace(/\{\{[^{}]*\}\}|\$\d+|<[^>]*>|https?:\/\/\S+/g, ' ')
    .replace(/\[\[[^\]|]*\|([^\]]*)\]\]/g, '$1')
    .replace(/''+|\[\S+ |[[\]]|&\w+;|[\u200e\u200f\u202a-\u202e]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

/** Pieces of `length` characters that begin and end between words, at places given by a hash. */
function cut({ text, site }, length, count) {
  const pieces = []
  for (let at = 0; at < count; at++) {
    const room = text.length - length
    if (room < 0) break
    const place = Number(hash(`${site}/${length}/${at}`) % BigInt(room + 1))
    const start = place === 0 ? 0 : text.indexOf(' ', place - 1) + 1
    let piece = text.slice(start, start + length)
    if (text[start + length] !== ' ' && piece.includes(' ')) piece = piece.slice(0, piece.lastIndexOf(' '))
    if ((start > 0 || place === 0) && (piece.match(/\p{L}/gu)?.length ?? 0) >= length * 0.6) pieces.push(piece)
  }
  return pieces
}

function score(rows) {
  const scores = new Map()
  for (const row of rows) {
    const key = `${row.lang}\t${row.source}`
    const counts = scores.get(key) ?? LENGTHS.map(() => [0, 0, 0])
    scores.set(key, counts)
    for (const [column, length] of LENGTHS.entries()) {
      for (const piece of cut(row, length, row.source === 'articles' ? 6 : 2)) {
        counts[column][0]++
        if (detect(piece) === row.lang) counts[column][1]++
        if ((francTags[franc(piece)] ?? 'und') === row.lang) counts[column][2]++
      }
    }
  }
  return scores
}

function printTable(scores) {
  const percent = (part, whole) => (whole ? ((100 * part) / whole).toFixed(1) : '-')
  console.log(`| language | source | ${LENGTHS.map((length) => `${length}: n, naskh, franc`).join(' | ')} |`)
  const means = new Map()
  for (const [key, counts] of [...scores].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [lang, source] = key.split('\t')
    console.log(`| ${lang} | ${source} | ${counts.map(([n, own, stock]) => `${n}, ${percent(own, n)}, ${percent(stock, n)}`).join(' | ')} |`)
    const group = `${rightToLeft.includes(lang) ? 'right to left' : 'others'}, ${source}`
    means.set(group, [...(means.get(group) ?? []), counts])
  }
  for (const [group, list] of means) {
    const mean = (column, which) => {
      const shares = list.map((counts) => counts[column]).filter(([n]) => n > 0).map((counts) => counts[which] / counts[0])
      return percent(shares.reduce((sum, share) => sum + share, 0), shares.length)
    }
    console.log(`mean over languages, ${group}: ${LENGTHS.map((length, column) => `${length}: ${mean(column, 1)} (franc ${mean(column, 2)})`).join(', ')}`)
  }
}
