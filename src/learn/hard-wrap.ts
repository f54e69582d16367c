import type { Role } from '../roles.ts'
import type { GoldLines } from './perturb.ts'

/**
 * Breaks every line at blanks so that none is longer than `width` characters, as mail programs and old exports do;
 * a word longer than that stays whole. All pieces of a line have its role.
 *
 * @param width UTF-16 code units.
 */
export function hardWrap({ lines, roles, doubt }: GoldLines, width = 72): GoldLines {
  const wrapped = { lines: [] as string[], roles: [] as (Role | null)[], doubt: new Set<number>() }
  lines.forEach((line, at) => {
    for (const piece of roles[at] === null ? [line] : wrap(line, width)) {
      if (doubt.has(at)) wrapped.doubt.add(wrapped.lines.length)
      wrapped.lines.push(piece)
      wrapped.roles.push(roles[at] ?? null)
    }
  })
  return wrapped
}

function wrap(line: string, width: number): string[] {
  const pieces: string[] = []
  let piece = ''
  for (const word of line.split(' ')) {
    if (word === '') continue
    if (piece !== '' && piece.length + 1 + word.length > width) {
      pieces.push(piece)
      piece = word
    } else piece = piece === '' ? word : `${piece} ${word}`
  }
  return [...pieces, piece]
}
