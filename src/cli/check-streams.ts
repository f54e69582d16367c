import type { Input } from '../batch/input.ts'
import { isStream } from '../batch/stream-input.ts'
import { isRecordFile } from '../config/formats.ts'
import type { Settings } from '../config/settings.ts'

/** What cannot be asked for when there is input of many documents. */
const impossible = ({ diff, url, boilerplate, to }: Settings): readonly (readonly [asked: boolean, problem: string])[] => [
  [to !== 'ndjson', `ndjson and wet input becomes ndjson, not ${to}: leave --to away`],
  [diff === true, '--diff is for texts; --check compares ndjson'],
  [url !== undefined, '--url is the address of one document; records have theirs in url'],
  [boilerplate === 'sidecar', '--boilerplate sidecar is for texts; records have the roles in metadata.naskh'],
]

/** Lists what is wrong with options for streams, or with those that only streams have. */
export function checkStreams(inputs: readonly Input[], settings: Settings): string[] {
  const problems = inputs.some(isStream) ? impossible(settings).flatMap(([asked, problem]) => (asked ? [problem] : [])) : []
  if (settings.learnRepeats && inputs.some(({ file }) => file === undefined)) problems.push('--learn-repeats reads its inputs twice, which standard input cannot be: count with naskh repeats first')
  if (settings.languages && inputs.some(({ from }) => from !== 'wet')) problems.push('--languages leaves pages out, which is done for wet input alone')
  if (settings.outDir === undefined || !isRecordFile(settings.outDir)) return problems
  if (settings.to !== 'ndjson') problems.push(`-o ${settings.outDir} is the name of one file for all records: add --to ndjson`)
  for (const key of ['diff', 'prune', 'watch'] as const) if (settings[key]) problems.push(`--${key} needs an output folder, not one file for all records`)
  return problems
}
