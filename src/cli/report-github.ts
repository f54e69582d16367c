import type { Severity } from '../messages.ts'
import { listFindings, type CollectedReport } from './collected-report.ts'
import { printable } from './printable.ts'

const commands: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' }

/**
 * Writes a report as commands that a GitHub workflow shows as annotations of files, errors first because only the
 * first ten of a step are shown; notes are left out for the same reason. The summary follows as text.
 */
export function formatGithubReport(report: CollectedReport): string {
  const findings = listFindings(report).filter(({ severity }) => severity !== 'info')
  const ordered = [...findings.filter(({ severity }) => severity === 'error'), ...findings.filter(({ severity }) => severity !== 'error')]
  const lines = [
    ...report.problems.map((text) => `::error title=naskh::${escapeText(text)}`),
    ...ordered.map(({ severity, file, line, column, ruleId, reason, advice }) => {
      const places = Object.entries({ file, line, col: column, title: `naskh: ${ruleId}` }).filter(([, value]) => value !== undefined)
      return `::${commands[severity]} ${places.map(([name, value]) => `${name}=${escapeProperty(String(value))}`).join(',')}::${escapeText(`${reason}. ${advice}`)}`
    }),
    ...(report.summary === undefined ? [] : [printable(report.summary)]),
  ]
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`
}

/** The escapes that the runner of workflows undoes (actions/toolkit, `command.ts`). */
function escapeText(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A')
}

function escapeProperty(text: string): string {
  return escapeText(text).replace(/:/g, '%3A').replace(/,/g, '%2C')
}
