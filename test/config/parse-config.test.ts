import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { expect, test } from 'vitest'
import { toConfigSchema } from '../../src/config/option-schema.ts'
import { parseConfig } from '../../src/config/parse-config.ts'
import { overrideSettings } from '../../src/config/settings.ts'

const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(toConfigSchema())
const parse = (content: unknown) => parseConfig(JSON.stringify(content))

test.each([
  [{}, {}],
  [{ $schema: 'x', outDir: 'out', to: 'json', ext: 'txt,text', maxSize: '1kB', frail: true }, { outDir: 'out', to: 'json', ext: ['txt', 'text'], maxSize: 1000, frail: true }],
  [{ ignore: ['a,b', 'c'], maxSize: 5, fixes: { tatweel: true } }, { ignore: ['a,b', 'c'], maxSize: 5, fixes: { tatweel: true } }],
])('%j is a configuration', (content, options) => {
  expect(parse(content)).toEqual({ config: { options, overrides: [] } })
  expect(validate(content)).toBe(true)
})

test.each([
  [{ outdir: 'x' }, 'outdir: It is unknown here. Did you mean outDir?'],
  [{ check: true }, 'check: It is unknown here.'],
  [{ to: 'markdwn' }, 'to: Expected markdown, json, labels, ndjson or html. Did you mean markdown?'],
  [{ frail: 'yes' }, 'frail: Expected true or false.'],
  [{ lang: 5 }, 'lang: Expected a text.'],
  [{ fixes: { tatweel: 'off' } }, 'fixes: Expected an object of names, each true or false.'],
  [{ overrides: {} }, 'overrides: expected a list'],
  [{ overrides: [{ files: [], options: {} }] }, 'overrides[0].files: expected a glob or a list of globs'],
  [{ overrides: [{ files: 'a', options: { outDir: 'x' } }] }, 'overrides[0].options.outDir: It is unknown here.'],
  [{ overrides: [{ files: 'a', options: {}, file: 1 }] }, 'overrides[0].file is unknown. Did you mean files?'],
  [[], 'is not a JSON object'],
  [null, 'is not a JSON object'],
])('%j is refused, by the schema too', (content, problem) => {
  expect(parse(content)).toEqual({ problems: [expect.stringContaining(problem)] })
  expect(validate(content)).toBe(false)
})

test('all that is wrong comes at once', () => {
  expect(parse({ a: 1, to: 'x', frail: 2 })).toHaveProperty('problems.length', 3)
})

test('all that is wrong comes at once', () => {
  expect(parseConfig(JSON.stringify({ flavr: 'hugo', overrides: [{ files: 'a', options: { lng: 'ar', sorce: 'x' } }] }))).toEqual({
    problems: ['flavr: It is unknown here. Did you mean flavor?', 'overrides[0].options.lng: It is unknown here. Did you mean lang?', 'overrides[0].options.sorce: It is unknown here. Did you mean source?'],
  })
})

test('the command line wins over later overrides, these over earlier ones and the rest', () => {
  const config = {
    file: '/p/naskh.config.json', options: { lang: 'ar', title: 'both', fixes: { tatweel: true, joiners: true } } as const,
    overrides: [{ files: ['fa/**'], options: { lang: 'fa', fixes: { tatweel: false } } }, { files: ['x.txt', '!fa/no/**'], options: { title: 'heading' } as const }],
  }
  const settingsOf = overrideSettings(config, { fixes: { joiners: false } })
  expect(settingsOf('/p/a.txt')).toMatchObject({ lang: 'ar', title: 'both', to: 'markdown', fixes: { tatweel: true, joiners: false } })
  expect(settingsOf('/p/fa/a.txt')).toMatchObject({ lang: 'fa', title: 'both', fixes: { tatweel: false, joiners: false } })
  expect(settingsOf('/p/fa/x.txt')).toMatchObject({ lang: 'fa', title: 'heading' })
  expect(settingsOf('/p/fa/no/x.txt')).toMatchObject({ lang: 'fa', title: 'both' })
  expect(settingsOf('/elsewhere/fa/a.txt')).toMatchObject({ lang: 'ar' })
  expect(settingsOf('/p/fa/b.txt')).toBe(settingsOf('/p/fa/a.txt'))
  expect(overrideSettings(config, { lang: 'ur' })('/p/fa/a.txt')).toMatchObject({ lang: 'ur' })
})

test('the schema ships with the package', () => {
  const { exports } = JSON.parse(readFileSync('package.json', 'utf8')) as { exports: Record<string, string> }
  expect(JSON.parse(readFileSync(exports['./config.schema.json']!, 'utf8'))).toEqual(JSON.parse(JSON.stringify(toConfigSchema())))
})
