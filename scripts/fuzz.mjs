// Converts documents made to break things, with random options, and looks whether everything that is promised holds.
//
//   node scripts/fuzz.mjs [--documents 5000] [--seed 1] [--jobs <cores>] [--document <index>]
//
// --document  looks at one document of the run alone, and shows what does not hold
// The same seed gives the same documents. What fails is written to .cache/fuzz, minimised, with the options it needs.
// Front matter is read with PyYAML too where `python3` has it. Exits 1 when something failed.
import { fork, spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { build } from 'esbuild'

process.chdir(path.dirname(path.dirname(fileURLToPath(import.meta.url))))
const { values } = parseArgs({ options: { documents: { type: 'string', default: '5000' }, seed: { type: 'string', default: '1' }, jobs: { type: 'string', default: String(availableParallelism()) }, document: { type: 'string' } } })
const [seed, documents, jobs] = [values.seed, values.documents, values.jobs].map(Number)
const folder = '.cache/fuzz'
const bundle = `${folder}/process-${process.pid}.mjs`
/** A process says where it is once in so many documents. One that is silent for more seconds than this hangs. */
const toldEvery = 16
const patience = 300

const python = spawnSync('python3', ['-c', 'import yaml']).status === 0 ? 'python3' : undefined
mkdirSync(folder, { recursive: true })
const banner = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" // some packages are CommonJS
await build({ entryPoints: ['test/fuzz/process.ts'], bundle: true, format: 'esm', platform: 'node', target: 'node20', logLevel: 'warning', banner: { js: banner }, outfile: bundle })
const share = { seed, documents, folder, ...(python && { python }) }
const began = performance.now()
let done = 0
let told = 0

try {
  const reports = values.document === undefined
    ? await Promise.all(Array.from({ length: jobs }, (_, from) => runProcess({ ...share, from, step: jobs })))
    : [await runProcess({ ...share, only: [Number(values.document)] })]
  const failures = [...reports.flatMap((report) => report.failures), ...(values.document === undefined ? await compareWithAnotherOrder(reports) : [])]
  writeReport(reports, failures)
  process.exitCode = failures.length > 0 ? 1 : 0
} finally {
  rmSync(bundle, { force: true })
}

/** Runs a share in a process of its own; one that hangs is killed, and another goes on behind the documents it was at. */
async function runProcess(part) {
  const child = fork(bundle, { serialization: 'json' })
  let at = -1
  let silent = 0
  let timer
  const outcome = await new Promise((resolve) => {
    timer = setInterval(() => {
      if (isStopped(child.pid) || ++silent <= patience) return // counted second by second, so that none is counted in which all was stopped
      child.kill('SIGKILL')
      resolve('hang')
    }, 1000)
    child.on('message', ({ index, report }) => {
      if (report) resolve(report)
      else {
        at = index
        done += toldEvery
        tell()
        silent = 0
      }
    })
    child.on('exit', () => resolve('crash of the process'))
    child.send(part)
  })
  clearInterval(timer)
  if (typeof outcome !== 'string') return outcome
  const failure = { index: at, name: outcome, problem: `one of ${toldEvery} documents, each ${part.step ?? 1} further, ends the process or never ends; what was found before them is in ${folder} alone` }
  if (part.only || at < 0) return { documents: 1, unusable: 0, counts: {}, failures: [failure], slowest: { index: at, cost: 0, bytes: 0 }, digests: {}, readByPyYaml: 0 }
  const rest = await runProcess({ ...part, from: at + toldEvery * part.step })
  return { ...rest, documents: rest.documents + (at - part.from) / part.step + toldEvery, failures: [failure, ...rest.failures] }
}

/** Tells whether somebody has stopped a process for a while, where the system says so. */
function isStopped(pid) {
  try {
    return /\) T /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'))
  } catch {
    return false
  }
}

/** Converts a sample once more, backwards and in a fresh process: nothing may be left of the documents before. */
async function compareWithAnotherOrder(reports) {
  const digests = Object.assign({}, ...reports.map((report) => report.digests))
  const indices = Object.keys(digests).map(Number)
  const again = await runProcess({ ...share, python: undefined, only: indices.reverse() })
  console.log(`${indices.length} documents converted again, backwards in a fresh process`)
  return indices.filter((index) => again.digests[index] !== digests[index]).map((index) => ({ index, name: 'the same in another process', problem: 'another output' }))
}

function tell() {
  if (done < told + 2000) return
  told = done
  console.log(`${done} documents, ${Math.round((performance.now() - began) / 1000)} s`)
}

function writeReport(reports, failures) {
  const counts = {}
  for (const report of reports) {
    for (const [kind, names] of Object.entries(report.counts)) for (const [name, count] of Object.entries(names)) ((counts[kind] ??= {})[name] ??= 0, (counts[kind][name] += count))
  }
  for (const [kind, names] of Object.entries(counts)) console.log(`${kind}: ${Object.entries(names).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, count]) => `${name} ${count}`).join(', ')}`)
  const sum = (key) => reports.reduce((total, report) => total + report[key], 0)
  const slowest = reports.map((report) => report.slowest).sort((a, b) => b.cost - a.cost)[0]
  console.log(`slowest: document ${slowest.index}, ${slowest.bytes} bytes, ${Math.round(slowest.cost)} ms`)
  console.log(python ? `${sum('readByPyYaml')} front matters read with PyYAML` : 'PyYAML is not there: front matter was not read with it')
  const names = new Map()
  for (const { name } of failures) names.set(name, (names.get(name) ?? 0) + 1)
  for (const [name, count] of names) console.error(`FAILED ${count} times: ${name}`)
  for (const { index, name, problem } of failures.slice(0, values.document === undefined ? 10 : 100)) console.error(`  document ${index}, ${name}: ${problem.slice(0, 600)}`)
  console.log(`${sum('documents')} documents (${sum('unusable')} of them no text), seed ${seed}, ${Math.round((performance.now() - began) / 1000)} s: ${failures.length} failures`)
}
