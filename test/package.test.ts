import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

// What `npm publish` would send, put where npm would install it, without the packages it depends on: all they do is
// in the bundles. `.ci/run` installs it with npm.

const root = fileURLToPath(new URL('..', import.meta.url))
const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string; bin: Record<string, string>; exports: Record<string, string | Record<string, string>>; scripts: Record<string, string>; dependencies: Record<string, string> }
const article = 'افتتاح حديقة على ضفة النهر\n\nافتتحت البلدية حديقة جديدة على ضفة النهر صباح اليوم، وقال رئيس البلدية إن العمل استمر عامين.\n'

let folder: string
let files: string[]
beforeAll(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'naskh-package-')))
  const [packed] = JSON.parse(execFileSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], shell: process.platform === 'win32' })) as [{ filename: string; files: { path: string }[] }]
  files = packed.files.map((file) => file.path)
  mkdirSync(path.join(folder, 'node_modules'))
  execFileSync('tar', ['-xzf', packed.filename, '-C', 'node_modules'], { cwd: folder })
  mkdirSync(path.join(folder, 'raw'))
  writeFileSync(path.join(folder, 'raw/a.txt'), article)
  renameSync(path.join(folder, 'node_modules/package'), path.join(folder, 'node_modules/naskh'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const run = (args: readonly string[], cwd = folder) => spawnSync(process.execPath, args, { cwd, encoding: 'utf8', env: { PATH: process.env['PATH'] } })

describe('the package', () => {
  it('holds what is needed and nothing else', () => {
    const kinds: Readonly<Record<string, RegExp>> = {
      pages: /^(?:README(?:\.ar)?\.md|LICENSE|package\.json|dist\/licenses\.txt|docs\/[a-z-]+\.(?:md|lua))$/,
      'for other tools': /^(?:action\.yml|\.pre-commit-hooks\.yaml)$/,
      schemas: /^(?:dist\/config\.schema\.json|src\/data\/record\.schema\.json)$/,
      'the command line': /^dist\/(?:package\.json|naskh(?:-[a-z-]+)?\.js|worker\.js|data\/[a-z-]+\.(?:bin|json)|cache\/[\w.-]+\/naskh-[a-z-]+\.js\.cache|audit\/naskh-audit\.(?:css|js))$/,
      'the library': /^dist\/(?:(?:index|unified)\.mjs|chunks\/[\w-]+\.mjs)$/,
      types: /^dist\/types\/(?:package\.json|[a-z/-]+\.d\.ts)$/,
    }
    const found = Object.fromEntries(Object.entries(kinds).map(([kind, pattern]) => [kind, files.filter((file) => pattern.test(file))]))
    expect(files.filter((file) => !Object.values(kinds).some((pattern) => pattern.test(file)))).toEqual([])
    for (const kind of Object.keys(kinds)) expect(found[kind], kind).not.toEqual([])
    expect(found['for other tools']).toHaveLength(2)
    expect(found['schemas']).toHaveLength(2)
  })

  it('has, but for data, pages and declarations, exactly these files', () => {
    const plain = files.filter((file) => !/^docs\/[a-z-]+\.md$|^dist\/(?:cache|data|chunks)\/|\.d\.ts$/.test(file))
    expect(plain.sort()).toEqual([
      '.pre-commit-hooks.yaml', 'LICENSE', 'README.ar.md', 'README.md', 'action.yml',
      'dist/audit/naskh-audit.css', 'dist/audit/naskh-audit.js', 'dist/config.schema.json',
      'dist/index.mjs', 'dist/licenses.txt', ...['bin', 'convert-paths', 'evaluate', 'explain', 'fixes', 'franc', 'init', 'repeats', 'roles', 'train', 'yaml'].map((name) => `dist/naskh-${name}.js`),
      'dist/naskh.js', 'dist/package.json', 'dist/types/package.json', 'dist/unified.mjs', 'dist/worker.js', 'docs/rtl-epub.lua', 'package.json', 'src/data/record.schema.json',
    ])
  })

  it('runs nothing when it is installed, nor does any package that comes with it', () => {
    const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as { packages: Record<string, { dev?: boolean; hasInstallScript?: boolean; integrity?: string }> }
    const { '': own, ...packages } = lock.packages
    const installed = Object.entries(packages).filter(([, { dev }]) => !dev)
    expect(installed.length).toBeGreaterThan(0)
    expect([own!, ...installed.map(([, one]) => one)].filter(({ hasInstallScript }) => hasInstallScript)).toEqual([])
    // `prepare` is for clones: npm leaves it out for a package that comes from a registry or a tarball.
    expect(Object.keys(manifest.scripts).filter((name) => /^(?:pre|post)?(?:install|prepare|publish|pack)$/.test(name))).toEqual(['prepare'])
    expect(Object.entries(packages).filter(([, { integrity }]) => !integrity?.startsWith('sha512-')).map(([name]) => name)).toEqual([])
  })

  it('needs no package to run, and for its types those it says', () => {
    const read = (file: string) => readFileSync(path.join(folder, 'node_modules/naskh', file), 'utf8')
    const named = (file: string) => [...read(file).matchAll(/\brequire\("([^".][^"]*)"\)|^(?:import|export)\b[^"'\n]*\bfrom\s*"([^".][^"]*)"/gm)].map(([, required, imported]) => (required ?? imported)!)
    const programs = files.filter((file) => /^dist\/.*\.(?:js|mjs|cjs)$/.test(file) && !file.startsWith('dist/audit/'))
    const used = new Set(programs.flatMap(named))
    expect(used.has('node:fs')).toBe(true)
    expect([...used].filter((name) => !isBuiltin(name))).toEqual([])
    const types = files.filter((file) => file.endsWith('.d.ts')).flatMap((file) => [...read(file).matchAll(/(?:from |import\()['"]([^'".][^'"]*)['"]/g)].map(([, name]) => name!))
    expect(Object.keys(manifest.dependencies)).toEqual([...new Set(types)].map((name) => (name === 'mdast' ? '@types/mdast' : name)).sort())
  })

  it('names the packages whose code is in it, with their licenses', () => {
    const text = readFileSync(path.join(folder, 'node_modules/naskh/dist/licenses.txt'), 'utf8')
    for (const name of ['commander', 'diff', 'franc', 'ignore', 'picomatch', 'remark-frontmatter', 'remark-stringify', 'unified', 'vfile', 'yaml']) expect(text).toMatch(new RegExp(`^${name} \\d+\\.`, 'm'))
    for (const part of text.split(/^-{80}$/m)) expect(part).toMatch(/permission|license|copyright/i)
  })

  it('has the files that it names as exports and commands', () => {
    const named = [...Object.values(manifest.exports).flatMap((to) => (typeof to === 'string' ? [to] : Object.values(to))), ...Object.values(manifest.bin)]
    expect(named.map((name) => path.posix.normalize(name)).filter((name) => !files.includes(name))).toEqual([])
    expect(Object.keys(manifest.exports)).toEqual(['.', './unified', './config.schema.json', './record.schema.json', './package.json'])
  })

  it('has every declaration that its declarations name', () => {
    const missing = files.filter((file) => file.endsWith('.d.ts')).flatMap((file) => {
      const text = readFileSync(path.join(folder, 'node_modules/naskh', file), 'utf8')
      const named = [...text.matchAll(/(?:from |import\()['"](\.[^'"]+)\.ts['"]/g)].map(([, to]) => path.posix.join(path.posix.dirname(file), `${to}.d.ts`))
      return named.filter((name) => !files.includes(name))
    })
    expect(missing).toEqual([])
  })

  it('converts, checks and explains', () => {
    const naskh = (...args: string[]) => run([path.join(folder, 'node_modules/naskh', manifest.bin['naskh']!), ...args])
    expect(naskh('--version')).toMatchObject({ status: 0, stdout: `${manifest.version}\n` })
    expect(naskh('raw', '-o', 'clean', '-q')).toMatchObject({ status: 0, stderr: '' })
    expect(readFileSync(path.join(folder, 'clean/a.md'), 'utf8')).toMatch(/^---\n[^]*\nlang: ar\ndir: rtl\n---\n[^]*افتتحت البلدية/)
    expect(naskh('raw', '-o', 'clean', '--check')).toMatchObject({ status: 0, stdout: '' })
    expect(naskh('explain', 'raw/a.txt')).toMatchObject({ status: 0, stdout: expect.stringContaining('paragraph') })
    expect(naskh('init')).toMatchObject({ status: 0 })
    const schema = (JSON.parse(readFileSync(path.join(folder, 'naskh.config.json'), 'utf8')) as { $schema: string }).$schema
    expect(existsSync(path.join(folder, schema)), 'the schema that the configuration names').toBe(true)
    expect(naskh('raw')).toMatchObject({ status: 0, stderr: expect.stringContaining('0 written, 1 unchanged') })
  })

  it('is a library, a plugin and two schemas by its name', () => {
    writeFileSync(path.join(folder, 'use.mjs'), `
      import { convert } from 'naskh'
      import parse, { naskhParse } from 'naskh/unified'
      import { createRequire } from 'node:module'
      const require = createRequire(import.meta.url)
      const [config, record] = ['config', 'record'].map((name) => Object.keys(require(\`naskh/\${name}.schema.json\`).properties))
      const { markdown } = convert(${JSON.stringify(article)})
      console.log(JSON.stringify({ markdown, same: parse === naskhParse, kind: typeof parse, config, record }))`)
    const { status, stdout, stderr } = run(['use.mjs'])
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    const used = JSON.parse(stdout) as Record<string, unknown>
    expect(used).toMatchObject({ markdown: readFileSync(path.join(folder, 'clean/a.md'), 'utf8'), same: true, kind: 'function' })
    expect(used['config']).toContain('outDir')
    expect(used['record']).toContain('lines')
  })

  it('has types that a strict project compiles with', () => {
    writeFileSync(path.join(folder, 'use.mts'), `
      import { convert, type Article, type Role } from 'naskh'
      import { naskhParse } from 'naskh/unified'
      import { unified } from 'unified'
      const article: Article = convert('a', { flavor: 'hugo' }).article
      export const roles: (Role | null)[] = article.lines.map(({ role }) => role)
      export const parser = unified().use(naskhParse, { lang: 'ar' })
      // @ts-expect-error there is no such flavor
      convert('a', { flavor: 'word' })
    `)
    for (const name of ['unified', 'vfile', 'vfile-message', '@types', 'trough', 'bail', 'extend', 'is-plain-obj', 'unist-util-stringify-position']) {
      const [at, to] = [path.join(folder, 'node_modules', name), path.join(root, 'node_modules', name)]
      if (existsSync(to)) symlinkSync(realpathSync(to), at)
    }
    const { status, stdout } = run([path.join(root, 'node_modules/typescript/bin/tsc'), '--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022', '--types', '', 'use.mts'])
    expect(stdout).toBe('')
    expect(status).toBe(0)
  })

  it('works as an action where it is installed, with nothing to build', () => {
    expect(readdirSync(path.join(folder, 'node_modules/naskh'))).not.toContain('scripts')
    expect(readFileSync(path.join(folder, 'node_modules/naskh/action.yml'), 'utf8')).toContain('if [ -e "$GITHUB_ACTION_PATH/scripts/ready.mjs" ]')
  })
})
