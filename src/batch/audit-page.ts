import path from 'node:path'
import { asRead, toDecoding } from '../audit/audited.ts'
import { toDocumentRow, type DocumentRow } from '../audit/document-row.ts'
import { indexName } from '../audit/render-index.ts'
import { renderDocument } from '../audit/render-document.ts'
import type { Assets } from '../audit/render-shell.ts'
import { toStem } from '../config/file-name.ts'
import type { ConvertOptions } from '../convert.ts'
import type { Article } from '../document.ts'
import type { Core } from './core.ts'

/** What the page of one input is made of. */
export interface PageSource {
  /** Name of the file, without folders and with those it was found in. */
  readonly file: string
  readonly name: string
  readonly sha256: string
  readonly bytes: Uint8Array
  /** Pins included. */
  readonly options: ConvertOptions
  /** The pin file as it is. */
  readonly pins?: string
  /** Path of the page below the output folder, with `/`. */
  readonly output: string
  /** What the page is to hold itself; without it the page is one of many that share it. */
  readonly assets?: Assets | undefined
  /** True where the pages of a folder share what their documents were labelled by. */
  readonly sharing?: boolean
}

/** Makes the page of one input, and its row in the index. */
export function convertToPage({ file, name, sha256, bytes, options, pins, output, assets, sharing }: PageSource, core: Core): { readonly article: Article; readonly html: string; readonly row: DocumentRow } {
  const { article, tree } = core.convert(bytes, { ...options, ...asRead })
  const { pins: _, ...rest } = options
  const audited = {
    file,
    pinName: `${toStem(file)}.roles.json`,
    sha256,
    text: article.lines.map(({ raw }) => raw).join('\n'),
    options: rest,
    ...(pins !== undefined && { pins }),
    ...(assets?.evidence ? { evidence: assets.evidence } : sharing && !assets && { evidence: 'shared' as const }),
    decoding: toDecoding(article),
  }
  const root = '../'.repeat(output.split('/').length - 1)
  const html = assets ? renderDocument(article, tree, audited, { assets }) : renderDocument(article, tree, audited, { root }, `${root}${indexName}`)
  return { article, html, row: toDocumentRow(article, name, path.posix.normalize(output)) }
}
