import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const cacheName = `${process.version}-${process.platform}-${process.arch}`
const article = path.resolve('fixtures/cases/ar-interview/input.txt')
let folder: string
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'naskh-start-'))
  for (const name of readdirSync('dist')) if (/\.js$|^(?:data|cache|package\.json)$/.test(name)) cpSync(path.join('dist', name), path.join(folder, name), { recursive: true })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Converts the article, says which bundles were loaded, and whether V8 took their caches. */
function start(flags: readonly string[] = []) {
  const script = `
    const { loaded, loadBundle } = require(${JSON.stringify(path.join(folder, 'naskh.js'))})
    process.on('exit', () => console.error(JSON.stringify(Object.fromEntries([...loaded].map(([name, { script }]) => [name, script.cachedDataRejected ?? null])))))
    process.argv.splice(1, 0, 'naskh')
    loadBundle('naskh-bin.js')`
  const { status, stdout, stderr } = spawnSync(process.execPath, [...flags, '-e', script, '--', '--no-config', '-q', article], { encoding: 'utf8', env: { PATH: process.env['PATH'] } })
  return { status, stdout, rejected: JSON.parse(stderr) as Record<string, boolean | null> }
}

describe('what V8 compiled when the program was built', () => {
  const cache = () => path.join(folder, 'cache', cacheName, 'naskh-convert-paths.js.cache')

  it('is taken by the Node that it was built with', () => {
    const { status, stdout, rejected } = start()
    expect({ status, rejected: { 'naskh-bin.js': rejected['naskh-bin.js'], 'naskh-convert-paths.js': rejected['naskh-convert-paths.js'] } })
      .toEqual({ status: 0, rejected: { 'naskh-bin.js': false, 'naskh-convert-paths.js': false } })
    expect(stdout).toBe(spawnSync(process.execPath, ['dist/naskh.js', '--no-config', '-q', article], { encoding: 'utf8', env: { PATH: process.env['PATH'] } }).stdout)
    expect(stdout).toMatch(/^---\n/)
  })

  it('is left where it does not fit, and changes nothing', () => {
    const { stdout } = start()
    const whole = readFileSync(cache())
    expect(start(['--no-opt'])).toMatchObject({ status: 0, stdout, rejected: { 'naskh-convert-paths.js': true } })
    const spoiled: readonly (() => void)[] = [
      () => truncateSync(cache(), 1000),
      () => truncateSync(cache(), 0),
      () => writeFileSync(cache(), Buffer.alloc(5000, 7)),
      () => writeFileSync(cache(), Buffer.concat([whole.subarray(0, 4), Buffer.from([whole[4]! ^ 1]), whole.subarray(5)])), // of another version of V8
    ]
    for (const spoil of spoiled) {
      spoil()
      expect(start()).toMatchObject({ status: 0, stdout, rejected: { 'naskh-convert-paths.js': true } })
    }
    rmSync(path.join(folder, 'cache'), { recursive: true })
    expect(start()).toMatchObject({ status: 0, stdout, rejected: { 'naskh-bin.js': null, 'naskh-convert-paths.js': null } })
  })

  it('is left where the program beside it is another', () => {
    cpSync('dist/cache', path.join(folder, 'cache'), { recursive: true })
    const program = path.join(folder, 'naskh-convert-paths.js')
    const before = readFileSync(program)
    writeFileSync(program, Buffer.concat([before, Buffer.from('\n')]))
    expect(start()).toMatchObject({ status: 0, rejected: { 'naskh-bin.js': false, 'naskh-convert-paths.js': true } })
    writeFileSync(program, before)
  })
})

describe('the bundles', () => {
  const bundles = readdirSync('dist').filter((name) => /^naskh-.*\.js$/.test(name))

  it.each(bundles)('%s is in ASCII, as it is read', (name) => expect(readFileSync(path.join('dist', name)).every((byte) => byte < 0x80)).toBe(true))

  it('start without what they may not need', () => {
    const script = `
      process.argv.splice(1, 0, 'naskh')
      process.on('exit', () => console.error(JSON.stringify(process.moduleLoadList)))
      require(${JSON.stringify(path.resolve('dist/naskh.js'))}).loadBundle('naskh-bin.js')`
    const { stderr } = spawnSync(process.execPath, ['-e', script, '--', '--no-config', '-q', article], { encoding: 'utf8', env: { PATH: process.env['PATH'] } })
    const modules = JSON.parse(stderr) as string[]
    expect(modules).toContain('NativeModule vm')
    for (const name of ['crypto', 'child_process', 'worker_threads', 'zlib']) expect(modules).not.toContain(`NativeModule ${name}`)
  })

  it('have what they name', () => {
    const { loadBundle } = createRequire(import.meta.url)(path.resolve('dist/naskh.js')) as { loadBundle: (name: string) => Record<string, unknown> }
    expect(loadBundle('naskh-yaml.js')).toHaveProperty('stringify')
    expect(loadBundle('naskh-franc.js')).toHaveProperty('francAll')
    expect(existsSync('dist/worker.js')).toBe(true)
  })
})
