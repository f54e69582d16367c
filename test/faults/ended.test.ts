import { createHash } from 'node:crypto'
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { makeTree, readTree } from '../batch/tree.ts'
import { randomFrom } from '../../src/learn/random.ts'
import { naskh, program, toRecords, toText, toWet } from './program.ts'

// Runs that are ended, threads that die, pipes that close, files that cannot be opened: through the built program.

const roots: string[] = []
afterEach(() => roots.splice(0).forEach((root) => rmSync(root, { recursive: true, force: true })))
function tree(files: Parameters<typeof makeTree>[0]): string {
  roots.push(makeTree(files))
  return roots.at(-1)!
}
const names = (count: number) => Array.from({ length: count }, (_, index) => `t${index}`)
const texts = (count: number, paragraphs?: number) => Object.fromEntries(names(count).map((name, index) => [`raw/${index % 7}/${name}.txt`, toText(name, paragraphs)]))
const manifestName = 'naskh-manifest.json'
const toSha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** Temporary files, and the lock. */
const leftBehind = (cwd: string) => readdirSync(cwd, { recursive: true, encoding: 'utf8' }).filter((name) => path.basename(name).startsWith('.naskh-'))

describe('a signal at any moment', () => {
  const moments = 12 // of each of six kinds of runs
  const random = randomFrom(20240221)
  const kinds: Readonly<Record<string, { readonly files: Parameters<typeof makeTree>[0]; readonly args: readonly string[]; readonly watch?: boolean }>> = {
    'a folder': { files: texts(240, 2), args: ['raw', '-o', 'clean', '-q', '-j', '2'] },
    'a folder to pages': { files: texts(60), args: ['raw', '-o', 'clean', '-q', '-t', 'html', '-j', '1'] },
    'NDJSON into a folder': { files: { 'in.ndjson': toRecords(names(600)) }, args: ['in.ndjson', '-o', 'clean', '-q', '-j', '2'] },
    'NDJSON to standard output': { files: { 'in.ndjson.gz': gzipSync(toRecords(names(600))) }, args: ['in.ndjson.gz', '-q', '-j', '2'] },
    WET: { files: { 'in.warc.wet.gz': gzipSync(toWet(names(600))) }, args: ['in.warc.wet.gz', '-o', 'clean', '-q', '-j', '2'] },
    '--watch': { files: texts(100, 2), args: ['raw', '-o', 'clean', '-q', '--watch'], watch: true },
  }
  let signals = 0
  afterAll(() => console.log(`${signals} signals sent`))

  test.each(Object.entries(kinds))('to a run of %s leaves whole outputs, and the next run completes them', async (_, { files, args, watch }) => {
    const cwd = tree(files)
    const whole = args.filter((arg) => arg !== '--watch')
    const begun = performance.now()
    const undisturbed = await naskh(cwd, whole)
    const length = performance.now() - begun
    expect(undisturbed).toMatchObject({ exit: 0, stderr: '' })
    const wanted = readTree(cwd)
    for (let moment = 0; moment < moments; moment++) {
      rmSync(path.join(cwd, 'clean'), { recursive: true, force: true })
      const [signal, code] = moment % 2 === 0 ? (['SIGINT', 130] as const) : (['SIGTERM', 143] as const)
      const after = random() * length * (watch ? 1.5 : 0.8)
      const ended = await naskh(cwd, args, {
        begun: (child) => {
          const timer = setTimeout(() => (child.kill(signal), signals++), after)
          child.on('exit', () => clearTimeout(timer))
        },
      })
      const at = `${signal} after ${Math.round(after)} of ${Math.round(length)} ms: ${JSON.stringify({ ...ended, stdout: ended.stdout.length })}`
      // Before the program has begun Node ends by itself; a run that was done had nothing to end.
      if (ended.exit === null) expect(ended.signal, at).toBe(signal)
      else expect(watch ? [code] : [code, 0], at).toContain(ended.exit)
      expect(ended.stderr, at).toBe('')
      expect(leftBehind(cwd), at).toEqual([])
      if (ended.exit === 0) expect(ended.stdout).toBe(undisturbed.stdout)
      expect(undisturbed.stdout.startsWith(ended.stdout), at).toBe(true)
      const found = readTree(cwd)
      for (const [name, text] of Object.entries(found)) if (path.basename(name) !== manifestName) expect(text === wanted[name], `${name} is whole, ${at}`).toBe(true)
      const outputs = Object.keys(found).filter((name) => name.startsWith('clean/') && !name.endsWith(manifestName)).map((name) => name.slice('clean/'.length))
      const manifest = found[`clean/${manifestName}`]
      const recorded = manifest === undefined ? {} : (JSON.parse(manifest) as { outputs: Record<string, { sha256: string }> }).outputs
      expect(Object.keys(recorded).sort(), at).toEqual(outputs.sort())
      for (const [name, { sha256 }] of Object.entries(recorded)) expect(sha256).toBe(toSha256(found[`clean/${name}`]!))
      expect(await naskh(cwd, whole)).toEqual(undisturbed)
      expect(readTree(cwd), at).toEqual(wanted)
    }
  }, 600_000)
})

describe('a thread that dies', () => {
  const hook = ['--require', fileURLToPath(new URL('die-in-thread.cjs', import.meta.url))]
  const die = (cwd: string, args: readonly string[], way: string) => naskh(cwd, [...args, '-q', '-j', '2'], { node: ['--max-old-space-size=256', ...hook], env: { DIE: way } })
  const culprits = [901, 950] // by then there are threads
  const guilty = names(1000).map((name, index) => (culprits.includes(index) ? `culprit${name}` : name))

  test.each(['exit', 'exit without a word', 'throw', 'memory'])('(%s) costs the files that it dies of, and no others', async (way) => {
    const fatal = ['raw/6/culprit1.txt', 'raw/6/culprit2.txt']
    const cwd = tree({ ...texts(560), ...Object.fromEntries(fatal.map((name) => [name, toText('culprit')])) })
    const { exit, stderr } = await die(cwd, ['raw', '-o', 'clean'], way)
    expect({ exit, failed: [...stderr.matchAll(/^(\S+): error .*\((\S+)\)$/gm)].map(([, name, rule]) => `${name} ${rule}`) }, stderr).toEqual({ exit: 3, failed: fatal.map((name) => `${name} thread-lost`) })
    const outputs = Object.keys(readTree(path.join(cwd, 'clean')))
    expect(outputs).toHaveLength(561)
    expect(await naskh(cwd, ['raw', '-o', 'clean', '-q'])).toMatchObject({ exit: 0, stderr: '' })
    expect(await naskh(cwd, ['raw', '-o', 'clean', '--check'])).toMatchObject({ exit: 0, stdout: '' })
  }, 120_000)

  test.each([['in.ndjson', toRecords(guilty, 4)], ['in.warc.wet', toWet(guilty, 4)]])('becomes a record of %s that says so, in its place', async (name, bytes) => {
    const cwd = tree({ [name]: bytes })
    const plain = (await naskh(cwd, [name, '-j', '1', '-q'])).stdout.split('\n')
    const { exit, stdout, stderr } = await die(cwd, [name, '--flush', 'line'], 'exit')
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' })
    const lines = stdout.split('\n')
    expect(lines).toHaveLength(plain.length)
    for (const [index, line] of lines.entries()) {
      if (!culprits.includes(index)) expect(line).toBe(plain[index])
      else expect(JSON.parse(line)).toMatchObject({ error: { code: 'thread-lost' }, id: expect.stringContaining('culprit') })
    }
  }, 120_000)
})

describe('a pipe that closes', () => {
  const shell = (cwd: string, command: string) => spawnSync('bash', ['--norc', '-c', `set -o pipefail; ${command}`], { cwd, encoding: 'utf8', env: { PATH: process.env['PATH'], NASKH: program, NODE: process.execPath } })

  test('does not make differences out to be none', () => {
    const cwd = tree(texts(300))
    expect(shell(cwd, '"$NODE" "$NASKH" raw -o clean --check -q | head -n 1')).toMatchObject({ status: 1, stderr: '', stdout: expect.stringMatching(/^missing .*\n$/) })
  })

  test('that had the messages does not end the work', () => {
    const cwd = tree(texts(300))
    expect(shell(cwd, '"$NODE" "$NASKH" raw -o clean -v 2>&1 >/dev/null | head -n 1').status).toBe(0)
    expect(shell(cwd, '"$NODE" "$NASKH" raw -o clean --check')).toMatchObject({ status: 0, stdout: '' })
  })
})

test.each([20, 24, 32, 48])('%i open files at most: outputs are whole, what is missing is an error, and the next run makes it', (most) => {
  const cwd = tree(texts(500))
  const { status, stderr } = spawnSync('sh', ['-c', `ulimit -n ${most} && exec "$NODE" "$NASKH" raw -o clean -q -j 4`], { cwd, encoding: 'utf8', env: { PATH: process.env['PATH'], NASKH: program, NODE: process.execPath } })
  if (status !== 0 && !stderr.includes('(input-unreadable)') && !stderr.includes('(output-unwritable)')) return expect(existsSync(path.join(cwd, 'clean'))).toBe(false) // Node itself did not start
  const failed = stderr.match(/: error .*too many open files/g) ?? []
  expect(status).toBe(failed.length > 0 ? 3 : 0)
  expect(leftBehind(cwd)).toEqual([])
  const { [manifestName]: _, ...outputs } = existsSync(path.join(cwd, 'clean')) ? readTree(path.join(cwd, 'clean')) : {}
  expect(Object.keys(outputs).length + failed.length).toBe(500)
  expect(spawnSync(process.execPath, [program, 'raw', '-o', 'clean', '-q'], { cwd }).status).toBe(0)
  const whole = readTree(path.join(cwd, 'clean'))
  for (const [name, text] of Object.entries(outputs)) expect(text).toBe(whole[name])
})

test('inputs that shrink, go or become folders while a run reads them fail alone, or are read as they are', async () => {
  const cwd = tree(texts(420, 40))
  const { exit, stderr } = await naskh(cwd, ['raw', '-o', 'clean', '-q', '-j', '2'], {
    begun: (child) => {
      const timer = setInterval(() => {
        if (!existsSync(path.join(cwd, 'clean'))) return
        clearInterval(timer)
        rmSync(path.join(cwd, 'raw/6'), { recursive: true })
        for (const name of readdirSync(path.join(cwd, 'raw/5'))) writeFileSync(path.join(cwd, 'raw/5', name), toText('shrunk', 1))
      }, 1)
      child.on('exit', () => clearInterval(timer))
    },
  })
  const failed = [...stderr.matchAll(/^(\S+): error .*$/gm)]
  expect(exit, stderr).toBe(failed.length > 0 ? 3 : 0)
  for (const [line, name] of failed) expect([name!.slice(0, 6), line]).toEqual(['raw/6/', expect.stringContaining('no such file')])
  expect(await naskh(cwd, ['raw', '-o', 'clean', '-q', '--prune'])).toMatchObject({ exit: 0, stderr: '' })
  const { [manifestName]: _, ...outputs } = readTree(path.join(cwd, 'clean'))
  expect(Object.keys(outputs).filter((name) => name.startsWith('6/'))).toEqual([])
  expect(Object.keys(outputs)).toHaveLength(360)
  expect(readFileSync(path.join(cwd, 'clean', Object.keys(outputs).find((name) => name.startsWith('5/'))!), 'utf8')).toContain('shrunk')
})
