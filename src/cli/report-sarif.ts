import { messageTable, type RuleId, type Severity } from '../messages.ts'
import { listFindings, type CollectedReport, type Finding } from './collected-report.ts'
import { exits } from './io.ts'

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' }

/** Writes a report in the Static Analysis Results Interchange Format, version 2.1.0 (OASIS, 2020), with the rules that occur. */
export function formatSarifReport(report: CollectedReport): string {
  const findings = listFindings(report)
  const ruleIds = [...new Set(findings.map(({ ruleId }) => ruleId))]
  const run = {
    tool: { driver: { name: 'naskh', version: report.version, rules: ruleIds.map(toRule) } },
    columnKind: 'utf16CodeUnits',
    invocations: [{
      executionSuccessful: report.exit === exits.done || report.exit === exits.differences,
      exitCode: report.exit,
      ...(report.problems.length > 0 && { toolConfigurationNotifications: report.problems.map((text) => ({ level: 'error', message: { text } })) }),
    }],
    results: findings.map((finding) => toResult(finding, ruleIds)),
  }
  return `${JSON.stringify({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] }, null, 2)}\n`
}

function toRule(id: RuleId): object {
  const { severity, summary, advice } = messageTable[id]
  return { id, shortDescription: { text: summary }, help: { text: advice }, defaultConfiguration: { level: levels[severity] } }
}

function toResult({ ruleId, severity, reason, file, line, column }: Finding, ruleIds: readonly RuleId[]): object {
  const region = line === undefined ? {} : { region: { startLine: line, ...(column !== undefined && { startColumn: column }) } }
  return {
    ruleId,
    ruleIndex: ruleIds.indexOf(ruleId),
    level: levels[severity],
    message: { text: reason },
    locations: [{ physicalLocation: { artifactLocation: { uri: toUri(file) }, ...region } }],
  }
}

/** The path of a file as an address, relative where the path is. Lone surrogates, which no address can hold, become U+FFFD. */
function toUri(file: string): string {
  const parts = file.replace(/[\ud800-\udfff]/gu, '\ufffd').split('/')
  const uri = parts.map(encodeURIComponent).join('/')
  return uri.startsWith('/') ? `file://${uri}` : uri
}
