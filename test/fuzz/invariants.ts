import { Ajv } from 'ajv'
import { parsePins } from '../../src/config/pins.ts'
import { analyse, convert } from '../../src/convert.ts'
import schema from '../../src/data/record.schema.json' with { type: 'json' }
import { flavorRow } from '../../src/markdown/flavors.ts'
import { checkMessage } from './check-message.ts'
import { toLabels } from '../../src/record.ts'
import { isKept, roleTable, type Role } from '../../src/roles.ts'
import { isBlank } from '../../src/text/clean.ts'
import { type Observed, timeSince } from './observe.ts'
import { compareValues, expectValues, outline, readGfm, readMarkdown, yamlOf } from './readers.ts'
import { checkFormat } from './formats.ts'

/** Something that holds of every document that is converted. */
export interface Invariant {
  readonly name: string
  /** Looked at for one document in so many, where that takes long. */
  readonly every?: number
  /** Says how it does not hold, or nothing. */
  readonly check: (observed: Observed) => string | undefined
}

/** Converting may take so long, in milliseconds of the processor; what took longer, for the first time say, is measured again. */
const mostTime = 250
const mostTimePerKilobyte = 20

/** Markdown above this is not read back: the readers take seconds for some of it. */
export const mostRead = 40_000

const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(schema)
const placeholder = /undefined|NaN|\[object /
/** Controls that the fix of control characters takes away, in lines. */
const control = /[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]/

const show = (text: string) => JSON.stringify(text.length > 300 ? `${text.slice(0, 300)}…` : text)

/** Says where two texts begin to differ, or nothing. */
export function findDifference(found: string, expected: string): string | undefined {
  if (found === expected) return undefined
  let at = 0
  while (found[at] === expected[at]) at++
  const from = Math.max(0, at - 40)
  return `at ${at}: expected ${show(expected.slice(from, at + 80))}, found ${show(found.slice(from, at + 80))}`
}

/** Letters, digits and marks alone. */
const letters = (text: string) => text.normalize('NFC').replace(/[\s\p{Z}\p{Cc}\p{Cf}\p{P}\p{S}]/gu, '').normalize('NFC')

/** All but white space and what is invisible. */
const inked = (text: string) => text.replace(/[\s\u00ad\u200b\u2060\ufeff]/gu, '').normalize('NFC')

/** Controls of direction that reach beyond themselves: overrides, embeddings, and isolates that are not closed, or not opened, in a line. */
export function findLooseControls(text: string): string[] {
  if (!/[\u202a-\u202e\u2066-\u2069]/.test(text)) return []
  return text.split(/[\n\u0085\u2028\u2029]/).filter((line) => {
    let open = 0
    for (const character of line) {
      if (/[\u202a-\u202e]/.test(character)) return true
      if (/[\u2066-\u2068]/.test(character)) open += 1
      if (character === '\u2069' && --open < 0) return true
    }
    return open !== 0
  })
}

export const invariants: readonly Invariant[] = [
  {
    name: 'time',
    check: ({ cost, trial, options }) => {
      const most = mostTime + (mostTimePerKilobyte * trial.bytes.length) / 1024
      if (cost <= most) return undefined
      const again = Math.min(...[1, 2, 3].map(() => timeOf(() => convert(trial.bytes, options))))
      return again <= most ? undefined : `expected ${Math.round(most)} ms for ${trial.bytes.length} bytes, took ${Math.round(again)} ms`
    },
  },
  {
    name: 'every line once',
    check: ({ record, text, conversion }) => {
      const wrong = record.lines.findIndex(({ line }, at) => line !== at + 1)
      if (wrong >= 0) return `line ${wrong + 1} has the number ${record.lines[wrong]!.line}`
      const misplaced = conversion.article.lines.find(({ offset, raw }) => !text.startsWith(raw, offset))
      if (misplaced) return `line ${misplaced.number} is not at ${misplaced.offset}`
      return findDifference(record.lines.map((line) => line.text).join('\n'), text)
    },
  },
  { name: 'fits the schema', check: ({ record }) => (validate(record) ? undefined : JSON.stringify(validate.errors?.slice(0, 3))) },
  {
    name: 'roles of lines with text',
    check: ({ conversion: { article } }) => {
      const wrong = article.lines.find(({ role, text }) => (role === null) !== (text === ''))
      return wrong && `line ${wrong.number} has the role ${wrong.role} and the text ${show(wrong.text)}`
    },
  },
  {
    name: 'pins hold',
    check: ({ conversion: { article }, trial: { pins = [] } }) => {
      const holds = (role: Role, pin: Role) => (pin === 'other' ? !isKept(role) : role === pin)
      const wrong = article.lines.find(({ role, pinned }, at) => role !== null && (pins[at] ?? null) !== null && !(holds(role, pins[at]!) && (pinned || pins[at] === 'other')))
      return wrong && `line ${wrong.number} has the role ${wrong.role}, its pin is ${pins[wrong.number - 1]}`
    },
  },
  { name: 'messages', check: ({ conversion: { article } }) => [...article.messages.map((message) => checkMessage(message, article.lines.length))].find((problem) => problem !== undefined) },
  {
    name: 'no placeholder',
    check: ({ conversion: { markdown, article }, outcome, text, trial: { settings } }) => {
      const given = JSON.stringify([text, settings.source, settings.url, settings.cues]).replace(/[^\w[]/g, '')
      if (/undefined|nan|\[object/i.test(given)) return undefined
      const written = [markdown, JSON.stringify([article.metadata, article.messages, article.fixes]), JSON.stringify(outcome.messages), outcome.text ?? ''].find((one) => placeholder.test(one))
      return written && show(written.slice(Math.max(0, written.search(placeholder) - 40)))
    },
  },
  { name: 'valid UTF-8', check: ({ conversion: { markdown }, outcome }) => [markdown, outcome.text ?? '', outcome.sidecar ?? ''].some((one) => /\p{Surrogate}/u.test(one)) ? 'there is half of a surrogate pair' : undefined },
  {
    name: 'no control characters',
    check: ({ conversion: { markdown }, options }) => (options.fixes?.['control-characters'] !== false && control.test(markdown) ? show(markdown.slice(Math.max(0, markdown.search(control) - 20))) : undefined),
  },
  {
    name: 'bidi controls are balanced',
    check: ({ conversion: { markdown }, options }) => (options.fixes?.['bidi-controls'] === false ? undefined : findLooseControls(markdown).map(show)[0]),
  },
  {
    name: 'letters of lines without fixes',
    check: ({ conversion: { article } }) => {
      const fixed = new Set(article.fixes.map(({ line }) => line))
      const wrong = article.lines.find(({ number, raw, text }) => !fixed.has(number) && raw !== text && !(text === '' && isBlank(raw)) && inked(text) !== inked(raw))
      return wrong && `line ${wrong.number}: ${findDifference(wrong.text, wrong.raw)}`
    },
  },
  { name: 'one end', check: ({ conversion: { markdown } }) => (markdown === '' || (markdown.endsWith('\n') && !markdown.endsWith('\n\n') && !markdown.includes('\r')) ? undefined : `ends in ${show(markdown.slice(-20))}`) },
  {
    name: 'reads back as the tree',
    check: ({ conversion: { markdown, tree } }) => (markdown.length > mostRead ? undefined : findDifference(readMarkdown(markdown), outline(tree))),
  },
  {
    name: 'reads back as the tree with GFM',
    every: 4,
    check: ({ conversion: { markdown, tree } }) => (markdown.length > mostRead ? undefined : findDifference(readGfm(markdown), outline(tree))),
  },
  {
    name: 'holds the text that is kept',
    check: ({ conversion: { article, tree }, options: { flavor = 'default', title, boilerplate } }) => {
      const row = flavorRow(flavor)
      const bare = row.keys.length === 0
      if (boilerplate === 'append' || (!bare && (title ?? row.title) === 'metadata')) return undefined
      const kept = article.lines.filter(({ role }) => role !== null && (roleTable[role].place === 'body' || (bare && (role === 'deck' || role === 'source'))))
      const plain = (text: string) => letters(text).replace(/\p{Nd}/gu, '') // numbers of lists are not in the texts
      return findDifference(plain(textOf(tree)), plain(kept.map((one) => one.text).join('')))
    },
  },
  {
    name: 'front matter is the same strings',
    check: ({ conversion: { article, tree }, options: { flavor = 'default', title } }) => {
      const yaml = yamlOf(tree)
      return yaml === undefined ? undefined : compareValues(yaml, expectValues(article, flavor, title))
    },
  },
  { name: 'never fails', check: ({ outcome }) => outcome.messages.find(({ ruleId }) => ruleId === 'conversion-failed')?.reason },
  { name: 'format', check: checkFormat },
  {
    name: 'labels round trip',
    every: 3,
    check: ({ conversion: { article }, record, options, trial: { bytes }, failed }) => {
      if (failed) return undefined
      const input = { file: 'input.txt', sha256: record.sha256 }
      const labels = JSON.stringify(toLabels(article, input))
      const read = parsePins(labels, 'a', input.sha256, () => article.lines)
      if ('problem' in read) return read.problem.reason
      return findDifference(JSON.stringify({ ...toLabels(analyse(bytes, { ...options, pins: read.pins }), input), lang: article.language.tag }), labels)
    },
  },
]

function timeOf(work: () => unknown): number {
  const began = process.cpuUsage()
  work()
  return timeSince(began)
}

function textOf(node: { type: string; value?: string; children?: readonly object[] }): string {
  if (node.type === 'text') return node.value!
  return (node.children ?? []).map((child) => textOf(child as never)).join('')
}
