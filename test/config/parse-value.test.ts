import { expect, test } from 'vitest'
import { optionTable } from '../../src/config/options.ts'
import { parseBytes, parseValue } from '../../src/config/parse-value.ts'

test.each([
  ['500000', 500_000], ['10MB', 10_000_000], ['64MiB', 67_108_864], ['64 mib', 67_108_864], ['2k', 2048], ['1GB', 1_000_000_000], ['7b', 7],
])('%s is %i bytes', (text, bytes) => {
  expect(parseBytes(text)).toEqual({ value: bytes })
})

test.each(['0', '-1', '1.5MB', '10 parsecs', 'MB', '', '9'.repeat(15) + 'GB', '1e3', '٥'])('%s is no size', (text) => {
  expect(parseBytes(text)).toHaveProperty('problem')
})

test.each([
  ['ext', 'txt, text', ['txt', 'text']],
  ['ignore', 'drafts/,*.{a,b}', ['drafts/', '*.{a,b}']],
  ['to', 'json', 'json'],
  ['lang', 'zh-Hant-TW', 'zh-Hant-TW'],
  ['encoding', 'Windows-1256', 'Windows-1256'],
  ['url', 'https://example.org/خبر', 'https://example.org/خبر'],
] as const)('--%s %s is read', (key, text, value) => {
  expect(parseValue(optionTable[key], text)).toEqual({ value })
})

test.each([
  ['to', 'markdwn', 'Expected markdown, json, labels, ndjson or html. Did you mean markdown?'],
  ['to', 'xml', 'Expected markdown, json, labels, ndjson or html.'],
  ['flavor', 'githib', 'Did you mean github?'],
  ['lang', 'Arabic', 'Expected a BCP 47 tag'],
  ['lang', 'ar_EG', 'Expected a BCP 47 tag'],
  ['encoding', 'windows-1265', 'Did you mean windows-1256?'],
  ['encoding', 'klingon', 'Expected a label such as'],
  ['url', 'example.org', 'Expected a whole address'],
  ['url', 'javascript:alert(1)', 'Expected a whole address'],
  ['ext', '*.txt', 'give a glob as the path'],
  ['outDir', '', 'It is empty.'],
] as const)('--%s %s is refused', (key, text, problem) => {
  expect(parseValue(optionTable[key], text)).toEqual({ problem: expect.stringContaining(problem) })
})
