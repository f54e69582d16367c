import { chmodSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { manifestSaver } from '../../src/batch/manifest-file.ts'
import { formatManifest, manifestName, parseManifest, type Manifest, type ManifestEntry } from '../../src/batch/manifest.ts'
import { openOutputFolder, type OutputFolder } from '../../src/batch/output-folder.ts'
import { makeTree, readTree } from './tree.ts'

const roots: string[] = []
afterEach(() => roots.splice(0).forEach((root) => rmSync(root, { recursive: true, force: true })))

const [a, b, c] = ['1', '2', '3'].map((sha256): ManifestEntry => ({ input: '../in.txt', sha256 })) as [ManifestEntry, ManifestEntry, ManifestEntry]
const toText = (manifest: Manifest) => [...formatManifest(manifest)].join('')

function open(entries?: Manifest) {
  const root = makeTree({ 'raw.txt': '', ...(entries && { [manifestName]: toText(entries) }) })
  roots.push(root)
  const file = path.join(root, manifestName)
  const read = () => (parseManifest(readFileSync(file, 'utf8')) as { manifest: Manifest }).manifest
  return { root, file, read, save: manifestSaver(openOutputFolder(root) as OutputFolder) }
}

test('adds to what is there, removes, and leaves neither a lock nor a temporary file', () => {
  const { root, file, read, save } = open(new Map([['a.md', a], ['b.md', b]]))
  chmodSync(file, 0o600)
  expect(save(new Map([['a.md', undefined], ['c.md', c]]))).toBeUndefined()
  expect(read()).toEqual(new Map([['b.md', b], ['c.md', c]]))
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(Object.keys(readTree(root))).toEqual([manifestName, 'raw.txt'])
})

test('writes nothing that is there already, and no manifest of nothing', () => {
  const { root, file, save } = open(new Map([['a.md', a]]))
  const { ino } = statSync(file)
  expect(save(new Map([['a.md', a]]))).toBeUndefined()
  expect(statSync(file).ino).toBe(ino)
  rmSync(file)
  expect(manifestSaver(openOutputFolder(root) as OutputFolder)(new Map())).toBeUndefined()
  expect(Object.keys(readTree(root))).toEqual(['raw.txt'])
})

test.each<[string, Manifest | undefined, Manifest]>([
  ['keeps what another run recorded between two savings', new Map([['a.md', a], ['b.md', b]]), new Map([['a.md', a], ['b.md', b], ['c.md', c]])],
  ['records all again where the manifest was deleted', undefined, new Map([['a.md', a], ['c.md', c]])],
])('%s', (_, theirs, wanted) => {
  const { file, read, save } = open()
  save(new Map([['a.md', a]]))
  if (theirs) writeFileSync(file, toText(theirs))
  else rmSync(file)
  save(new Map([['a.md', a], ['c.md', c]]))
  expect(read()).toEqual(wanted)
})
