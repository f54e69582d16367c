import { messageTable, type Message, type RuleId, type Severity } from '../messages.ts'
import type { Io } from './io.ts'
import { choosePaint } from './paint.ts'
import { printable } from './printable.ts'

/** How much is said, and how it looks. */
export interface Loudness {
  readonly quiet?: boolean | undefined
  readonly verbose?: boolean | undefined
  readonly color?: boolean | undefined
}

/** Says things to a person, on standard error, and counts what was said. */
export interface Report {
  /** The messages about one input. */
  input(name: string, messages: readonly Message[]): void
  /** Something that is wrong with the command line. */
  problem(text: string): void
  /** What a run came to; not with `--quiet`. */
  summary(text: string): void
  /** What only `--verbose` shows. */
  note(text: string): void
  /** Messages so far, by severity, whether shown or not. */
  readonly counts: Readonly<Record<Severity, number>>
}

/**
 * Makes a report for people, one line a message: `name:line:column: severity reason (rule)`.
 * The first of each rule is followed by what to do, with `--verbose` each one. Warnings and advice are left out with
 * `--quiet`; notes are only there with `--verbose`.
 */
export function createReport(io: Io, loudness: Loudness): Report {
  const { quiet = false, verbose = false } = loudness
  const paint = choosePaint(loudness.color, 'stderr', io)
  const shown: Readonly<Record<Severity, boolean>> = { error: true, warning: !quiet, info: verbose }
  const counts = { error: 0, warning: 0, info: 0 }
  const advised = new Set<RuleId>()
  const say = (line: string) => io.stderr.write(`${line}\n`)

  return {
    counts,
    input(name, messages) {
      for (const { severity, reason, line, column, ruleId } of messages) {
        counts[severity]++
        if (!shown[severity]) continue
        const place = [printable(name), line, column].filter((part) => part !== undefined).join(':')
        say(`${paint('strong', place)}: ${paint(severity, severity)} ${printable(reason)} ${paint('faint', `(${ruleId})`)}`)
        if (quiet || (!verbose && advised.has(ruleId))) continue
        say(`  ${paint('faint', messageTable[ruleId].advice)}`)
        advised.add(ruleId)
      }
    },
    problem(text) {
      say(`${paint('strong', 'naskh')}: ${paint('error', 'error')} ${printable(text)}`)
    },
    summary(text) {
      if (!quiet) say(printable(text))
    },
    note(text) {
      if (verbose) say(paint('faint', printable(text)))
    },
  }
}
