import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, realpathSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { readTree } from '../batch/tree.ts'

// Each folder of fixtures/cli is one scenario, run through the built program in a copy of its `tree`:
//   command.json   what it shows, and the steps: files written, removed or linked before, then the arguments and the exit code
//   expected/      <step>.stdout and <step>.stderr, byte for byte, and in tree/ every file that the steps made or changed
// UPDATE=1 writes what is expected; look at the difference before you commit it. Exit codes are written by hand.

interface Step {
  readonly write?: Readonly<Record<string, string>>
  readonly remove?: readonly string[]
  readonly link?: Readonly<Record<string, string>>
  readonly args: readonly string[]
  /** Text for standard input; without it standard input is empty. */
  readonly stdin?: string
  readonly env?: Readonly<Record<string, string>>
  readonly exit: number
}

const root = fileURLToPath(new URL('../..', import.meta.url))
const program = process.env['NASKH_BIN'] ?? path.join(root, 'dist/naskh.js')
const scenarios = path.join(root, 'fixtures/cli')
const update = process.env['UPDATE'] === '1'

test.for(readdirSync(scenarios).sort())('%s', async (name) => {
  const scenario = path.join(scenarios, name)
  const { steps } = JSON.parse(readFileSync(path.join(scenario, 'command.json'), 'utf8')) as { steps: readonly Step[] }
  const cwd = realpathSync(mkdtempSync(path.join(tmpdir(), 'naskh-')))
  try {
    if (existsSync(path.join(scenario, 'tree'))) cpSync(path.join(scenario, 'tree'), cwd, { recursive: true })
    const before = readTree(cwd)
    const made: Record<string, string> = {}
    for (const [index, step] of steps.entries()) {
      prepare(step, cwd)
      const { stdout, stderr, exit } = await runProgram(step, cwd)
      expect.soft(exit, `exit code of step ${index + 1}; it said: ${stderr}`).toBe(step.exit)
      made[`${index + 1}.stdout`] = stdout
      made[`${index + 1}.stderr`] = stderr
    }
    for (const [file, text] of Object.entries(readTree(cwd))) if (before[file] !== text) made[`tree/${toPlainName(file)}`] = text
    const expected = path.join(scenario, 'expected')
    if (update) writeExpected(expected, made)
    expect(made).toEqual(existsSync(expected) ? readTree(expected) : {})
  } finally {
    rmSync(cwd, { recursive: true, force: true })
  }
})

function prepare({ write = {}, remove = [], link = {} }: Step, cwd: string): void {
  for (const file of remove) rmSync(path.join(cwd, file), { recursive: true })
  for (const [file, text] of Object.entries(write)) {
    mkdirSync(path.dirname(path.join(cwd, file)), { recursive: true })
    writeFileSync(path.join(cwd, file), text)
  }
  for (const [file, target] of Object.entries(link)) symlinkSync(target, path.join(cwd, file))
}

function runProgram({ args, stdin = '', env = {} }: Step, cwd: string): Promise<{ stdout: string; stderr: string; exit: number | null }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], { cwd, env: { PATH: process.env['PATH'], ...env } })
    const said = { stdout: '', stderr: '' }
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said.stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said.stderr += text))
    child.on('error', reject).on('close', (exit) => resolve({ ...said, exit }))
    child.stdin.on('error', () => undefined).end(stdin) // a program that does not read closes the pipe
  })
}

/** Escapes odd characters and the dot of hidden files: git must be able to hold what is expected, and not obey a .gitignore in it. */
function toPlainName(file: string): string {
  return file.replace(/(?<=^|\/)\.|[^\p{L}\p{M}\p{N} ./_-]/gu, (character) => `%${character.codePointAt(0)!.toString(16)}`)
}

function writeExpected(folder: string, made: Readonly<Record<string, string>>): void {
  rmSync(folder, { recursive: true, force: true })
  for (const [file, text] of Object.entries(made)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
    writeFileSync(path.join(folder, file), text)
  }
}
