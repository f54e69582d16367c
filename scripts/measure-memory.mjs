// Measures that memory is bounded, with the built program: how much more its peak is for ten times as much.
//   node scripts/measure-memory.mjs [--files 20000] [--stream 5GB] [--jobs <count>] [--most 50]
// --files   a folder of so many files is converted, and one of a tenth of them, each in the ways of `folderRuns`
// --stream  a stream of so many bytes goes through the filter, made on the fly and thrown away: by its bytes, half are
//           records of 1 MB (one line, or paragraphs), a quarter records of 100 kB, a quarter pages of 1 to 4 kB
// Prints the peaks in MB, as the system tells them (VmHWM), so that it runs on Linux only. Fails when ten times as much
// takes over --most MB more.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, totalmem } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { badInputs } from './bad-inputs.mjs'
import { generatePages } from './generate-crawl.mjs'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const { values } = parseArgs({
  options: { files: { type: 'string', default: '20000' }, stream: { type: 'string', default: '5GB' }, jobs: { type: 'string', default: String(availableParallelism()) }, most: { type: 'string', default: '50' } },
})
const program = path.join(root, 'dist/naskh.js')
const scratch = path.join(root, '.cache/memory')
const files = Number(values.files)
const bytes = Number.parseFloat(values.stream) * { MB: 1e6, GB: 1e9 }[values.stream.slice(-2)]
const pages = [...generatePages({ pages: 200, size: 12 })].map(({ text }) => text)
/** Options of a folder's run, and whether what is held grows with its files: a report that is written as a whole, and the index of a site, have a part for each. */
const folderRuns = [[[], false], [['--to', 'json'], false], [['--report', 'json'], true], [['--to', 'html'], true]]

console.log(`${new Date().toISOString().slice(0, 10)}, ${cpus()[0]?.model}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}; ${values.jobs} workers\n`)
console.log('| | a tenth, MB | all, MB | more, MB |\n| --- | ---: | ---: | ---: |')
let grown = false
rmSync(scratch, { recursive: true, force: true })
if (files > 0) {
  writeFolder('tenth', files / 10)
  writeFolder('all', files)
  for (const [options, grows] of folderRuns) {
    const peaks = []
    for (const name of ['tenth', 'all']) {
      rmSync(path.join(scratch, 'out'), { recursive: true, force: true })
      peaks.push(await convertFolder(name, options))
    }
    tell(`${files.toLocaleString('en')} files ${options.join(' ')}`.trim(), peaks, grows)
  }
}
if (bytes > 0) tell(`a stream of ${values.stream}`, await filterStream())
rmSync(scratch, { recursive: true, force: true })
process.exitCode = grown ? 1 : 0

function tell(what, [tenth, all], grows = false) {
  const more = all - tenth
  if (more > Number(values.most) && !grows) grown = true
  console.log(`| ${what} | ${tenth.toFixed(0)} | ${all.toFixed(0)} | ${more.toFixed(0)}${grows ? ', as it may' : ''} |`)
}

function writeFolder(name, count) {
  for (let at = 0; at < count; at++) {
    const folder = path.join(scratch, name, `folder-${Math.floor(at / 1000)}`)
    if (at % 1000 === 0) mkdirSync(folder, { recursive: true })
    writeFileSync(path.join(folder, `an-article-of-the-archive-${at}.txt`), pages[at % pages.length])
  }
}

async function convertFolder(name, options) {
  const child = spawn(process.execPath, [program, path.join(scratch, name), '-o', path.join(scratch, 'out'), '--no-config', '-j', values.jobs, ...options], { stdio: ['ignore', 'ignore', 'ignore'], env: { PATH: process.env.PATH } })
  const watched = watchPeak(child)
  const [code] = await once(child, 'exit')
  if (code !== 0 && code !== 1) throw new Error(`a folder of ${name} with ${options.join(' ')} ended with ${code}`)
  return watched()
}

/** Peaks after a tenth of the stream and after all of it: up to there, a longer stream is the shorter one. */
async function filterStream() {
  const child = spawn(process.execPath, [program, '--from', 'ndjson', '--no-config', '-q', '-j', values.jobs], { stdio: ['pipe', 'pipe', 'inherit'], env: { PATH: process.env.PATH } })
  const watched = watchPeak(child)
  child.stdout.resume()
  const ended = once(child, 'exit')
  const begun = Date.now()
  let written = 0
  let tenth
  for (let id = 0; written < bytes; id++) {
    const line = Buffer.from(`${JSON.stringify({ id, url: `https://site.example/${id}`, text: makeText(id) })}\n`)
    written += line.length
    if (!child.stdin.write(line)) await once(child.stdin, 'drain')
    if (tenth === undefined && written >= bytes / 10) tenth = watched()
    if (process.stderr.isTTY && id % 1000 === 0) process.stderr.write(`\r\x1b[K${(written / 1e6).toFixed(0)} MB, ${(written / 1e3 / (Date.now() - begun)).toFixed(1)} MB/s`)
  }
  child.stdin.end()
  const [code] = await ended
  if (code !== 0) throw new Error(`the stream ended with ${code}`)
  return [tenth, watched()]
}

/** The text of a record. Of every 200, 1 has 1 MB and 4 have 100 kB. */
function makeText(id) {
  if (id % 200 === 199) return id % 400 === 199 ? `${pages[0]}\n${'كلمة '.repeat(110_000)}` : repeatTo(badInputs['the same paragraph'].of, 1e6)
  if (id % 40 === 39) return repeatTo(`${pages[id % pages.length]}\n\n`, 1e5)
  return pages[(id * 7) % pages.length]
}

function repeatTo(text, size) {
  return text.repeat(Math.ceil(size / Buffer.byteLength(text)))
}

/** Watches the peak of a process, in MB; the function that it gives tells the last that was seen. */
function watchPeak(child) {
  let peak = 0
  const look = () => {
    try {
      peak = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? peak * 1024) / 1024
    } catch {
      // it has ended
    }
    return peak
  }
  const timer = setInterval(look, 20)
  child.on('exit', () => clearInterval(timer))
  return look
}
