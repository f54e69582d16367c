import { isRole, type Role } from '../roles.ts'

/** A labelled document, as the trainer and the evaluation take it. */
export interface GoldDocument {
  /** Path of the text, for people. */
  readonly name: string
  /** Documents of one page have one text in several variants. */
  readonly page: string
  /** Whatever the documents of one outlet share: splits never part it. */
  readonly site: string
  /** The folder it came from. */
  readonly set: string
  readonly lang: string
  readonly text: string
  /** One entry for each line of the text, `null` where blank. */
  readonly roles: readonly (Role | null)[]
  /** Indexes of lines whose gold is not settled. */
  readonly doubt: ReadonlySet<number>
  /** True when much of the text is missing from the gold. */
  readonly suspect: boolean
  /** The body text by another hand, where there is one. */
  readonly body?: string
}

/** What a label file may hold besides what every one has. */
interface LabelFields {
  readonly lang?: unknown
  readonly lines?: unknown
  readonly url?: unknown
  readonly outlet?: unknown
  readonly origin?: unknown
  readonly doubt?: unknown
  readonly suspect?: unknown
}

/** What is known of a document from where it lies. */
export type GoldPlace = Pick<GoldDocument, 'name' | 'page' | 'set' | 'body'>

/**
 * Reads a label file.
 *
 * @param json The text of the label file.
 * @param text The decoded text it labels.
 * @returns The document, or a sentence that says what is wrong.
 */
export function readGold(json: string, text: string, place: GoldPlace): GoldDocument | { readonly problem: string } {
  let fields: LabelFields
  try {
    fields = JSON.parse(json) as LabelFields
  } catch {
    return { problem: 'the label file is not JSON' }
  }
  const { lines, doubt } = fields
  if (!Array.isArray(lines)) return { problem: 'the label file has no list of lines' }
  const wrong = lines.findIndex((role) => role !== null && !isRole(role))
  if (wrong >= 0) return { problem: `line ${wrong + 1} of the label file has the role ${JSON.stringify(lines[wrong])}, which is none` }
  const own = text.endsWith('\n') ? text.slice(0, -1) : text
  const count = own.split('\n').length
  if (lines.length !== count) return { problem: `the label file has ${lines.length} lines, the text ${count}` }
  return {
    ...place, text: own, roles: lines as (Role | null)[], site: findSite(fields) ?? place.page,
    lang: typeof fields.lang === 'string' ? fields.lang : 'und',
    doubt: new Set(Array.isArray(doubt) ? (doubt as number[]) : []), suspect: fields.suspect === 1 || fields.suspect === true,
  }
}

/** The outlet where it is named, else the registered domain of the address, about, else the repository. */
function findSite({ url, outlet, origin }: LabelFields): string | undefined {
  if (typeof outlet === 'string') return outlet
  if (typeof url === 'string' && URL.canParse(url)) return new URL(url).hostname.split('.').slice(-2).join('.')
  return typeof origin === 'string' ? origin.split(':')[0] : undefined
}
