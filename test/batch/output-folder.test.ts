import { chmodSync, lstatSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { openOutputFolder, readOutput, removeOutput, writeOutput, type OutputFolder, type Place } from '../../src/batch/output-folder.ts'
import { settleOutput } from '../../src/batch/settle-output.ts'
import { toSha256 } from '../../src/batch/to-sha256.ts'
import { makeTree, readTree } from './tree.ts'

const roots: string[] = []
afterEach(() => roots.splice(0).forEach((root) => rmSync(root, { recursive: true, force: true })))

function open(files: Parameters<typeof makeTree>[0]): { root: string; folder: OutputFolder } {
  const root = makeTree(files)
  roots.push(root)
  return { root, folder: openOutputFolder(path.join(root, 'out')) as OutputFolder }
}

function write(folder: OutputFolder, output: string, text = 'new') {
  const present = readOutput(folder, output)
  return 'problem' in present ? present.problem : writeOutput(output, present, text)
}

test('writes into folders that do not exist yet, keeps odd names and modes, leaves no temporary file', () => {
  const { root, folder } = open({ 'out/a.md': 'old' })
  chmodSync(path.join(root, 'out/a.md'), 0o600)
  const long = `${'ن'.repeat(126)}.md` // 255 bytes, as long as names can be
  for (const output of ['a.md', 'x/y/b.md', long, 'a\nb\u202e.md', ' .md']) expect(write(folder, output)).toBeUndefined()
  expect(Object.keys(readTree(root)).sort()).toEqual(['out/ .md', 'out/a\nb\u202e.md', 'out/a.md', 'out/x/y/b.md', `out/${long}`].sort())
  expect(new Set(Object.values(readTree(root)))).toEqual(new Set(['new']))
  expect(statSync(path.join(root, 'out/a.md')).mode & 0o777).toBe(0o600)
})

test('a name that is too long, or a folder in the way, is a message and leaves nothing behind', () => {
  const { root, folder } = open({ 'out/d.md/x': '', 'out/f': '' })
  expect(write(folder, `${'a'.repeat(300)}.md`)).toMatchObject({ ruleId: 'output-unwritable', reason: expect.stringContaining('too long') })
  expect(write(folder, 'd.md')).toMatchObject({ ruleId: 'output-unwritable', reason: expect.stringContaining('a folder') })
  expect(write(folder, 'f/a.md')).toMatchObject({ ruleId: 'output-unwritable', reason: expect.stringContaining('not a folder') })
  expect(Object.keys(readTree(root))).toEqual(['out/d.md/x', 'out/f'])
})

test('never reads, writes or makes folders behind a link that leaves the output folder', () => {
  const { root, folder } = open({
    'secret/a.md': 'mine', 'out/a.md': { to: '../secret/a.md' }, 'out/sub': { to: '../secret' }, 'out/gone.md': { to: '../secret/gone.md' }, 'out/lost': { to: '../nowhere' },
  })
  for (const output of ['a.md', 'sub/a.md', 'sub/new.md', 'sub/x/new.md', 'gone.md', 'lost/a.md']) {
    expect(write(folder, output), output).toMatchObject({ ruleId: 'output-outside' })
  }
  expect(readTree(root)).toEqual({ 'secret/a.md': 'mine' })
})

test('follows links that stay inside, and an output folder that is a link itself', () => {
  const { root, folder } = open({ 'real/x/a.md': 'old', 'real/b.md': { to: 'x/a.md' }, 'real/y': { to: 'x' }, out: { to: 'real' } })
  expect(write(folder, 'b.md', 'one')).toBeUndefined()
  expect(write(folder, 'y/c.md', 'two')).toBeUndefined()
  expect(lstatSync(path.join(root, 'real/b.md')).isSymbolicLink()).toBe(true)
  expect(readTree(root)).toEqual({ 'real/x/a.md': 'one', 'real/x/c.md': 'two' })
})

test('an output folder that is a file or a link to nothing cannot be used', () => {
  const root = makeTree({ file: '', link: { to: 'nowhere' } })
  roots.push(root)
  expect(openOutputFolder(path.join(root, 'file'))).toEqual({ problem: 'it is not a folder' })
  expect(openOutputFolder(path.join(root, 'file/below'))).toHaveProperty('problem')
  expect(openOutputFolder(path.join(root, 'link'))).toEqual({ problem: 'a symbolic link to nothing' })
})

test('deletes an output and the folders it leaves empty, but not the output folder', () => {
  const { root, folder } = open({ 'out/x/y/a.md': '', 'out/x/b.md': '' })
  const remove = (output: string) => removeOutput(folder, output, readOutput(folder, output) as Place)
  expect(remove('x/y/a.md')).toBeUndefined()
  expect(Object.keys(readTree(root))).toEqual(['out/x/b.md'])
  expect(remove('x/b.md')).toBeUndefined()
  expect(lstatSync(path.join(root, 'out')).isDirectory()).toBe(true)
})

test.each([
  // what is there, what the manifest says was written, options, state, changed, left on the disk
  [undefined, undefined, {}, 'missing', true, 'new'],
  ['new', undefined, {}, 'current', false, 'new'],
  ['new', 'other', {}, 'current', false, 'new'],
  ['old', 'old', {}, 'stale', true, 'new'],
  ['mine', 'old', {}, 'edited', false, 'mine'],
  ['mine', undefined, {}, 'edited', false, 'mine'],
  ['mine', undefined, { force: true }, 'edited', true, 'new'],
  ['old', 'old', { check: true }, 'stale', false, 'old'],
  ['mine', 'old', { check: true, force: true }, 'edited', false, 'mine'],
  [undefined, 'old', { diff: true }, 'missing', false, undefined],
] as const)('%j on the disk, %j recorded, %j: %s', (present, recorded, conduct, state, changed, left) => {
  const { root, folder } = open(present === undefined ? {} : { 'out/a.md': present })
  const manifest = new Map(recorded === undefined ? [] : [['a.md', { input: '-', sha256: toSha256(Buffer.from(recorded)) }]])
  const settled = settleOutput(folder, manifest, 'a.md', 'new', conduct)
  expect(settled).toMatchObject({ state, changed })
  expect(settled.problem?.ruleId).toBe(state === 'edited' && Object.keys(conduct).length === 0 ? 'output-edited' : undefined)
  expect(settled.sha256 === undefined).toBe(!(changed || state === 'current'))
  expect(readTree(root)).toEqual(left === undefined ? {} : { 'out/a.md': left })
})
