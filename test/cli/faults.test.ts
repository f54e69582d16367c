import { spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, test } from 'vitest'
import { messageTable } from '../../src/messages.ts'
import { makeTree, readTree } from '../batch/tree.ts'

// What can go wrong around a run of a folder, through the built program. Faults that need a disk of their own are in
// scripts/check-disks.sh.

const program = process.env['NASKH_BIN'] ?? fileURLToPath(new URL('../../dist/naskh.js', import.meta.url))
const manifestName = 'naskh-manifest.json'
const sentence = 'قال المتحدث إن الاجتماع انتهى مساء اليوم بعد نقاش طويل حول ميزانية المدينة وخططها للعام المقبل، وأضاف أن الأعضاء اتفقوا على موعد جديد.'
const toText = (name: string, paragraphs = 2) => `عنوان الخبر ${name}\n\n${`${sentence}\n\n`.repeat(paragraphs)}`
const many = (count: number, paragraphs?: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`raw/${index % 10}/${index}.txt`, toText(String(index), paragraphs)]))

const roots: string[] = []
afterEach(() => roots.splice(0).forEach((root) => rmSync(root, { recursive: true, force: true })))
function tree(files: Parameters<typeof makeTree>[0]): string {
  roots.push(makeTree(files))
  return roots.at(-1)!
}

interface Ended { readonly exit: number | null; readonly stdout: string; readonly stderr: string }
interface Setting { readonly env?: Record<string, string>; readonly uid?: number; readonly begun?: (child: ChildProcess) => void }

function naskh(cwd: string, args: readonly string[], { env, uid, begun }: Setting = {}): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [program, ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: process.env['PATH'], ...env }, ...(uid !== undefined && { uid, gid: uid }) })
    const said = { stdout: '', stderr: '' }
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said.stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said.stderr += text))
    child.on('close', (exit) => resolve({ exit, ...said }))
    begun?.(child)
  })
}

const done = { exit: 0, stdout: '' }
const clean = (cwd: string, args: readonly string[] = []) => expect(naskh(cwd, ['raw', '-o', 'clean', '--check', ...args])).resolves.toMatchObject(done)

/** Counts the files of a folder, which need not be there yet. */
function count(folder: string): number {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length
  } catch {
    return 0
  }
}

/** Sends a signal when a run has written some of its outputs. */
function midway(cwd: string, signal: NodeJS.Signals, from = 20): (child: ChildProcess) => void {
  return (child) => {
    const timer = setInterval(() => {
      if (count(path.join(cwd, 'clean')) < from) return
      clearInterval(timer)
      child.kill(signal)
    }, 1)
    child.on('close', () => clearInterval(timer))
  }
}

/** Everything that writing would change about the files, folders and links below a folder. */
function stampAll(root: string): unknown[] {
  const names = ['.', ...readdirSync(root, { recursive: true, encoding: 'utf8' })].sort()
  return names.map((name) => {
    const { ino, mode, size, mtimeNs, ctimeNs, nlink } = lstatSync(path.join(root, name), { bigint: true })
    return [name, ino, mode, size, mtimeNs, ctimeNs, nlink]
  })
}

describe('a run that is ended', () => {
  test('by kill -9 leaves whole files, and the next run repairs the rest', async () => {
    const cwd = tree(many(200, 30))
    await naskh(cwd, ['raw', '-o', 'whole', '-q'])
    const whole = readTree(path.join(cwd, 'whole'))
    expect(await naskh(cwd, ['raw', '-o', 'clean', '-q'], { begun: midway(cwd, 'SIGKILL') })).toMatchObject({ exit: null })

    const left = Object.entries(readTree(path.join(cwd, 'clean'))).filter(([name]) => !/(?:^|\/)\.naskh-/.test(name))
    expect(left.length).toBeGreaterThanOrEqual(10)
    expect(left.length).toBeLessThan(200)
    for (const [name, text] of left) {
      if (name === manifestName) expect(() => JSON.parse(text), 'a manifest is whole').not.toThrow()
      else expect(text, name).toBe(whole[name])
    }
    mkdirSync(path.join(cwd, 'clean/3'), { recursive: true }) // what it could have left in the worst moments
    for (const name of ['.naskh-0a1b2c3d', '3/.naskh-ffffffff', '.naskh-lock', '.naskh-00000000.part']) writeFileSync(path.join(cwd, 'clean', name), 'half')
    const old = new Date(2001, 1)
    utimesSync(path.join(cwd, 'clean/.naskh-00000000.part'), old, old)
    expect(await naskh(cwd, ['raw', '-o', 'clean', '-q'])).toMatchObject(done)
    expect(readTree(path.join(cwd, 'clean'))).toEqual(whole)
    await clean(cwd)
  })

  test('by kill -9 while it writes all anew keeps the old or has the new, whole', async () => {
    const cwd = tree(many(200, 30))
    await naskh(cwd, ['raw', '-o', 'clean', '-q'])
    const before = readTree(path.join(cwd, 'clean'))
    const first = path.join(cwd, 'clean/0/10.md')
    const begun = (child: ChildProcess) => {
      const timer = setInterval(() => readFileSync(first, 'utf8') !== before['0/10.md'] && child.kill('SIGKILL'), 1)
      child.on('close', () => clearInterval(timer))
    }
    expect(await naskh(cwd, ['raw', '-o', 'clean', '-q', '--flavor', 'none'], { begun })).toMatchObject({ exit: null })
    const during = readTree(path.join(cwd, 'clean'))
    expect(await naskh(cwd, ['raw', '-o', 'clean', '-q', '--flavor', 'none'])).toMatchObject(done)
    const after = readTree(path.join(cwd, 'clean'))
    expect(Object.keys(after)).toEqual(Object.keys(before))
    for (const name of Object.keys(after)) if (name !== manifestName) expect([before[name], after[name]], name).toContain(during[name])
    await clean(cwd, ['--flavor', 'none'])
  })

  test.each([['SIGINT', 130], ['SIGTERM', 143]] as const)('by %s leaves whole files and a manifest that knows them, and ends soon', async (signal, exit) => {
    const cwd = tree(many(200, 60))
    expect(await naskh(cwd, ['raw', '-o', 'clean', '-q'], { begun: midway(cwd, signal) })).toMatchObject({ exit, stdout: '' })
    const { [manifestName]: manifest, ...outputs } = readTree(path.join(cwd, 'clean'))
    expect(Object.keys((JSON.parse(manifest!) as { outputs: object }).outputs)).toEqual(Object.keys(outputs).sort())
    expect(Object.keys(outputs).length).toBeLessThan(120) // 20 and what one thread was at, not all that was planned
    expect(await naskh(cwd, ['raw', '-o', 'clean', '-q'])).toMatchObject(done)
    await clean(cwd)
  })
})

describe('two runs at once into one folder', () => {
  test('with the same inputs', async () => {
    const cwd = tree(many(120))
    const ended = await Promise.all([naskh(cwd, ['raw', '-o', 'clean', '-q']), naskh(cwd, ['raw', '-o', 'clean', '-q', '-j', '1'])])
    expect(ended.map(({ exit, stderr }) => [exit, stderr])).toEqual([[0, ''], [0, '']])
    await naskh(cwd, ['raw', '-o', 'whole', '-q'])
    expect(readTree(path.join(cwd, 'clean'))).toEqual(readTree(path.join(cwd, 'whole')))
    await clean(cwd)
  })

  test('with different inputs record both', async () => {
    const cwd = tree(many(60))
    const halves = ['raw/[0-4]/*.txt', 'raw/[5-9]/*.txt']
    for (const ended of await Promise.all(halves.map((half) => naskh(cwd, [half, '-o', 'clean', '-q'])))) expect(ended).toMatchObject(done)
    expect(Object.keys((JSON.parse(readFileSync(path.join(cwd, 'clean', manifestName), 'utf8')) as { outputs: object }).outputs)).toHaveLength(60)
    expect(await naskh(cwd, [...halves, '-o', 'clean', '--check'])).toMatchObject(done)
  })

  test('with different options never mix: each output is the one or the other', async () => {
    const cwd = tree(many(60))
    const flavors = ['pandoc', 'none']
    await Promise.all(flavors.map((flavor) => naskh(cwd, ['raw', '-o', flavor, '-q', '--flavor', flavor])))
    const [one, other] = flavors.map((flavor) => readTree(path.join(cwd, flavor)))
    const ended = await Promise.all(flavors.map((flavor) => naskh(cwd, ['raw', '-o', 'clean', '-q', '--flavor', flavor])))
    for (const { exit, stderr } of ended) expect(exit === 0 || stderr.includes('(output-edited)')).toBe(true)
    const { [manifestName]: _, ...outputs } = readTree(path.join(cwd, 'clean'))
    expect(Object.keys(outputs)).toHaveLength(60)
    for (const [name, text] of Object.entries(outputs)) expect([one![name], other![name]], name).toContain(text)
    expect(await naskh(cwd, ['raw', '-o', 'clean', '-q', '--flavor', 'none', '--force'])).toMatchObject(done)
    await clean(cwd, ['--flavor', 'none'])
  })
})

describe('an output folder that cannot be written', () => {
  const nobody = 65534
  const root = process.getuid?.() === 0
  const setting = root ? { uid: nobody } : {}

  /** A tree that everybody may read, and of which some folders nobody may change. */
  function locked(...folders: string[]): string {
    const cwd = tree({ 'raw/a.txt': toText('a'), 'raw/b.txt': toText('b') })
    chmodSync(cwd, 0o755)
    for (const folder of folders) {
      mkdirSync(path.join(cwd, folder), { recursive: true })
      chmodSync(path.join(cwd, folder), 0o555)
    }
    return cwd
  }

  test('is told of each output, with what to do once', async () => {
    const cwd = locked('clean')
    const told = await naskh(cwd, ['raw', '-o', 'clean'], setting)
    // Which lines the model is least sure of, and whether of the whole text, is its own affair.
    expect({ ...told, stderr: told.stderr.replace(/\(lines? [\d, ]+\)/g, '(line 1)').replace(/^.*\(roles-unsure\)\n(?:  .*\n)?/gm, '') }).toEqual({
      exit: 3, stdout: '',
      stderr: `raw/a.txt: error the output a.md could not be written: permission denied (output-unwritable)\n  ${messageTable['output-unwritable'].advice}\nraw/b.txt: error the output b.md could not be written: permission denied (output-unwritable)\nclean: 0 written, 0 unchanged, 2 failed\n${leastSure('raw/a.txt', 'raw/b.txt')}`,
    })
    expect(count(path.join(cwd, 'clean'))).toBe(0)
    chmodSync(path.join(cwd, 'clean'), 0o755)
  })

  test('in a part fails that part', async () => {
    const cwd = locked('clean')
    mkdirSync(path.join(cwd, 'raw/x'))
    writeFileSync(path.join(cwd, 'raw/x/c.txt'), toText('c'))
    chmodSync(path.join(cwd, 'clean'), 0o777)
    mkdirSync(path.join(cwd, 'clean/x'), { mode: 0o555 })
    const { exit, stderr } = await naskh(cwd, ['raw', '-o', 'clean'], setting)
    expect({ exit, failed: [...stderr.matchAll(/^(\S+): error/gm)].map(([, name]) => name) }).toEqual({ exit: 3, failed: ['raw/x/c.txt'] })
    expect(Object.keys(readTree(path.join(cwd, 'clean')))).toEqual(['a.md', 'b.md', manifestName])
    chmodSync(path.join(cwd, 'clean/x'), 0o755)
  })

  test('is no hindrance when nothing is to be written', async () => {
    const cwd = locked()
    await naskh(cwd, ['raw', '-o', 'clean', '-q'])
    chmodSync(path.join(cwd, 'clean'), 0o555)
    for (const args of [[], ['--check'], ['--diff']]) expect(await naskh(cwd, ['raw', '-o', 'clean', ...args], setting)).toMatchObject(done)
    chmodSync(path.join(cwd, 'clean'), 0o755)
  })

  test('nor read: a check says so', async () => {
    const cwd = locked()
    await naskh(cwd, ['raw', '-o', 'clean', '-q'])
    chmodSync(path.join(cwd, 'clean/a.md'), 0o000)
    const { exit, stdout, stderr } = await naskh(cwd, ['raw', '-o', 'clean', '--check'], setting)
    expect({ exit, stdout }).toEqual({ exit: 3, stdout: 'stale clean/a.md: the output a.md could not be read: permission denied\n' })
    expect(stderr).toContain('could not be read')
  })

  const leastSure = (...names: string[]) => `least sure: ${names.map((name) => `${name} (line 1)`).join('; ')}. \`naskh explain <file>\` says why\n`
})

describe('--check', () => {
  const states = async () => {
    const cwd = tree({ ...many(20), 'raw/gone.txt': toText('gone') })
    await naskh(cwd, ['raw', '-o', 'clean', '-q', '--boilerplate', 'sidecar'])
    writeFileSync(path.join(cwd, 'raw/1/1.txt'), toText('another'))
    writeFileSync(path.join(cwd, 'raw/new.txt'), toText('new'))
    writeFileSync(path.join(cwd, 'clean/2/2.md'), 'mine\n')
    rmSync(path.join(cwd, 'raw/gone.txt'))
    rmSync(path.join(cwd, 'clean/3/3.md'))
    writeFileSync(path.join(cwd, 'clean/.naskh-01234567'), 'left by a killed run')
    return cwd
  }

  test('says why each output differs, one a line', async () => {
    const { exit, stdout } = await naskh(await states(), ['raw', '-o', 'clean', '--check', '--boilerplate', 'sidecar'])
    expect({ exit, lines: stdout.trimEnd().split('\n') }).toEqual({
      exit: 1,
      lines: [
        'stale clean/1/1.md: since it was written, its input changed', 'stale clean/1/1.naskh.json: since it was written, its input changed',
        'edited clean/2/2.md: it was edited since it was written', 'missing clean/3/3.md: it was deleted since it was written',
        'missing clean/new.md: it was never written', 'missing clean/new.naskh.json: it was never written',
        'orphaned clean/gone.md: its input ../raw/gone.txt no longer exists', 'orphaned clean/gone.naskh.json: its input ../raw/gone.txt no longer exists',
      ],
    })
  })

  test('names other options, other pins and another version as reasons', async () => {
    const cwd = tree({ 'raw/a.txt': toText('a') })
    await naskh(cwd, ['raw', '-o', 'clean', '-q'])
    const reason = async (args: readonly string[] = []) => (await naskh(cwd, ['raw', '-o', 'clean', '--check', ...args])).stdout
    expect(await reason(['--flavor', 'none'])).toBe('stale clean/a.md: since it was written, the options changed\n')
    await naskh(cwd, ['explain', 'raw/a.txt', '--pin', '1=kicker'])
    expect(await reason()).toBe('stale clean/a.md: since it was written, its pinned roles changed\n')
    rmSync(path.join(cwd, 'raw/a.roles.json'))
    const manifest = path.join(cwd, 'clean', manifestName)
    writeFileSync(path.join(cwd, 'clean/a.md'), 'as an older version wrote it\n')
    writeFileSync(manifest, readFileSync(manifest, 'utf8').replace(/"sha256":"\w+"/, '"sha256":"78abce0f2d2d4d5c2e4e1c9ff6ec9c7a4e0e1e0c3f6f5f0bb5d7a5a7b0e0f0aa"'))
    expect(await reason()).toBe('edited clean/a.md: it was edited since it was written\n')
    const { createHash } = await import('node:crypto')
    writeFileSync(manifest, readFileSync(manifest, 'utf8').replace(/"sha256":"\w+"/, `"sha256":"${createHash('sha256').update('as an older version wrote it\n').digest('hex')}"`))
    expect(await reason()).toBe('stale clean/a.md: this version of naskh writes it in another way\n')
  })

  test.each([[[]], [['--diff']], [['--force']], [['--prune']], [['--diff', '--prune', '--force']], [['-j', '4', '--report', 'sarif']], [['-t', 'json']]])('writes nothing with %j', async (args) => {
    const cwd = await states()
    const before = stampAll(cwd)
    expect(await naskh(cwd, ['raw', '-o', 'clean', '--check', ...args])).toMatchObject({ exit: 1 })
    expect(stampAll(cwd)).toEqual(before)
  })

  test('nor does --diff, into a folder that is not there', async () => {
    const cwd = tree({ 'raw/a.txt': toText('a') })
    const before = stampAll(cwd)
    for (const args of [['--check'], ['--diff'], ['--check', '--diff']]) await naskh(cwd, ['raw', '-o', 'new/clean', ...args])
    expect(stampAll(cwd)).toEqual(before)
  })

  test('is clean after a run, with any number of threads', async () => {
    const cwd = tree(many(900, 1)) // so many that threads are started, and get some of them
    expect(await naskh(cwd, ['raw', '-o', 'clean', '-q', '-j', '3'])).toMatchObject(done)
    for (const jobs of ['1', '8']) await clean(cwd, ['-j', jobs])
  })

  test('is clean after a run, from any folder, in any place', async () => {
    const cwd = tree(many(20))
    expect(await naskh(cwd, ['raw', '-o', 'clean', '-q'])).toMatchObject(done)
    expect(await naskh(path.join(cwd, 'raw/1'), ['..', '-o', '../../clean', '--check'])).toMatchObject(done)
    expect(await naskh('/', [path.join(cwd, 'raw'), '-o', path.join(cwd, 'clean'), '--check'])).toMatchObject(done)
    expect(await naskh(cwd, ['raw', '-o', 'clean', '--check'], { env: { TZ: 'Asia/Tehran', LC_ALL: 'tr_TR.UTF-8', LANG: 'ar_EG.UTF-8' } })).toMatchObject(done)
    renameSync(path.join(cwd, 'clean'), path.join(cwd, 'moved'))
    expect(await naskh(cwd, ['raw', '-o', 'moved', '--check'])).toMatchObject(done)
  })
})

describe('what is there already', () => {
  test('is not touched unless it changes', async () => {
    const cwd = tree({ ...many(30), 'clean/notes.md': 'mine' })
    await naskh(cwd, ['raw', '-o', 'clean', '-q'])
    const stamps = () => new Map(stampAll(path.join(cwd, 'clean')).map((stamp) => [(stamp as string[])[0]!, stamp]))
    const before = stamps()
    await naskh(cwd, ['raw', '-o', 'clean', '-q'])
    expect(stamps(), 'the manifest neither').toEqual(before)
    writeFileSync(path.join(cwd, 'raw/7/7.txt'), toText('another'))
    await naskh(cwd, ['raw', '-o', 'clean', '-q'])
    expect([...stamps()].filter(([name, stamp]) => JSON.stringify(stamp, toPlain) !== JSON.stringify(before.get(name), toPlain)).map(([name]) => name)).toEqual(['.', '7', '7/7.md', manifestName])
  })

  test('is kept by --prune when its input only moved', async () => {
    const cwd = tree({ ...many(3), 'raw/gone.txt': toText('gone') })
    await naskh(cwd, ['raw', '-o', 'clean', '-q'])
    renameSync(path.join(cwd, 'raw'), path.join(cwd, 'texts'))
    rmSync(path.join(cwd, 'texts/gone.txt'))
    expect(await naskh(cwd, ['texts', '-o', 'clean', '--prune'])).toMatchObject({ ...done, stderr: expect.stringContaining('0 written, 3 unchanged, 1 deleted') })
    expect(Object.keys(readTree(path.join(cwd, 'clean')))).toEqual(['0/0.md', '1/1.md', '2/2.md', manifestName])
    expect(await naskh(cwd, ['texts', '-o', 'clean', '--check'])).toMatchObject(done)
  })

  test.each([[[]], [['--force']], [['--check']], [['--diff']], [['--prune', '--force']]])('is never reached through a link that leads out, with %j', async (args) => {
    const cwd = tree({ 'raw/a.txt': toText('a'), 'raw/x/b.txt': toText('b'), 'raw/c.txt': toText('c'), 'out/keep.md': 'mine', 'clean/a.md': { to: '../out/keep.md' }, 'clean/x': { to: '../out' }, 'clean/c.md': { to: '../out/new.md' } })
    const before = stampAll(path.join(cwd, 'out'))
    const { exit, stderr } = await naskh(cwd, ['raw', '-o', 'clean', ...args])
    expect({ exit, messages: stderr.match(/\(output-outside\)/g)?.length }).toEqual({ exit: 3, messages: 3 })
    expect(stderr).toContain(messageTable['output-outside'].advice)
    expect(stampAll(path.join(cwd, 'out'))).toEqual(before)
  })

  test('a manifest that is a link that leads out stops the run before it begins', async () => {
    const cwd = tree({ 'raw/a.txt': toText('a'), 'out/m.json': '{}', [`clean/${manifestName}`]: { to: '../out/m.json' } })
    expect(await naskh(cwd, ['raw', '-o', 'clean'])).toMatchObject({ exit: 2, stderr: expect.stringContaining('symbolic link') })
    expect(readTree(path.join(cwd, 'out'))).toEqual({ 'm.json': '{}' })
  })

  const toPlain = (_: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value)
})

describe('names', () => {
  const long = 'ن'.repeat(125) // 250 bytes: with an extension of four as long as names can be
  const longer = 'x'.repeat(251)
  const odd = ['new\nline', 'it\'s "q"', 'خبر عاجل', 'a\u202eb\u2066c', '\u200fنص', long, longer, '-dash', '$(touch pwned)', 'back\\slash', 'a:3', ' blank', '#1%', '%0A', 'tab\t', 'CON', '__proto__', 'e\u0301', 'a\u001b[31m']
  const files = Object.fromEntries(odd.map((name) => [`raw/${name}.txt`, toText('x')]))

  test('of any kind are kept, found again, and never disturb a terminal', async () => {
    const cwd = tree(files)
    const written = await naskh(cwd, ['raw', '-o', 'clean', '-v'])
    expect(written).toMatchObject(done)
    expect(Object.keys(readTree(path.join(cwd, 'clean'))).sort()).toEqual([...odd.map((name) => `${name}.md`), manifestName].sort())
    await clean(cwd)
    const checked = await naskh(cwd, ['raw', '-o', 'clean', '--check', '--diff', '--flavor', 'none', '--no-color'])
    for (const text of [written.stderr, checked.stdout, checked.stderr]) expect(text).not.toMatch(/[\0-\t\v-\x1f\u200e\u200f\u202a-\u202e\u2066-\u2069]/)
    expect(checked.stdout.split('\n').filter((line) => line.startsWith('stale '))).toHaveLength(odd.length)
    for (const format of ['json', 'sarif']) {
      const report = JSON.parse((await naskh(cwd, ['raw', '-o', 'clean', '--check', '--report', format, '--flavor', 'none'])).stderr) as { outputs?: { name: string }[] }
      if (report.outputs) expect(report.outputs.map(({ name }) => name).sort()).toEqual(odd.map((name) => `clean/${name}.md`).sort())
    }
    expect(await naskh(cwd, ['raw', '-o', 'clean', '-q', '--prune'])).toMatchObject(done)
    for (const name of odd) rmSync(path.join(cwd, 'raw', `${name}.txt`))
    writeFileSync(path.join(cwd, 'raw/last.txt'), toText('last'))
    expect(await naskh(cwd, ['raw', '-o', 'clean', '-q', '--prune'])).toMatchObject(done)
    expect(Object.keys(readTree(path.join(cwd, 'clean')))).toEqual(['last.md', manifestName])
  })

  test('that would be too long for a sidecar, a record or a pin file are messages, and the rest is written', async () => {
    const cwd = tree({ [`raw/${longer}.txt`]: toText('x'), 'raw/a.txt': toText('a') })
    const sidecar = await naskh(cwd, ['raw', '-o', 'clean', '--boilerplate', 'sidecar'])
    expect(sidecar).toMatchObject({ exit: 3, stderr: expect.stringMatching(/x\.naskh\.json could not be .*: the name is too long \(output-unwritable\)\n {2}Check the disk, the permissions and the length of the name\.\n/) })
    expect(Object.keys(readTree(path.join(cwd, 'clean')))).toEqual(['a.md', 'a.naskh.json', manifestName, `${longer}.md`])
    expect(await naskh(cwd, ['raw', '-o', 'json', '-t', 'json'])).toMatchObject({ exit: 3, stderr: expect.stringContaining('the name is too long') })
    expect(await naskh(cwd, ['explain', `raw/${longer}.txt`, '--pin', '1=kicker'])).toMatchObject({ exit: 3, stderr: expect.stringContaining('the name is too long') })
    expect(readdirSync(path.join(cwd, 'raw'))).toHaveLength(2)
  })

  test('that differ in case alone are refused before anything is written', async () => {
    const cwd = tree({ 'raw/A.txt': toText('A'), 'raw/a.txt': toText('a') })
    if (readdirSync(path.join(cwd, 'raw')).length < 2) return // a disk that does not tell them apart
    expect(await naskh(cwd, ['raw', '-o', 'clean'])).toEqual({ exit: 2, stdout: '', stderr: 'naskh: error raw/A.txt and raw/a.txt have the same output, a.md; rename one, or write them to different folders\n' })
    expect(count(path.join(cwd, 'clean'))).toBe(0)
    const folders = tree({ 'raw/B/a.txt': toText('A'), 'raw/b/a.txt': toText('a') })
    expect(await naskh(folders, ['raw', '-o', 'clean'])).toMatchObject({ exit: 2, stderr: expect.stringContaining('raw/B/a.txt and raw/b/a.txt have the same output') })
  })

  test('of links that lead in circles or nowhere fail alone', async () => {
    const cwd = tree({ 'raw/a.txt': toText('a') })
    symlinkSync('loop.txt', path.join(cwd, 'raw/loop.txt'))
    symlinkSync('nothing', path.join(cwd, 'raw/lost.txt'))
    const { exit, stderr } = await naskh(cwd, ['raw', '-o', 'clean'])
    expect({ exit, names: [...stderr.matchAll(/^(\S+): error/gm)].map(([, name]) => name) }).toEqual({ exit: 3, names: ['raw/loop.txt', 'raw/lost.txt'] })
    expect(statSync(path.join(cwd, 'clean/a.md')).isFile()).toBe(true)
  })
})
