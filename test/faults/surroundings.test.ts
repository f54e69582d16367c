import { spawn } from 'node:child_process'
import { readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test } from 'vitest'
import { makeTree, readTree } from '../batch/tree.ts'
import { naskh, program, toRecords, toText } from './program.ts'

// Clocks, time zones and locales: what is around a run and must not be seen in what it writes.

const roots: string[] = []
afterEach(() => roots.splice(0).forEach((root) => rmSync(root, { recursive: true, force: true })))
function tree(files: Parameters<typeof makeTree>[0]): string {
  roots.push(makeTree(files))
  return roots.at(-1)!
}

const zones = ['UTC', 'Asia/Riyadh', 'Asia/Tehran', 'Asia/Kathmandu', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'America/St_Johns', 'Africa/Cairo', 'Europe/Istanbul', 'no/such']
const locales = ['C', 'POSIX', 'C.UTF-8', 'ar_SA.UTF-8', 'tr_TR.UTF-8']
const dated = `عنوان الخبر\n\nنشر في: 21 فبراير 2024 - 23:59\n\n${toText('a')}`
const files = { 'raw/إسطنبول I.txt': dated, 'raw/b.txt': toText('İstanbul ısı 12٬5'), 'raw/هجري.txt': `عنوان\n\nالجمعة 7 شعبان 1445 هـ\n\n${toText('h')}`, 'in.ndjson': toRecords(['a', 'ب', 'Z', 'é']) }

test(`the same bytes in ${zones.length} time zones and ${locales.length} locales`, async () => {
  const cwd = tree(files)
  const write = async (env: Record<string, string>) => {
    rmSync(path.join(cwd, 'clean'), { recursive: true, force: true })
    const ended = [await naskh(cwd, ['raw', '-o', 'clean', '-v'], { env }), await naskh(cwd, ['in.ndjson', '--ascii'], { env }), await naskh(cwd, ['no such file'], { env })]
    return { ended, files: readTree(path.join(cwd, 'clean')) }
  }
  const plain = await write({})
  expect(plain.ended.map(({ exit }) => exit)).toEqual([0, 0, 2])
  expect(plain.files['إسطنبول I.md']).toContain('date: 2024-02-21')
  for (const [index, TZ] of zones.entries()) {
    const locale = locales[index % locales.length]!
    expect(await write({ TZ, LANG: locale, LC_ALL: locale, LANGUAGE: 'ar:tr' }), `${TZ} ${locale}`).toEqual(plain)
  }
})

/** Clocks by how far they are off, in days; and one that jumps to and fro at each look. */
const clocks = { 'in 1970': '-20000', 'a day back': '-1', 'a year ahead': '366', 'to and fro': 'jump' }

test.each(Object.entries(clocks))('a clock %s changes nothing', async (_, days) => {
  const cwd = tree(files)
  const clock = { node: ['--require', fileURLToPath(new URL('wrong-clock.cjs', import.meta.url))], env: { CLOCK: days } }
  expect(await naskh(cwd, ['raw', '-o', 'right', '-q'])).toMatchObject({ exit: 0 })
  expect(await naskh(cwd, ['raw', '-o', 'clean', '-q'], clock)).toMatchObject({ exit: 0, stderr: '' })
  expect(readTree(path.join(cwd, 'clean'))).toEqual(readTree(path.join(cwd, 'right')))
  for (const setting of [{}, clock]) expect(await naskh(cwd, ['raw', '-o', 'clean', '--check'], setting)).toMatchObject({ exit: 0, stdout: '' })
  writeFileSync(path.join(cwd, 'raw/b.txt'), toText('changed'))
  expect(await naskh(cwd, ['raw', '-o', 'clean', '-q'], clock)).toMatchObject({ exit: 0, stderr: '' })
  expect(readFileSync(path.join(cwd, 'clean/b.md'), 'utf8')).toContain('changed')
  expect(await naskh(cwd, ['in.ndjson', '-o', 'stream', '-q'], clock)).toMatchObject({ exit: 0, stderr: '' })
  expect(await naskh(cwd, ['in.ndjson', '-o', 'stream', '--check'])).toMatchObject({ exit: 0, stdout: '' })
})

test.each([['in the future', new Date(2200, 1)], ['before 1970', new Date(-1e12)], ['all the same', new Date(2020, 1)]])('times of modification %s change nothing', async (_, time) => {
  const cwd = tree(files)
  const stamp = (...names: string[]) => names.forEach((name) => utimesSync(path.join(cwd, name), time, time))
  stamp('raw/b.txt')
  expect(await naskh(cwd, ['raw', '-o', 'clean', '-q'])).toMatchObject({ exit: 0 })
  const before = readTree(path.join(cwd, 'clean'))
  stamp('clean/b.md', 'clean/naskh-manifest.json')
  expect(await naskh(cwd, ['raw', '-o', 'clean', '--check'])).toMatchObject({ exit: 0, stdout: '' })
  const text = readFileSync(path.join(cwd, 'raw/b.txt'), 'utf8')
  writeFileSync(path.join(cwd, 'raw/b.txt'), text.replace('المتحدث', 'المهندس')) // as long as it was
  stamp('raw/b.txt')
  expect(await naskh(cwd, ['raw', '-o', 'clean', '--check'])).toMatchObject({ exit: 1, stdout: 'stale clean/b.md: since it was written, its input changed\n' })
  expect(await naskh(cwd, ['raw', '-o', 'clean', '-q'])).toMatchObject({ exit: 0 })
  expect(Object.entries(readTree(path.join(cwd, 'clean'))).filter(([name, bytes]) => before[name] !== bytes).map(([name]) => name)).toEqual(['b.md', 'naskh-manifest.json'])
})

test('--watch sees a change that leaves length and time of modification as they were', async () => {
  const cwd = tree({ 'raw/b.txt': toText('b') })
  const file = path.join(cwd, 'raw/b.txt')
  const child = spawn(process.execPath, [program, 'raw', '-o', 'clean', '--watch'], { cwd, stdio: ['ignore', 'ignore', 'pipe'] })
  try {
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
    const until = async (holds: () => boolean) => {
      for (let waited = 0; !holds(); waited += 25) {
        if (waited > 20_000) throw new Error(`waited in vain; it said: ${said}`)
        await new Promise((resolve) => setTimeout(resolve, 25))
      }
    }
    await until(() => said.includes('waiting for changes'))
    const { atime, mtime } = statSync(file)
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll('المتحدث', 'المهندس'))
    utimesSync(file, atime, mtime)
    await until(() => readFileSync(path.join(cwd, 'clean/b.md'), 'utf8').includes('المهندس'))
  } finally {
    child.kill('SIGKILL')
  }
})
