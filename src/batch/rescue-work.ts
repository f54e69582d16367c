import { message } from '../messages.ts'
import { cutLines } from './clean-batch.ts'
import { toErrorRecord } from './clean-record.ts'
import { listWholeMembers } from './json-members.ts'
import type { Work, WorkResult } from './work.ts'

// A thread that dies, because a text takes more memory than it may have say, takes with it what it was at. That is done
// again in parts, so that what cannot be done is one file or record.

/** The parts of a work that can be done for themselves: files, records. Together they give the same. */
export function splitWork(work: Work): Work[] {
  if (work.kind === 'files') return work.tasks.map((task) => ({ ...work, tasks: [task] }))
  if (work.kind === 'pages') return work.pages.map((page) => ({ ...work, pages: [page] }))
  return work.cut ? [work] : [...cutLines(work.bytes)].map((bytes) => ({ ...work, bytes }))
}

/** Puts the results of the parts together. */
export function joinResults<Kind extends Work>(work: Kind, results: readonly WorkResult<Work>[]): WorkResult<Kind> {
  if (work.kind === 'files') return (results as WorkResult<Extract<Work, { kind: 'files' }>>[]).flat() as WorkResult<Work> as WorkResult<Kind>
  const batches = results as WorkResult<Exclude<Work, { kind: 'files' }>>[]
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
  const problems: Record<string, number> = {}
  for (const batch of batches) for (const [rule, count] of Object.entries(batch.problems)) problems[rule] = (problems[rule] ?? 0) + count
  return { bytes: Buffer.concat(batches.map(({ bytes }) => bytes)), records: sum(batches.map(({ records }) => records)), left: sum(batches.map(({ left }) => left)), problems } as WorkResult<Work> as WorkResult<Kind>
}

/** What comes of a part that took a thread with it twice: a message in its place. */
export function toLost(part: Work, reason: string): WorkResult<Work> {
  const lost = message('thread-lost', `the thread that converted it ended: ${reason}`)
  if (part.kind === 'files') return part.tasks.map(({ plan }) => ({ name: plan.input.name, messages: [lost], settled: [], wanted: new Map() }))
  const members = part.kind === 'pages' ? part.pages[0]!.members : listWholeMembers(part.bytes)
  return { bytes: Buffer.from(`${toErrorRecord(members, lost, part.settings).line}\n`), records: 1, left: 0, problems: { [lost.ruleId]: 1 } }
}
