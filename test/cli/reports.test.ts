import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { describe, expect, it, test } from 'vitest'
import type { CollectedReport } from '../../src/cli/collected-report.ts'
import { reportFormats } from '../../src/cli/report-formats.ts'
import { message, messageTable, type RuleId } from '../../src/messages.ts'

const report: CollectedReport = {
  exit: 3,
  version: '1.2.3',
  counts: { error: 1, warning: 1, info: 1 },
  inputs: [
    { name: 'in/ملف 1:2.txt', messages: [message('encoding-damaged', 'bytes, 100% lost\nhere', { line: 3, column: 5 }), message('no-headline', 'none')] },
    { name: '/x/b.txt', messages: [message('input-empty', 'no text')] },
  ],
  outputs: [{ name: 'md/a.md', state: 'stale', changed: false, reason: 'its input changed' }, { name: 'md/b.md', state: 'missing', changed: true, reason: 'it was never written' }],
  problems: ['a, b: wrong'],
  summary: 'md: 1 written',
  leastSure: [{ name: 'in/a.txt', doubts: [{ line: 2, role: 'promo', confidence: 0.4 }] }],
}

const quiet: CollectedReport = { ...report, exit: 0, inputs: [], outputs: [], problems: [], summary: undefined, leastSure: [] }
const everything: CollectedReport = { ...report, inputs: [{ name: 'a.txt', messages: (Object.keys(messageTable) as RuleId[]).map((ruleId) => message(ruleId, 'reason', { line: 1 })) }] }

describe('sarif', () => {
  const { id: _, $schema: __, ...schema } = JSON.parse(readFileSync('node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json', 'utf8')) as Record<string, unknown>
  // A schema of draft 4; it uses nothing that draft 7 reads in another way.
  const ajv = new Ajv({ strict: false, unicodeRegExp: false, formats: { 'date-time': true, uri: (text: string) => URL.canParse(text), 'uri-reference': (text: string) => URL.canParse(text, 'https://example.org/') && !/[^!-~]/.test(text) } })
  const validate = ajv.compile(schema)

  it.each([['of one run', report], ['with nothing to say', quiet], ['with every message', everything]])('is valid: %s', (_name, given) => {
    validate(JSON.parse(reportFormats.sarif(given)))
    expect(validate.errors).toBeNull()
  })

  it('is held by a schema that refuses', () => {
    const broken = JSON.parse(reportFormats.sarif(report))
    broken.runs[0].results[0].level = 'grave'
    expect(validate(broken)).toBe(false)
    broken.runs[0].results[0].level = 'note'
    broken.runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri = 'in/ملف 1:2.txt'
    expect(validate(broken)).toBe(false)
  })

  it('tells files, places and rules', () => {
    const [run] = JSON.parse(reportFormats.sarif(report)).runs
    expect(run.results.map(({ ruleId, ruleIndex, level }: Record<string, unknown>) => [ruleId, run.tool.driver.rules[ruleIndex as number].id, level])).toEqual([
      ['encoding-damaged', 'encoding-damaged', 'warning'], ['no-headline', 'no-headline', 'note'], ['input-empty', 'input-empty', 'error'], ['output-stale', 'output-stale', 'warning'],
    ])
    expect(run.results[0].locations[0].physicalLocation).toEqual({ artifactLocation: { uri: `in/${encodeURIComponent('ملف 1:2.txt')}` }, region: { startLine: 3, startColumn: 5 } })
    expect(run.results[2].locations[0].physicalLocation).toEqual({ artifactLocation: { uri: 'file:///x/b.txt' } })
    expect(run.invocations).toEqual([{ executionSuccessful: false, exitCode: 3, toolConfigurationNotifications: [{ level: 'error', message: { text: 'a, b: wrong' } }] }])
  })
})

test('github: commands with their escapes, errors first, no notes', () => {
  expect(reportFormats.github(report).split('\n')).toEqual([
    '::error title=naskh::a, b: wrong',
    `::error file=/x/b.txt,title=naskh%3A input-empty::no text. ${messageTable['input-empty'].advice}`,
    `::warning file=in/ملف 1%3A2.txt,line=3,col=5,title=naskh%3A encoding-damaged::bytes, 100%25 lost%0Ahere. ${messageTable['encoding-damaged'].advice}`,
    `::warning file=md/a.md,title=naskh%3A output-stale::the output is stale: its input changed. ${messageTable['output-stale'].advice}`,
    'md: 1 written',
    '',
  ])
  expect(reportFormats.github(quiet)).toBe('')
})

test('json: everything', () => {
  expect(JSON.parse(reportFormats.json(report))).toEqual({
    schema: 1, exit: 3, counts: { error: 1, warning: 1, info: 1 }, problems: ['a, b: wrong'], summary: 'md: 1 written',
    inputs: report.inputs.map(({ name, messages }) => ({ name, messages: messages.map((one) => ({ ...one, advice: messageTable[one.ruleId].advice })) })),
    outputs: report.outputs,
    leastSure: [{ name: 'in/a.txt', lines: [{ line: 2, role: 'promo', confidence: 0.4 }] }],
  })
})
