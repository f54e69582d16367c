/** The formats the main command writes, with the extension their files get. */
export const formats = {
  markdown: { extension: '.md' },
  json: { extension: '.json' },
  labels: { extension: '.json' },
  ndjson: { extension: '.ndjson' },
  html: { extension: '.html' },
} as const

/** Name of an output format. */
export type Format = keyof typeof formats

/**
 * The formats the main command reads: the endings of names that they are known by (each also with `.gz`), the
 * extensions that are taken from a folder, and whether an input holds many documents.
 */
export const inputFormats = {
  text: { endings: ['.txt'], extensions: ['txt'], many: false },
  ndjson: { endings: ['.ndjson', '.jsonl'], extensions: ['ndjson', 'jsonl', 'ndjson.gz', 'jsonl.gz'], many: true },
  wet: { endings: ['.wet'], extensions: ['wet', 'wet.gz'], many: true },
} as const

/** Name of an input format. */
export type InputFormat = keyof typeof inputFormats

/**
 * Tells the format of an input by its name; what is not known is text.
 *
 * @example guessFormat('crawl/0001.warc.wet.gz') // 'wet'
 */
export function guessFormat(name: string): InputFormat {
  const bare = name.toLowerCase().replace(/\.gz$/, '')
  const known = (Object.keys(inputFormats) as InputFormat[]).find((format) => inputFormats[format].endings.some((ending) => bare.endsWith(ending)))
  return known ?? 'text'
}

/** Tells whether a name is that of one file for all records, and not of a folder. */
export function isRecordFile(name: string): boolean {
  return guessFormat(name) === 'ndjson'
}
