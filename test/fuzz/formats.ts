import { toRoleSpans } from '../../src/batch/role-spans.ts'
import type { Format } from '../../src/config/formats.ts'
import { toLabels } from '../../src/record.ts'
import type { Observed } from './observe.ts'

/** What an output of each format has to be, beside what holds for all. */
const formatChecks: Readonly<Record<Format, (text: string, observed: Observed) => string | undefined>> = {
  markdown: (text, { conversion }) => (text === conversion.markdown ? undefined : 'the second conversion gives other Markdown'),
  json: (text, observed) => sameRecord(text, observed),
  labels: (text, { conversion, record }) => (text === `${JSON.stringify(toLabels(conversion.article, record))}\n` ? undefined : `the second conversion gives other labels: ${text}`),
  ndjson: checkLine,
  html: (text) => {
    const scripts = text.match(/<script/gi)?.length ?? 0
    if (scripts !== 2 || /<(?:img|svg|iframe|object|embed|form|base)\b/i.test(text)) return `there are ${scripts} scripts, or elements of the document's own`
    return /<\/html>\n$/.test(text) ? undefined : 'the page does not end'
  },
}

/** Checks what the command line would write for a document. */
export function checkFormat(observed: Observed): string | undefined {
  const { outcome, failed, trial } = observed
  const errors = outcome.messages.filter(({ severity }) => severity === 'error')
  if (outcome.text === undefined) {
    if (errors.length === 0) return 'there is neither output nor error'
    return failed || errors.every(({ ruleId }) => trial.pins !== undefined && ruleId === 'pins-invalid') ? undefined : errors.map(({ reason }) => reason).join()
  }
  if (failed) return 'there is an output of an input that cannot be used'
  return formatChecks[trial.settings.to](outcome.text, observed) ?? (outcome.sidecar === undefined ? undefined : sameRecord(outcome.sidecar, observed))
}

function sameRecord(text: string, { record }: Observed): string | undefined {
  return text === `${JSON.stringify(record, null, 2)}\n` ? undefined : 'the second conversion gives another record'
}

/** A record of NDJSON: its text, its roles by places in code points, and nothing that ends a line. */
function checkLine(text: string, { conversion: { article, markdown }, text: input, trial: { settings } }: Observed): string | undefined {
  const written = JSON.parse(text) as { text: string; raw_text?: string; metadata: { naskh: { roles: Record<string, [number, number, number][]> } } }
  if (/[\n\x85\u2028\u2029]/.test(text.slice(0, -1)) || !text.endsWith('\n')) return 'the record is not on one line'
  if (settings.ascii && /[^\0-\x7f]/.test(text)) return 'there is something outside ASCII'
  if (written.text !== (article.messages.some(({ ruleId }) => ruleId === 'input-empty') ? '' : markdown)) return 'its text is not the Markdown'
  if (settings.keepText && written.raw_text !== input) return 'raw_text is not the input'
  const { roles } = written.metadata.naskh
  if (JSON.stringify(roles) !== JSON.stringify(toRoleSpans(article.lines))) return 'the second conversion gives other roles'
  const points = Array.from(input)
  const spans = Object.values(roles).flat().sort(([a], [b]) => a - b)
  const lines = article.lines.filter(({ role }) => role !== null).map(({ raw }) => raw.replace(/\r$/, ''))
  if (spans.length !== lines.length) return `there are ${spans.length} spans of ${lines.length} lines`
  const wrong = spans.findIndex(([start, end], at) => points.slice(start, end).join('') !== lines[at])
  return wrong < 0 ? undefined : `the span ${JSON.stringify(spans[wrong])} is not ${JSON.stringify(lines[wrong])}`
}
