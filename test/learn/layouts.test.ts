import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { lexiconFor } from '../../src/language/lexicons.ts'
import type { GoldDocument } from '../../src/learn/gold.ts'
import { pourLayouts, readLayouts, type Layout } from '../../src/learn/layouts.ts'
import { randomFrom } from '../../src/learn/random.ts'
import { goldDocument } from './gold-document.ts'

const read = (text: string) => readLayouts(text, 'en') as Layout[]
const page = ['== light', 'section\tWorld', 'headline\t*', 'deck\t*', 'body\t1', 'related\tRead also: {title}', 'body\t*', 'legal\tAll rights reserved'].join('\n')
const article = (word: string, more: Partial<GoldDocument> = {}) =>
  goldDocument([`headline: ${word} title of some length`, `paragraph: ${word} one`, `paragraph: ${word} two`, `crosshead: ${word} three`], { lang: 'en-GB', ...more })

describe('readLayouts', () => {
  it('reads pages, their blank lines inside and none outside', () => {
    expect(read('== full\n\nheadline\t*\n\nbody\t*\n\n\n== light\nlegal\tx\n')).toEqual([
      { lang: 'en', lines: [{ role: 'headline', text: '*' }, { role: null, text: '' }, { role: 'body', text: '*' }] },
      { lang: 'en', lines: [{ role: 'legal', text: 'x' }] },
    ])
  })

  it.each([
    ['a line before the first page', 'legal\tx', 'line 1 stands before the first page; expected `== light` or `== full`'],
    ['no tab', '== full\nlegal x', 'line 2: expected a role, a tab and a text, found "legal x"'],
    ['no role', '== full\n\ntitle\tx', 'line 3: expected a role, a tab and a text, found "title\\tx"'],
  ])('tells of %s', (_what, text, problem) => {
    expect(readLayouts(text, 'en')).toEqual({ problem })
  })
})

describe('pourLayouts', () => {
  it('puts an article into a page, all of it and in order', () => {
    for (let seed = 0; seed < 30; seed++) {
      const [gold] = pourLayouts(read(page), [article('red'), article('blue')], 1, randomFrom(seed))
      const kept = gold!.lines.filter((_, at) => ['headline', 'paragraph', 'crosshead'].includes(gold!.roles[at]!))
      const word = kept[0]!.split(' ')[0]!
      expect(kept).toEqual([`${word} title of some length`, `${word} one`, `${word} two`, `${word} three`])
      const related = gold!.lines.filter((_, at) => gold!.roles[at] === 'related')
      for (const line of related) expect(line).toBe(`Read also: ${word === 'red' ? 'blue' : 'red'} title of some length`)
      expect(gold!.roles).not.toContain('deck')
    }
  })

  it('says the headline where a line wants it, and lets another article follow', () => {
    const endless = ['== full', 'navigation\tHome » {headline}', 'headline\t*', 'body\t*', '', 'related\t{article}'].join('\n')
    let followed = 0
    for (let seed = 0; seed < 30; seed++) {
      const [gold] = pourLayouts(read(endless), [article('red'), article('blue')], 1, randomFrom(seed))
      const word = gold!.lines[gold!.roles.indexOf('headline')]!.split(' ')[0]!
      for (const line of gold!.lines.filter((_, at) => gold!.roles[at] === 'navigation')) expect(line).toBe(`Home » ${word} title of some length`)
      const end = gold!.roles.findLastIndex((role) => role === 'paragraph' || role === 'crosshead')
      const other = gold!.lines.slice(end + 1) // a card in the body is none of it
      if (other.length > 1) followed++
      const name = word === 'red' ? 'blue' : 'red'
      expect(other).toEqual(['', `${name} title of some length`, '', `${name} one`, '', `${name} two`, '', `${name} three`].slice(0, other.length))
      expect([1, 6, 8]).toContain(other.length)
    }
    expect(followed).toBeGreaterThan(5)
  })

  it('leaves lines around the article out at random, and says the same for the same seed', () => {
    const pour = (seed: number) => pourLayouts(read(page), [article('red'), article('blue')], 40, randomFrom(seed))
    expect(pour(3)).toEqual(pour(3))
    const legal = pour(3).filter(({ roles }) => roles.includes('legal')).length
    expect(legal).toBeGreaterThan(25)
    expect(legal).toBeLessThan(40)
  })

  it('pours only articles of the language, and leaves a page without one out', () => {
    expect(pourLayouts(read(page), [article('rouge', { lang: 'fr' })], 2, randomFrom(1))).toEqual([])
    expect(pourLayouts(read('== light\nheadline\tOwn\nparagraph\tText'), [], 1, randomFrom(1))).toHaveLength(1)
  })
})

describe('the layouts of the project', () => {
  it.each(readdirSync('fixtures/layouts'))('%s can be read, in a language with a lexicon, with one headline a page at most', (name) => {
    const lang = name.split(/[-.]/)[0]!
    expect(lexiconFor(lang)).toBeDefined()
    const layouts = readLayouts(readFileSync(`fixtures/layouts/${name}`, 'utf8'), lang)
    expect(layouts).not.toHaveProperty('problem')
    for (const { lines } of layouts as Layout[]) {
      expect(lines.length).toBeGreaterThan(2)
      expect(lines.filter(({ role }) => role === 'headline').length).toBeLessThanOrEqual(1)
      for (const { role, text } of lines) if (role === 'body') expect(text).toMatch(/^(?:\*|[1-9])$/)
    }
  })
})
