import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

/** The layers of src/, the first at the bottom: a file imports its own layer or an earlier one. Folders end in a slash. */
const layers = [
  ['roles.ts', 'messages.ts', 'document.ts', 'prepared.ts'],
  ['data/'], ['text/'], ['language/'], ['label/'], ['metadata/'], ['markdown/'],
  ['read-lines.ts', 'record.ts', 'convert.ts'],
  ['index.ts', 'unified.ts'], ['learn/'], ['config/'], ['audit/'], ['batch/'], ['cli/'], ['bin.ts', 'load-bundle.ts'],
]

const root = path.resolve('src')
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).map((name) => name.split(path.sep).join('/')).filter((name) => name.endsWith('.ts'))
const sources = new Map(files.map((name) => [name, readFileSync(path.join(root, name), 'utf8')]))

const layerOf = (name: string) => layers.findIndex((places) => places.some((place) => (place.endsWith('/') ? name.startsWith(place) : name === place)))

/** What a file imports: other files of src/ by their path there, packages by their name. `import type` counts too. */
function importsOf(name: string): string[] {
  const found = sources.get(name)!.matchAll(/^(?:import|export)\b[^'"]*?['"]([^'"]+)['"]|\b(?:import|resolve)\(\s*['"]([^'"]+)['"]/gm)
  return [...found].map(([, fixed, late]) => (fixed ?? late)!).map((to) => (to.startsWith('.') ? path.posix.join(path.posix.dirname(name), to) : to))
}

const code = (name: string) => sources.get(name)!.replace(/\/\*[^]*?\*\/|\/\/.*|'[^'\n]*'|"[^"\n]*"/g, '')

it('finds the files and their imports', () => {
  expect(files.length).toBeGreaterThan(80)
  expect(importsOf('index.ts')).toContain('convert.ts')
  expect(importsOf('convert.ts')).toContain('vfile')
})

describe.each(files)('%s', (name) => {
  const imports = importsOf(name)

  it('imports its own layer or an earlier one', () => {
    expect(layerOf(name), 'its place in the list of layers').toBeGreaterThanOrEqual(0)
    expect(imports.filter((to) => layerOf(to) > layerOf(name))).toEqual([])
  })

  it('touches the system only where its layer may', () => {
    if (!/^(config|batch|cli)\/|^(?:bin|load-bundle)\.ts$/.test(name)) expect(imports.filter((to) => to.startsWith('node:'))).toEqual([])
    if (!/^(?:bin|load-bundle)\.ts$/.test(name)) expect(code(name)).not.toMatch(/\b(?:globalThis\.)?process\b(?!\s*:)/)
  })

  it('is short and named for what it does', () => {
    expect(sources.get(name)!.split('\n').length - 1).toBeLessThanOrEqual(300)
    expect(path.posix.basename(name)).toMatch(/^(?!utils?\.|helpers?\.)[a-z0-9]+(-[a-z0-9]+)*\.ts$/)
  })
})

it('has no circle of imports', () => {
  const done = new Set<string>()
  const circles: string[] = []
  const visit = (name: string, above: readonly string[]): void => {
    if (above.includes(name)) circles.push([...above.slice(above.indexOf(name)), name].join(' → '))
    else if (!done.has(name)) {
      for (const to of importsOf(name)) if (sources.has(to)) visit(to, [...above, name])
      done.add(name)
    }
  }
  for (const name of files) visit(name, [])
  expect(circles).toEqual([])
})
