import { mkdtempSync, mkdirSync, readdirSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** Makes a temporary folder with files (text or bytes) and links (`{ to }`) by their paths, and gives its path. */
export function makeTree(files: Readonly<Record<string, string | Uint8Array | { to: string }>>): string {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'naskh-')))
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(root, name)
    mkdirSync(path.dirname(file), { recursive: true })
    if (typeof content === 'object' && 'to' in content) symlinkSync(content.to, file)
    else writeFileSync(file, content)
  }
  return root
}

/** Lists the files below a folder with their text, sorted. */
export function readTree(root: string): Record<string, string> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const names = files.map((entry) => path.relative(root, path.join(entry.parentPath, entry.name))).sort()
  return Object.fromEntries(names.map((name) => [name, readFileSync(path.join(root, name), 'utf8')]))
}
