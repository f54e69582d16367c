import { messageTable } from '../messages.ts'
import type { CollectedReport } from './collected-report.ts'

/** Writes a report as JSON: `{"schema": 1, "exit", "counts", "problems", "inputs", "outputs", "leastSure", "summary"}`. */
export function formatJsonReport({ exit, counts, problems, inputs, outputs, leastSure, summary }: CollectedReport): string {
  const report = {
    schema: 1,
    exit,
    counts,
    problems,
    inputs: inputs.map(({ name, messages }) => ({ name, messages: messages.map((one) => ({ ...one, advice: messageTable[one.ruleId].advice })) })),
    outputs,
    leastSure: leastSure.map(({ name, doubts }) => ({ name, lines: doubts })),
    ...(summary !== undefined && { summary }),
  }
  return `${JSON.stringify(report, null, 2)}\n`
}
