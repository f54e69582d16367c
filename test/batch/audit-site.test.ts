import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { afterEach, expect, it } from 'vitest'
import type { DocumentRow } from '../../src/audit/document-row.ts'
import { assetNames } from '../../src/audit/render-shell.ts'
import { settleSite, siteOutputs } from '../../src/batch/audit-site.ts'
import { openOutputFolder, type OutputFolder } from '../../src/batch/output-folder.ts'
import { checkPlan, planOutputs } from '../../src/batch/plan-outputs.ts'
import { makeTree } from './tree.ts'

const root = makeTree({})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const assets = { style: 'p{}', script: '0' }
const plans = planOutputs(['a', 'x/b', 'c'].map((stem) => ({ name: `raw/${stem}.txt`, file: `/raw/${stem}.txt`, stem, from: 'text' })), { to: 'html', boilerplate: 'drop' })
const row = (stem: string, title: string): [string, DocumentRow] => [`raw/${stem}.txt`, { name: `raw/${stem}.txt`, page: `${stem}.html`, title, roles: { headline: 1 }, messages: [] }]
const target = () => ({ folder: openOutputFolder(root) as OutputFolder, manifest: new Map() })
const index = () => readFileSync(path.join(root, 'index.html'), 'utf8')

it('a run on a part of the documents leaves the others in the index, in their order', () => {
  settleSite({ assets, plans }, target(), new Map([row('a', 'الأول'), row('x/b', 'الثاني'), row('c', 'الثالث')]), {})
  const whole = index()
  settleSite({ assets, plans }, target(), new Map([row('x/b', 'المعدل')]), { force: true })
  expect(index()).toBe(whole.replaceAll('الثاني', 'المعدل'))
})

it('an index that is not one is nothing to take from', () => {
  for (const text of ['', '<p>', '<script type="application/json" id="audit-data">{</script>']) {
    const results = settleSite({ assets, plans }, target(), new Map([row('a', text)]), { force: true })
    expect(results.map(({ name, settled }) => [name, settled[0]?.changed])).toEqual([['index.html', true], [assetNames.style, text === ''], [assetNames.script, text === '']])
    expect(index()).toContain('<b>1</b> documents')
  }
})

it('writes what documents are labelled by where there is any', () => {
  settleSite({ assets: { ...assets, evidence: { site: '</script>' } }, plans }, target(), new Map([row('a', 'x')]), {})
  expect(readFileSync(path.join(root, assetNames.evidence), 'utf8')).toBe('naskhEvidence={"site":"\\u003c/script>"}\n')
})

it('keeps the names of its own files from inputs', () => {
  const taken = planOutputs([{ name: 'Index.txt', file: '/raw/Index.txt', stem: 'Index', from: 'text' }], { to: 'html', boilerplate: 'drop' })
  expect(checkPlan(taken, '/out', siteOutputs)).toEqual([expect.stringContaining('the index page and Index.txt have the same output')])
  expect(checkPlan(taken, '/out')).toEqual([])
})
