// Measures what it is worth to know which lines come back in other documents of a site, and prints a table.
//
//   node scripts/evaluate-repeats.mjs <dir>... [--layouts <dir>] [--folds 2] [--rounds 80]
//
// <dir>  folders of labelled documents, as `naskh train` takes them
// The pages of sites that have several are labelled with and without the counts, by models that were trained on other
// sites. Variants of a page (`<name>.full`, `<name>.light`) are counted apart, so that no page is its own sibling.
// Training takes minutes for each fold.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { build } from 'esbuild'

const { values, positionals } = parseArgs({ allowPositionals: true, options: { layouts: { type: 'string' }, folds: { type: 'string', default: '2' }, rounds: { type: 'string', default: '80' } } })
const { analyse, load, readGoldFolders, readLayoutFolder, foldOf, measureDocuments, summarise, trainModel, hashDocument, openLineCounter } = await importSource()
await load()

const { documents } = await readGoldFolders(positionals)
const layouts = values.layouts === undefined ? undefined : (await readLayoutFolder(values.layouts)).layouts
const variantOf = ({ name }) => /\.(full|light)\.txt$/.exec(name)?.[1] ?? ''
const pages = groupBySite()
const siblings = documents.filter(({ site }) => new Set(pages.get(site).map(({ page }) => page)).size > 1)
const counts = new Map(['full', 'light', ''].map((variant) => {
  const counter = openLineCounter()
  for (const document of documents) if (variantOf(document) === variant) counter.add(hashDocument(document.text, document.site))
  return [variant, counter.read()]
}))

const measured = { without: [], with: [] }
const folds = Number(values.folds)
for (let fold = 0; fold < folds; fold++) {
  const rest = documents.filter(({ site }) => foldOf(site, folds) !== fold)
  console.error(`fold ${fold + 1} of ${folds}: training on ${rest.length} documents`)
  const { model: trained } = trainModel(rest, { ...(layouts && { layouts }), boost: { rounds: Number(values.rounds) } }, () => undefined)
  const model = { provenance: { gold: '', documents: rest.length, command: '' }, ...trained }
  for (const document of siblings.filter(({ site }) => foldOf(site, folds) === fold)) {
    const repeats = counts.get(variantOf(document))
    measured.without.push(...measureDocuments([document], (text) => analyse(text, { model }).lines))
    measured.with.push(...measureDocuments([document], (text) => analyse(text, { model, repeats, site: document.site }).lines))
  }
}

const scores = Object.values(measured).map(summarise)
const columns = ['keptF1', 'shingleF1', 'roleAccuracy', 'headline']
const show = (score) => (score === null || score === undefined ? '' : score.toFixed(4))
console.log(`| Pages with siblings | Pages | ${columns.map((name) => `${name} without | with`).join(' | ')} |\n|${' --- |'.repeat(2 + 2 * columns.length)}`)
for (const name of [...scores[0].groups.folder.map((group) => group.name), 'all']) {
  const [without, given] = scores.map(({ total, groups }) => (name === 'all' ? total : groups.folder.find((group) => group.name === name)))
  console.log(`| ${name} | ${without.documents} | ${columns.map((column) => `${show(without[column])} | ${show(given[column])}`).join(' | ')} |`)
}

function groupBySite() {
  const groups = new Map()
  for (const document of documents) groups.set(document.site, [...(groups.get(document.site) ?? []), document])
  return groups
}

/** The source, bundled on the fly since Node 20 reads no TypeScript. */
async function importSource() {
  const contents = [
    "export { analyse, load } from './convert.ts'",
    "export { readGoldFolders, readLayoutFolder } from './batch/read-gold.ts'",
    "export { foldOf } from './learn/cross-validate.ts'",
    "export { measureDocuments, summarise } from './learn/evaluate.ts'",
    "export { trainModel } from './learn/train.ts'",
    "export { hashDocument } from './learn/hash-document.ts'",
    "export { openLineCounter } from './learn/line-counter.ts'",
  ].join('\n')
  const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
  const folder = mkdtempSync(path.join(tmpdir(), 'naskh-'))
  const outfile = path.join(folder, 'source.mjs')
  try {
    const banner = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" // a package is CommonJS
    await build({ stdin: { contents, resolveDir: path.join(root, 'src'), loader: 'ts' }, bundle: true, format: 'esm', platform: 'node', banner: { js: banner }, outfile })
    return await import(pathToFileURL(outfile).href)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
