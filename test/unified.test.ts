import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import type { Nodes, Root } from 'mdast'
import { toString } from 'mdast-util-to-string'
import remarkGfm from 'remark-gfm'
import remarkStringify from 'remark-stringify'
import { unified } from 'unified'
import { VFile } from 'vfile'
import { describe, expect, it, test } from 'vitest'
import { convert } from '../src/convert.ts'
import { messageTable } from '../src/messages.ts'
import type { Role } from '../src/roles.ts'
import naskhParse from '../src/unified.ts'
import { hostileText } from './properties/hostile-text.ts'

const article = [
  'أخبار', '', '  افتتاح حديقة على ضفة النهر', '', 'كتب: سامي الحداد', '',
  'افتتحت البلدية حديقة جديدة على ضفة النهر صباح اليوم، وقال رئيس البلدية إن العمل استمر عامين.', '',
  '- مئتا شجرة', '- ملعب للأطفال', '', 'The garden opens every day from eight to six, and entry is free for all visitors.', '', 'اقرأ أيضا: جسر جديد', '',
].join('\n')
const pins: (Role | null)[] = ['section', null, 'headline', null, 'byline', null, 'paragraph', null, 'list-item', 'list-item', null, 'paragraph', null, 'related']

function listNodes(tree: Nodes): Nodes[] {
  return 'children' in tree ? [tree, ...tree.children.flatMap(listNodes)] : [tree]
}

describe('naskhParse', () => {
  const file = new VFile({ value: article })
  const tree = unified().use(naskhParse, { pins, boilerplate: 'append' }).parse(file)

  it('gives every node its place and origin', () => {
    const nodes = listNodes(tree)
    expect(nodes.map(({ type }) => type)).toEqual(expect.arrayContaining(['root', 'yaml', 'heading', 'paragraph', 'list', 'listItem', 'text']))
    for (const node of nodes) {
      expect(node.position, node.type).toBeDefined()
      expect(node.data?.naskh, node.type).toMatchObject({ confidence: expect.any(Number), lines: [expect.any(Number), expect.any(Number)] })
    }
    for (const node of nodes) if (node.type === 'text' && node.data!.naskh!.role !== null) expect(article.slice(node.position!.start.offset, node.position!.end.offset)).toBe(node.value)
  })

  it('places blocks on their lines, without blanks around', () => {
    const heading = tree.children.find(({ type }) => type === 'heading')!
    expect(heading.position).toEqual({ start: { line: 3, column: 3, offset: 9 }, end: { line: 3, column: 29, offset: 35 } })
    expect(heading.data!.naskh).toEqual({ role: 'headline', confidence: 1, lines: [3, 3] })
    const list = tree.children.find(({ type }) => type === 'list')!
    expect([list.position!.start.line, list.position!.end.line]).toEqual([9, 10])
    const [yaml] = tree.children
    expect([yaml!.type, yaml!.data!.naskh!.lines]).toEqual(['yaml', [1, 5]])
    expect(tree.position).toEqual({ start: { line: 1, column: 1, offset: 0 }, end: { line: 15, column: 1, offset: article.length } })
  })

  it('tells the file what it knows', () => {
    expect(file.data.naskh).toMatchObject({ encoding: 'utf-8', language: { tag: 'ar', direction: 'rtl' }, metadata: { title: 'افتتاح حديقة على ضفة النهر', author: ['سامي الحداد'] } })
  })
})

test('a pipeline with other plugins writes the Markdown that the tool writes', async () => {
  const seen: string[] = []
  const collect = () => (tree: Root, file: VFile) => {
    for (const node of tree.children) if (node.type === 'heading') file.message(`heading ${toString(node)}`, { place: node.position!, ruleId: 'heading', source: 'test' })
    seen.push(...tree.children.map(({ data }) => String(data?.naskh?.role)))
  }
  const file = await unified().use(naskhParse, { pins }).use(remarkGfm).use(collect).use(remarkStringify, { bullet: '-', listItemIndent: 'one' }).process(article)
  expect(String(file)).toBe(convert(article, { pins }).markdown)
  expect(seen).toEqual(['null', 'headline', 'paragraph', 'list-item', 'paragraph'])
  expect(file.messages.map(({ ruleId, line }) => [ruleId, line])).toEqual([['heading', 3]])
})

test('options of the plugin are those of the conversion', async () => {
  const bare = await unified().use(naskhParse, { pins, flavor: 'none' }).use(remarkStringify).process(article)
  expect(String(bare)).toMatch(/^# افتتاح/)
})

test('bytes are decoded, and messages go to the file', async () => {
  const bytes = Uint8Array.from([0xc7, 0xe1, 0xda, 0xe4, 0xe6, 0xc7, 0xe4, 0x0a]) // "العنوان" in windows-1256
  const file = new VFile({ value: bytes })
  const tree = unified().use(naskhParse, { encoding: 'windows-1256', pins: ['headline'] }).parse(file)
  expect(toString(tree.children.at(-1)!)).toBe('العنوان')
  expect(file.data.naskh!.encoding).toBe('windows-1256')
  expect(file.messages.length).toBeGreaterThan(0)
  for (const { ruleId, source } of file.messages) expect([source, Object.keys(messageTable)]).toEqual(['naskh', expect.arrayContaining([ruleId])])
})

test.each([['nothing', ''], ['blank lines', '\n \n']])('%s gives an empty tree and a fatal message', (_, value) => {
  const file = new VFile({ value })
  const tree = unified().use(naskhParse).parse(file)
  expect(tree.children).toEqual([])
  expect(tree.position!.start).toEqual({ line: 1, column: 1, offset: 0 })
  expect(file.messages[0]).toMatchObject({ ruleId: 'input-empty', fatal: true })
})

test('whatever the text, all places lie in it and in their parents', () => {
  fc.assert(fc.property(fc.array(fc.oneof(hostileText, fc.constant(''), fc.constant('  \r')), { minLength: 1, maxLength: 12 }).map((lines) => lines.join('\n')), fc.constantFrom('default', 'pandoc', 'none') as fc.Arbitrary<'default'>, (text, flavor) => {
    const tree = unified().use(naskhParse, { flavor, boilerplate: 'append' }).parse(new VFile({ value: text }))
    const visit = (node: Nodes, parent: Nodes): void => {
      const { start, end } = node.position!
      expect(start.offset!).toBeGreaterThanOrEqual(parent.position!.start.offset!)
      expect(end.offset!).toBeLessThanOrEqual(parent.position!.end.offset!)
      expect(start.offset!).toBeLessThanOrEqual(end.offset!)
      expect(text.slice(0, start.offset).split('\n').length).toBe(start.line)
      if ('children' in node) for (const child of node.children) visit(child, node)
    }
    visit(tree, tree)
  }), { numRuns: 100 })
})

test('the built plugin is imported by the name of the package', () => {
  const scratch = path.resolve('.cache')
  mkdirSync(scratch, { recursive: true })
  const folder = mkdtempSync(path.join(scratch, 'unified-'))
  try {
    const file = path.join(folder, 'use.mjs')
    writeFileSync(file, `import { unified } from 'unified'\nimport remarkStringify from 'remark-stringify'\nimport { naskhParse } from 'naskh/unified'\nprocess.stdout.write(String(await unified().use(naskhParse, { pins: ${JSON.stringify(pins)} }).use(remarkStringify).process(${JSON.stringify(article)})))\n`)
    expect(execFileSync(process.execPath, [file], { encoding: 'utf8' })).toMatch(/^---\ntitle: .*\nsection: .*\nauthor: .*\nlang: ar\ndir: rtl\n---\n\n# /)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
