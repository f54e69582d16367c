// Measures how fast the built program is, and how much memory it takes:
//   node scripts/bench.mjs [--texts <folder>...] [--documents 10000] [--files 10000] [--rounds 3] [--json <file>] [--peers] [--save docs/figures.json]
// --texts  folders of <id>.txt with label files <id>.json beside them: those in Arabic are taken. Without it pages are generated.
// --peers  runs trafilatura, jusText and resiliparse from PyPI over the same texts too, wrapped in the least HTML
// --save   puts the figures into a file, from which update-readme.mjs makes the tables
// Prints a table and writes it as JSON (default: .cache/bench.json). Every row runs once in each round, so that all have
// the same share of a noisy machine. Times are from start to end, so that what threads and the engine take to get going
// is in them, which of 1,000 documents is a quarter; a folder is written anew each time, and nothing deleted meanwhile,
// because disks go on with that for a while. The row of processes is what the machine can give: so many that share nothing,
// each with its part of the folder. The reference reads lines, parses them, writes them as JSON and prints them.
import { spawn, spawnSync } from 'node:child_process'
import { closeSync, existsSync, linkSync, mkdirSync, openSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, totalmem } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { generatePages } from './generate-crawl.mjs'
import { saveFigures } from './save-figures.mjs'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const { values } = parseArgs({
  options: {
    texts: { type: 'string', multiple: true, default: [] }, documents: { type: 'string', default: '10000' }, files: { type: 'string', default: '10000' },
    rounds: { type: 'string', default: '3' }, json: { type: 'string', default: path.join(root, '.cache/bench.json') }, peers: { type: 'boolean', default: false }, save: { type: 'string' },
  },
})
const scratch = path.join(root, '.cache/bench')
const program = path.join(root, 'dist/naskh.js')
const cores = String(availableParallelism())
const environment = { PATH: process.env.PATH } // without NODE_EXTRA_CA_CERTS and the like, which cost time at every start

rmSync(scratch, { recursive: true, force: true })
mkdirSync(path.join(scratch, 'in'), { recursive: true })
const texts = values.texts.length > 0 ? values.texts.flatMap(readTexts) : generateTexts()
if (texts.length === 0) throw new Error('found no Arabic texts with label files')
const articles = writeArticles()
const rows = await measureAll()
const peers = values.peers ? comparePeers() : []
report()

/** Arabic texts and, for accuracy, the lines of their body. */
function readTexts(folder) {
  return readdirSync(folder).filter((name) => name.endsWith('.txt')).sort().flatMap((name) => {
    const labels = path.join(folder, name.replace(/\.txt$/, '.json'))
    if (!existsSync(labels)) return []
    const { lang, lines: roles } = JSON.parse(readFileSync(labels, 'utf8'))
    if (lang !== 'ar') return []
    const text = readFileSync(path.join(folder, name), 'utf8')
    const body = text.split('\n').filter((_, at) => ['paragraph', 'list-item', 'crosshead'].includes(roles[at]))
    return body.length === 0 ? [] : [{ text, body: body.join('\n') }]
  })
}

function generateTexts() {
  return [...generatePages({ pages: 400 })].filter(({ languages: [code] }) => code === 'ara')
    .map(({ text }) => ({ text, body: text.split('\n').filter((line) => line.endsWith('.')).join('\n') }))
}

/** Writes the texts as a stream and as a folder, again and again until there are enough. */
function writeArticles() {
  const count = (wanted) => Math.max(1, Math.round(Number(wanted) / texts.length)) * texts.length
  const [documents, files] = [count(values.documents), count(values.files)]
  const lines = Array.from({ length: documents }, (_, id) => JSON.stringify({ id, text: texts[id % texts.length].text }))
  writeFileSync(path.join(scratch, 'articles.ndjson'), `${lines.join('\n')}\n`)
  for (let id = 0; id < files; id++) {
    const file = path.join(scratch, 'in', `${id}.txt`)
    const part = path.join(scratch, `part-${id % cores}`)
    if (id < cores) mkdirSync(part)
    writeFileSync(file, texts[id % texts.length].text)
    linkSync(file, path.join(part, `${id}.txt`))
  }
  writeFileSync(path.join(scratch, 'one.txt'), texts[0].text)
  writeFileSync(path.join(scratch, 'reference.mjs'), `import { createInterface } from 'node:readline'
for await (const line of createInterface({ input: process.stdin })) process.stdout.write(JSON.stringify(JSON.parse(line)) + '\\n')\n`)
  writeFileSync(path.join(scratch, 'apart.mjs'), `import { spawn } from 'node:child_process'
for (let part = 0; part < ${cores}; part++) spawn(process.execPath, [${JSON.stringify(program)}, 'part-' + part, '-o', process.argv[2] + '-' + part, '--no-config', '-q', '-j', '1'], { stdio: ['ignore', 'ignore', 'inherit'] })
  .on('exit', (code) => { process.exitCode ||= code })\n`)
  const size = (of) => texts.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0) * (of / texts.length)
  return { documents, files, bytes: size(documents), fileBytes: size(files) }
}

async function measureAll() {
  const { documents, files, bytes, fileBytes } = articles
  const stream = { input: path.join(scratch, 'articles.ndjson'), documents, bytes }
  const folder = { documents: files, bytes: fileBytes }
  let outputs = 0
  const filter = (jobs) => [program, '--from', 'ndjson', '--no-config', '-q', '-j', jobs]
  const convert = (jobs) => () => [program, path.join(scratch, 'in'), '-o', path.join(scratch, `out-${outputs++}`), '--no-config', '-q', '-j', jobs]
  const all = [
    { name: 'reference', args: [path.join(scratch, 'reference.mjs')], ...stream },
    { name: 'filter, 1 worker', args: filter('1'), to: 'reference', ...stream },
    { name: `filter, ${cores} workers`, args: filter(cores), to: 'filter, 1 worker', ...stream },
    { name: 'folder, 1 worker', args: convert('1'), ...folder },
    { name: `folder, ${cores} workers`, args: convert(cores), to: 'folder, 1 worker', ...folder },
    { name: `folder, ${cores} processes`, args: () => [path.join(scratch, 'apart.mjs'), path.join(scratch, `out-${outputs++}`)], to: 'folder, 1 worker', unwatched: true, ...folder },
    { name: 'node -e 0', args: ['-e', '0'] },
    { name: 'naskh --help', args: [program, '--help'], to: 'node -e 0' },
    { name: 'naskh one.txt', args: [program, path.join(scratch, 'one.txt')], to: 'node -e 0' },
  ].map((row) => ({ ...row, times: [], peak: 0 }))
  for (let round = 0; round < Number(values.rounds); round++) {
    for (const row of all) {
      for (let again = 0; again < (row.documents ? 1 : 3); again++) {
        const { milliseconds, peak } = await time(typeof row.args === 'function' ? row.args() : row.args, row.input)
        row.times.push(milliseconds)
        if (!row.unwatched) row.peak = Math.max(row.peak, peak)
      }
      if (process.stderr.isTTY) process.stderr.write(`\r\x1b[Kround ${round + 1} of ${values.rounds}: ${row.name}`)
    }
  }
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K')
  const medians = new Map(all.map(({ name, times }) => [name, median(times)]))
  return all.map(({ name, to, documents: count, bytes: size, times, peak }) => ({
    name,
    median: round(medians.get(name), 1),
    least: round(Math.min(...times), 1),
    most: round(Math.max(...times), 1),
    ...(count && { megabytesPerSecond: round(size / 1e3 / medians.get(name), 2), documentsPerSecond: Math.round((count * 1e3) / medians.get(name)) }),
    ...(to && { to, ratio: round(medians.get(name) / medians.get(to), 2) }),
    ...(peak > 0 && { peakMegabytes: Math.round(peak / 1024) }),
  }))
}

/** Runs a program once: milliseconds, and its peak of memory in kB where the system tells (Linux). */
async function time(args, input) {
  const stdin = input === undefined ? 'ignore' : openSync(input, 'r')
  const begun = process.hrtime.bigint()
  const child = spawn(process.execPath, args, { stdio: [stdin, 'ignore', 'pipe'], env: environment, cwd: scratch })
  let said = ''
  child.stderr.on('data', (chunk) => (said += chunk))
  let peak = 0
  const look = () => {
    try {
      peak = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? peak)
    } catch {
      // it has ended, or the system does not tell
    }
  }
  const timer = setInterval(look, 20)
  const code = await new Promise((resolve) => child.on('exit', resolve))
  const milliseconds = Number(process.hrtime.bigint() - begun) / 1e6
  clearInterval(timer)
  if (stdin !== 'ignore') closeSync(stdin)
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}: ${said}`)
  return { milliseconds, peak }
}

/** Accuracy and speed of other programs on the same texts, and of ours. */
function comparePeers() {
  const environmentFolder = path.join(root, '.cache/peers')
  const python = path.join(environmentFolder, 'bin/python')
  if (!existsSync(python)) run('python3', ['-m', 'venv', environmentFolder])
  run(python, ['-m', 'pip', 'install', '-q', '--disable-pip-version-check', 'trafilatura', 'jusText', 'resiliparse', 'lxml_html_clean'])
  const given = path.join(scratch, 'peers.ndjson')
  writeFileSync(given, texts.map((text) => `${JSON.stringify(text)}\n`).join(''))
  return JSON.parse(run(python, [path.join(root, 'scripts/bench-peers.py'), given, process.execPath, program]))
}

function run(command, args) {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 28 })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}: ${stderr}`)
  return stdout
}

function report() {
  const machine = `${cpus()[0]?.model ?? 'unknown processor'}, ${cores} cores, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}`
  const source = values.texts.length > 0 ? 'Arabic texts' : 'generated Arabic texts'
  const about = { date: new Date().toISOString().slice(0, 10), machine, rounds: Number(values.rounds), source, texts: texts.length, ...articles }
  console.log(`${about.date}, ${machine}\n${about.texts} ${source} of ${round(articles.bytes / articles.documents / 1000, 1)} kB, as ${articles.documents} records and ${articles.files} files\n`)
  console.log(table(['', 'median, ms', 'spread', 'MB/s', 'documents/s', 'ratio', 'peak, MB'], rows.map((row) => [
    row.name, row.median, `${row.least}–${row.most}`, row.megabytesPerSecond, row.documentsPerSecond, row.to && `${row.ratio} × ${row.to}`, row.peakMegabytes,
  ])))
  if (peers.length > 0) console.log(`\nWords of the body, of texts that the model may have been trained on; the others get each line as a paragraph of HTML.\n\n${table(['', 'F1', 'precision', 'recall', 'documents/s'], peers.map((row) => [row.name, row.f1, row.precision, row.recall, row.documentsPerSecond]))}`)
  mkdirSync(path.dirname(values.json), { recursive: true })
  writeFileSync(values.json, `${JSON.stringify({ ...about, rows, peers }, null, 2)}\n`)
  if (values.save) saveFigures(values.save, 'bench', { ...about, rows, peers })
  rmSync(scratch, { recursive: true, force: true })
}

function table(head, body) {
  return [head, head.map((_, at) => (at === 0 ? '---' : '---:')), ...body].map((row) => `| ${row.map((cell) => cell ?? '').join(' | ')} |`).join('\n')
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

function round(number, places) {
  return Math.round(number * 10 ** places) / 10 ** places
}
