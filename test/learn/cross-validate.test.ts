import { beforeEach, expect, test, vi } from 'vitest'
import { crossValidate, foldOf } from '../../src/learn/cross-validate.ts'
import type { GoldDocument } from '../../src/learn/gold.ts'
import { scorePerturbed } from '../../src/learn/measure-perturbed.ts'
import { goldDocument } from './gold-document.ts'

/** The sites of the documents each model was trained on: the stand-in for a model knows them, and labels by nothing else. */
const trainings = vi.hoisted(() => [] as string[][])
vi.mock('../../src/learn/train.ts', async (original) => ({
  ...(await original<object>()),
  trainModel: (documents: readonly GoldDocument[]) => {
    const sites = documents.map(({ site }) => site)
    trainings.push(sites)
    return { model: { sites } }
  },
}))
vi.mock('../../src/convert.ts', () => ({
  analyse: (text: string, { model }: { model: { sites: string[] } }) => ({
    lines: text.split('\n').map((line) => ({ text: line, confidence: 1, role: line === '' ? null : model.sites.some((site) => text.includes(site)) ? 'paragraph' : 'legal' })),
  }),
}))
beforeEach(() => void trainings.splice(0))

const sites = ['alpha', 'bravo', 'charlie', 'delta', 'echo', 'foxtrot', 'golf', 'hotel']
// Two documents a site, so that a split inside a site would show: then the stand-in knows the site and says `paragraph`.
const documents = [...sites, ...sites].map((site, at) => goldDocument([`legal: of ${site}`, `legal: ${'and so on '.repeat(10)}`], { name: `rtl/${at}.txt`, site, set: at % 2 ? 'rtl' : 'news' }))

test('labels every document once, in order, by a model that has not seen its site', () => {
  const { measures, perturbed } = crossValidate(documents, { folds: 3 })
  expect(measures.map(({ name }) => name)).toEqual(documents.map(({ name }) => name))
  for (const { confusion } of measures) expect(confusion).toEqual({ legal: { legal: 2 } })
  expect(trainings.length).toBe(new Set(sites.map((site) => foldOf(site, 3))).size)
  expect(perturbed).toEqual({})
})

test('the stand-in would tell if it had seen a site', () => {
  const { measures } = crossValidate([...documents, goldDocument(['legal: of alpha'], { site: sites.find((site) => foldOf(site, 3) !== foldOf('alpha', 3))! })], { folds: 3 })
  expect(measures.at(-1)!.confusion).toEqual({ legal: { paragraph: 1 } })
})

test('labels perturbed copies of the set `rtl` by the same models', () => {
  const scores = scorePerturbed(crossValidate(documents, { folds: 3, perturb: true }).perturbed)
  expect(scores.map(({ name }) => name)).toEqual(expect.arrayContaining(['dense', 'spaced', 'merged', 'glued', 'wrapped']))
  // Nothing of theirs is kept, neither in the gold nor by the stand-in.
  for (const { documents: count, keptF1 } of scores) expect([count, keptF1]).toEqual([8, null])
})

test('sites are spread over folds', () => {
  expect(new Set(sites.map((site) => foldOf(site, 4))).size).toBeGreaterThan(1)
})

test('refuses documents that leave nothing to train on', () => {
  expect(() => crossValidate(documents.filter(({ site }) => site === 'alpha'), { folds: 5 })).toThrow(RangeError)
})
