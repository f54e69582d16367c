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
          return written.length < 100 ? `${JSON.stringify(key)}: ${written}` : `get ${JSON.stringify(key)}() { return read()[${JSON.stringify(key)}] }`
        })
        return {
          loader: 'js',
          contents: `import { readFileSync } from 'node:fs'
let whole
const read = () => (whole ??= JSON.parse(readFileSync(new URL(${JSON.stringify(`data/${name}`)}, import.meta.url), 'utf8')))
export default { ${fields.join(', ')} }`,
        }
      })
    },
  }
}

/** Puts in place of franc a function that loads it when it is first called: most documents get along without it. */
export function lazyFranc(outdir) {
  return {
    name: 'lazy-franc',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^franc$/ }, () => ({ path: 'franc', namespace: 'lazy' }))
      onResolve({ filter: /franc\.cjs$/ }, () => ({ path: './data/franc.cjs', external: true }))
      onLoad({ filter: /.*/, namespace: 'lazy' }, async () => {
        await build({ entryPoints: ['franc'], bundle: true, format: 'cjs', platform: 'node', target: 'node20', charset: 'utf8', minify: true, outfile: path.join(outdir, 'data/franc.cjs'), logLevel: 'warning' })
        return { loader: 'js', contents: "export const francAll = (...given) => require('./data/franc.cjs').francAll(...given)" }
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
