// Installs the dependencies and builds the bundle when they are missing or out of date; does nothing otherwise.
// It runs before `npm start` and `npm test`, so that both work on a fresh clone.
import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const modified = (file) => (existsSync(file) ? statSync(file).mtimeMs : 0)

const installed = modified(path.join(root, 'node_modules/.package-lock.json'))
if (installed < modified(path.join(root, 'package-lock.json'))) {
  run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'])
}

const built = modified(path.join(root, 'dist/naskh.js'))
if (built < (await newestSource())) run(process.execPath, ['scripts/build.mjs'])

async function newestSource() {
  const files = [path.join(root, 'package.json'), path.join(root, 'scripts/build.mjs'), path.join(root, 'scripts/build-audit.mjs'), path.join(root, 'scripts/build-cache.mjs'), path.join(root, 'scripts/lazy-data.mjs'), path.join(root, 'scripts/prepare-tables.mjs')]
  for (const entry of await readdir(path.join(root, 'src'), { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) files.push(path.join(entry.parentPath, entry.name))
  }
  return Math.max(...files.map(modified))
}

function run(command, args) {
  const shell = process.platform === 'win32'
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], shell })
  if (error) throw error
  if (status !== 0) process.exit(status ?? 1)
}
