import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff'
import type { Paint } from './paint.ts'

/** More edits than this are shown as one change of the whole text: finding the shortest list of edits is quadratic in them. */
const maxEdits = 5000

/**
 * The unified diff of an output as it is and as it would be written.
 *
 * @param name of the output, for the head of the diff
 * @param before undefined where it does not exist
 * @param after undefined where it would be deleted
 */
export function formatDiff(name: string, before: string | undefined, after: string | undefined, paint: Paint): string {
  const old = before === undefined ? '/dev/null' : name
  const next = after === undefined ? '/dev/null' : name
  const patch =
    createTwoFilesPatch(old, next, before ?? '', after ?? '', '', '', { context: 3, maxEditLength: maxEdits, headerOptions: FILE_HEADERS_ONLY }) ??
    `--- ${old}\n+++ ${next}\n(changed throughout)\n`
  return patch.replace(/^.*$/gm, (line) => {
    const purpose = line.startsWith('@@') ? 'hunk' : line.startsWith('+') ? 'added' : line.startsWith('-') ? 'removed' : undefined
    return purpose ? paint(purpose, line) : line
  })
}
