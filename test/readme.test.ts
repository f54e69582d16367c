import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, existsSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const root = path.resolve('.')
const readme = readFileSync(path.join(root, 'README.md'), 'utf8')

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

  it('links to files and headings that exist', () => {
    const headings = new Set([...readme.matchAll(/^#+ (.+)$/gm)].map(([, text]) => `#${text!.toLowerCase().replace(/[^\w -]/g, '').replace(/ /g, '-')}`))
    const targets = [...readme.matchAll(/\]\(([^)\s]+)\)/g)].map(([, to]) => to!).filter((to) => !to.startsWith('https://'))
    expect(targets.length).toBeGreaterThan(0)
    expect(targets.filter((to) => (to.startsWith('#') ? !headings.has(to) : !existsSync(path.join(root, to))))).toEqual([])
  })
})
