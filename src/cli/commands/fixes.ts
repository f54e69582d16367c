import { listFixes } from '../../text/fixers.ts'
import { exits, write, type Io } from '../io.ts'
import { parseArguments } from '../program.ts'

const form = {
  name: 'naskh fixes',
  description: 'Lists the character fixes. Each that is on can be switched off with --no-fix <name>, each that is off on with --fix <name>.',
  options: { json: { kind: 'flag', group: 'Options:', summary: 'write JSON' } },
} as const

/** Lists the character fixes and whether they are on. */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  const parsed = parseArguments(form, argv, io)
  if ('exit' in parsed) return parsed.exit
  const fixes = listFixes()
  const width = Math.max(...fixes.map(({ name }) => name.length))
  const text = fixes.map(({ name, on, summary }) => `${name.padEnd(width)}  ${on ? 'on ' : 'off'}  ${summary}`).join('\n')
  await write(io.stdout, `${parsed.options.json ? JSON.stringify(fixes, null, 2) : text}\n`)
  return exits.done
}
