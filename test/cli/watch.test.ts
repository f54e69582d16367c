import { spawn, type ChildProcess } from 'node:child_process'
import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test } from 'vitest'
import { makeTree } from '../batch/tree.ts'

const program = process.env['NASKH_BIN'] ?? fileURLToPath(new URL('../../dist/naskh.js', import.meta.url))
const article = (title: string) => `${title}\n\nافتتحت البلدية حديقة جديدة على ضفة النهر صباح اليوم، وقال رئيس البلدية إن العمل استمر عامين.\n`

interface Run { readonly cwd: string; readonly child: ChildProcess; readonly said: () => string; readonly ended: Promise<number | null> }
const runs: Run[] = []
afterEach(async () => {
  for (const { child, cwd, ended } of runs.splice(0)) {
    child.kill('SIGKILL')
    await ended
    rmSync(cwd, { recursive: true, force: true })
  }
})

async function begin(files: Parameters<typeof makeTree>[0], args: string[]): Promise<Run> {
  const cwd = makeTree(files)
  const child = spawn(process.execPath, [program, ...args], { cwd, env: { PATH: process.env['PATH'] }, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream!.setEncoding('utf8').on('data', (text: string) => (said += text))
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  const run = { cwd, child, said: () => said, ended }
  runs.push(run)
  await until(() => said.includes('waiting for changes'), run)
  return run
}

/** Waits until something holds; what the program said is told when it never does. */
async function until(holds: () => boolean, { said }: { said: () => string }): Promise<void> {
  for (let waited = 0; !holds(); waited += 25) {
    if (waited > 15_000) throw new Error(`waited in vain for ${String(holds)}; it said: ${said()}`)
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}

test('what changes is converted: edits, replaced files, new files and folders, pins, the configuration', async () => {
  const run = await begin({ 'in/a.txt': article('عنوان أول'), 'in/b.txt': article('عنوان ثان') }, ['in', '-o', 'md', '--watch'])
  const at = (name: string) => path.join(run.cwd, name)
  const read = (name: string) => (existsSync(at(name)) ? readFileSync(at(name), 'utf8') : '')
  expect(read('md/a.md')).toContain('عنوان أول')
  const untouched = statSync(at('md/b.md')).mtimeMs

  appendFileSync(at('in/a.txt'), '\nوأضاف المهندس المشرف أن الدخول إلى الحديقة يبقى مجانيا طوال السنة.\n')
  await until(() => read('md/a.md').includes('وأضاف المهندس'), run)

  writeFileSync(at('in/.a.swp'), article('عنوان مبدل')) // as editors do it
  renameSync(at('in/.a.swp'), at('in/a.txt'))
  await until(() => read('md/a.md').includes('عنوان مبدل'), run)

  mkdirSync(at('in/x/y'), { recursive: true })
  writeFileSync(at('in/x/y/c.txt'), article('عنوان ثالث'))
  await until(() => read('md/x/y/c.md').includes('عنوان ثالث'), run)
  appendFileSync(at('in/x/y/c.txt'), '\nوقال الزوار إن المكان أجمل مما توقعوا بعد عامين من الانتظار.\n')
  await until(() => read('md/x/y/c.md').includes('الزوار'), run)

  expect(statSync(at('md/b.md')).mtimeMs, 'of a text that did not change').toBe(untouched)
  const sha256 = createHash('sha256').update(readFileSync(at('in/b.txt'))).digest('hex')
  writeFileSync(at('in/b.roles.json'), JSON.stringify({ sha256, lines: ['deck', null, 'paragraph'] }))
  await until(() => read('md/b.md').includes('subtitle: عنوان ثان'), run)

  writeFileSync(at('naskh.config.json'), '{"flavor": "none", "title"')
  await until(() => run.said().includes('naskh.config.json: is not JSON'), run)
  writeFileSync(at('naskh.config.json'), '{"flavor": "none"}')
  await until(() => !read('md/a.md').startsWith('---') && !read('md/x/y/c.md').startsWith('---'), run)
})

test('nothing is deleted, a failed text ends nothing, and the folder may go and come back', async () => {
  const run = await begin({ 'in/a.txt': article('عنوان أول'), 'in/b.txt': article('عنوان ثان') }, ['in', '-o', 'md', '--watch'])
  const at = (name: string) => path.join(run.cwd, name)
  writeFileSync(at('in/b.txt'), Buffer.from([0, 1, 2, 0, 0, 255]))
  await until(() => run.said().includes('in/b.txt: error'), run)
  rmSync(at('in'), { recursive: true })
  await until(() => run.said().includes('in: no such file or folder'), run)
  expect(existsSync(at('md/a.md')) && existsSync(at('md/b.md'))).toBe(true)
  mkdirSync(at('in'))
  writeFileSync(at('in/d.txt'), article('عنوان رابع'))
  await until(() => existsSync(at('md/d.md')), run)
  writeFileSync(at('md/a.md'), 'mine')
  writeFileSync(at('in/a.txt'), article('عنوان خامس'))
  await until(() => run.said().includes('output-edited'), run)
  expect(readFileSync(at('md/a.md'), 'utf8')).toBe('mine')
})

test.each([['SIGINT', 130], ['SIGTERM', 143]] as const)('%s ends it with %i, quietly', async (signal, code) => {
  const run = await begin({ 'in/a.txt': article('عنوان أول') }, ['in/a.txt', '-o', 'md', '--watch'])
  const before = run.said()
  run.child.kill(signal)
  expect(await run.ended).toBe(code)
  expect(run.said()).toBe(before)
})

test('it rests when nothing changes, though outputs lie among the inputs', async () => {
  const run = await begin({ 'in/a.txt': article('عنوان أول') }, ['in', '-o', 'in/md', '--watch', '-v'])
  writeFileSync(path.join(run.cwd, 'in/b.txt'), article('عنوان ثان'))
  await until(() => existsSync(path.join(run.cwd, 'in/md/b.md')), run)
  await new Promise((resolve) => setTimeout(resolve, 700))
  expect(run.said().match(/in\/md: \d/g)).toHaveLength(2)
})
