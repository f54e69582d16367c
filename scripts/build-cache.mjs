// Keeps what V8 compiles the bundles of the command line to, after a run, so that the functions a run needs are in it:
//   node scripts/build-cache.mjs <outdir> <argument...>   runs the command line and writes caches that are not there yet
// NODE_OPTIONS are left out: V8 takes a cache with the same flags alone.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const self = fileURLToPath(import.meta.url)
const sample = 'fixtures/cases/ar-long-feature-embeds/input.txt'

/** Runs of the command line, each for the bundles that it loads and the ones before did not. */
const runs = [['--no-config', sample], ['explain', '--no-config', sample]]

/** Writes the caches. A run without them is slower, and nothing else: what goes wrong is said. */
export function writeCaches(outdir) {
  const { NODE_OPTIONS: _, ...env } = process.env
  for (const args of runs) {
    const { status, stderr } = spawnSync(process.execPath, [self, outdir, ...args], { encoding: 'utf8', env })
    if (status !== 0) console.error(`no cache for naskh ${args.join(' ')}: ${stderr}`)
  }
}

if (process.argv[1] === self) {
  const [outdir, ...args] = process.argv.slice(2)
  const program = path.resolve(outdir, 'naskh.js')
  const { cacheFolder, loadBundle, loaded } = createRequire(self)(program)
  process.argv = [process.execPath, program, ...args]
  process.on('exit', () => {
    mkdirSync(cacheFolder, { recursive: true })
    for (const [name, { script }] of loaded) {
      const file = path.join(cacheFolder, `${name}.cache`)
      if (!existsSync(file)) writeFileSync(file, script.createCachedData())
    }
  })
  loadBundle('naskh-bin.js')
}
