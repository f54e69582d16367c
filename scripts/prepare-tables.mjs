// Tables that take longer to make than a document takes to convert: made here, and read by the command line as they are.
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { build } from 'esbuild'

/** Writes the tables to `<outdir>/data`: tables of all characters, the unpacked model, and the phrases of each lexicon. */
export async function writeTables(outdir) {
  const contents = `export { packTables } from './src/batch/pack-tables.ts'
export { indexCues } from './src/label/cues.ts'
export { characterLooks } from './src/label/characters.ts'
export { makeSigns } from './src/text/character-signs.ts'
export { makeFoldingTable } from './src/language/fold.ts'
export { readyModel } from './src/label/model.ts'
export { trimTree } from './src/label/phrase-tree.ts'
export { shippedModel } from './src/label/shipped-model.ts'
export { lexiconFor, lexicons } from './src/language/lexicons.ts'`
  const { outputFiles } = await build({ stdin: { contents, resolveDir: process.cwd(), loader: 'ts' }, bundle: true, format: 'esm', platform: 'node', target: 'node20', charset: 'ascii', logLevel: 'warning', write: false })
  const { characterLooks, indexCues, lexiconFor, lexicons, makeFoldingTable, makeSigns, packTables, readyModel, shippedModel, trimTree } = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`)

  const { model: _, ...model } = readyModel(shippedModel())
  const english = lexiconFor('en')
  const tables = { folding: { table: makeFoldingTable() }, looks: { table: characterLooks() }, signs: { table: makeSigns() }, model, cues: trimTree(indexCues(english, english).trees[0]) }
  for (const lexicon of lexicons) if (lexicon !== english) tables[`cues-${lexicon.tag}`] = trimTree(indexCues(lexicon, english).trees[1])
  mkdirSync(path.join(outdir, 'data'), { recursive: true })
  for (const [name, table] of Object.entries(tables)) writeFileSync(path.join(outdir, 'data', `${name}.bin`), packTables(table))
}

/** Lets a program read the tables instead of making them. */
export function preparedTables() {
  return {
    name: 'prepared-tables',
    setup({ onResolve }) {
      onResolve({ filter: /[\\/]prepared\.ts$/ }, () => ({ path: path.resolve('src/batch/read-prepared.ts') }))
    },
  }
}
