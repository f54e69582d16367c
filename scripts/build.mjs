// Builds dist/: the command line, the library, its type declarations, the pages of an audit, and the schema of the
// configuration.
//
// The command line is CommonJS in a few files, because resolving and linking modules is most of the start-up cost:
// naskh.js loads bundles; naskh-bin.js reads the arguments; each thing that it imports late (the conversion, the other
// commands) is one bundle. What V8 compiles them to is kept beside them.
// The library is modules, in files that end in .mjs.
import { spawnSync } from 'node:child_process'
import { chmodSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { buildAudit } from './build-audit.mjs'
import { writeCaches } from './build-cache.mjs'
import { lateBundles, lazyData, lazyModules, lazyPackages } from './lazy-data.mjs'
import { listLicenses } from './list-licenses.mjs'
import { preparedTables, writeTables } from './prepare-tables.mjs'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
process.chdir(root)
rmSync('dist', { recursive: true, force: true })

const shared = { bundle: true, metafile: true, target: 'node20', logLevel: 'warning', charset: 'utf8' }
const program = {
  ...shared,
  format: 'cjs',
  platform: 'node',
  charset: 'ascii', // a byte a character, which is read faster
  minifySyntax: true,
  minifyWhitespace: true, // not the names, so that stacks and profiles can be read
  define: { 'import.meta.url': '__moduleUrl' },
  banner: { js: "(function (exports, require, module, __filename, __dirname) { const __moduleUrl = require('node:url').pathToFileURL(__filename).href;" },
  footer: { js: '})' }, // a function, as `loadBundle` calls it
  supported: { 'dynamic-import': false },
}
const late = new Map()
const bundles = []
const plugins = [lazyData('dist'), lazyPackages('dist', program, { franc: ['francAll'], yaml: ['stringify'] }, (bundle) => bundles.push(bundle)), lazyModules(['child_process', 'crypto', 'fs/promises', 'worker_threads', 'zlib']), preparedTables()]
const nameLate = lateBundles((file) => {
  const name = `naskh-${path.basename(file, '.ts')}.js`
  late.set(name, file)
  return name
})
await build({ ...shared, format: 'cjs', platform: 'node', entryPoints: ['src/load-bundle.ts'], outfile: 'dist/naskh.js' })
bundles.push(await build({ ...program, entryPoints: ['src/bin.ts'], outfile: 'dist/naskh-bin.js', plugins: [...plugins, nameLate] }))
for (const [name, file] of late) bundles.push(await build({ ...program, entryPoints: [file], outfile: `dist/${name}`, plugins }))
writeFileSync('dist/worker.js', "require('./naskh.js').loadBundle('naskh-convert-paths.js').serveWorks()\n")
for (const name of readdirSync('dist')) if (name.startsWith('naskh-')) escapeRest(`dist/${name}`)
await writeTables('dist')
writeFileSync('dist/package.json', '{ "type": "commonjs" }\n')
chmodSync('dist/naskh.js', 0o755)
writeCaches('dist')

bundles.push(await build({ ...shared, format: 'esm', outdir: 'dist', platform: 'neutral', mainFields: ['module', 'main'], conditions: ['import'], entryPoints: { index: 'src/index.ts', unified: 'src/unified.ts' }, splitting: true, chunkNames: 'chunks/[name]-[hash]', outExtension: { '.js': '.mjs' } }))
writeFileSync('dist/licenses.txt', listLicenses(bundles.map(({ metafile }) => metafile)))

await buildAudit('dist')

const { outputFiles } = await build({ ...shared, format: 'esm', entryPoints: ['src/config/option-schema.ts'], platform: 'node', write: false })
const { toConfigSchema } = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`)
writeFileSync('dist/config.schema.json', `${JSON.stringify(toConfigSchema(), null, 2)}\n`)

const { status } = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.types.json'], { stdio: 'inherit' })
dropUnused('dist/types', ['index.d.ts', 'unified.d.ts'])
writeFileSync('dist/types/package.json', '{ "type": "module" }\n')
process.exitCode = status ?? 1

/** Escapes the letters of regular expressions, which the bundler leaves as they are. */
function escapeRest(file) {
  const text = readFileSync(file, 'utf8')
  writeFileSync(file, text.replace(/[^\x00-\x7f]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`))
}

/** Deletes the declarations that those of the exports do not need: the compiler writes one for each file that it reads. */
function dropUnused(folder, entries) {
  const used = new Set(entries)
  for (const name of used) {
    const text = readFileSync(path.join(folder, name), 'utf8')
    for (const [, to] of text.matchAll(/(?:from |import\()['"](\.[^'"]+)\.ts['"]/g)) used.add(`${path.join(path.dirname(name), to)}.d.ts`)
  }
  for (const name of readdirSync(folder, { recursive: true })) if (name.endsWith('.d.ts') && !used.has(name)) rmSync(path.join(folder, name))
}
