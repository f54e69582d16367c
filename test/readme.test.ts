import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, existsSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const root = path.resolve('.')
const readme = readFileSync(path.join(root, 'README.md'), 'utf8')
const arabic = readFileSync(path.join(root, 'README.ar.md'), 'utf8')

describe('README.md', () => {
  it('has its tables and its before and after from the program', () => {
    const { status, stderr } = spawnSync(process.execPath, ['scripts/update-readme.mjs', '--check'], { cwd: root, encoding: 'utf8' })
    expect(stderr).toBe('')
    expect(status).toBe(0)
  })

  it('has an example of the API that prints what it says', () => {
    const example = /## API\n[^]*?```js\n([^]*?)```/.exec(readme)?.[1] ?? ''
    const expected = [...example.matchAll(/^\/\/ → (.*)$/gm)].map(([, line]) => line)
    expect(expected.length).toBeGreaterThan(0)
    // Inside the package its own name stands for what it exports.
    const scratch = path.join(root, '.cache')
    mkdirSync(scratch, { recursive: true })
    const folder = mkdtempSync(path.join(scratch, 'readme-'))
    try {
      const file = path.join(folder, 'example.mjs')
      writeFileSync(file, example)
      expect(execFileSync(process.execPath, [file], { encoding: 'utf8' }).trimEnd().split('\n')).toEqual(expected)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })

})

/** The addresses of a page's headings, as GitHub makes them. */
const anchors = (page: string) => [...page.matchAll(/^#+ (.+)$/gm)].map(([, text]) => `#${text!.toLowerCase().replace(/[^\p{L}\p{M}\p{N}_ -]/gu, '').replace(/ /g, '-')}`)

const promises = readFileSync(path.join(root, 'docs/promises.md'), 'utf8')

it.each([['README.md', readme], ['README.ar.md', arabic], ['docs/promises.md', promises]])('%s links to files and headings that exist', (name, page) => {
  const targets = [...page.matchAll(/\]\(([^)\s]+)\)/g)].map(([, to]) => to!).filter((to) => !to.startsWith('https://'))
  expect(targets.length).toBeGreaterThan(0)
  const broken = targets.filter((to) => {
    const [file = '', heading] = to.split('#')
    const target = path.join(root, path.dirname(name), file)
    if (file !== '' && !existsSync(target)) return true
    return heading !== undefined && !anchors(file === '' ? page : readFileSync(target, 'utf8')).includes(`#${heading}`)
  })
  expect(broken).toEqual([])
})

it('docs/promises.md names checks of .ci/run', () => {
  const checks = [...readFileSync(path.join(root, '.ci/run'), 'utf8').matchAll(/^ *check '([^']+)'/gm)].map(([, what]) => what!)
  const named = [...promises.matchAll(/CI ((?:\*[^*]+\*(?:, )?)+)/g)].flatMap(([, list]) => [...list!.matchAll(/\*([^*]+)\*/g)].map(([, what]) => what!.replace(/…$/, '')))
  expect(named.length).toBeGreaterThan(8)
  expect(named.filter((what) => !checks.some((check) => check.startsWith(what)))).toEqual([])
})

describe('README.ar.md is in step with README.md:', () => {
  it.each<[string, (page: string) => string[]]>([
    ['options', (page) => listCode(page).flatMap((code) => code.match(/(?<![\w-])--?[a-z][a-z-]*/g) ?? [])],
    ['commands', (page) => listCode(page).filter((code) => code.startsWith('naskh ')).map((code) => code.split(' ')[1]!)],
    ['lines to type', (page) => listBlocks(page).flatMap(([language, code]) => (language === 'sh' ? code.split('\n').map((line) => line.replace(/(?:^|\s)#.*/, '').trim()) : []))],
    ['configurations', (page) => listBlocks(page).flatMap(([language, code]) => (language === 'json' ? [code] : []))],
    ['rows of tables', (page) => [...page.matchAll(/^\| (?:`|<code dir="ltr">)?([a-z]+(?:-[a-z]+)*|\d+)(?:`|<\/code>)? \|/gm)].map(([, name]) => name!)],
    ['figures', (page) => page.slice(page.search(/^## (?:Accuracy|الدقة)$/m)).match(/(?<![\w.])\d+(?:\.\d+)?(?!\.?\w)/g) ?? []],
  ])('%s', (_, list) => {
    const wanted = [...new Set(list(readme))].sort()
    expect(wanted.length).toBeGreaterThan(1)
    expect([...new Set(list(arabic))].sort()).toEqual(wanted)
  })

  it('right to left, with all that is typed from left to right', () => {
    expect(arabic.startsWith('<div dir="rtl">\n\n')).toBe(true)
    expect(arabic.endsWith('\n\n</div>\n')).toBe(true)
    // A block of code stands in a part of its own direction, and a span that begins or ends with a sign says its direction.
    for (const [block] of arabic.matchAll(/^[^]{0,20}^```\w+$/gm)) expect(block).toMatch(/<div dir="ltr">\n\n```\w+$/)
    const spans = [...arabic.replace(/^```[^]*?^```$/gm, '').matchAll(/`([^`\n]+)`/g)].map(([, code]) => code!)
    expect(spans.filter((code) => !/^[A-Za-z]\w*$/.test(code))).toEqual([])
  })
})

/** The spans and blocks of code of a page, references resolved, without comments. */
function listCode(page: string): string[] {
  const spans = [...page.replace(/^```[^]*?^```$/gm, '').matchAll(/<code dir="ltr">(.*?)<\/code>|`([^`\n]+)`/g)].map(([, html, code]) => code ?? html!)
  return spans.map((code) => code.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&'))
}

/** The blocks of code of a page with their languages. */
function listBlocks(page: string): [language: string, code: string][] {
  return [...page.matchAll(/^```(\w+)\n([^]*?)^```$/gm)].map(([, language, code]) => [language!, code!])
}
