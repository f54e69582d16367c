import { optionTable } from '../config/options.ts'
import { commands } from './commands.ts'
import type { CommandForm } from './program.ts'

const examples: readonly (readonly [string, string])[] = [
  ['naskh article.txt', 'show the Markdown of one article'],
  ['naskh articles -o markdown', 'convert every *.txt of a folder and of the folders in it'],
  ["naskh 'articles/2024-*.txt' -o out", 'the same for files that match a pattern'],
  ['curl -s … | naskh --url https://… > article.md', 'read from a pipe'],
  ['naskh articles -o markdown --check', 'in CI: are the outputs up to date?'],
  ['naskh article.txt --to labels > article.roles.json', 'write down the roles; mend them, and the next run follows'],
]

const exitCodes: readonly (readonly [string, string])[] = [
  ['0', 'done, or all outputs up to date'],
  ['1', '--check found differences, or --frail and there was a warning'],
  ['2', 'wrong usage or configuration; nothing was done'],
  ['3', 'some inputs failed; the others were converted'],
]

/** The main command as the parser and the help know it. */
export const convertForm: CommandForm<typeof optionTable> = {
  name: 'naskh',
  operands: '[path...]',
  description: `Reads articles as plain text, tells headline, byline, body and boilerplate apart, and writes Markdown that says its language and direction.

A path is a file, a folder (its *.txt files are taken), a glob, or - for standard input.`,
  options: optionTable,
  versioned: true,
  epilogue: [
    list('Commands (naskh <command> --help tells more):', Object.entries(commands).map(([name, { operands, summary }]) => [`${name} ${operands}`.trim(), summary])),
    list('Examples:', examples),
    list('Exit codes:', exitCodes),
    `A file <name>.roles.json beside an input, as --to labels writes it, fixes the
roles of its lines. Outputs that were edited by hand are not overwritten without
--force: naskh-manifest.json in the output folder keeps what was written.`,
  ].join('\n\n'),
}

function list(heading: string, rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([term]) => term.length))
  const wide = width > 24
  return [heading, ...rows.map(([term, meaning]) => (wide ? `  ${term}\n      ${meaning}` : `  ${term.padEnd(width)}  ${meaning}`))].join('\n')
}
