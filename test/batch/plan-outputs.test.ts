import { expect, test } from 'vitest'
import type { Input } from '../../src/batch/input.ts'
import { checkPlan, planOutputs } from '../../src/batch/plan-outputs.ts'
import { toStem } from '../../src/config/file-name.ts'

test.each([
  ['a.txt', 'a'], ['a.v2.txt', 'a.v2'], ['a.txt.gz', 'a'], ['a.TXT.GZ', 'a'], ['a.gz', 'a'], ['a', 'a'], ['.txt', '.txt'], ['.gz', '.gz'],
  ['x.y/a', 'x.y/a'], ['x/.a', 'x/.a'], ['خبر.txt', 'خبر'], ['a..txt', 'a.'], ['a b .txt', 'a b '],
])('%s loses its extension: %s', (name, stem) => {
  expect(toStem(name)).toBe(stem)
})

const plan = (names: string[], settings: Partial<Parameters<typeof planOutputs>[1]> = {}) =>
  planOutputs(names.map((name): Input => ({ name, file: `/in/${name}`, stem: toStem(name), from: 'text' })), { to: 'markdown', boilerplate: 'drop', ...settings })

test('names outputs by format', () => {
  expect(plan(['x/a.txt'])).toMatchObject([{ output: 'x/a.md' }])
  expect(plan(['a.txt'], { to: 'labels' })).toMatchObject([{ output: 'a.json' }])
  expect(plan(['a.txt'], { boilerplate: 'sidecar' })).toMatchObject([{ output: 'a.md', sidecar: 'a.naskh.json' }])
})

test.each([
  [['a.txt', 'b.txt', 'x/a.txt'], {}, []],
  [['a.txt', 'a.text'], {}, ['a.txt and a.text have the same output, a.md; rename one, or write them to different folders']],
  [['a.txt', 'A.txt'], {}, [expect.stringContaining('a.txt and A.txt have the same output')]],
  [['\u00e9.txt', 'e\u0301.txt'], {}, [expect.stringContaining('have the same output')]],
  [['a.txt', 'a.naskh.txt'], { to: 'json', boilerplate: 'sidecar' }, [expect.stringContaining('a.txt and a.naskh.txt have the same output, a.naskh.json')]],
  [['naskh-manifest.txt'], { to: 'json' }, ['the manifest and naskh-manifest.txt have the same output, naskh-manifest.json; rename one, or write them to different folders']],
  [['a.txt', 'a.md/b.txt'], {}, ['a.txt and a.md/b.txt need a.md as a file and as a folder; write them to different folders']],
] as const)('%j with %j', (names, settings, problems) => {
  expect(checkPlan(plan([...names], settings), '/out')).toEqual(problems)
})

test('an output is never an input', () => {
  expect(checkPlan(plan(['a.md']), '/in')).toEqual(['the output of a.md would overwrite the input a.md; choose another folder with -o'])
  expect(checkPlan(plan(['a.txt', 'a.md']), '/in')).toHaveLength(3)
  expect(checkPlan(plan(['a.txt']), '/in')).toEqual([])
})
