import type { OutputState } from '../batch/explain-state.ts'
import { message, messageTable, type Message, type RuleId, type Severity } from '../messages.ts'
import type { DoubtfulInput } from './least-sure.ts'

/** Everything a run said, for reports that are written as a whole. */
export interface CollectedReport {
  readonly exit: number
  readonly version: string
  readonly counts: Readonly<Record<Severity, number>>
  /** The inputs that something is to be said about. */
  readonly inputs: readonly { readonly name: string; readonly messages: readonly Message[] }[]
  /** The outputs that were written or deleted, or differ from what would be written. */
  readonly outputs: readonly CollectedOutput[]
  /** What is wrong with the command line or the configuration. */
  readonly problems: readonly string[]
  readonly summary: string | undefined
  readonly leastSure: readonly DoubtfulInput[]
}

/** One output that is not as it was. */
export interface CollectedOutput {
  readonly name: string
  readonly state: Exclude<OutputState, 'current'>
  /** True when this run wrote or deleted it. */
  readonly changed: boolean
  /** Why it was not current, in words. */
  readonly reason: string
}

/** A message with the file that it is about. */
export interface Finding extends Message {
  readonly file: string
  readonly advice: string
}

/** How an output that differs is told. */
const differences: Readonly<Record<CollectedOutput['state'], RuleId>> = {
  missing: 'output-missing',
  stale: 'output-stale',
  edited: 'output-edited',
  orphaned: 'output-orphaned',
}

/** Lists all messages with their files, and one for each output that differs and was left so. */
export function listFindings({ inputs, outputs }: CollectedReport): Finding[] {
  const told = new Set(inputs.flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId)))
  const differing = outputs.filter(({ changed, state }) => !changed && !(state === 'edited' && told.has('output-edited')))
  return [
    ...inputs.flatMap(({ name, messages }) => messages.map((one) => ({ ...one, file: name, advice: messageTable[one.ruleId].advice }))),
    ...differing.map(({ name, state, reason }) => {
      const ruleId = differences[state]
      return { ...message(ruleId, `the output is ${state}: ${reason}`), file: name, advice: messageTable[ruleId].advice }
    }),
  ]
}
