/** The formats the main command writes, with the extension their files get. */
export const formats = {
  markdown: { extension: '.md' },
  json: { extension: '.json' },
  labels: { extension: '.json' },
} as const

/** Name of an output format. */
export type Format = keyof typeof formats
