import type { Io } from './io.ts'

/** Colours of a terminal by what they are used for (SGR codes). */
const colors = { error: 31, warning: 33, info: 36, added: 32, removed: 31, hunk: 36, strong: 1, faint: 2 } as const

/** Puts a text into the colour of a purpose, or leaves it as it is. */
export type Paint = (purpose: keyof typeof colors, text: string) => string

/**
 * Chooses whether a stream is coloured: as `--color` or `--no-color` say, else not with NO_COLOR, else with
 * FORCE_COLOR, else on a terminal.
 */
export function choosePaint(color: boolean | undefined, stream: 'stdout' | 'stderr', io: Io): Paint {
  const { env } = io
  const forced = env['FORCE_COLOR'] !== undefined && env['FORCE_COLOR'] !== '0'
  const usual = !env['NO_COLOR'] && (forced || (io[stream].isTTY === true && env['TERM'] !== 'dumb'))
  return (color ?? usual) ? (purpose, text) => `\x1b[${colors[purpose]}m${text}\x1b[0m` : (_, text) => text
}
