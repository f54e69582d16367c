import { roleTable, roles } from '../../roles.ts'
import { exits, write, type Io } from '../io.ts'
import { parseArguments } from '../program.ts'

const form = {
  name: 'naskh roles',
  description: 'Lists the roles that a line can have: those of the article, and those that are set aside.',
  options: { json: { kind: 'flag', group: 'Options:', summary: 'write JSON' } },
} as const

/** Lists the roles. */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  const parsed = parseArguments(form, argv, io)
  if ('exit' in parsed) return parsed.exit
  await write(io.stdout, parsed.options.json ? `${JSON.stringify(roles.map((role) => ({ role, ...roleTable[role] })), null, 2)}\n` : formatRoles())
  return exits.done
}

function formatRoles(): string {
  const width = Math.max(...roles.map((role) => role.length))
  const section = (heading: string, kept: boolean) =>
    [heading, ...roles.filter((role) => roleTable[role].kept === kept).map((role) => `  ${role.padEnd(width)}  ${roleTable[role].summary}`)].join('\n')
  return `${section('Kept, the article:', true)}\n\n${section('Set aside, boilerplate:', false)}\n`
}
