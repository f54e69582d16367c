// Plugins for esbuild that keep what a run may not need out of what it starts with. For the command line alone: what
// they put in place of data, packages and late imports reads files beside the bundle.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { build } from 'esbuild'

/** JSON files from this size on, in characters, are read when one of their fields is asked for. */
const worthAFile = 12_000

/**
 * Puts in place of each large JSON file an object with the same keys, whose large values are read from `<outdir>/data`
 * when they are first asked for. Parsing JSON is several times faster than compiling it as a part of a program.
 */
export function lazyData(outdir) {
  return {
    name: 'lazy-data',
    setup({ onLoad }) {
      onLoad({ filter: /[\\/]src[\\/]data[\\/].*\.json$/ }, ({ path: file }) => {
        const text = readFileSync(file, 'utf8')
        const value = JSON.parse(text)
        if (text.length < worthAFile || Array.isArray(value)) return undefined
        const name = path.relative(path.join('src', 'data'), file).split(path.sep).join('-')
        mkdirSync(path.join(outdir, 'data'), { recursive: true })
        writeFileSync(path.join(outdir, 'data', name), JSON.stringify(value))
        const fields = Object.entries(value).map(([key, field]) => {
          const written = JSON.stringify(field)
          return written.length < 1000 ? `${JSON.stringify(key)}: ${written}` : `get ${JSON.stringify(key)}() { return read()[${JSON.stringify(key)}] }`
        })
        return {
          loader: 'js',
          contents: `import { readFileSync } from 'node:fs'
let whole
const read = () => (whole ??= JSON.parse(readFileSync(__dirname + ${JSON.stringify(`/data/${name}`)}, 'utf8')))
export default { ${fields.join(', ')} }`,
        }
      })
    },
  }
}

/**
 * Puts in place of packages functions that load them when they are first called: most documents get along without them.
 * Each is one bundle more.
 *
 * @param names what is used of each package
 * @param built is given what esbuild says of each bundle
 */
export function lazyPackages(outdir, program, names, built) {
  return {
    name: 'lazy-packages',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: new RegExp(`^(?:${Object.keys(names).join('|')})$`) }, ({ path: name }) => ({ path: name, namespace: 'lazy-package' }))
      onResolve({ filter: /^\.\/naskh-/, namespace: 'lazy-package' }, ({ path: file }) => ({ path: file, external: true }))
      onLoad({ filter: /.*/, namespace: 'lazy-package' }, async ({ path: name }) => {
        const used = names[name].join(', ')
        const result = await build({ ...program, platform: 'neutral', mainFields: ['module', 'main'], stdin: { contents: `export { ${used} } from '${name}'`, resolveDir: '.' }, outfile: path.join(outdir, `naskh-${name}.js`) })
        built(result)
        return { loader: 'js', contents: names[name].map((one) => `export const ${one} = (...given) => require('./naskh-${name}.js').${one}(...given)`).join('\n') }
      })
    },
  }
}

/**
 * Puts in place of modules of Node's that a run may not need objects whose fields load them when they are first asked
 * for: each is compiled when it is loaded.
 */
export function lazyModules(names) {
  return {
    name: 'lazy-modules',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: new RegExp(`^node:(?:${names.join('|')})$`) }, ({ path: name, namespace }) => (namespace === 'lazy-module' ? { path: name, external: true } : { path: name, namespace: 'lazy-module' }))
      onLoad({ filter: /.*/, namespace: 'lazy-module' }, async ({ path: name }) => {
        const fields = Object.keys(await import(name)).filter((key) => key !== 'default')
        return { loader: 'js', contents: `module.exports = {\n${fields.map((key) => `get ${key}() { return require('${name}').${key} }`).join(',\n')}\n}` }
      })
    },
  }
}

/**
 * Makes a bundle of its own of everything of the command line that is imported late: `late` is given its path and gives
 * the name of the bundle. What is not of the command line stays, because it may be imported early too and has to be
 * there once: what it loads, it keeps.
 */
export function lateBundles(late) {
  return {
    name: 'late-bundles',
    setup({ onResolve }) {
      onResolve({ filter: /^\./ }, ({ kind, path: to, resolveDir }) => {
        const file = path.relative('.', path.join(resolveDir, to))
        return kind === 'dynamic-import' && file.startsWith(path.join('src', 'cli')) ? { path: `./${late(file)}`, external: true } : undefined
      })
    },
  }
}
