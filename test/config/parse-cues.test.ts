import { Ajv } from 'ajv'
import { expect, test } from 'vitest'
import { toConfigSchema } from '../../src/config/option-schema.ts'
import { parseConfig } from '../../src/config/parse-config.ts'
import { mergeOptions } from '../../src/config/settings.ts'

const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(toConfigSchema())
const parse = (cues: unknown) => parseConfig(JSON.stringify({ cues }))

test.each([
  [{}, {}],
  [{ ar: { related: ['تابعوا أيضا'] } }, { ar: { related: { start: ['تابعوا أيضا'] } } }],
  [{ 'ar-EG': { promo: { line: ['حمل'], within: ['تطبيقنا'] } }, en: {} }, { 'ar-EG': { promo: { line: ['حمل'], within: ['تطبيقنا'] } }, en: {} }],
])('%j is read', (cues, read) => {
  expect(parse(cues)).toEqual({ config: { options: { cues: read }, overrides: [] } })
  expect(validate({ cues })).toBe(true)
})

test.each([
  [[], 'cues: Expected an object of languages'],
  [{ ar: ['x'] }, 'cues: ar: Expected an object of roles'],
  [{ ar: { relatd: ['x'] } }, 'cues: ar.relatd: There is no such role. Did you mean related?'],
  [{ ar: { paragraph: ['x'] } }, 'cues: ar.paragraph: Phrases cannot give this role away.'],
  [{ ar: { months: ['x'] } }, 'cues: ar.months: There is no such role.'],
  [{ ar: { related: 'x' } }, 'cues: ar.related: Expected a list of phrases.'],
  [{ ar: { related: [1] } }, 'cues: ar.related: Expected a list of phrases.'],
  [{ ar: { related: { begin: ['x'] } } }, 'cues: ar.related.begin: Expected line, start or within.'],
])('%j is refused, by the schema too', (cues, problem) => {
  expect(parse(cues)).toEqual({ problems: [expect.stringContaining(problem)] })
  expect(validate({ cues })).toBe(false)
})

test('a language that is none, and a phrase without letters, are refused', () => {
  expect(parse({ arabic_: {} })).toEqual({ problems: [expect.stringContaining('BCP 47')] })
  expect(parse({ ar: { related: ['…'] } })).toEqual({ problems: ['cues: ar.related: The phrase "…" has no letter.'] })
})

test('phrases of overrides are added to the others', () => {
  const under = { cues: { ar: { related: { start: ['أ', 'ب'] } }, en: { promo: { line: ['x'] } } } }
  const over = { cues: { ar: { related: { start: ['ب', 'ج'], line: ['د'] }, legal: { start: ['ه'] } } } }
  expect(mergeOptions(under, over).cues).toEqual({ ar: { related: { start: ['أ', 'ب', 'ج'], line: ['د'] }, legal: { start: ['ه'] } }, en: { promo: { line: ['x'] } } })
  expect(mergeOptions({}, over).cues).toEqual(over.cues)
  expect(mergeOptions(under, {}).cues).toEqual(under.cues)
})
