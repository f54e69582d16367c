import { spawn } from 'node:child_process'
import { lstatSync, rmSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test } from 'vitest'
import type { Io } from '../../src/cli/io.ts'
import { run } from '../../src/cli/run.ts'
import { makeTree, readTree } from '../batch/tree.ts'

const roots: string[] = []
afterEach(() => roots.splice(0).forEach((root) => rmSync(root, { recursive: true, force: true })))
const program = process.env['NASKH_BIN'] ?? fileURLToPath(new URL('../../dist/naskh.js', import.meta.url))

function tree(files: Parameters<typeof makeTree>[0]): string {
  const root = makeTree(files)
  roots.push(root)
  return root
}

async function call(argv: string[], given: Partial<Io> & { stdinTTY?: boolean; stderrTTY?: boolean } = {}) {
  const said = { stdout: '', stderr: '' }
  const stdin = Object.assign((async function* () {})(), { isTTY: given.stdinTTY ?? false })
  const code = await run(argv, {
    stdin,
    stdout: { write: (text, done) => ((said.stdout += text), done?.()) },
    stderr: { write: (text, done) => ((said.stderr += text), done?.()), isTTY: given.stderrTTY ?? false },
    env: {}, cwd: process.cwd(), version: () => '1.2.3', ...given,
  })
  return { code, ...said }
}

test('without a path, a terminal gets help on standard error and exit code 2', async () => {
  const { code, stdout, stderr } = await call([], { stdinTTY: true })
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toContain('Usage: naskh')
})

test('help and version go to standard output', async () => {
  expect(await call(['-V'])).toEqual({ code: 0, stdout: '1.2.3\n', stderr: '' })
  expect(await call(['--help'], { stdinTTY: true })).toMatchObject({ code: 0, stderr: '' })
  expect(await call(['help'])).toEqual(await call(['-h']))
  expect(await call(['help', 'roles'])).toEqual(await call(['roles', '--help']))
})

test('help fits the terminal', async () => {
  for (const columns of [60, 80, 200]) {
    const { stdout } = await call(['--help'], { stdout: undefined as never, ...collect(columns) })
    expect(stdout).toBe('')
  }
  function collect(columns: number): Partial<Io> {
    const write = (text: string, done?: () => void) => {
      for (const line of text.split('\n')) expect(line.length, line).toBeLessThanOrEqual(Math.min(100, Math.max(columns, 81)))
      done?.()
    }
    return { stdout: { write, columns } }
  }
})

test.each([
  [{}, false, [], false], [{}, true, [], true], [{ NO_COLOR: '1' }, true, [], false], [{ NO_COLOR: '' }, true, [], true], [{ TERM: 'dumb' }, true, [], false],
  [{ FORCE_COLOR: '1' }, false, [], true], [{ NO_COLOR: '1' }, false, ['--color'], true], [{ FORCE_COLOR: '1' }, true, ['--no-color'], false],
])('env %j, terminal %s, %j: colour %s', async (env, stderrTTY, flags, colored) => {
  const { stderr } = await call(['no-such-file.txt', ...flags], { env, stderrTTY })
  expect(stderr.includes('\x1b[')).toBe(colored)
})

test('what is thrown becomes a message and exit code 3, without a stack', async () => {
  const broken = { write: (_: string, done?: (error?: Error) => void) => done?.(Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' })) }
  const { code, stderr } = await call(['roles'], { stdout: broken })
  expect({ code, stderr }).toEqual({ code: 3, stderr: 'naskh: error stopped: no space left on the disk\n' })
})

test('an aborted run gives the code of the signal', async () => {
  const stop = new AbortController()
  const write = (_: string, done?: () => void) => {
    stop.abort(130)
    done?.()
  }
  expect(await call(['roles'], { signal: stop.signal, stdout: { write } })).toMatchObject({ code: 130 })
})

test('a closed pipe ends the program quietly', async () => {
  const cwd = tree({ 'a.txt': 'نص طويل\n\n'.repeat(40_000) })
  const { stderr, code } = await start(['a.txt', '-t', 'json', '-q'], cwd, (child) => child.stdout.once('data', () => child.stdout.destroy()))
  expect({ stderr, code }).toEqual({ stderr: '', code: 0 })
})

test.each([['SIGINT', 130], ['SIGTERM', 143]] as const)('%s while waiting for input ends with %i', async (signal, expected) => {
  const { stderr, code } = await start([], tree({}), (child) => setTimeout(() => child.kill(signal), 400), true)
  expect({ stderr, code }).toEqual({ stderr: '', code: expected })
})

test('SIGINT in a folder run leaves whole files and a manifest that knows them, and the next run only writes the others', async () => {
  const cwd = tree(Object.fromEntries(Array.from({ length: 1500 }, (_, index) => [`in/${index}.txt`, `عنوان ${index}\n\nقال المتحدث إن الاجتماع رقم ${index} انتهى مساء اليوم.\n`])))
  const { code } = await start(['in', '-o', 'md', '-v'], cwd, (child) => child.stderr.once('data', () => child.kill('SIGINT')))
  expect(code).toBe(130)
  const files = readTree(path.join(cwd, 'md'))
  const { 'naskh-manifest.json': manifest, ...outputs } = files
  const names = Object.keys(outputs)
  expect(names.length).toBeGreaterThan(0)
  expect(names.length).toBeLessThan(1500)
  expect(Object.keys(JSON.parse(manifest!).outputs).sort()).toEqual(names.sort())
  expect(Object.values(outputs).every((text) => text.endsWith('\n'))).toBe(true)

  const stamp = () => names.map((name) => lstatSync(path.join(cwd, 'md', name), { bigint: true })).map(({ ino, mtimeNs, ctimeNs }) => [ino, mtimeNs, ctimeNs])
  const before = stamp()
  const next = await call(['in', '-o', 'md'], { cwd })
  expect(next.code).toBe(0)
  expect(next.stderr).toContain(`md: ${1500 - names.length} written, ${names.length} unchanged`)
  expect(stamp()).toEqual(before)
  await call(['in', '-o', 'whole', '-q'], { cwd })
  expect(readTree(path.join(cwd, 'md'))).toEqual(readTree(path.join(cwd, 'whole')))
})

function start(args: string[], cwd: string, then: (child: ReturnType<typeof spawn> & { stdout: NodeJS.ReadableStream & { destroy(): void }; stderr: NodeJS.ReadableStream }) => void, open = false) {
  return new Promise<{ code: number | null; stderr: string }>((resolve) => {
    const child = spawn(process.execPath, [program, ...args], { cwd, env: { PATH: process.env['PATH'] } })
    let stderr = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
    child.on('close', (code) => resolve({ code, stderr: args.includes('-v') ? '' : stderr }))
    if (!open) child.stdin.end()
    then(child as never)
  })
}
