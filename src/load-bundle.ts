#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { Script } from 'node:vm'

// What the command line starts with: loads the bundles of the program beside it, with what V8 compiled them to when the
// program was built. That is a fifth of what converting one document takes.

/** Bundles that were loaded, by name. The build makes their caches. */
export const loaded = new Map<string, { readonly script: Script; readonly module: { exports: Record<string, unknown> } }>()

/** V8 takes a cache only from its own version with the same flags; machines and systems are told apart here. */
export const cacheFolder = path.join(__dirname, 'cache', `${process.version}-${process.platform}-${process.arch}`)

// Flags have to stand before the first bundle, since caches are made and taken with the same ones alone.
// Documents leave little behind: what is swept later takes memory without saving time.
setFlagsFromString('--heap-growing-percent=20')
// Six times what V8 of Node 20 runs of a function before it optimises it (67,584): optimising took a third of the time of one document, and
// many are converted no slower. Later versions count otherwise and do not know the flag.
if (process.versions.v8.startsWith('11.')) setFlagsFromString('--interrupt-budget=400000')

/**
 * Runs a bundle, once, and gives its exports. Without a cache that fits it is compiled as any other file.
 *
 * @param name of a file beside this one, all in ASCII: a function as Node itself makes one of the text of a module
 */
export function loadBundle(name: string): Record<string, unknown> {
  const known = loaded.get(name)
  if (known) return known.module.exports
  const file = path.join(__dirname, name)
  const cachedData = readCache(name)
  const script = new Script(readFileSync(file, 'latin1'), { filename: file, ...(cachedData && { cachedData }) })
  const module = { exports: {} }
  loaded.set(name, { script, module })
  const requireOther = (to: string): unknown => (to.startsWith('./naskh-') ? loadBundle(to.slice(2)) : require(to))
  ;(script.runInThisContext() as (...given: unknown[]) => void)(module.exports, requireOther, module, file, __dirname)
  return module.exports
}

function readCache(name: string): Buffer | undefined {
  try {
    return readFileSync(path.join(cacheFolder, `${name}.cache`))
  } catch {
    return undefined
  }
}

if (require.main === module) loadBundle('naskh-bin.js')
