import { existsSync, readFileSync, writeFileSync } from 'node:fs'

/** Puts what one script measured into the file that update-readme.mjs makes tables of; the rest of it stays. */
export function saveFigures(file, name, figures) {
  const all = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
  const next = Object.fromEntries(Object.entries({ ...all, [name]: figures }).sort(([a], [b]) => (a < b ? -1 : 1)))
  // One row a line, so that a new measurement is a readable difference.
  const text = JSON.stringify(next, null, 1).replace(/\n {4,}/g, ' ').replace(/\n {3}(?=[\]}])/g, ' ')
  writeFileSync(file, `${text}\n`)
}
