import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareCodePoints } from '../../src/batch/compare-code-points.ts'
import { formatManifest, parseManifest, type Manifest, type ManifestEntry } from '../../src/batch/manifest.ts'

const toManifestText = (manifest: Manifest) => [...formatManifest(manifest)].join('')

test('a manifest is the same whatever the order it was filled in, one entry a line', () => {
  const a: [string, ManifestEntry] = ['x/b.md', { input: '../in/x/b.txt', sha256: '2' }]
  const b: [string, ManifestEntry] = ['a.md', { sha256: '1', options: 'o', input: '-', inputSha256: 'i' }]
  expect(toManifestText(new Map([a, b]))).toBe(toManifestText(new Map([b, a])))
  expect(toManifestText(new Map([a, b]))).toBe(
    '{\n  "schema": 1,\n  "outputs": {\n    "a.md": {"input":"-","inputSha256":"i","options":"o","sha256":"1"},\n    "x/b.md": {"input":"../in/x/b.txt","sha256":"2"}\n  }\n}\n',
  )
  expect(parseManifest(toManifestText(new Map([a, b])))).toEqual({ manifest: new Map([a, b]) })
  expect(parseManifest(toManifestText(new Map()))).toEqual({ manifest: new Map() })
})

test.each([
  ['<<<<<<< HEAD', 'is not JSON'], ['[]', 'is of another version'], ['null', 'is of another version'], ['{"schema": 2}', 'is of another version'],
  ...['../a.md', '/etc/passwd', 'a/../../b.md', 'a//b', './a.md', 'a/..', ''].map((output) => [JSON.stringify({ schema: 1, outputs: { [output]: { input: 'x', sha256: 'y' } } }), 'has a broken entry']),
  ['{"schema": 1, "outputs": {"a.md": null}}', 'has a broken entry "a.md"'],
])('%s is refused', (text, problem) => {
  expect(parseManifest(text!)).toEqual({ problem: expect.stringContaining(problem!) })
})

test.each(['a:3.md', 'C:\\a.md', '\\\\host\\a', '..\\a', 'a\\b.md', ' .md', 'a\nb.md', '__proto__'])('%j is a name where the slash alone parts folders', (output) => {
  const manifest = new Map([[output, { input: 'x', sha256: 'y' }]])
  expect(parseManifest(toManifestText(manifest), false)).toEqual({ manifest })
  const leaves = /^(?:[a-z]:|\\|\.\.\\)/i.test(output)
  expect('problem' in parseManifest(toManifestText(manifest), true)).toBe(leaves)
})

test('code points order strings as UTF-32 would', () => {
  const toPoints = (text: string) => [...text].map((character) => character.codePointAt(0)!)
  const reference = (a: number[], b: number[]) => {
    const index = a.findIndex((point, at) => point !== b[at])
    return index === -1 ? a.length - b.length : index >= b.length ? 1 : a[index]! - b[index]!
  }
  fc.assert(fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
    expect(Math.sign(compareCodePoints(a, b))).toBe(Math.sign(reference(toPoints(a), toPoints(b))))
  }))
})

test('a manifest of many outputs is whole', () => {
  const manifest = new Map(Array.from({ length: 1000 }, (_, at): [string, ManifestEntry] => [`${at}.md`, { input: `${at}.txt`, sha256: String(at) }]))
  expect(parseManifest(toManifestText(manifest))).toEqual({ manifest: new Map([...manifest].sort(([a], [b]) => compareCodePoints(a, b))) })
})
