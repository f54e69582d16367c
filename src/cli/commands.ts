import type { Io } from './io.ts'

/** What a file in `commands/` exports: it runs on the arguments after its name and gives the exit code. */
export interface CommandModule {
  readonly run: (argv: readonly string[], io: Io) => Promise<number>
}

/** One command besides the main one. */
export interface CommandRow {
  /** What comes after its name, for the list in the help. */
  readonly operands: string
  readonly summary: string
  /** Loads the code only when the command is called, so that starting stays fast. */
  readonly load: () => Promise<CommandModule>
}

/** The commands by name, in the order of the help. To add one, write a file in `commands/` and its row here. */
export const commands: Readonly<Record<string, CommandRow>> = {
  init: { operands: '[folder]', summary: 'set a project up: configuration and workflow', load: () => import('./commands/init.ts') },
  explain: { operands: '<file[:line]>', summary: 'show why each line has its role, and correct roles', load: () => import('./commands/explain.ts') },
  roles: { operands: '', summary: 'list the roles that a line can have', load: () => import('./commands/roles.ts') },
  evaluate: { operands: '<dir...>', summary: 'measure how well labelled documents are labelled', load: () => import('./commands/evaluate.ts') },
  train: { operands: '<dir...> -o <file>', summary: 'train a model from labelled documents', load: () => import('./commands/train.ts') },
  repeats: { operands: '<dir> -o <file>', summary: 'count the lines that come back across documents', load: () => import('./commands/repeats.ts') },
  fixes: { operands: '', summary: 'list the character fixes', load: () => import('./commands/fixes.ts') },
}
