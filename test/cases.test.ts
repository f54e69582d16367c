import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readGold, type GoldDocument } from '../src/learn/gold.ts'
import { analyse, convert, load } from '../src/convert.ts'
import { isKept } from '../src/roles.ts'
import { decode } from '../src/text/decode.ts'

/**
 * `UPDATE=1` writes what is expected anew: `expected.md` as it is now, floors where they rise. `UPDATE=force` lowers
 * floors too.
 */
const update = process.env.UPDATE ?? ''

/** Shares of a case's lines: with the right role, and on the right side of kept and set aside. In hundredths, rounded down. */
interface Floor {
  readonly roles: number
  readonly kept: number
}

const root = 'fixtures/cases'
const floorsFile = path.join(root, 'floors.json')
const slugs = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort()
const floors: Readonly<Record<string, Floor>> = existsSync(floorsFile) ? (JSON.parse(readFileSync(floorsFile, 'utf8')) as Record<string, Floor>) : {}
const measured = new Map<string, Floor>()

const bytesOf = (slug: string) => readFileSync(path.join(root, slug, 'input.txt'))

function goldOf(slug: string): GoldDocument {
  const gold = readGold(readFileSync(path.join(root, slug, 'roles.json'), 'utf8'), decode(bytesOf(slug)).text, { name: slug, page: slug, set: 'cases' })
  if ('problem' in gold) throw new Error(`${slug}: ${gold.problem}`)
  return gold
}

const roundDown = (share: number) => Math.floor(share * 100 + 1e-9) / 100

function measureCase(slug: string): Floor {
  const { roles: gold } = goldOf(slug)
  const { lines } = analyse(bytesOf(slug))
  const judged = gold.flatMap((wanted, at) => (wanted === null ? [] : [{ wanted, found: lines[at]!.role! }]))
  const share = (right: number) => roundDown(right / judged.length)
  return {
    roles: share(judged.filter(({ wanted, found }) => wanted === found || (wanted === 'other' && !isKept(found))).length),
    kept: share(judged.filter(({ wanted, found }) => isKept(wanted) === isKept(found)).length),
  }
}

const mean = (all: Iterable<Floor>, which: keyof Floor) => {
  const values = [...all].map((floor) => floor[which])
  return roundDown(values.reduce((sum, value) => sum + value, 0) / values.length)
}

beforeAll(load)
afterAll(() => {
  if (update === '') return
  const rows = slugs.flatMap((slug): [string, Floor][] => {
    const now = measured.get(slug)
    const old = floors[slug]
    if (now === undefined) return old === undefined ? [] : [[slug, old]] // a run of some cases leaves the others alone
    if (old === undefined || update === 'force') return [[slug, now]]
    return [[slug, { roles: Math.max(now.roles, old.roles), kept: Math.max(now.kept, old.kept) }]]
  })
  writeFileSync(floorsFile, `{\n${rows.map(([slug, floor]) => `  ${JSON.stringify(slug)}: ${JSON.stringify(floor).replaceAll(/([:,])/g, '$1 ').replace('{', '{ ').replace('}', ' }')}`).join(',\n')}\n}\n`)
})

describe.each(slugs)('%s', (slug) => {
  const expectedFile = path.join(root, slug, 'expected.md')

  it('has roles for every line, and blank ones where lines are blank', () => {
    expect(analyse(bytesOf(slug)).lines.slice(0, goldOf(slug).roles.length).map(({ role }) => role === null)).toEqual(goldOf(slug).roles.map((role) => role === null))
  })

  // The gold roles are pinned, so this holds for any model: it tests reading, cleaning, metadata and Markdown.
  it('gives the expected Markdown for its own roles', () => {
    const { markdown } = convert(bytesOf(slug), { pins: goldOf(slug).roles })
    if (update !== '') writeFileSync(expectedFile, markdown)
    expect(existsSync(expectedFile), 'expected.md is there; UPDATE=1 writes it, to be read before it is committed').toBe(true)
    expect(markdown).toBe(readFileSync(expectedFile, 'utf8'))
  })

  it('is labelled no worse than before', () => {
    const now = measureCase(slug)
    measured.set(slug, now)
    if (update !== '') return
    expect(floors[slug], 'its floor in floors.json; UPDATE=1 writes it').toBeDefined()
    expect(now.roles, 'lines with the right role').toBeGreaterThanOrEqual(floors[slug]!.roles)
    expect(now.kept, 'lines kept or set aside rightly').toBeGreaterThanOrEqual(floors[slug]!.kept)
  })
})

describe('all cases', () => {
  it.each(['roles', 'kept'] as const)('have no lower mean of %s than before, each counting alike', (which) => {
    if (update !== '') return
    expect(measured.size).toBe(slugs.length)
    expect(mean(measured.values(), which)).toBeGreaterThanOrEqual(mean(Object.values(floors), which))
  })

  it('are all that floors are kept for', () => {
    if (update === '') expect(Object.keys(floors).sort()).toEqual(slugs)
  })
})
