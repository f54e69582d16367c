import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import * as api from '../src/index.ts'

/** Every value the package exports. A name is added here on purpose; one that goes is a breaking change. */
const exported = [
  'ModelError', 'analyse', 'convert', 'flavorNames', 'isKept', 'isRole', 'listFixes', 'messageTable', 'roleTable', 'roles', 'toLabels',
  'toMarkdown', 'toMdast', 'toRecord',
]

const article = [
  'افتتاح مكتبة عامة في الحي القديم', '',
  'افتتح مجلس البلدة أمس مكتبة عامة في الحي القديم، وقال رئيس المجلس إن القاعة تتسع لمئة قارئ وإن أبوابها تبقى مفتوحة حتى المساء.', '',
  'وأضاف أن الكتب جمعت من تبرعات الأهالي خلال عامين، وأن قسما خاصا بالأطفال سيضاف إليها في الربيع المقبل بعد توسعة المبنى.', '',
].join('\n')

/** Pinned, so that the test holds for any model. */
const pins = ['headline', null, 'paragraph', null, 'paragraph']

describe('the package', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'naskh-api-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('exports what it says', () => {
    expect(Object.keys(api).sort()).toEqual(exported)
  })

  it('works when the built file is imported from elsewhere', () => {
    const built = pathToFileURL(path.resolve('dist/index.mjs')).href
    const script = path.join(folder, 'use.mjs')
    writeFileSync(script, [
      `import * as naskh from ${JSON.stringify(built)}`,
      `const { article, markdown } = naskh.convert(${JSON.stringify(article)}, { pins: ${JSON.stringify(pins)} })`,
      'console.log(JSON.stringify({ names: Object.keys(naskh).sort(), roles: article.lines.map(({ role }) => role), markdown }))',
    ].join('\n'))
    const used = JSON.parse(execFileSync(process.execPath, [script], { cwd: folder, encoding: 'utf8' })) as { names: string[]; roles: string[]; markdown: string }
    expect(used.names).toEqual(exported)
    expect(used.roles).toEqual([...pins, null])
    expect(used.markdown).toMatch(/^---\ntitle: /)
    expect(used.markdown).toContain('\nlang: ar\ndir: rtl\n---\n')
    for (const line of article.split('\n')) expect(used.markdown).toContain(line)
  })
})
