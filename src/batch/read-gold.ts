import { createHash } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import path from 'node:path'
import { readGold, type GoldDocument } from '../learn/gold.ts'
import { readLayouts, type Layout } from '../learn/layouts.ts'
import { decode } from '../text/decode.ts'
import { compareCodePoints } from './compare-code-points.ts'

/** Labelled documents of some folders, what was wrong with others, and one digest of all. */
export interface Gold {
  readonly documents: readonly GoldDocument[]
  readonly problems: readonly string[]
  /** SHA-256 over the label files and texts, in order. */
  readonly digest: string
}

/**
 * Reads all labelled documents below folders: a text `<name>.txt` with its label file `<name>.json`, or
 * `<name>/input.txt` with `<name>/roles.json`; `<name>.gold.json` may hold the body by another hand. Variants of a page
 * (`<name>.full`, `<name>.light`) belong together.
 *
 * @param labels A folder with the label files, where they do not lie beside the texts.
 */
export async function readGoldFolders(folders: readonly string[], labels?: string): Promise<Gold> {
  const digest = createHash('sha256')
  const documents: GoldDocument[] = []
  const problems: string[] = []
  for (const folder of folders) {
    for (const { text, label } of await findPairs(folder, labels)) {
      const [bytes, json] = await Promise.all([readFile(text), readFile(label, 'utf8')])
      digest.update(json).update(bytes)
      const name = path.relative(folder, text)
      const page = name.replace(/\.txt$/, '').replace(/\.(full|light)$/, '')
      const body = await readBody(path.join(folder, `${page}.gold.json`))
      const read = readGold(json, decode(bytes).text, { name: path.join(path.basename(folder), name), page: `${path.basename(folder)}/${page}`, set: path.basename(folder), ...(body !== undefined && { body }) })
      if ('problem' in read) problems.push(`${text}: ${read.problem}`)
      else documents.push(read)
    }
  }
  return { documents, problems, digest: digest.digest('hex') }
}

async function findPairs(folder: string, labels = folder): Promise<{ text: string; label: string }[]> {
  const names = await listNames(folder)
  const labelled = labels === folder ? names : await listNames(labels)
  return [...names]
    .filter((name) => name.endsWith('.txt'))
    .sort(compareCodePoints)
    .flatMap((name) => {
      const candidates = [name.replace(/\.txt$/, '.json'), name.replace(/\.txt$/, '.roles.json'), name.replace(/(^|\/)input\.txt$/, '$1roles.json')]
      const label = candidates.find((one) => one !== name && labelled.has(one))
      return label ? [{ text: path.join(folder, name), label: path.join(labels, label) }] : []
    })
}

async function listNames(folder: string): Promise<ReadonlySet<string>> {
  return new Set((await readdir(folder, { recursive: true })).map((name) => name.split(path.sep).join('/')))
}

async function readBody(file: string): Promise<string | undefined> {
  try {
    const { body } = JSON.parse(await readFile(file, 'utf8')) as { body?: unknown }
    return typeof body === 'string' ? body : undefined
  } catch {
    return undefined
  }
}

/**
 * Reads the page layouts of a folder: `<tag>.txt`, or `<tag>-<name>.txt` where a language has several files.
 *
 * @returns The layouts, what was wrong with files, and the SHA-256 of all files in order.
 */
export async function readLayoutFolder(folder: string): Promise<{ readonly layouts: readonly Layout[]; readonly problems: readonly string[]; readonly digest: string }> {
  const digest = createHash('sha256')
  const layouts: Layout[] = []
  const problems: string[] = []
  for (const name of [...(await listNames(folder))].filter((one) => one.endsWith('.txt')).sort(compareCodePoints)) {
    const text = await readFile(path.join(folder, name), 'utf8')
    digest.update(text)
    const read = readLayouts(text, name.split(/[-.]/)[0]!)
    if ('problem' in read) problems.push(`${path.join(folder, name)}: ${read.problem}`)
    else layouts.push(...read)
  }
  return { layouts, problems, digest: digest.digest('hex') }
}
