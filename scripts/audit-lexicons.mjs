// Holds the lexicons' phrases against a labelled corpus, since a set phrase that running text uses misleads the labeller:
//   node scripts/audit-lexicons.mjs [folder of the corpus] [--table]
// Prints each phrase that stands in running text too often, and a sum; exits 1 when there is one. With --table it prints a
// row for every phrase that hits, tab-separated: language, role, list, phrase, lines, sites, lines of its role, of running
// text, other roles. The corpus: folders of `<id>.txt` with label files `<id>.json`; of two variants of a page `full` is read.
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { build } from 'esbuild'

/** A phrase is bad when more than this share of its lines is running text, */
const MOST_RUNNING = 1 / 3
/** it hits at least so many lines, */
const FEWEST_LINES = 3
/** and the running text is of so many sites: 2 to 4 % of the labels are wrong, and wrong alike within a site. */
const FEWEST_SITES = 2
/** Kickers open with prepositions, as many sentences do ("despite", "after"): these tell by their place, not by themselves. */
const isOpener = ({ role, list }) => role === 'kicker' && list === 'start'
/** Roles of the article's own text. Set phrases are short; names and dates above it are not meant. */
const RUNNING = new Set(['paragraph', 'headline', 'crosshead', 'list-item', 'deck'])

const { values, positionals } = parseArgs({ allowPositionals: true, options: { table: { type: 'boolean', default: false } } })
const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const corpus = positionals[0] ?? path.join(root, '../shared/corpus')
if (!existsSync(corpus)) {
  console.error(`no corpus at ${corpus}: node scripts/audit-lexicons.mjs <folder>`)
  process.exit(2)
}

const { cueGroups, foldForMatching, hashWords, indexCues, lexiconFor, matchCues } = await loadMatcher()
const phrases = new Map()
const levels = new Uint8Array(cueGroups.length)
const documents = readDocuments(corpus)
for (const document of documents) countHits(document)

const hit = [...phrases.values()].flatMap((lists) => lists.all).filter((phrase) => phrase.lines > 0)
const bad = hit.filter((phrase) => !isOpener(phrase) && phrase.lines >= FEWEST_LINES && phrase.running > MOST_RUNNING * phrase.lines && phrase.runningSites.size >= FEWEST_SITES)
if (values.table) for (const phrase of hit) console.log(toRow(phrase))
else for (const phrase of bad) console.log(`${phrase.tag} ${phrase.role} ${phrase.list} «${phrase.text}»: running text in ${phrase.running} of ${phrase.lines} lines (${describe(phrase.roles)})`)
console.error(`${documents.length} documents, ${hit.length} phrases found, ${sum(hit, 'running')} of their ${sum(hit, 'lines')} hits in running text; ${bad.length} phrases stand there too often`)
process.exitCode = documents.length > 0 && bad.length === 0 ? 0 : 1

/** The modules under test, from their sources. */
async function loadMatcher() {
  const folder = mkdtempSync(path.join(tmpdir(), 'naskh-audit-'))
  const outfile = path.join(folder, 'matcher.mjs')
  const contents = ['label/cues', 'language/fold', 'language/lexicons'].map((name) => `export * from './src/${name}.ts'`).join('\n')
  await build({ stdin: { contents, resolveDir: root, loader: 'ts' }, bundle: true, format: 'esm', platform: 'node', outfile, logLevel: 'error' })
  const module = await import(pathToFileURL(outfile))
  rmSync(folder, { recursive: true })
  return module
}

function readDocuments(folder) {
  const files = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.json') && !name.endsWith('.gold.json')).sort()
  const known = new Set(files)
  return files.flatMap((name) => {
    if (name.endsWith('.light.json') && known.has(name.replace('.light.json', '.full.json'))) return []
    const label = JSON.parse(readFileSync(path.join(folder, name), 'utf8'))
    // Whole sentences are missing from the labels of a suspect document.
    if (!Array.isArray(label.lines) || label.suspect) return []
    const text = readFileSync(path.join(folder, name.replace(/json$/, 'txt')), 'utf8')
    return [{ ...label, text, site: siteOf(label) }]
  })
}

function siteOf({ outlet, url, origin, file }) {
  return outlet ?? (url && URL.canParse(url) ? new URL(url).hostname : origin ?? file)
}

/** Phrases of a lexicon by their first word; a single one is matched alone, so that a hit is its own. */
function phrasesOf(lexicon) {
  let lists = phrases.get(lexicon)
  if (lists) return lists
  lists = { all: [], byWord: new Map() }
  phrases.set(lexicon, lists)
  for (const [role, cues] of Object.entries(lexicon.cues)) {
    for (const [list, texts] of Object.entries(cues)) {
      for (const text of texts) {
        const folded = foldForMatching(text)
        const alone = { ...lexicon, cues: { [role]: { [list]: [text] } }, words: {} }
        const phrase = { tag: lexicon.tag, role, list, text, folded, alone, lines: 0, right: 0, running: 0, roles: {}, sites: new Set(), runningSites: new Set() }
        lists.all.push(phrase)
        const word = folded.split(' ', 1)[0]
        if (!lists.byWord.has(word)) lists.byWord.set(word, [])
        lists.byWord.get(word).push(phrase)
      }
    }
  }
  return lists
}

function countHits({ text, lines, doubt, lang, site }) {
  const english = lexiconFor('en')
  const lexicons = new Set([lexiconFor(lang) ?? english, english])
  for (const [at, line] of text.split('\n').entries()) {
    const role = lines[at]
    if (!role || doubt?.[at]) continue
    const folded = foldForMatching(line)
    const words = new Int32Array(folded.length + 1)
    const count = hashWords(folded, words, 0)
    for (const lexicon of lexicons) {
      const { byWord } = phrasesOf(lexicon)
      const candidates = new Set([...new Set(folded.split(' '))].flatMap((word) => byWord.get(word) ?? []).filter((phrase) => folded.includes(phrase.folded)))
      for (const phrase of candidates) if (hits(phrase, words, count)) add(phrase, role, site)
    }
  }
}

function hits(phrase, words, count) {
  levels.fill(0)
  matchCues(indexCues(phrase.alone), words, 0, count, levels, 0)
  return levels[cueGroups.indexOf(phrase.role)] > 0
}

function add(phrase, role, site) {
  phrase.lines++
  phrase.sites.add(site)
  phrase.roles[role] = (phrase.roles[role] ?? 0) + 1
  if (role === phrase.role) phrase.right++
  else if (RUNNING.has(role)) {
    phrase.running++
    phrase.runningSites.add(site)
  }
}

function toRow({ tag, role, list, text, lines, sites, right, running, roles }) {
  return [tag, role, list, text, lines, sites.size, right, running, describe(roles)].join('\t')
}

function describe(roles) {
  return Object.entries(roles).sort(([, a], [, b]) => b - a).map(([role, count]) => `${role} ${count}`).join(', ')
}

function sum(rows, key) {
  return rows.reduce((total, row) => total + row[key], 0)
}
