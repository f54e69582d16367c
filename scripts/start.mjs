// `npm start` converts the articles of fixtures/cases into out/<slug>.md and says where they are.
// `npm start -- <path...> -o <dir>` hands everything to naskh, paths relative to where npm was called.
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const args = process.argv.slice(2)
process.exitCode = args.length > 0 ? naskh(args, process.env.INIT_CWD ?? process.cwd()) : convertCases()

function convertCases() {
  const cases = path.join(root, 'fixtures/cases')
  const inputs = path.join(root, '.cache/start') // the articles under their slugs: in the cases each is called input.txt
  rmSync(inputs, { recursive: true, force: true })
  mkdirSync(inputs, { recursive: true })
  for (const slug of readdirSync(cases)) {
    const input = path.join(cases, slug, 'input.txt')
    if (existsSync(input)) copyFileSync(input, path.join(inputs, `${slug}.txt`))
  }
  const status = naskh(['.cache/start', '-o', 'out', '--prune'], root)
  const count = existsSync(path.join(root, 'out')) ? readdirSync(path.join(root, 'out')).filter((name) => name.endsWith('.md')).length : 0
  console.log(`The Markdown of ${count} articles from fixtures/cases is in ${path.join(root, 'out')}`)
  console.log('To convert your own: npm start -- <file or folder> -o <dir>; npm start -- --help tells more.')
  return status
}

function naskh(given, cwd) {
  const { status, error } = spawnSync(process.execPath, [path.join(root, 'dist/naskh.js'), ...given], { cwd, stdio: 'inherit' })
  if (error) throw error
  return status ?? 1
}
