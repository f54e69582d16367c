import type { CollectedReport } from './collected-report.ts'
import { formatGithubReport } from './report-github.ts'
import { formatJsonReport } from './report-json.ts'
import { formatSarifReport } from './report-sarif.ts'

/** The reports that are written as a whole, at the end of a run. */
export const reportFormats: Readonly<Record<'json' | 'github' | 'sarif', (report: CollectedReport) => string>> = {
  json: formatJsonReport,
  github: formatGithubReport,
  sarif: formatSarifReport,
}
