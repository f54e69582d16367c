import type { List, Root, RootContent } from 'mdast'
import { parseConfig } from '../../src/config/parse-config.ts'
import { mergeOptions, toSettings } from '../../src/config/settings.ts'
import { parsePins } from '../../src/config/pins.ts'
import { toConvertOptions } from '../../src/batch/convert-options.ts'
import { convert } from '../../src/convert.ts'
import { flavorNames } from '../../src/markdown/flavors.ts'
import { toFrontMatter } from '../../src/markdown/front-matter.ts'
import { toMarkdown } from '../../src/markdown/stringify.ts'
import { readByline } from '../../src/metadata/byline.ts'
import { listDates, readDate, readLoneClock, readOrder } from '../../src/metadata/date.ts'
import { readDateline } from '../../src/metadata/dateline.ts'
import { readSource } from '../../src/metadata/source.ts'
import { unified } from 'unified'
import remarkStringify from 'remark-stringify'
import { VFile } from 'vfile'
import { naskhParse } from '../../src/unified.ts'
import type { Chance } from './chance.ts'
import { oddDates, trickyLines } from './fragments.ts'
import { findDifference, mostRead } from './invariants.ts'
import { compareValues, expectValues, outline, readMarkdown } from './readers.ts'
import type { Stage } from './stages.ts'

const show = (value: unknown) => JSON.stringify(value)?.slice(0, 300)

/** Lines that have been cleaned, odd ones among them. */
const linesFor = (text: string, chance: Chance, texts: readonly string[]) =>
  [...text.split('\n').slice(0, 30), chance.pick(texts), chance.pick(trickyLines), chance.pick(oddDates)].map((line) => line.replace(/[\s\p{Cc}\u2028\u2029]+/gu, ' ').trim()).filter((line) => line !== '')

const isoDate = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[-+]\d\d:\d\d)?)?$/

/** Tells whether a date is written as ISO 8601 has it and is a day that there is. */
function isDate(iso: string): boolean {
  return isoDate.test(iso) && new Date(`${iso.slice(0, 10)}T00:00:00Z`).toISOString().startsWith(iso.slice(0, 10)) && !Number.isNaN(Date.parse(iso))
}

/** The stages that read single lines and write them, and the configuration. */
export const lineStages: Readonly<Record<string, Stage>> = {
  'dates and names': ({ text }, chance, texts) => {
    const hints = { language: chance.pick(['ar', 'fa', 'he', 'en', 'de', 'und']), order: chance.pick(['dmy', 'mdy', undefined]) as never, dates: chance.pick([[], ['2021-03-12']]) }
    for (const line of [...linesFor(text, chance, texts), `${chance.pick(oddDates)} ${chance.pick(texts)}`, chance.pick(oddDates) + chance.pick(oddDates)]) {
      const date = readDate(line, hints)
      if (date !== undefined && !isDate(date)) return `${show(line)} gives the date ${date}`
      const spans = listDates(line, hints)
      if (spans.some(({ iso, start, end }) => (iso !== undefined && !isDate(iso)) || !(start >= 0 && end > start && end <= line.length))) return `${show(line)} gives ${show(spans)}`
      readOrder(line)
      const clock = readLoneClock(line)
      if (clock !== undefined && !isDate(`2021-03-12T${clock}`)) return `${show(line)} gives the time ${clock}`
      const dateline = readDateline(line, { tag: hints.language, script: 'Arab', direction: 'rtl', confidence: 1 })
      const found = [...readByline(line), readSource(line)?.toString() ?? 'a', dateline?.place ?? 'a']
      if (found.some((one) => typeof one !== 'string' || one.trim() === '' || one.length > line.length * 3 + 3)) return `${show(line)} gives ${show(found)}`
      if (dateline?.date !== undefined && !isDate(dateline.date)) return `${show(line)} gives the date ${dateline.date}`
    }
    return undefined
  },
  'escaping of any text': ({ text }, chance, texts) => {
    const flavor = chance.pick(flavorNames)
    const lines = linesFor(text, chance, texts)
    const paragraph = (value: string): RootContent => ({ type: 'paragraph', children: [{ type: 'text', value }] })
    const list = (values: readonly string[]): List => ({ type: 'list', ordered: chance.once(2), start: null, spread: false, children: values.map((value) => ({ type: 'listItem', spread: false, checked: null, children: [paragraph(value) as never] })) })
    const children: RootContent[] = []
    for (let at = 0; at < lines.length;) {
      const place = chance.below(3)
      if (place === 0) children.push({ type: 'heading', depth: chance.pick([1, 2, 3]), children: [{ type: 'text', value: lines[at++]! }] })
      else if (place === 1 || children.at(-1)?.type === 'list') children.push(paragraph(lines[at++]!))
      else {
        const items = list(lines.slice(at, at + 3))
        children.push(items.ordered ? { ...items, start: chance.below(1000) } : items)
        at += 3
      }
    }
    const tree: Root = { type: 'root', children }
    const markdown = toMarkdown(tree, flavor)
    return markdown.length > mostRead ? undefined : (findDifference(readMarkdown(markdown), outline(tree)) ?? '').replace(/^(?=.)/, `${flavor} `) || undefined
  },
  'front matter of any text': ({ text }, chance, texts) => {
    const value = () => chance.pick([chance.pick(texts), chance.pick(trickyLines), chance.pick(text.split('\n'))])
    const metadata = { title: value(), subtitle: value(), kicker: value(), section: value(), dateline: value(), author: chance.list(3, value), source: value(), url: value(), date: chance.pick(['2021-03-12', '1900-01-01', '9999-12-31T23:59:59+14:00', '2021-03-12T14:05:00Z']) }
    const flavor = chance.pick(flavorNames)
    const language = { tag: chance.pick(['no', 'on', 'y', 'ar', 'en-GB']), direction: 'rtl' as const, script: 'Arab', confidence: 1 }
    const title = chance.pick(['both', 'metadata', 'heading'] as const)
    const yaml = toFrontMatter(metadata, language, flavor, title)
    return yaml === undefined ? undefined : compareValues(yaml, expectValues({ metadata, language }, flavor, title))
  },
  configuration: ({ text, trial }, chance, texts) => {
    const value = (): unknown => chance.pick([chance.pick(texts), chance.pick(trickyLines), text.slice(0, 40), 1, -1, 1e21, null, true, [], {}, [1], ['a', 'b'], { a: true }, { ar: { related: [chance.pick(texts)] } }, { ar: { related: { start: ['x'], within: [chance.pick(texts)] } } }])
    const keys = ['to', 'flavor', 'boilerplate', 'lang', 'encoding', 'fixes', 'prefer', 'cues', 'maxSize', 'jobs', 'ignore', 'ext', 'overrides', '$schema', '__proto__', 'constructor', 'outDir', 'title', 'languages', 'ascii', 'textKey', chance.pick(texts)]
    const made = Object.fromEntries(chance.list(4, () => [chance.pick(keys), value()]))
    const { to, flavor, boilerplate, cues, fixes, lang } = trial.settings
    const good = { to, flavor, boilerplate, fixes, ...(cues && { cues }), ...(lang !== undefined && { lang }) }
    const json = JSON.stringify(chance.once(2) ? { ...good, overrides: [{ files: '*.txt', options: { flavor } }] } : chance.once(4) ? value() : { ...made, overrides: [{ files: value(), options: made }] })
    const broken = chance.once(4) ? json.slice(0, chance.below(json.length)) + chance.pick(texts) + json.slice(chance.below(json.length)) : json
    const parsed = parseConfig(broken)
    if ('problems' in parsed) {
      const wrong = parsed.problems.find((problem) => problem.trim() === '' || /undefined|\[object/.test(problem.replaceAll(/"[^"]*"/g, '')))
      if (wrong !== undefined && !/undefined|\[object/.test(broken)) return `${show(broken)} gives the problem ${show(wrong)}`
      return parsed.problems.length === 0 ? 'there are no problems in a configuration with problems' : undefined
    }
    const { options, overrides } = parsed.config
    const settings = toSettings(overrides.reduce((under, override) => mergeOptions(under, override.options), options))
    convert('عنوان\n\nكتب: سالم', toConvertOptions(settings))
    return Object.keys(Object.prototype).length > 0 ? 'the prototype of all objects was changed' : undefined
  },
  'pin files': ({ record, conversion: { article } }, chance, texts) => {
    const json = JSON.stringify({ sha256: chance.pick([record.sha256, record.sha256.toUpperCase(), 'x', 1, null]), lines: chance.pick([record.lines.map(({ role }) => role), [chance.pick(texts)], [{}, 1], 'x', null, Array(500).fill('other')]) })
    const broken = chance.once(2) ? json : json.slice(0, chance.below(json.length)) + chance.pick(texts) + json.slice(chance.below(json.length))
    const parsed = parsePins(broken, 'input.roles.json', record.sha256, () => article.lines)
    return 'problem' in parsed && /undefined|\[object/.test(parsed.problem.reason) && !/undefined|\[object/.test(broken) ? `${show(broken)} gives ${show(parsed.problem)}` : undefined
  },
  'parser for unified': ({ trial, options, conversion, failed }) => {
    const file = new VFile({ value: trial.bytes })
    const processor = unified().use(naskhParse, options).use(remarkStringify)
    const tree = processor.parse(file)
    if (failed) return tree.children.length === 0 && file.messages.some(({ fatal }) => fatal === true) ? undefined : 'an input that cannot be used gives a tree'
    if (outline(tree) !== outline(conversion.tree)) return 'its tree is another one'
    const lines = conversion.article.lines.length
    const misplaced = tree.children.find(({ position }) => position && !(position.start.line >= 1 && position.end.line <= lines && position.start.line <= position.end.line && position.start.column >= 1))
    return misplaced && `a node is at ${show(misplaced.position)}`
  },
}
