import { expect, test } from 'vitest'
import { optionTable, optionGroups } from '../../src/config/options.ts'
import { toFlag, type OptionRow } from '../../src/config/option-row.ts'
import { flavorTable } from '../../src/markdown/flavors.ts'

const rows = Object.entries(optionTable as Readonly<Record<string, OptionRow>>)

test('the flavors are those of the Markdown writer', () => {
  expect([...optionTable.flavor.choices].sort()).toEqual(Object.keys(flavorTable).sort())
})

test('flags and letters are there once', () => {
  const flags = rows.map(([key, row]) => toFlag(key, row))
  const letters = rows.flatMap(([, row]) => row.short ?? [])
  expect(new Set(flags).size).toBe(flags.length)
  expect(new Set([...letters, 'h', 'V']).size).toBe(letters.length + 2)
})

test.each(rows)('%s is told well', (_, row) => {
  expect(optionGroups).toContain(row.group)
  expect(row.summary, 'begins small, without a full stop').toMatch(/^[\p{Ll}.].*[^.]$/u)
  expect(row.value !== undefined, 'all but flags and what only a configuration can give take a value').toBe(row.kind !== 'flag' && row.kind !== 'cues')
  expect(row.choices !== undefined).toBe(row.kind === 'choice')
  for (const choice of row.choices ?? []) expect(row.summary).toContain(choice)
})
