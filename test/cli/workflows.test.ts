import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'

// What CI would run, as far as that goes without the network: the shell steps of the workflow that `naskh init` writes
// and of the action, and the commands of the hooks, in a repository with a remote beside it.

interface Step { readonly name?: string; readonly uses?: string; readonly run?: string; readonly shell?: string; readonly env?: Record<string, string> }

const root = fileURLToPath(new URL('../..', import.meta.url))
const program = process.env['NASKH_BIN'] ?? path.join(root, 'dist/naskh.js')
const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string }
const article = 'افتتاح حديقة على ضفة النهر\n\nافتتحت البلدية حديقة جديدة على ضفة النهر صباح اليوم، وقال رئيس البلدية إن العمل استمر عامين.\n'

let folder: string
let bin: string
let count = 0
beforeAll(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'naskh-ci-')))
  bin = path.join(folder, 'bin')
  mkdirSync(bin)
  script('naskh', `exec "${process.execPath}" "${program}" "$@"`)
  script('npx', `[ "$1" = --yes ] && [ "$2" = naskh@${version} ] || exit 90\nshift 2\nexec naskh "$@"`) // stands in for the registry
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function script(name: string, text: string): void {
  writeFileSync(path.join(bin, name), `#!/bin/sh\n${text}\n`)
  chmodSync(path.join(bin, name), 0o755)
}

function run(command: string, cwd: string, env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', command], {
    cwd, encoding: 'utf8', env: { PATH: `${bin}:${path.dirname(process.execPath)}:${process.env['PATH']}`, HOME: folder, GIT_CONFIG_NOSYSTEM: '1', ...env },
  })
  return { status, said: stdout + stderr }
}

/** Runs the shell steps one after the other, as a runner does: the first that fails ends the job. */
function runSteps(steps: readonly Step[], cwd: string, fill: (value: string) => string = (value) => value, env: Record<string, string> = {}) {
  let said = ''
  for (const step of steps) {
    if (step.run === undefined) continue
    expect(step.run, 'no expression stands in a script, where it could become code').not.toContain('${{')
    const own = Object.fromEntries(Object.entries(step.env ?? {}).map(([name, value]) => [name, fill(value)]))
    const result = run(step.run, cwd, { ...env, ...own })
    said += result.said
    if (result.status !== 0) return { status: result.status, said }
  }
  return { status: 0, said }
}

/** A repository with one text and a remote. */
function makeRepository(): string {
  const at = path.join(folder, `repo-${++count}`)
  mkdirSync(path.join(at, 'raw'), { recursive: true })
  writeFileSync(path.join(at, 'raw/a.txt'), article)
  expect(run(`git init -q -b main && git init -q --bare ../remote-${count}.git && git remote add origin ../remote-${count}.git && git add . && git -c user.name=t -c user.email=t@t commit -qm texts && git push -q -u origin main`, at).status).toBe(0)
  return at
}

describe('the workflow that init writes', () => {
  it('fails while copies are missing, regenerates and pushes them, and passes then', () => {
    const at = makeRepository()
    expect(run('naskh init', at).status).toBe(0)
    const { jobs, on, permissions } = parse(readFileSync(path.join(at, '.github/workflows/naskh.yml'), 'utf8')) as { jobs: Record<string, { if: string; steps: Step[] }>; on: object; permissions: object }
    expect(Object.keys(on)).toEqual(['push', 'pull_request', 'workflow_dispatch'])
    expect(permissions).toEqual({ contents: 'read' })
    const { check, regenerate } = jobs
    expect(check!.steps.flatMap(({ uses }) => uses ?? [])).toEqual(['actions/checkout@v4', 'actions/setup-node@v4'])

    const first = runSteps(check!.steps, at)
    expect(first.status).toBe(1)
    expect(first.said).toContain('::warning file=clean/a.md,title=naskh%3A output-missing::')
    expect(runSteps(regenerate!.steps, at)).toMatchObject({ status: 0 })
    expect(run('git log --format=%s origin/main && git ls-tree -r --name-only origin/main', at).said.split('\n')).toEqual(expect.arrayContaining([`Regenerate the copies with naskh ${version}`, 'clean/a.md', 'clean/naskh-manifest.json']))
    expect(runSteps(check!.steps, at).status).toBe(0)
    expect(runSteps(regenerate!.steps, at), 'nothing to commit').toMatchObject({ status: 0 })

    writeFileSync(path.join(at, 'raw/a.txt'), `${article}\nوأضاف أن الدخول مجاني.\n`)
    expect(runSteps(check!.steps, at)).toMatchObject({ status: 1, said: expect.stringContaining('output-stale') })
  })

  it('works below the root of a repository, and with odd names of folders', () => {
    const at = makeRepository()
    const input = "it's raw"
    mkdirSync(path.join(at, 'docs', input), { recursive: true })
    writeFileSync(path.join(at, 'docs', input, 'a.txt'), article)
    expect(run(`naskh init "${input}" -o "md out"`, path.join(at, 'docs')).status).toBe(0)
    const { jobs, defaults } = parse(readFileSync(path.join(at, '.github/workflows/naskh.yml'), 'utf8')) as { jobs: Record<string, { steps: Step[] }>; defaults: { run: Record<string, string> } }
    expect(defaults.run).toEqual({ 'working-directory': 'docs' })
    expect(runSteps(jobs['regenerate']!.steps, path.join(at, 'docs'))).toMatchObject({ status: 0 })
    expect(run('git ls-files docs', at).said).toContain('docs/md out/a.md')
  })
})

describe('action.yml', () => {
  const action = parse(readFileSync(path.join(root, 'action.yml'), 'utf8')) as { inputs: Record<string, { default: string; description: string }>; runs: { using: string; steps: Step[] } }

  /** A checkout of the action: built, with a build script that only says that it ran. */
  function checkOut(): string {
    const at = path.join(folder, `action-${++count}`)
    for (const file of ['package.json', 'package-lock.json', 'scripts/ready.mjs']) cpSync(path.join(root, file), path.join(at, file))
    cpSync(path.dirname(program), path.join(at, 'dist'), { recursive: true })
    mkdirSync(path.join(at, 'src'))
    mkdirSync(path.join(at, 'node_modules'))
    writeFileSync(path.join(at, 'node_modules/.package-lock.json'), '')
    writeFileSync(path.join(at, 'scripts/build.mjs'), "console.log('built')\n")
    const now = new Date()
    utimesSync(path.join(at, 'dist/naskh.js'), now, now)
    return at
  }

  function act(given: Record<string, string>, cwd: string, at = checkOut()) {
    expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(Object.keys(given)))
    const values = Object.fromEntries(Object.entries(action.inputs).map(([name, input]) => [name, given[name] ?? input.default]))
    const fill = (value: string) => value.replace(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_, name: string) => values[name]!)
    return runSteps(action.runs.steps, cwd, fill, { GITHUB_ACTION_PATH: at })
  }

  it('is a composite action whose steps name their shell', () => {
    expect(action.runs.using).toBe('composite')
    expect(action.runs.steps.filter(({ run: text }) => text !== undefined).every(({ shell }) => shell === 'bash')).toBe(true)
  })

  it('checks, writes when asked to, and passes arguments on as they are', () => {
    const at = makeRepository()
    mkdirSync(path.join(at, "b's $(touch x)"))
    writeFileSync(path.join(at, "b's $(touch x)/c.txt"), article)
    const given = { paths: "raw\nb's $(touch x)\n", 'out-dir': 'clean' }
    expect(act(given, at)).toMatchObject({ status: 1, said: expect.stringContaining('::warning file=clean/c.md') })
    expect(act({ ...given, write: 'true', arguments: '--flavor\npandoc\n' }, at)).toMatchObject({ status: 0 })
    expect(act({ ...given, arguments: '--flavor\npandoc' }, at)).toMatchObject({ status: 0 })
    expect(act(given, at).status, 'another flavor').toBe(1)
    expect(run('ls', at).said.split('\n')).not.toContain('x')
  })

  it('builds what is not built', () => {
    const at = checkOut()
    rmSync(path.join(at, 'dist/naskh.js'))
    expect(act({ 'out-dir': 'clean' }, makeRepository(), at).said).toContain('built')
  })
})

describe('.pre-commit-hooks.yaml', () => {
  const hooks = parse(readFileSync(path.join(root, '.pre-commit-hooks.yaml'), 'utf8')) as { id: string; entry: string; args: string[]; language: string; pass_filenames: boolean }[]
  const call = (id: string, cwd: string) => {
    const { entry, args } = hooks.find((hook) => hook.id === id)!
    return run(`${entry} ${args.join(' ')}`, cwd)
  }

  it('checks and regenerates', () => {
    expect(hooks.map(({ id, language, pass_filenames }) => [id, language, pass_filenames])).toEqual([['naskh-check', 'node', false], ['naskh', 'node', false]])
    const at = makeRepository()
    expect(call('naskh-check', at)).toMatchObject({ status: 1, said: expect.stringContaining('missing clean/a.md') })
    expect(call('naskh', at).status).toBe(0)
    expect(call('naskh-check', at).status).toBe(0)
  })
})
