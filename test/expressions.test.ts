import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'acorn'
import { transformSync } from 'esbuild'
import { analyse } from 'scslre'
import { describe, expect, it } from 'vitest'

/**
 * Regular expressions whose cost can grow faster than their input, and what bounds it: the file, how the expression
 * begins, and why it cannot be slow. Any other that is found has to be written in another way.
 */
const bounded = [
  ['audit/render-index.ts', String.raw`\B(?=(?:\d{3})+$)`, 'is given a whole number as JavaScript writes it'],
  ['markdown/flavors.ts', String.raw`(?:(?<![\p{L}\p{N}])|(?<=@[^\s@]*))@`, 'looks back from one @ no further than to the one before it'],
  ['metadata/byline.ts', '[|•·»›', 'is given a byline of at most 400 characters'],
  ['metadata/byline.ts', String.raw`^[\s!-/:-@`, 'is given a part of a byline of at most 400 characters'],
  ['metadata/month-names.ts', '^[בלמ]', 'is given a word of at most 16 characters'],
  ['metadata/names.ts', String.raw`^[\s\x00-@[-`, 'is given a part of a byline of at most 400 characters'],
  ['metadata/names.ts', String.raw`\s*[,،;؛&+、/]\s*`, 'is given a part of a byline of at most 400 characters'],
  ['metadata/source.ts', String.raw`^[\s\-–—―ـ*/|:：•]+|`, 'is given a source line of at most 300 characters'],
] as const

const root = path.resolve(import.meta.dirname, '../src')
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts')).map((name) => name.replaceAll('\\', '/')).sort()
/** How many calls of RegExp a file has. */
const builders = new Map<string, number>()
const found = files.flatMap((file) => listExpressions(file).map((expression) => ({ file, expression })))

interface Node {
  readonly type: string
  readonly regex?: { readonly pattern: string; readonly flags: string }
  readonly callee?: { readonly name?: string }
}

/** The regular expressions that stand in a file as literals; counts those that it builds. */
function listExpressions(file: string): RegExp[] {
  const { code } = transformSync(readFileSync(path.join(root, file), 'utf8'), { loader: 'ts', target: 'esnext' })
  const expressions: RegExp[] = []
  let built = 0
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    const { type, regex, callee } = value as Node
    if (regex) expressions.push(new RegExp(regex.pattern, regex.flags))
    if ((type === 'NewExpression' || type === 'CallExpression') && callee?.name === 'RegExp') built++
    for (const child of Object.values(value)) visit(child)
  }
  visit(parse(code, { ecmaVersion: 'latest', sourceType: 'module' }))
  if (built > 0) builders.set(file, built)
  return expressions
}

/** What can make the cost of an expression grow faster than its input, as scslre finds it without running anything. */
function judge(expression: RegExp): string[] {
  return analyse(expression).reports.map(({ type, exponential }) => `${exponential ? 'exponential' : 'polynomial'} (${type})`)
}

const isBounded = (file: string, { source }: RegExp): boolean => bounded.some(([name, begin]) => name === file && source.startsWith(begin))

it('judges expressions as it should', () => {
  expect(judge(/(?:a+)+b/)).not.toEqual([])
  expect(judge(/\s+$/)).not.toEqual([])
  expect(judge(/^\s+$/)).toEqual([])
})

it('finds the expressions', () => {
  expect(found.length).toBeGreaterThan(150)
})

it('every regular expression takes time in proportion to its input', () => {
  const slow = found.filter(({ file, expression }) => !isBounded(file, expression) && judge(expression).length > 0)
  expect(slow.map(({ file, expression }) => `${file} ${String(expression)}: ${judge(expression).join(', ')}`)).toEqual([])
})

it.each(bounded)('%s %s is still needed as an exception', (file, begin) => {
  const meant = found.filter((one) => one.file === file && one.expression.source.startsWith(begin))
  expect(meant.length).toBeGreaterThan(0)
  expect(meant.every(({ expression }) => judge(expression).length > 0)).toBe(true)
})

describe('expressions that are built', () => {
  it('takes time in proportion to its input', async () => {
    const Native = RegExp
    const made = new Map<string, RegExp[]>()
    globalThis.RegExp = new Proxy(Native, {
      construct(target, [pattern, flags]: [string, string | undefined]) {
        const expression = new target(pattern, flags)
        const place = new Error().stack?.split('\n').find((line) => line.includes('/src/')) ?? ''
        const file = [...builders.keys()].find((name) => place.includes(`/src/${name}:`))
        if (file !== undefined) made.set(file, [...(made.get(file) ?? []), expression])
        return expression
      },
    })
    try {
      for (const file of builders.keys()) await import(path.join(root, file))
    } finally {
      globalThis.RegExp = Native
    }
    for (const [file, count] of builders) expect(made.get(file)?.length ?? 0, `${file} builds expressions when it is loaded`).toBeGreaterThanOrEqual(count)
    for (const [file, expressions] of made) for (const expression of expressions) expect(judge(expression), `${file} ${String(expression)}`).toEqual([])
  })
})
