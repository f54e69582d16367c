import type { Article, Direction, Fix, LabelledLine, Metadata } from './document.ts'
import type { Message } from './messages.ts'
import type { Role } from './roles.ts'

/** One line of a record. */
export interface RecordLine {
  /** 1 for the first line. */
  readonly line: number
  readonly role: Role | null
  /** Probability that the role is right, to four places. */
  readonly confidence: number
  readonly pinned: boolean
  /** The line as decoded, before any cleaning. */
  readonly text: string
  readonly reasons: readonly string[]
}

/** All that is known of one input: what `--to json` writes. `data/record.schema.json` describes it. */
export interface ArticleRecord {
  readonly schema: 1
  readonly file: string
  /** Of the input's bytes, in hexadecimal. */
  readonly sha256: string
  readonly encoding: string
  readonly lang: string
  readonly dir: Direction
  /** How sure encoding and language are, 0 to 1. */
  readonly confidence: { readonly encoding: number; readonly lang: number }
  readonly metadata: Metadata
  /** Every line once, in order: joining `text` by `\n` gives back the decoded input. */
  readonly lines: readonly RecordLine[]
  /** Which characters were fixed, line by line. */
  readonly fixes: readonly Fix[]
  readonly messages: readonly Message[]
  readonly markdown: string
}

/** The roles of an input's lines, stand-off: what `--to labels` writes, and what pins roles in later runs. */
export interface LabelFile {
  readonly file: string
  readonly sha256: string
  readonly lang: string
  readonly dir: Direction
  readonly labelled: 'naskh'
  /** One entry for each line of the input; a final newline adds none. `null` for a blank line. */
  readonly lines: readonly (Role | null)[]
}

/** Name and hash of an input, which whoever read it knows. */
export interface InputName {
  readonly file: string
  readonly sha256: string
}

/** The order of the fields of metadata, the same in every record. */
const metadataKeys = ['title', 'subtitle', 'kicker', 'section', 'date', 'dateline', 'author', 'source', 'url'] as const satisfies readonly (keyof Metadata)[]

/** Makes the record of an article. */
export function toRecord(article: Article, input: InputName, markdown: string): ArticleRecord {
  return {
    schema: 1,
    file: input.file,
    sha256: input.sha256,
    encoding: article.encoding,
    lang: article.language.tag,
    dir: article.language.direction,
    confidence: { encoding: article.encodingConfidence, lang: article.language.confidence },
    metadata: sortMetadata(article.metadata),
    lines: article.lines.map(toRecordLine),
    fixes: article.fixes,
    messages: article.messages,
    markdown,
  }
}

/** The fields of metadata that there are, in the order they have everywhere. */
export function sortMetadata(metadata: Metadata): Metadata {
  return Object.fromEntries(metadataKeys.flatMap((key) => (metadata[key] === undefined ? [] : [[key, metadata[key]]])))
}

/** Makes the label file of an article. */
export function toLabels(article: Article, input: InputName): LabelFile {
  const { lines, language } = article
  const ends = lines.at(-1)?.raw === '' // what follows a final newline is no line of a label file
  return {
    file: input.file,
    sha256: input.sha256,
    lang: language.tag,
    dir: language.direction,
    labelled: 'naskh',
    lines: (ends ? lines.slice(0, -1) : lines).map((line) => line.role),
  }
}

function toRecordLine(line: LabelledLine): RecordLine {
  return {
    line: line.number,
    role: line.role,
    confidence: Math.round(line.confidence * 1e4) / 1e4,
    pinned: line.pinned,
    text: line.raw,
    reasons: line.reasons ?? [],
  }
}
