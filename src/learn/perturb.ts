import type { Role } from '../roles.ts'

/** The lines of a document with their gold. */
export interface GoldLines {
  readonly lines: readonly string[]
  readonly roles: readonly (Role | null)[]
  readonly doubt: ReadonlySet<number>
}

/** Ways in which the same page reaches a user, by name. */
export const perturbations = {
  /** No blank line anywhere. */
  dense: (gold: GoldLines) => keep(gold, gold.roles.flatMap((role, at) => (role === null ? [] : [[at]]))),
  /** A blank line after every line. */
  spaced: (gold: GoldLines) => keep(gold, gold.roles.flatMap((role, at) => (role === null ? [] : [[at], []]))),
  /** Paragraphs in a row glued into one line, two to four at a time. */
  merged: (gold: GoldLines, random: () => number) => keep(gold, mergeParagraphs(gold, () => 2 + Math.floor(random() * 3))),
  /** All paragraphs in a row glued into one line. */
  glued: (gold: GoldLines) => keep(gold, mergeParagraphs(gold, () => Infinity)),
} as const satisfies Record<string, (gold: GoldLines, random: () => number) => GoldLines>

/** The names of the perturbations. */
export type Perturbation = keyof typeof perturbations

/** Makes new lines, each of the given old ones joined by blanks; an empty group is a blank line. */
function keep({ lines, roles, doubt }: GoldLines, groups: readonly (readonly number[])[]): GoldLines {
  return {
    lines: groups.map((group) => group.map((at) => lines[at]).join(' ')),
    roles: groups.map((group) => (group.length === 0 ? null : roles[group[0]!]!)),
    doubt: new Set(groups.flatMap((group, at) => (group.some((line) => doubt.has(line)) ? [at] : []))),
  }
}

function mergeParagraphs({ roles }: GoldLines, size: () => number): number[][] {
  const groups: number[][] = []
  let room = 0
  let open: number[] | undefined
  roles.forEach((role, at) => {
    if (role === null) {
      if (!open) groups.push([])
      return
    }
    if (role === 'paragraph' && open && room > 0) {
      open.push(at)
      room--
      return
    }
    open = role === 'paragraph' ? [at] : undefined
    room = size() - 1
    groups.push(open ?? [at])
  })
  return groups
}
