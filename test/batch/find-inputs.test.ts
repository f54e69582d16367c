import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { findInputs } from '../../src/batch/find-inputs.ts'
import { makeTree } from './tree.ts'

const roots: string[] = []
afterEach(() => roots.splice(0).forEach((root) => rmSync(root, { recursive: true, force: true })))

async function find(files: Parameters<typeof makeTree>[0], paths: string[], options: { outDir?: string; ext?: string[]; ignore?: string[]; cwd?: string } = {}) {
  const root = makeTree(files)
  roots.push(root)
  const found = await findInputs(paths, { ext: ['txt'], ignore: [], ...options }, path.join(root, options.cwd ?? ''))
  return { ...found, stems: found.inputs.map(({ stem }) => stem), names: found.inputs.map(({ name }) => name) }
}

test('a file gives its name, a folder the paths below it, a glob those below its fixed prefix', async () => {
  const files = { 'in/a.txt': '', 'in/x/b.txt': '', 'in/x/y/c.v2.txt': '', 'in/x/d.md': '' }
  expect((await find(files, ['in/x/b.txt'])).stems).toEqual(['b'])
  expect(await find(files, ['in/x/d.md'])).toMatchObject({ stems: ['d'], many: false })
  expect(await find(files, ['in'])).toMatchObject({ stems: ['a', 'x/b', 'x/y/c.v2'], names: ['in/a.txt', 'in/x/b.txt', 'in/x/y/c.v2.txt'], many: true })
  expect((await find(files, ['in/x/'])).stems).toEqual(['b', 'y/c.v2'])
  expect(await find(files, ['in/x/**/*.{txt,md}'])).toMatchObject({ stems: ['b', 'd', 'y/c.v2'], many: true })
  expect((await find(files, ['*/*.txt'])).names).toEqual(['in/a.txt'])
  expect((await find(files, ['.'], { cwd: 'in' })).names).toEqual(['a.txt', 'x/b.txt', 'x/y/c.v2.txt'])
  expect((await find(files, ['../in/x'], { cwd: 'in' })).names).toEqual(['../in/x/b.txt', '../in/x/y/c.v2.txt'])
})

test('the files of a folder come by code point, whatever the order on the disk', async () => {
  const names = ['😀', 'ａ', 'Z', 'a', 'ب', 'é', 'a b', '10', '9', 'e\u0301']
  const { stems } = await find(Object.fromEntries(names.map((name) => [`in/${name}.txt`, ''])), ['in'])
  expect(stems).toEqual(['10', '9', 'Z', 'a b', 'a', 'e\u0301', 'é', 'ب', 'ａ', '😀'])
})

test('extensions are compared without case, and gz is left out with them', async () => {
  const files = { 'in/A.TXT': '', 'in/b.text': '', 'in/c.txt.gz': '', 'in/d.roles.json': '', 'in/e.json': '' }
  expect((await find(files, ['in'])).stems).toEqual(['A'])
  expect((await find(files, ['in'], { ext: ['.txt', 'text', 'txt.gz'] })).stems).toEqual(['A', 'b', 'c'])
  expect((await find(files, ['in'], { ext: ['json'] })).stems).toEqual(['e'])
})

test('the output folder is left out of a search, and cannot be the folder searched', async () => {
  const files = { 'in/a.txt': '', 'in/out/b.txt': '', 'in/x/out/c.txt': '' }
  expect((await find(files, ['in'], { outDir: 'in/out' })).stems).toEqual(['a', 'x/out/c'])
  expect((await find(files, ['in/**/*.txt'], { outDir: 'in/out' })).stems).toEqual(['a', 'x/out/c'])
  for (const outDir of ['in', './in/', 'in/x/..']) {
    expect((await find(files, ['in'], { outDir })).problems).toEqual([expect.stringContaining('the output folder is the input folder')])
  }
  expect((await find({ ...files, link: { to: 'in' } }, ['in'], { outDir: 'link' })).problems).toHaveLength(1)
})

test('.gitignore and .naskhignore hold below their folder, inner ones win, --ignore always holds', async () => {
  const files = {
    'in/.gitignore': '*.tmp.txt\nprivate/\n/top.txt\n', 'in/.naskhignore': '!keep.tmp.txt\n',
    'in/a.txt': '', 'in/b.tmp.txt': '', 'in/keep.tmp.txt': '', 'in/top.txt': '', 'in/private/c.txt': '',
    'in/x/top.txt': '', 'in/x/.gitignore': '!b.tmp.txt', 'in/x/b.tmp.txt': '', 'in/A.TMP.txt': '',
  }
  const found = await find(files, ['in'])
  expect(found.stems).toEqual(['A.TMP', 'a', 'keep.tmp', 'x/b.tmp', 'x/top'])
  expect(found.left.map(({ name }) => name)).toEqual(['in/b.tmp.txt', 'in/private', 'in/top.txt'])
  expect((await find(files, ['in'], { ignore: ['b.tmp.txt', 'in/a.txt', 'top.txt'] })).stems).toEqual(['A.TMP', 'keep.tmp'])
  expect((await find(files, ['in/b.tmp.txt'])).stems, 'a file that is named is always taken').toEqual(['b.tmp'])
})

test('patterns above a folder hold up to the repository, unless they leave out the folder itself', async () => {
  const files = { '.gitignore': '/texts/\n*.old.txt\n', '.git/HEAD': '', 'in/a.txt': '', 'in/b.old.txt': '', 'texts/a.txt': '', 'texts/b.old.txt': '' }
  expect((await find(files, ['in'])).stems).toEqual(['a'])
  expect((await find(files, ['.'], { cwd: 'in' })).stems).toEqual(['a'])
  expect((await find(files, ['texts'])).stems).toEqual(['a', 'b.old'])
  expect((await find(files, ['.'])).stems).toEqual(['in/a'])
})

test('hidden files and packages are not looked at', async () => {
  const files = { 'in/.a.txt': '', 'in/._b.txt': '', 'in/.git/c.txt': '', 'in/node_modules/d.txt': '', 'in/e.txt': '' }
  expect((await find(files, ['in'])).stems).toEqual(['e'])
})

test('links to files are followed, links to folders are not, links to nothing fail in their place', async () => {
  const found = await find({ 'in/b.txt': '', 'in/a.txt': { to: 'b.txt' }, 'in/again': { to: '..' }, 'in/c.txt': { to: 'nowhere' }, 'in/d.txt': '', 'in/self.txt': { to: 'self.txt' } }, ['in'])
  expect(found.stems).toEqual(['a', 'b', 'c', 'd', 'self'])
  expect(found.inputs.map(({ broken }) => broken)).toEqual([undefined, undefined, 'a symbolic link to nothing', undefined, 'a symbolic link that leads to itself'])
  expect(found.left).toEqual([{ name: 'in/again', reason: 'a link to a folder is not followed' }])
  expect((await find({ 'in/b.txt': '', link: { to: 'in' } }, ['link'])).names, 'a folder that is named is followed').toEqual(['link/b.txt'])
  expect((await find({ a: { to: 'nowhere' } }, ['a'])).inputs).toMatchObject([{ name: 'a', broken: 'a symbolic link to nothing' }])
})

test.each([
  [['missing.txt'], 'missing.txt: no such file or folder; expected a file, a folder, a glob in quotes, or - for standard input'],
  [['in/missing/'], 'in/missing/: no such file or folder; expected a file, a folder, a glob in quotes, or - for standard input'],
  [['in/a.md/b'], 'in/a.md/b: no such file or folder; expected a file, a folder, a glob in quotes, or - for standard input'],
  [['in'], 'in: no *.txt file in it; name other endings with --ext'],
  [['in/*.txt'], 'in/*.txt: no file matches; check the pattern'],
  [['none/*.txt'], 'none/*.txt: no file matches, there is no folder none; check the pattern'],
  [[''], 'a path is empty; expected a file, a folder, a glob in quotes, or - for standard input'],
])('%j cannot be used', async (paths, problem) => {
  expect((await find({ 'in/a.md': '' }, paths)).problems).toEqual([problem])
})

test('a folder where all is ignored says so', async () => {
  const { problems } = await find({ 'in/a.txt': '', 'in/.gitignore': '*' }, ['in'])
  expect(problems).toEqual(['in: no *.txt file in it that is not left out (1 is; -v lists them)'])
})

test('an input named twice is one; a name with signs of a glob is a file where it exists', async () => {
  const files = { 'in/a.txt': '', 'in/[b].txt': '', 'in/b.txt': '' }
  expect((await find(files, ['in/a.txt', './in/a.txt', 'in/x/../a.txt'])).stems).toEqual(['a'])
  expect((await find(files, ['in/[b].txt'])).names).toEqual(['in/[b].txt'])
  expect((await find(files, ['in', 'in/a.txt'])).stems).toEqual(['[b]', 'a', 'b'])
})

test('names that are no valid UTF-8 fail with a reason instead of vanishing', async () => {
  if (process.platform !== 'linux') return
  const root = makeTree({ 'in/a.txt': '' })
  roots.push(root)
  execFileSync('sh', ['-c', `printf x > "$(printf 'in/\\377.txt')"`], { cwd: root })
  const { inputs } = await findInputs(['in'], { ext: ['txt'], ignore: [] }, root)
  expect(inputs.map(({ stem }) => stem)).toEqual(['a', '\ufffd'])
})
