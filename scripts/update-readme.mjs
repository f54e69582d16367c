// Fills the parts of README.md, README.ar.md and docs/messages.md that are made from the program: between `<!-- <name> -->` and `<!-- /<name> -->`.
//   node scripts/update-readme.mjs           writes them
//   node scripts/update-readme.mjs --check   only says which differ, and exits 1 if any does
// The parts come from the tables of options, roles, flavors, fixes and messages, from what the built program prints for the
// case below, and from docs/figures.json and docs/labelling.json, which scripts/evaluate-language.mjs and its like write with --save, and
// scripts/ratchet.mjs with --raise.
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { words } from './readme-words.mjs'

/** The case of fixtures/cases that is shown before and after. */
const shownCase = 'ar-menu-cookie-footer'
/** Longer lines are cut there, so that both texts fit on a screen. */
const widest = 76

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const { optionTable, optionGroups, toFlag, commands, messageTable, roleTable, flavorTable, listFixes } = await importTables()
const readmeParts = {
  before: () => show(readFileSync(path.join(root, 'fixtures/cases', shownCase, 'input.txt'), 'utf8')),
  after: () => show(convertCase()),
  options: () => optionGroups.map(formatGroup).join('\n\n'),
  commands: () => table(['Command', 'What it does'], Object.entries(commands).map(([name, { operands, summary }]) => [code(`naskh ${name} ${operands}`.trim()), summary])),
  roles: () => table(['Role', '', 'Where it goes', 'What it is'], Object.entries(roleTable).map(formatRole)),
  flavors: () => table(['Flavor', 'For', 'Title goes'], Object.entries(flavorTable).map(([name, { summary, title }]) => [code(name), summary, titlePlaces[title]])),
  ...figureParts(words.en),
  fixes: () => table(['Fix', '', 'What it does'], listFixes().map(({ name, on, summary }) => [code(name), on ? 'on' : 'off', summary])),
}

const [figures, labelling] = ['figures', 'labelling'].map((name) => JSON.parse(readFileSync(path.join(root, `docs/${name}.json`), 'utf8')))
const labellingMetrics = ['keptF1', 'roleAccuracy', 'headline', 'whole', 'shingleF1', 'wordF1']
const encodingNames = { 'iso-8859-6': 'ISO-8859-6', 'iso-8859-8': 'ISO-8859-8' }
const titlePlaces = { both: 'into the front matter and above the text', metadata: 'into the front matter', heading: 'above the text' }

const pages = {
  'README.md': readmeParts,
  'README.ar.md': { before: readmeParts.before, after: readmeParts.after, ...figureParts(words.ar) },
  'docs/labeller.md': {
    'role-scores': () => table(['Role', 'Gold lines', 'Precision', 'Recall', 'F1'], Object.entries(labelling.roles).map(([role, values]) => [code(role), ...values])),
    copies: () => table(['Right-to-left pages, as', 'F1 of kept lines'], Object.entries(labelling.scores).flatMap(([name, score]) => (/^rtl (\w+), keptF1$/.test(name) ? [[name.slice(4, -8), score]] : []))),
    leaning: () => table(['`--prefer`', 'Precision', 'Recall', 'F1', 'right to left: precision', 'recall', 'F1'], Object.entries(labelling.leaning).map(([name, values]) => [code(name), ...values])),
    confidence: () => table(['Confidence from', 'Lines', 'Mean confidence', 'Share with the right role'], labelling.confidence),
  },
  'docs/messages.md': {
    messages: () => table(['Id', 'Severity', 'What it says', 'What to do'], Object.entries(messageTable).map(([id, { severity, summary, advice }]) => [code(id), severity, summary, advice])),
  },
}

const stale = Object.entries(pages).flatMap(([page, parts]) => fillPage(page, parts).map((name) => `${page}, ${name}`))
if (process.argv.includes('--check')) {
  if (stale.length > 0) console.error(`behind the program: ${stale.join('; ')}. Run node scripts/update-readme.mjs and look at the difference`)
  process.exitCode = stale.length > 0 ? 1 : 0
}

/** Writes the parts of a page, unless they are only checked; gives the names of those that were behind. */
function fillPage(page, parts) {
  const file = path.join(root, page)
  const old = readFileSync(file, 'utf8')
  let next = old
  const stale = []
  for (const [name, make] of Object.entries(parts)) {
    const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
    const [from, to] = [next.indexOf(open), next.indexOf(close)]
    if (from < 0 || to < from) throw new Error(`${page} has no part ${open} … ${close}`)
    const made = `\n${make()}\n`
    if (next.slice(from + open.length, to) !== made) stale.push(name)
    next = next.slice(0, from + open.length) + made + next.slice(to)
  }
  if (!process.argv.includes('--check') && next !== old) writeFileSync(file, next)
  return stale
}

/** The tables of the source, bundled on the fly since Node 20 reads no TypeScript. */
async function importTables() {
  const contents = [
    "export { optionTable, optionGroups } from './config/options.ts'",
    "export { toFlag } from './config/option-row.ts'",
    "export { roleTable } from './roles.ts'",
    "export { flavorTable } from './markdown/flavors.ts'",
    "export { listFixes } from './text/fixers.ts'",
    "export { messageTable } from './messages.ts'",
    "export { commands } from './cli/commands.ts'",
  ].join('\n')
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: path.join(root, 'src'), loader: 'ts' },
    bundle: true, format: 'esm', platform: 'node', write: false, external: ['./commands/*'],
  })
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString('base64')}`)
}

function convertCase() {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/naskh.js', `fixtures/cases/${shownCase}/input.txt`], { cwd: root, encoding: 'utf8' })
  if (status !== 0) throw new Error(`naskh ended with ${status}: ${stderr}`)
  return stdout
}

/** Text as it is, each line in its own direction. */
function show(text) {
  const lines = text.trimEnd().split('\n').map((line) => cut(line).replace(/&/g, '&amp;').replace(/</g, '&lt;'))
  return `<pre dir="auto">\n${lines.join('\n')}\n</pre>`
}

function cut(line) {
  return line.length <= widest ? line : `${line.slice(0, line.lastIndexOf(' ', widest))} …`
}

function formatGroup(group) {
  const rows = Object.entries(optionTable).filter(([, row]) => row.group === group).flatMap(([key, row]) => formatOption(key, row))
  return `**${group.replace(':', '')}**\n\n${table(['Option', 'What it does', 'Configuration'], rows)}`
}

/** One row of a table, and one more for the `--no-…` form. */
function formatOption(key, row) {
  const flag = toFlag(key, row)
  const value = row.value === undefined ? '' : row.optional ? ` [${row.value}]` : ` <${row.value}>`
  const usual = row.default === undefined ? '' : ` (default: ${row.default})`
  const place = row.place === 'override' ? `${code(key)}, also in overrides` : row.place === 'config' ? code(key) : ''
  const shown = row.kind === 'cues' ? '' : [...(row.short === undefined ? [] : [code(`-${row.short}`)]), code(`--${flag}${value}`)].join(', ')
  const rows = [[shown, `${row.summary}${usual}`, place]]
  if (row.off !== undefined) rows.push([code(`--no-${flag}${row.kind === 'switches' ? value : ''}`), row.off, ''])
  return rows
}

function formatRole([role, { kept, place, summary }]) {
  return [code(role), kept ? 'kept' : 'set aside', place === 'none' ? '' : place, summary]
}

/** The tables of figures in the words of one language. */
function figureParts(said) {
  return {
    labelling: () => table(said.labellingHead, Object.entries(labelling.documents).map(([name, documents]) => [name, documents, ...labellingMetrics.map((metric) => labelling.scores[`${name}, ${metric}`] ?? '')])),
    language: () => formatLanguages(figures.language, said),
    encodings: () => formatEncodings(figures.encodings, said),
    bench: () => formatBench(figures.bench, said),
    dates: () => table(said.dateHead, figures.dates.rows.map(({ name, example, right, wrong }) => [said.dates[name] ?? name, { html: `<code dir="auto">${example.replace(/[\u200e\u200f]/g, '')}</code>` }, right, wrong])),
  }
}

/** Percentages of naskh and, in parentheses, of franc, for each language from right to left, and the means of all. */
function formatLanguages({ lengths, rightToLeft, rows }, said) {
  const percent = (share) => (100 * share).toFixed(1)
  const cell = ([pieces, own, stock]) => (pieces > 0 ? `${percent(own / pieces)} (${percent(stock / pieces)})` : '')
  const mean = (list, column, which) => {
    const counts = list.map((row) => row.counts[column]).filter(([pieces]) => pieces > 0)
    return counts.reduce((sum, count) => sum + count[which] / count[0], 0) / counts.length
  }
  const count = (list) => list.reduce((sum, row) => sum + row.counts[0][0], 0)
  const average = (name, source, list) => [
    `**${name}, ${said.mean} ${list.length}**`, said.source[source], count(list), ...lengths.map((_, column) => `**${percent(mean(list, column, 1))}** (${percent(mean(list, column, 2))})`),
  ]
  const own = rows.filter(({ lang }) => rightToLeft.includes(lang))
  const others = rows.filter(({ lang }) => !rightToLeft.includes(lang))
  const sources = ['articles', 'messages', 'old keyboards']
  const body = sources.flatMap((source) => own.filter((row) => row.source === source).map((row) => [said.language[row.lang], said.source[source], count([row]), ...row.counts.map(cell)]))
  const means = sources.slice(0, 2).map((source) => average(said.rightToLeft, source, own.filter((row) => row.source === source)))
  const rest = average(said.others, 'messages', others.filter((row) => row.source === 'messages'))
  return table([...said.languageHead, ...lengths.map((length) => `${length} ${said.characters}`)], [...body, ...means, rest])
}

/** How fast the program is, and beside it other programs on the same texts. */
function formatBench({ date, machine, rows, peers }, said) {
  const name = (row) => said.rows[row] ?? row
  const ratio = ({ to, ratio }) => (to === undefined ? '' : { html: `${ratio} × ${toCell(name(to))}` })
  const own = table(said.benchHead, rows.map((row) => [
    name(row.name), row.median, `${row.least}–${row.most}`, row.megabytesPerSecond ?? '', row.documentsPerSecond ?? '', ratio(row), row.peakMegabytes ?? '',
  ]))
  const others = table(said.peersHead, peers.map((row) => [name(row.name), row.f1, row.precision, row.recall, row.documentsPerSecond ?? '']))
  return `${said.measured} ${date}: ${machine}.\n\n${own}${peers.length === 0 ? '' : `\n\n${said.peers}\n\n${others}`}`
}

/** Of how many pieces all letters were read right. */
function formatEncodings({ lengths, rows }, said) {
  const cell = ({ pieces, right }) => `${right} ${said.of} ${pieces}`
  const name = (encoding) => said.encoding[encoding] ?? encodingNames[encoding] ?? encoding
  return table([...said.encodingHead, ...lengths.map((length) => `${length} ${said.bytes}`)], rows.map((row) => [name(row.encoding), said.source[row.source], ...row.counts.map(cell)]))
}

function table(head, rows) {
  return [head, head.map(() => '---'), ...rows.map((row) => row.map(toCell))].map((row) => `| ${row.join(' | ')} |`).join('\n')
}

/** Text for a cell: outside code spans nothing of it is HTML, unless it says so. */
function toCell(text) {
  if (text.html !== undefined) return text.html
  const parts = String(text).split(/(`[^`]*`)/)
  return parts.map((part, at) => (at % 2 === 1 ? part : part.replace(/&/g, '&amp;').replace(/</g, '&lt;'))).join('').replace(/\|/g, '\\|')
}

function code(text) {
  return `\`${text}\``
}
