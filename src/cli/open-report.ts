import path from 'node:path'
import { writeNamed } from '../batch/replace-file.ts'
import { explainError } from '../config/explain-error.ts'
import type { Options } from '../config/options.ts'
import type { Message } from '../messages.ts'
import type { CollectedOutput } from './collected-report.ts'
import { exits, write, type Io } from './io.ts'
import { formatLeastSure, type DoubtfulInput } from './least-sure.ts'
import { reportFormats } from './report-formats.ts'
import { createReport, type Report } from './report.ts'

/** A report of a whole run, in one of the formats. */
export interface RunReport extends Report {
  /** An output that was written or deleted, or differs. */
  output(output: CollectedOutput): void
  /** The documents it is best to look at. */
  leastSure(inputs: readonly DoubtfulInput[]): void
  /** Writes what is written as a whole, and gives the exit code: that of the run, or that of a report that could not be written. */
  end(exit: number): Promise<number>
}

/**
 * Opens the report of a run. Text is said as it comes. The other formats are written at the end, to standard error, or
 * to the file that is named; then standard error has the text beside it.
 */
export function openReport(io: Io, options: Pick<Options, 'report' | 'reportFile' | 'quiet' | 'verbose' | 'color'>): RunReport {
  const { report: format = 'text', reportFile } = options
  const whole = format !== 'text' // text needs nothing of what was said before, so that a run of many files holds none of it
  const said: string[] = []
  const text = createReport(format === 'text' || reportFile !== undefined ? io : { ...io, stderr: { write: () => true } }, options)
  const copy = format === 'text' && reportFile !== undefined ? createReport({ ...io, stderr: { write: (part) => said.push(String(part)) } }, { ...options, color: false }) : undefined
  const collected = { inputs: [] as { name: string; messages: readonly Message[] }[], outputs: [] as CollectedOutput[], problems: [] as string[] }
  let summary: string | undefined
  let least: readonly DoubtfulInput[] = []
  const both = (say: (report: Report) => void) => [text, ...(copy ? [copy] : [])].forEach(say)

  return {
    counts: text.counts,
    input(name, messages) {
      both((report) => report.input(name, messages))
      if (whole && messages.length > 0) collected.inputs.push({ name, messages })
    },
    problem(problem) {
      both((report) => report.problem(problem))
      collected.problems.push(problem)
    },
    summary(sentence) {
      both((report) => report.summary(sentence))
      summary ??= sentence
    },
    note(sentence) {
      both((report) => report.note(sentence))
    },
    output(output) {
      if (whole) collected.outputs.push(output)
    },
    leastSure(inputs) {
      if (inputs.length > 0) both((report) => report.summary(formatLeastSure(inputs)))
      least = inputs
    },
    async end(exit) {
      const written = format === 'text' ? said.join('') : reportFormats[format]({ ...collected, exit, version: io.version(), counts: text.counts, summary, leastSure: least })
      if (reportFile === undefined) {
        if (format !== 'text') await write(io.stderr, written)
        return exit
      }
      try {
        writeNamed(path.resolve(io.cwd, reportFile), written)
        return exit
      } catch (error) {
        text.problem(`the report could not be written to ${reportFile}: ${explainError(error)}; choose another place with --report-file`)
        return exit === exits.usage ? exit : exits.failed
      }
    },
  }
}
