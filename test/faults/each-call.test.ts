import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { run } from '../../src/cli/run.ts'
import { makeTree } from '../batch/tree.ts'

// Every call of the file system that a run makes fails once, with one of four errors; with FAULTS=all with each of them.
// Whatever fails: files are whole, or as they were; the manifest says what is true; the exit code and a sentence say
// that something went wrong; and the next run makes good.

const { arm, disarm } = createRequire(import.meta.url)('./failing-fs.cjs') as { arm(fault: { below: string; at?: number; code?: string }): string[]; disarm(): void }
const codes = ['EIO', 'ENOSPC', 'EMFILE', 'EACCES']

const sentence = 'قال المتحدث إن الاجتماع انتهى مساء اليوم بعد نقاش طويل حول ميزانية المدينة وخططها للعام المقبل، وأضاف أن الأعضاء اتفقوا على موعد جديد.'
const toText = (name: string) => `عنوان الخبر ${name}\n\n${sentence}\n\n${sentence}\n`
const toSha256 = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest('hex')
const records = Array.from({ length: 20 }, (_, index) => `${JSON.stringify({ id: String(index), text: toText(String(index)) })}\n`).join('')
const texts = {
  'naskh.config.json': '{"ext": ["txt", "txt.gz"]}',
  'raw/.gitignore': 'left.txt\n', 'raw/left.txt': toText('left'),
  'raw/a.txt': toText('a'), 'raw/x/b.txt': toText('b'), 'raw/c.txt.gz': gzipSync(toText('c')), 'raw/d.txt': toText('d'),
  'raw/d.roles.json': JSON.stringify({ sha256: toSha256(toText('d')), lines: ['kicker', null, 'paragraph'] }),
}

interface Scenario {
  readonly args: readonly string[]
  readonly files?: Parameters<typeof makeTree>[0]
  /** A run that was there before. */
  readonly before?: readonly string[]
  /** Deleted after that. */
  readonly gone?: string
  /** All records go to one file, which lacks those of an input that failed; without a manifest `--force` is needed to make it anew. */
  readonly single?: boolean
}

const scenarios: Readonly<Record<string, Scenario>> = {
  'a first run': { args: ['raw', '-o', 'clean'] },
  'a run with other options': { args: ['raw', '-o', 'clean', '--flavor', 'none'], before: ['raw', '-o', 'clean'] },
  'a run with nothing to do': { args: ['raw', '-o', 'clean'], before: ['raw', '-o', 'clean'] },
  'sidecars': { args: ['raw', '-o', 'clean', '--boilerplate', 'sidecar'] },
  '--prune': { args: ['raw', '-o', 'clean', '--prune'], before: ['raw', '-o', 'clean'], gone: 'raw/x' },
  '--check': { args: ['raw', '-o', 'clean', '--check'], before: ['raw', '-o', 'clean'] },
  '--diff': { args: ['raw', '-o', 'clean', '--diff', '--flavor', 'none', '--check'], before: ['raw', '-o', 'clean'] },
  '--learn-repeats': { args: ['raw', '-o', 'clean', '--learn-repeats'] },
  'an own model that is none': { args: ['raw', '-o', 'clean', '--repeats', 'counts.json'], files: { 'counts.json': '{}' } },
  'one file for all records': { args: ['raw', '-o', 'out/all.ndjson', '-t', 'ndjson'], single: true },
  'one packed file for all records': { args: ['raw', '-o', 'out/all.ndjson.gz', '-t', 'ndjson'], single: true },
  'a stream': { args: ['in.ndjson', '-o', 'clean'], files: { 'in.ndjson': records } },
  'streams among others': { args: ['streams', '-o', 'clean', '--from', 'ndjson'], files: { 'streams/a.ndjson.gz': gzipSync(records), 'streams/b.ndjson': records } },
  'a stream to standard output': { args: ['in.ndjson'], files: { 'in.ndjson': records } },
  'a text to standard output': { args: ['raw/d.txt'] },
  'counting lines': { args: ['repeats', 'raw', '-o', 'out/repeats.json'] },
  'pinning a role': { args: ['explain', 'raw/d.txt', '--pin', '1=headline'] },
  'setting up': { args: ['init', 'raw', '--force'] },
  'a report in a file': { args: ['raw', '-o', 'clean', '--report', 'sarif', '--report-file', 'out/report.json'] },
}

const home = realpathSync(mkdtempSync(path.join(tmpdir(), 'naskh-faults-')))
afterAll(() => rmSync(home, { recursive: true, force: true }))
let injected = 0
afterAll(() => console.log(`${injected} faults injected`))

type Tree = Readonly<Record<string, string>>

/** The files below a folder by their names, byte by byte. */
function readBytes(root: string): Tree {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
  return Object.fromEntries(files.sort().map((name) => [name, readFileSync(path.join(root, name), 'latin1')]))
}

async function naskh(cwd: string, argv: readonly string[]) {
  const said = { stdout: '', stderr: '' }
  const take = (stream: keyof typeof said) => ({ write: (text: string | Uint8Array, done?: () => void) => ((said[stream] += Buffer.from(text).toString()), done?.()) })
  const stdin = Object.assign((async function* () {})(), { isTTY: true })
  const exit = await run([...argv, ...(['explain', 'init'].includes(argv[0]!) ? [] : ['-q'])], { stdin, stdout: take('stdout'), stderr: take('stderr'), env: {}, cwd, version: () => '1.2.3' })
  return { exit, ...said }
}

/** Lists what is not as it has to be after a fault. */
function judge(ended: Awaited<ReturnType<typeof naskh>>, wanted: Awaited<ReturnType<typeof naskh>>, { found, before, after }: Record<'found' | 'before' | 'after', Tree>): string[] {
  const wrong: string[] = []
  if (![0, 1, 2, 3].includes(ended.exit)) wrong.push(`exit code ${ended.exit}`)
  if (ended.exit === wanted.exit && ended.exit !== 3) {
    for (const name of new Set([...Object.keys(found), ...Object.keys(after)])) if (found[name] !== after[name]) wrong.push(`exit code ${ended.exit}, but ${name} differs`)
    if (ended.stdout !== wanted.stdout) wrong.push(`exit code ${ended.exit}, but standard output differs`)
  } else if (!/: error |^error/m.test(ended.stderr)) wrong.push(`nothing is said: ${ended.stderr}`)
  if (ended.exit === 1 && wanted.exit === 0) wrong.push('differences that are none')
  if (/E[A-Z]{2,}:|^\s+at /m.test(ended.stderr)) wrong.push(`said to no person: ${ended.stderr}`)
  for (const [name, bytes] of Object.entries(found)) {
    if (name.endsWith('naskh-manifest.json')) wrong.push(...judgeManifest(name, found, before))
    else if (/\.naskh-(?!lock)/.test(name)) wrong.push(`left ${name}`)
    else if (bytes !== before[name] && bytes !== after[name] && !isPartOf(name, bytes, after)) wrong.push(`${name} is not whole`)
  }
  for (const name of Object.keys(before)) if (found[name] === undefined && after[name] !== undefined) wrong.push(`${name} is lost`)
  return wrong
}

/** A report of another run is another one, counts are of what could be read, and a file of all records has those of the inputs that could be read, each whole. */
function isPartOf(name: string, bytes: string, after: Tree): boolean {
  if (/(?:report|repeats)\.json$/.test(name)) return JSON.parse(bytes) !== undefined
  if (!/all\.ndjson/.test(name)) return false
  const [lines, all] = [bytes, after[name]!].map((packed) => (name.endsWith('.gz') ? gunzipSync(Buffer.from(packed, 'latin1')).toString('latin1') : packed).split('\n'))
  return lines!.at(-1) === '' && lines!.every((line) => all!.includes(line))
}

/** An input that cannot be looked at may be there, so that its output stays; a lock that cannot be removed is taken over by the next run that writes. */
const isAllowed = (call: string) => /^(?:lstatSync raw\/x\/b\.txt|rmSync clean\/\.naskh-lock)$/.test(call)

/** An entry of the manifest is of what is there now, or was when it was written. */
function judgeManifest(name: string, found: Tree, before: Tree): string[] {
  const read = (tree: Tree) => (JSON.parse(tree[name] ?? '{"outputs":{}}') as { outputs: Record<string, { sha256: string }> }).outputs
  const old = read(before)
  return Object.entries(read(found)).filter(([output, { sha256 }]) => {
    const bytes = found[path.join(path.dirname(name), output)]
    return bytes !== undefined && sha256 !== toSha256(Buffer.from(bytes, 'latin1')) && sha256 !== old[output]?.sha256
  }).map(([output]) => `the manifest is wrong about ${output}`)
}

test.each(Object.entries(scenarios))('%s', async (_, { args, files, before, gone, single }) => {
  const start = makeTree({ ...texts, ...files })
  if (before) await naskh(start, before)
  if (gone) rmSync(path.join(start, gone), { recursive: true })
  let number = 0
  const copy = () => {
    const cwd = path.join(home, String(number++))
    mkdirSync(cwd)
    cpSync(start, cwd, { recursive: true })
    return cwd
  }

  const undisturbed = copy()
  const calls = arm({ below: undisturbed })
  const wanted = await naskh(undisturbed, args)
  disarm()
  const [old, after] = [start, undisturbed].map(readBytes) as [Tree, Tree]
  expect(calls.length).toBeGreaterThan(3)

  const wrong: string[] = []
  for (let at = 1; at <= calls.length; at++) {
    for (const code of process.env['FAULTS'] === 'all' ? codes : [codes[(at + args.length) % codes.length]!]) {
      const cwd = copy()
      arm({ below: cwd, at, code })
      const ended = await naskh(cwd, args)
      disarm()
      injected++
      const problems = isAllowed(calls[at - 1]!) ? [] : judge(ended, wanted, { found: readBytes(cwd), before: old, after })
      const again = await naskh(cwd, single && ended.exit === 3 ? [...args, '--force'] : args)
      if (again.exit !== wanted.exit) problems.push(`the next run ends with ${again.exit}: ${again.stderr}`)
      const end = readBytes(cwd)
      for (const name of new Set([...Object.keys(end), ...Object.keys(after)])) if (end[name] !== after[name] && !name.endsWith('.naskh-lock')) problems.push(`after the next run ${name} differs`)
      if (problems.length > 0) wrong.push(`${at} ${calls[at - 1]} ${code}: ${problems.join('; ')}`)
      rmSync(cwd, { recursive: true })
    }
  }
  rmSync(start, { recursive: true })
  rmSync(home, { recursive: true })
  mkdirSync(home)
  expect(wrong).toEqual([])
}, 600_000)
