import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readGoldFolders } from '../../src/batch/read-gold.ts'
import { analyse, load } from '../../src/convert.ts'
import { label } from '../../src/label/label.ts'
import { readyModel, type Model } from '../../src/label/model.ts'
import { lexiconFor } from '../../src/language/lexicons.ts'
import { anyBoilerplate, anyRole, rightRoles, toGold } from '../../src/learn/example.ts'
import { readGold, type GoldDocument } from '../../src/learn/gold.ts'
import { perturbations, type GoldLines, type Perturbation } from '../../src/learn/perturb.ts'
import { randomFrom } from '../../src/learn/random.ts'
import { thinLexicon, thinnings } from '../../src/learn/thin-lexicon.ts'
import { trainModel } from '../../src/learn/train.ts'
import { assignableRoles, isKept, type Role } from '../../src/roles.ts'
import { toLines } from '../label/lines.ts'

const place = { name: 'a.txt', page: 'set/a', set: 'set' }

describe('trainModel', () => {
  let documents: readonly GoldDocument[] = []
  let first: Model
  const train = (): Model => ({ ...trainModel(documents, { boost: { rounds: 10, sample: 4000 } }).model, provenance: { gold: '', documents: documents.length, command: '' } })
  beforeAll(async () => {
    await load()
    documents = (await readGoldFolders(['fixtures/cases'])).documents.slice(0, 24)
    first = train()
  })

  it('gives the same bytes for the same gold', () => {
    expect(JSON.stringify(train())).toBe(JSON.stringify(first))
  })

  it('makes a model that fits the program and has learnt something', () => {
    let right = 0
    let all = 0
    for (const { text, roles: gold } of documents) {
      analyse(text, { model: first }).lines.forEach(({ role }, at) => {
        if (gold[at] === null) return
        all++
        if (isKept(role!) === isKept(gold[at]!)) right++
      })
    }
    expect(right / all).toBeGreaterThan(0.8)
    expect(readyModel(first).roots.length).toBeGreaterThanOrEqual(10)
    expect(label(toLines(''), { model: first }).lines).toHaveLength(1)
  })

  it('depends on the gold', () => {
    const { model: other } = trainModel(documents.slice(1), { boost: { rounds: 10, sample: 4000 } })
    expect(JSON.stringify(other.leaves)).not.toBe(JSON.stringify(first.leaves))
  })
})

describe('readGold', () => {
  it.each([
    ['no JSON', '{', 'a', 'the label file is not JSON'],
    ['no lines', '{}', 'a', 'the label file has no list of lines'],
    ['an unknown role', '{"lines": [null, "title"]}', '\na', 'line 2 of the label file has the role "title", which is none'],
    ['a role by a name of Object', '{"lines": ["constructor"]}', 'a', 'line 1 of the label file has the role "constructor", which is none'],
    ['too few lines', '{"lines": ["paragraph"]}', 'a\nb', 'the label file has 1 lines, the text 2'],
    ['too many lines', '{"lines": ["paragraph", null]}', 'a\n', 'the label file has 2 lines, the text 1'],
  ])('tells of %s', (_what, json, text, problem) => {
    expect(readGold(json, text, place)).toEqual({ problem })
  })

  it('reads the lines, and whatever tells outlets apart', () => {
    const read = (more: object) => readGold(JSON.stringify({ lines: ['paragraph'], ...more }), 'a\n', place) as GoldDocument
    expect(read({})).toEqual({ ...place, text: 'a', roles: ['paragraph'], site: 'set/a', lang: 'und', doubt: new Set(), suspect: false })
    expect(read({ lang: 'fa', doubt: [0], suspect: 1 })).toMatchObject({ lang: 'fa', doubt: new Set([0]), suspect: true })
    expect(read({ url: 'https://news.example.org/a' }).site).toBe('example.org')
    expect(read({ url: 'no address', outlet: 'X' }).site).toBe('X')
    expect(read({ url: 'no address', origin: 'set-one:12' }).site).toBe('set-one')
  })
})

describe('readGoldFolders', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'naskh-gold-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('finds the pairs in order, and says what is wrong with a pair', async () => {
    for (const name of ['b.full', 'b.light', 'a']) {
      writeFileSync(path.join(folder, `${name}.txt`), 'نص\n')
      writeFileSync(path.join(folder, `${name}.json`), '{"lines": ["paragraph"]}')
    }
    writeFileSync(path.join(folder, 'alone.txt'), 'نص\n')
    writeFileSync(path.join(folder, 'c.txt'), 'نص\n')
    writeFileSync(path.join(folder, 'c.json'), '{"lines": []}')
    const set = path.basename(folder)
    const gold = await readGoldFolders([folder])
    expect(gold.documents.map(({ page }) => page)).toEqual([`${set}/a`, `${set}/b`, `${set}/b`])
    expect(gold.problems).toEqual([`${path.join(folder, 'c.txt')}: the label file has 0 lines, the text 1`])
    expect(gold.digest).toBe((await readGoldFolders([folder])).digest)
    writeFileSync(path.join(folder, 'a.txt'), 'نص آخر\n')
    expect((await readGoldFolders([folder])).digest).not.toBe(gold.digest)
  })

  it('reads the cases, without a problem', async () => {
    const { documents, problems } = await readGoldFolders(['fixtures/cases'])
    expect(problems).toEqual([])
    expect(documents.length).toBeGreaterThan(40)
  })
})

describe('toGold', () => {
  it('leaves open what is not settled, and a second headline', () => {
    const gold = [...toGold(['headline', 'headline', 'other', 'paragraph', null, 'legal'], [false, false, false, true, false, false])]
    expect(gold).toEqual([assignableRoles.indexOf('headline'), anyRole, anyBoilerplate, anyRole, anyRole, assignableRoles.indexOf('legal')])
    expect(gold.map((one) => rightRoles(one).map((role) => assignableRoles[role]))).toEqual([
      ['headline'], [], assignableRoles.filter((role) => !isKept(role)), [], [], ['legal'],
    ])
  })
})

describe('perturbations', () => {
  const given: readonly (readonly [string, Role | null])[] = [
    ['h', 'headline'], ['', null], ['p1', 'paragraph'], ['', null], ['p2', 'paragraph'], ['p3', 'paragraph'], ['c', 'crosshead'], ['p4', 'paragraph'], ['x', 'legal'],
  ]
  const gold: GoldLines = { lines: given.map(([line]) => line), roles: given.map(([, role]) => role), doubt: new Set([5]) }
  const doubtful = ({ lines, doubt }: GoldLines) => [...doubt].map((at) => lines[at])

  it.each<[Perturbation, string[], string[]]>([
    ['dense', ['h', 'p1', 'p2', 'p3', 'c', 'p4', 'x'], ['p3']],
    ['spaced', ['h', '', 'p1', '', 'p2', '', 'p3', '', 'c', '', 'p4', '', 'x', ''], ['p3']],
    ['glued', ['h', '', 'p1 p2 p3', 'c', 'p4', 'x'], ['p1 p2 p3']],
  ])('%s', (name, lines, doubt) => {
    const found = perturbations[name](gold, randomFrom(1))
    expect(found.lines).toEqual(lines)
    expect(doubtful(found)).toEqual(doubt)
  })

  const wordRoles = ({ lines, roles: found }: GoldLines) => lines.flatMap((line, at) => line.split(' ').filter(Boolean).map((word) => `${word} ${found[at]}`))
  const shortened: readonly string[] = ['bare', 'brief'] satisfies Perturbation[]

  it.each(Object.keys(perturbations) as Perturbation[])('%s keeps words with their roles, in order', (name) => {
    for (let seed = 0; seed < 20; seed++) {
      const found = perturbations[name](gold, randomFrom(seed))
      expect(found.roles).toHaveLength(found.lines.length)
      const words = wordRoles(found).filter((word) => !word.endsWith(' navigation')) // a path is added
      expect(words).toEqual(shortened.includes(name) ? wordRoles(gold).filter((word) => words.includes(word)) : wordRoles(gold))
      found.lines.forEach((line, at) => expect(found.roles[at] === null).toBe(line === ''))
    }
  })

  it('path says the headline once more above it, whole, cut or by its end', () => {
    const headline = 'Harbour: the old crane is lifted by night and sold'
    const page: GoldLines = { lines: ['Home', 'World', '', headline, 'p'], roles: ['navigation', 'navigation', null, 'headline', 'paragraph'], doubt: new Set([4]) }
    const seen = new Set<string>()
    for (let seed = 0; seed < 60; seed++) {
      const found = perturbations.path(page, randomFrom(seed))
      const added = found.lines.filter((line, at) => found.roles[at] === 'navigation' && !/^(?:Home|World)$/u.test(line) && at < found.roles.indexOf('headline'))
      expect(added).toHaveLength(1)
      expect(doubtful(found)).toEqual(['p'])
      seen.add(added[0]!.replace(/^Home . World . /u, '~ ').replace(/(?:\.\.\.|…)$/u, '…').replace(/(?<=Harbour: ).*…/u, '…'))
    }
    expect([...seen].sort()).toEqual(['Harbour: …', 'the old crane is lifted by night and sold', '~ Harbour: …', '~ the old crane is lifted by night and sold', headline, `~ ${headline}`].sort())
  })

  it('ads puts a line of promotion between paragraphs, and never after the last line', () => {
    const page: GoldLines = { lines: ['h', 'a', 'b', 'Buy', 'c', 'd'], roles: ['headline', 'paragraph', 'paragraph', 'promo', 'paragraph', 'paragraph'], doubt: new Set([4]) }
    for (let seed = 0; seed < 20; seed++) {
      const found = perturbations.ads(page, randomFrom(seed))
      expect(found.lines.filter((line) => line !== 'Buy' && line !== '')).toEqual(['h', 'a', 'b', 'c', 'd'])
      expect(found.lines.filter((line) => line === 'Buy').length).toBeGreaterThan(1)
      expect(found.lines.at(-1)).toBe('d')
      expect(doubtful(found)).toEqual(['c'])
      found.lines.forEach((line, at) => expect(found.roles[at]).toBe(line === '' ? null : line === 'Buy' ? 'promo' : line === 'h' ? 'headline' : 'paragraph'))
    }
  })

  it('bare leaves the article, brief its beginning', () => {
    expect(wordRoles(perturbations.bare(gold, randomFrom(1)))).toEqual(wordRoles(gold).slice(0, -1))
    for (let seed = 0; seed < 20; seed++) {
      const words = wordRoles(perturbations.brief(gold, randomFrom(seed)))
      expect(words.length).toBeGreaterThanOrEqual(3)
      expect(words).toEqual(wordRoles(gold).slice(0, words.length))
    }
  })
})

describe('thinLexicon', () => {
  const lexicon = lexiconFor('ar')!
  const phrases = ({ cues, words }: typeof lexicon) => [...Object.values(cues).flatMap((lists) => Object.values(lists).flat()), ...Object.values(words).flat()] as string[]

  it('leaves out about a quarter, another for each number, the same each time', () => {
    const all = phrases(lexicon).length
    const seen = new Set<string>()
    for (let which = 0; which < thinnings; which++) {
      const thin = thinLexicon(lexicon, which)
      expect(phrases(thin).length / all).toBeGreaterThan(0.7)
      expect(phrases(thin).length / all).toBeLessThan(0.8)
      expect(Object.keys(thin.cues)).toEqual(Object.keys(lexicon.cues))
      expect(thinLexicon(lexicon, which)).toBe(thin)
      seen.add(phrases(thin).join('|'))
    }
    expect(seen.size).toBe(thinnings)
    expect(phrases(lexicon)).toHaveLength(all)
  })
})

describe('randomFrom', () => {
  it('gives the same numbers for a seed, spread from 0 to 1', () => {
    const draw = (seed: number) => Array.from({ length: 1000 }, randomFrom(seed))
    expect(draw(7)).toEqual(draw(7))
    expect(draw(7)).not.toEqual(draw(8))
    expect(Math.min(...draw(7))).toBeGreaterThanOrEqual(0)
    expect(Math.max(...draw(7))).toBeLessThan(1)
    expect(draw(7).reduce((sum, one) => sum + one, 0) / 1000).toBeCloseTo(0.5, 1)
  })
})
