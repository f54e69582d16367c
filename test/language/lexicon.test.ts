import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { foldForMatching } from '../../src/language/fold.ts'
import platforms from '../../src/data/platforms.json' with { type: 'json' }
import type { Lexicon } from '../../src/language/lexicon.ts'
import { lexiconFor, lexicons } from '../../src/language/lexicons.ts'
import { roles } from '../../src/roles.ts'

const folder = new URL('../../src/data/lexicons/', import.meta.url)
const files = readdirSync(folder).filter(name => name.endsWith('.json'))
const hows = ['line', 'start', 'within']
const wordLists = ['months', 'weekdays', 'ago', 'agencies', 'sections', 'openers']
const headings = ['boilerplate', 'caption', 'related', 'comments', 'promo', 'navigation', 'legal']

/** Every list of a lexicon with its path. */
function listsOf(lexicon: Lexicon): [string, readonly string[]][] {
  const lists: [string, readonly string[]][] = []
  for (const [role, cues] of Object.entries(lexicon.cues)) {
    for (const [how, phrases] of Object.entries(cues)) lists.push([`cues.${role}.${how}`, phrases])
  }
  for (const [name, words] of Object.entries(lexicon.words)) lists.push([`words.${name}`, words])
  return lists
}

/** Phrases that fold to the same text as one before them. */
function repeated(phrases: readonly string[]): string[] {
  const seen = new Set<string>()
  return phrases.filter(phrase => {
    const folded = foldForMatching(phrase)
    if (seen.has(folded)) return true
    seen.add(folded)
    return false
  })
}

/** Compares by code point, which the order of UTF-16 units is for the scripts in use. */
const byCode = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

describe.each(files)('lexicon %s', file => {
  const lexicon = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Lexicon
  const lists = listsOf(lexicon)

  it('has the shape of a lexicon and no unknown keys', () => {
    expect(Object.keys(lexicon)).toEqual(['tag', 'name', 'script', 'cues', 'words', 'headings'])
    expect(`${lexicon.tag}.json`).toBe(file)
    expect(lexicon.name).toMatch(/^[A-Z][A-Za-z ]+$/)
    expect(lexicon.script).toMatch(/^[A-Z][a-z]{3}$/)
    for (const [role, cues] of Object.entries(lexicon.cues)) {
      expect(roles).toContain(role)
      expect(role).not.toBe('other')
      for (const how of Object.keys(cues)) expect(hows).toContain(how)
    }
    expect(Object.keys(lexicon.words).sort()).toEqual([...wordLists].sort())
    expect(Object.keys(lexicon.headings).sort()).toEqual([...headings].sort())
    for (const heading of Object.values(lexicon.headings)) expect(heading.trim()).not.toBe('')
    for (const [path, phrases] of lists) {
      expect(Array.isArray(phrases), path).toBe(true)
      expect(phrases.every(phrase => typeof phrase === 'string'), path).toBe(true)
    }
  })

  it('holds no phrase that is empty after folding, or padded', () => {
    for (const [path, phrases] of lists) {
      expect(phrases.filter(phrase => foldForMatching(phrase) === '' || phrase !== phrase.trim()), path).toEqual([])
    }
  })

  it('holds each phrase once in a list of words and once in the lists of a role', () => {
    for (const [path, phrases] of lists) expect(repeated(phrases), path).toEqual([])
    for (const [role, cues] of Object.entries(lexicon.cues)) expect(repeated(Object.values(cues).flat()), role).toEqual([])
  })

  it('names a social network only as a button of its own: whatever else names one, the list of platforms knows', () => {
    const names = new Set(platforms.names.map(foldForMatching))
    for (const [path, phrases] of lists) {
      if (/^cues\.(?:promo|navigation)\./.test(path)) continue
      expect(phrases.filter(phrase => names.has(foldForMatching(phrase))), path).toEqual([])
    }
  })

  it('is sorted by code point', () => {
    for (const [path, phrases] of lists) expect(phrases, path).toEqual([...phrases].sort(byCode))
  })

  it('writes numbers as # only', () => {
    for (const [path, phrases] of lists) {
      if (path.startsWith('cues.date') || path.startsWith('cues.comments')) {
        expect(phrases.filter(phrase => /\d/.test(phrase)), path).toEqual([])
      }
    }
  })
})

describe('lexicons', () => {
  it('holds every file of the folder once', () => {
    expect(lexicons.map(lexicon => `${lexicon.tag}.json`).sort()).toEqual([...files].sort())
  })
})

describe('lexiconFor', () => {
  it.each([
    ['ar', 'ar'], ['ar-EG', 'ar'], ['AR', 'ar'], ['prs', 'fa'], ['prs-AF', 'fa'], ['nb', 'no'], ['nn-NO', 'no'],
    ['zh-Hans', 'zh'], ['iw', 'he'],
  ])('reads %s with %s', (tag, expected) => {
    expect(lexiconFor(tag)?.tag).toBe(expected)
  })

  it.each(['', 'und', 'tlh', 'xx-ar', 'constructor', '-ar'])('has none for %j', tag => {
    expect(lexiconFor(tag)).toBeUndefined()
  })
})
