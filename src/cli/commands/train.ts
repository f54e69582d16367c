import path from 'node:path'
import { readGoldFolders, readLayoutFolder } from '../../batch/read-gold.ts'
import { writeNamed } from '../../batch/replace-file.ts'
import { loadLanguages } from '../../language/detect.ts'
import { trainModel } from '../../learn/train.ts'
import { exits, type Io } from '../io.ts'
import { parseArguments } from '../program.ts'

const form = {
  name: 'naskh train',
  operands: '<dir...>',
  description: 'Trains a model from labelled documents: texts with a label file of the same name beside them.',
  options: {
    output: { kind: 'text', group: 'Options:', short: 'o', value: 'file', summary: 'where to write the model' },
    layouts: { kind: 'text', group: 'Options:', value: 'dir', summary: 'page layouts to pour the articles of the documents into, files <language>.txt' },
    rounds: { kind: 'text', group: 'Options:', value: 'n', summary: 'how many trees to grow' },
    quiet: { kind: 'flag', group: 'Options:', short: 'q', summary: 'say nothing while training' },
  },
} as const

/** Trains a model; the same gold gives the same bytes. */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  const parsed = parseArguments(form, argv, io)
  if ('exit' in parsed) return parsed.exit
  const { output, layouts, rounds, quiet } = parsed.options
  const say = (text: string) => void (quiet || io.stderr.write(`${text}\n`))
  if (output === undefined || parsed.operands.length === 0) {
    io.stderr.write('naskh train: expected folders of labelled documents and -o <file>, as in `naskh train gold -o model.json`\n')
    return exits.usage
  }
  const folders = parsed.operands.map((folder) => path.resolve(io.cwd, folder))
  const { documents, problems, digest } = await readGoldFolders(folders)
  const pages = layouts === undefined ? undefined : await readLayoutFolder(path.resolve(io.cwd, layouts))
  const wrong = [...problems, ...(pages?.problems ?? [])]
  for (const problem of wrong) io.stderr.write(`${problem}\n`)
  if (documents.length === 0) {
    io.stderr.write(`naskh train: found no labelled document in ${parsed.operands.join(', ')}\n`)
    return exits.usage
  }
  await loadLanguages()
  const { model, scores } = trainModel(documents, { ...(pages && { layouts: pages.layouts }), ...(rounds !== undefined && { boost: { rounds: Number(rounds) } }) }, say)
  const options = [...(layouts === undefined ? [] : ['--layouts', path.basename(layouts)]), ...(rounds === undefined ? [] : ['--rounds', rounds])]
  const command = ['naskh train', ...parsed.operands.map((folder) => path.basename(folder)), ...options].join(' ')
  const provenance = { gold: digest, ...(pages && { layouts: pages.digest }), documents: documents.length, command, ...(scores && { scores }) }
  writeNamed(path.resolve(io.cwd, output), `${JSON.stringify({ provenance, ...model })}\n`)
  say(`wrote ${output}`)
  return wrong.length > 0 ? exits.failed : exits.done
}
