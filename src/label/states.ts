import { assignableRoles, type Role } from '../roles.ts'

/** Whether the headline has been met. It opens the second phase, so that there is one at most. */
export const phases = ['above', 'below'] as const
export type Phase = (typeof phases)[number]

/** A role in a phase: what the decoder moves between. */
export interface State {
  readonly role: Role
  readonly phase: Phase
}

/** All states: every role in both phases, but for the headline. */
export const states: readonly State[] = phases.flatMap((phase) =>
  assignableRoles.filter((role) => role !== 'headline' || phase === 'below').map((role) => ({ role, phase })),
)

/** Scores a model gives a unit: one for each assignable role. */
export const outputs = assignableRoles.length

/** For each state, which output is its score. */
export const roleOf = Uint8Array.from(states, ({ role }) => assignableRoles.indexOf(role))

/** Tells whether one state may follow another: the headline, and nothing else, leads from the first phase to the second. */
export function mayFollow(from: State, to: State): boolean {
  return to.role === 'headline' ? from.phase === 'above' : from.phase === to.phase
}

/** Tells whether a document may begin with a state. */
export function mayBegin({ role, phase }: State): boolean {
  return role === 'headline' || phase === 'above'
}

/** `[from][to]`: 1 where one state may follow the other. */
export const follows = Uint8Array.from(states.flatMap((from) => states.map((to) => (mayFollow(from, to) ? 1 : 0))))
