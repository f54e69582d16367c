import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { packTables, unpackTables } from '../../src/batch/pack-tables.ts'
import { characterLooks } from '../../src/label/characters.ts'
import { indexCues } from '../../src/label/cues.ts'
import { readyModel } from '../../src/label/model.ts'
import { trimTree } from '../../src/label/phrase-tree.ts'
import { shippedModel } from '../../src/label/shipped-model.ts'
import { makeFoldingTable } from '../../src/language/fold.ts'
import { lexiconFor, lexicons } from '../../src/language/lexicons.ts'
import { makeSigns } from '../../src/text/character-signs.ts'
import type { Tables } from '../../src/prepared.ts'

const tables: Tables = { wide: Int32Array.of(-1, 2 ** 31 - 1), none: new Uint8Array(0), odd: Uint8Array.of(1, 2, 3), signed: Int16Array.of(-5), plain: Uint16Array.of(65535), reach: 12.5 }

describe('packed tables', () => {
  it('are what they were', () => expect(unpackTables(packTables(tables))).toEqual(tables))

  it('are read wherever their bytes lie in memory', () => {
    const packed = packTables(tables)
    const moved = new Uint8Array(packed.length + 3)
    moved.set(packed, 3)
    expect(unpackTables(moved.subarray(3))).toEqual(tables)
  })

  it('are none to a machine that has the bytes of a number the other way round', () => {
    const packed = packTables(tables)
    packed.subarray(0, 4).reverse()
    expect(unpackTables(packed)).toBeUndefined()
    expect(unpackTables(new Uint8Array(0))).toBeUndefined()
  })
})

describe('what the build made in advance', () => {
  const english = lexiconFor('en')!
  const sources: Readonly<Record<string, () => object>> = {
    folding: () => ({ table: makeFoldingTable() }),
    looks: () => ({ table: characterLooks() }),
    signs: () => ({ table: makeSigns() }),
    model: () => {
      const { model: _, ...rest } = readyModel(shippedModel())
      return rest
    },
    cues: () => trimTree(indexCues(english, english).trees[0]!),
    ...Object.fromEntries(lexicons.filter((one) => one !== english).map((one) => [`cues-${one.tag}`, () => trimTree(indexCues(one, english).trees[1]!)])),
  }

  it('is there for characters, for the model and for every lexicon', () => {
    expect(readdirSync('dist/data').filter((name) => name.endsWith('.bin')).sort()).toEqual(Object.keys(sources).map((name) => `${name}.bin`).sort())
  })

  it.each(Object.keys(sources))('%s is what its source gives', (name) => {
    const fresh = packTables(sources[name]!() as Tables)
    expect(Buffer.compare(readFileSync(`dist/data/${name}.bin`), fresh)).toBe(0)
  })
})
