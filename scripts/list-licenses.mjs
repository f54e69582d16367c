// The packages whose code is in bundles, with their licenses, which ask to be named wherever the code goes.
import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'

/** Lists them as one text, by what esbuild says of the bundles (its `metafile`s). */
export function listLicenses(metafiles) {
  const folders = new Set(metafiles.flatMap(({ inputs }) => Object.keys(inputs)).flatMap((name) => name.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0] ?? []))
  const parts = [...folders].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'))
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry))
    const readme = readdirSync(folder).find((entry) => /^readme/i.test(entry))
    const text = file ? readFileSync(path.join(folder, file), 'utf8') : /^#*[ \t]*licen[cs]e[ \t]*\n(?:=+\n)?([^]*?)(?=^#|^<!--|(?![^]))/im.exec(readFileSync(path.join(folder, readme), 'utf8'))?.[1]
    return `${name} ${version}${license ? `, ${license}` : ''}\n\n${text.trim()}\n`
  })
  return `The programs here contain code of these packages.\n\n${parts.join(`\n${'-'.repeat(80)}\n\n`)}`
}
