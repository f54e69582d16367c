// Measures that no input is slow, with the built program: every kind of bad input, at every size.
//   node scripts/measure-linear.mjs [--sizes 1kB,64kB,1MB,8MB,64MB] [--only <words>,…] [--to markdown] [--rounds 1]
//     [--documents 100,1000,10000,100000] [--growth 1.25] [--limit 600] [--json <file>]
// Prints for each kind the processor time in seconds (all threads, user and system) over that of a run that does nothing,
// megabytes a second and the peak of memory at the largest size, and the growth: the exponent by which time grows with
// size, the largest between two neighbouring sizes (1 is linear). Fails when a run crashes or takes longer than the limit
// in seconds, and when a kind grows faster than --growth. "refused": naskh says that the input has too many lines.
// Then the same for documents, so many in one stream of one worker; `--documents 0` leaves it out, `--only none` the kinds.
import { spawn } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, totalmem } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { badInputs, writeBadInput } from './bad-inputs.mjs'
import { generatePages } from './generate-crawl.mjs'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '1kB,64kB,1MB,8MB,64MB' }, only: { type: 'string' }, to: { type: 'string', default: 'markdown' }, rounds: { type: 'string', default: '1' },
    documents: { type: 'string', default: '100,1000,10000,100000' }, growth: { type: 'string', default: '1.25' }, limit: { type: 'string', default: '600' }, json: { type: 'string' },
  },
})
const sizes = values.sizes.split(',').map((size) => Number.parseFloat(size) * { kB: 1e3, MB: 1e6 }[size.slice(-2)])
const kinds = Object.keys(badInputs).filter((name) => (values.only ?? '').split(',').some((words) => name.includes(words)))
/** Sizes from here on count for the growth, and times from here on, in seconds: below, noise hides what the size costs. */
const COUNTED = 64e3
const NOISE = 0.4
const scratch = path.join(root, `.cache/linear-${process.pid}`)
const input = path.join(scratch, 'input.txt')

mkdirSync(scratch, { recursive: true })
writeFileSync(input, 'ا\n')
const start = Math.min(...(await runAgain(3)).map(({ seconds }) => seconds))
console.log(`${new Date().toISOString().slice(0, 10)}, ${cpus()[0]?.model}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}; --to ${values.to}; start ${start.toFixed(2)} s\n`)
console.log(`| | ${sizes.map(nameSize).join(' | ')} | MB/s | peak, MB | growth |\n| --- |${' ---: |'.repeat(sizes.length + 3)}`)
const rows = []
for (const name of kinds) rows.push(await measure(name))
const counts = values.documents.split(',').map(Number)
if (counts[0] > 0) rows.push(await measureDocuments())
rmSync(scratch, { recursive: true, force: true })
if (values.json) writeFileSync(values.json, `${JSON.stringify(rows, null, 2)}\n`)
const failed = rows.filter(({ problem }) => problem)
for (const { name, problem } of failed) console.error(`${name}: ${problem}`)
console.log(`\n${rows.length - failed.length} kinds grow with their size, ${failed.length} do not`)
process.exitCode = failed.length > 0 ? 1 : 0

async function measure(name) {
  const runs = []
  let problem
  for (const size of sizes) {
    writeFileSync(input, writeBadInput(name, size))
    const again = await runAgain(Number(values.rounds))
    const { code, said } = again[0]
    const refused = code === 3 && said.includes('(input-too-large)')
    if (code !== 0 && !refused && !said.includes('(input-empty)')) {
      problem = `at ${nameSize(size)} ended with ${code}: ${said.slice(-300)}`
      break
    }
    runs.push({ size, refused, seconds: Math.max(0, Math.min(...again.map(({ seconds }) => seconds)) - start), megabytes: Math.min(...again.map(({ megabytes }) => megabytes)) })
  }
  const growth = findGrowth(runs)
  if (!problem && growth > Number(values.growth)) problem = `time grows with the power ${growth.toFixed(2)} of the size`
  const last = runs.findLast(({ refused }) => !refused)
  const cells = sizes.map((_, at) => (runs[at]?.refused ? 'refused' : (runs[at]?.seconds.toFixed(2) ?? '–')))
  const rate = last && last.seconds > 0.1 ? (last.size / 1e6 / last.seconds).toFixed(1) : '–'
  console.log(`| ${name.replaceAll('|', '\\|')} | ${cells.join(' | ')} | ${rate} | ${last ? Math.round(last.megabytes) : '–'} | ${growth === undefined ? '–' : growth.toFixed(2)} |`)
  return { name, runs, growth, problem }
}

/** The exponent of time over size, the largest between neighbouring sizes; undefined where all is noise. */
function findGrowth(runs, least = COUNTED) {
  const counted = runs.filter(({ size, refused }) => size >= least && !refused)
  const steps = counted.slice(1).map((run, at) => [counted[at], run]).filter(([, to]) => to.seconds >= NOISE)
  return steps.length === 0 ? undefined : Math.max(...steps.map(([from, to]) => Math.log(to.seconds / Math.max(from.seconds, NOISE / 4)) / Math.log(to.size / from.size)))
}

async function runAgain(rounds) {
  const all = []
  for (let round = 0; round < rounds; round++) all.push(await run())
  return all
}

/** Sends streams of pages through the filter: what a document takes, by their number. */
async function measureDocuments() {
  const pages = [...generatePages({ pages: 1000, size: 12 })].map(({ url, text }) => JSON.stringify({ url, text }))
  const runs = []
  let problem
  console.log('\n| documents | s | ms each | peak, MB |\n| ---: | ---: | ---: | ---: |')
  for (const size of counts) {
    const { code, said, seconds, megabytes } = await run(['--from', 'ndjson', '-j', '1'], repeatPages(pages, size))
    if (code !== 0) problem = `${size} documents ended with ${code}: ${said.slice(-300)}`
    runs.push({ size, seconds: seconds - start, megabytes })
    console.log(`| ${size.toLocaleString('en')} | ${(seconds - start).toFixed(2)} | ${((1e3 * (seconds - start)) / size).toFixed(2)} | ${Math.round(megabytes)} |`)
  }
  const growth = findGrowth(runs, 0)
  if (!problem && growth > Number(values.growth)) problem = `time grows with the power ${growth.toFixed(2)} of the number`
  return { name: 'documents', runs, growth, problem }
}

function* repeatPages(pages, count) {
  for (let at = 0; at < count; at++) yield `${pages[at % pages.length]}\n`
}

/** Converts the input once, or what comes by standard input: what it took, and how it ended. */
async function run(from = [input, '--to', values.to, '--max-size', '100MB'], stream = []) {
  const args = ['--import', path.join(root, 'scripts/report-usage.mjs'), path.join(root, 'dist/naskh.js'), ...from, '--no-config', '-q']
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'ignore', 'pipe', 'pipe'], env: { PATH: process.env.PATH } })
  Readable.from(stream).pipe(child.stdin).on('error', () => {}) // it may end before
  let [said, told] = ['', '']
  child.stderr.on('data', (chunk) => (said += chunk))
  child.stdio[3].on('data', (chunk) => (told += chunk))
  const timer = setTimeout(() => child.kill('SIGKILL'), Number(values.limit) * 1e3)
  const code = await new Promise((resolve) => child.on('close', (exit, signal) => resolve(exit ?? signal)))
  clearTimeout(timer)
  const { seconds = Number.NaN, megabytes = Number.NaN } = told === '' ? {} : JSON.parse(told)
  return { code, said, seconds, megabytes }
}

function nameSize(size) {
  return size >= 1e6 ? `${size / 1e6} MB` : `${size / 1e3} kB`
}
