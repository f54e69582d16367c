import { readFileSync, rmSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { formatColumns } from '../../src/cli/format-columns.ts'
import { run } from '../../src/cli/run.ts'
import { makeTree } from '../batch/tree.ts'

const labels = (lines: (string | null)[], more = {}) => JSON.stringify({ lines, lang: 'en', ...more })
const text = ['Harbour bridge closes for repairs', '', 'The city closed the harbour bridge on Monday, and engineers said that the work would take about three weeks.', '', 'Read also', 'Copyright 2024. All rights reserved.'].join('\n')
const lines = ['headline', null, 'paragraph', null, 'related', 'legal']
const page = (name: string, outlet: string) => ({ [`${name}.txt`]: text, [`${name}.json`]: labels(lines, { outlet }) })
const outlets = ['alpha', 'bravo', 'charlie', 'delta', 'echo', 'foxtrot']
const under = (folder: string, files: Record<string, string>) => Object.fromEntries(Object.entries(files).map(([name, content]) => [`${folder}/${name}`, content]))
const root = makeTree({
  ...under('rtl', Object.assign({}, ...outlets.map((outlet) => page(outlet, outlet)))),
  ...under('broken', { ...page('good', 'alpha'), 'bad.txt': text, 'bad.json': labels(['headline']) }),
  'apart/one.txt': text, 'labels/one.json': labels(lines), 'none/one.txt': text, 'no-model.json': '{"splits": 1}', 'no.json': 'no',
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

async function call(...argv: string[]) {
  const said = { stdout: '', stderr: '' }
  const code = await run(['evaluate', ...argv], {
    stdin: (async function* () {})(),
    stdout: { write: (part, done) => ((said.stdout += part), done?.()) },
    stderr: { write: (part, done) => ((said.stderr += part), done?.()) },
    env: {}, cwd: root, version: () => '1.2.3',
  })
  return { code, ...said }
}

test('writes tables for people to standard output', async () => {
  const { code, stdout, stderr } = await call('rtl')
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toMatch(/^6 documents, 24 lines, 6 sites\n/)
  expect(stdout).toMatch(/^By role$/m)
  expect(stdout).toMatch(/^ +paragraph +6 /m)
})

test('writes JSON that a later run is compared with', async () => {
  const { code, stdout } = await call('rtl', '--json')
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({ schema: 1, total: { documents: 6, lines: 24 }, documents: outlets.map((site) => ({ name: `rtl/${site}.txt`, site })) })
  const other = makeTree({ 'before.json': stdout })
  const compared = JSON.parse((await call('rtl', '--json', '--against', `${other}/before.json`)).stdout) as { comparison: { documents: number; differences: { difference: number }[] } }
  rmSync(other, { recursive: true })
  expect(compared.comparison.documents).toBe(6)
  expect(compared.comparison.differences.map(({ difference }) => difference)).toEqual(compared.comparison.differences.map(() => 0))
})

test('takes another model, and compares with one', async () => {
  const trained = `${root}/small.json`
  expect(await run(['train', 'rtl', '-o', trained, '--rounds', '1', '-q'], { stdin: (async function* () {})(), stdout: { write: (_, done) => done?.() }, stderr: { write: () => true }, env: {}, cwd: root, version: () => '' })).toBe(0)
  expect(JSON.parse(readFileSync(trained, 'utf8'))).toHaveProperty('splits')
  const { code, stdout } = await call('rtl', '--against', 'small.json')
  expect(code).toBe(0)
  expect(stdout).toContain('paired bootstrap over 6 documents')
  expect((await call('rtl', '--model', 'small.json')).code).toBe(0)
})

test('cross-validates, with perturbed copies', async () => {
  const { code, stdout, stderr } = await call('rtl', '--folds', '2', '--rounds', '1', '--perturb')
  expect(code).toBe(0)
  expect(stderr).toContain('fold 2 of 2')
  expect(stdout).toMatch(/^6 documents.*cross-validated in 2 folds by site\n/)
  expect(stdout).toMatch(/^ +wrapped +6 /m)
}, 120_000)

test('finds the label files in another folder', async () => {
  expect((await call('apart', '--gold', 'labels')).stdout).toMatch(/^1 document, 4 lines, 1 site\n/)
})

test('goes on without a document that does not fit its labels, and exits 3', async () => {
  const { code, stdout, stderr } = await call('broken')
  expect(code).toBe(3)
  expect(stderr).toContain('bad.txt')
  expect(stdout).toMatch(/^1 document,/)
})

test.each([
  ['no folder', [], /dir/], ['a folder that is not there', ['nowhere'], /nowhere/], ['a file for a folder', ['no.json'], /no\.json/],
  ['a folder without labels', ['none'], /no labelled document/], ['labels that are not there', ['rtl', '--gold', 'nowhere'], /nowhere/],
  ['a model that is not there', ['rtl', '--model', 'nowhere'], /nowhere/], ['a model that is not JSON', ['rtl', '--model', 'no.json'], /expected JSON/],
  ['a model that does not fit', ['rtl', '--model', 'no-model.json'], /train it again/], ['neither model nor report', ['rtl', '--against', 'rtl/alpha.json'], /expected a model or a saved report/],
  ['one fold', ['rtl', '--folds', '1'], /at least 2/], ['folds and a model', ['rtl', '--folds', '2', '--model', 'x'], /leave --model out/],
  ['folds of one site', ['apart', '--gold', 'labels', '--folds', '2'], /more sites/], ['rounds without folds', ['rtl', '--rounds', '2'], /--folds/],
  ['nothing to perturb', ['broken', '--perturb'], /named rtl/], ['an unknown option', ['rtl', '--nope'], /nope/],
])('%s is a usage error', async (_, argv, reason) => {
  const { code, stdout, stderr } = await call(...argv)
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toMatch(reason)
})

test('tables align numbers to the right, and names cannot disturb them', () => {
  expect(formatColumns([['', 'lines', 'of'], ['a\u001b[31m', '5', 'x'], ['b', '1234567', 'yz']])).toEqual([
    '             lines  of',
    '  a\\e[31m        5  x',
    '  b        1234567  yz',
  ])
  expect(formatColumns([['x'.repeat(100)]])[0]!.length).toBeLessThan(60)
})
