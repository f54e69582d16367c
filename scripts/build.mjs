// Builds dist/: the command line as one bundled file (module resolution is most of the start-up cost),
// the library, its type declarations, and the schema of the configuration.
import { spawnSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
process.chdir(root)
rmSync('dist', { recursive: true, force: true })

const shared = { bundle: true, format: 'esm', target: 'node20', outdir: 'dist', logLevel: 'warning', charset: 'utf8' }
await build({
  ...shared,
  platform: 'node',
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  minifySyntax: true,
  minifyWhitespace: true,
  entryPoints: { naskh: 'src/bin.ts', worker: 'src/batch/worker.ts' },
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
})
await build({ ...shared, platform: 'neutral', mainFields: ['module', 'main'], conditions: ['import'], entryPoints: { index: 'src/index.ts', unified: 'src/unified.ts' }, splitting: true, chunkNames: 'chunks/[name]-[hash]' })

const { outputFiles } = await build({ ...shared, entryPoints: ['src/config/option-schema.ts'], platform: 'node', write: false })
const { toConfigSchema } = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`)
writeFileSync('dist/config.schema.json', `${JSON.stringify(toConfigSchema(), null, 2)}\n`)

const { status } = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.types.json'], { stdio: 'inherit' })
process.exitCode = status ?? 1
