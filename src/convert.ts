import type { Root } from 'mdast'
import { VFile } from 'vfile'
import type { Article, LabelledLine, Language } from './document.ts'
import { shippedModel } from './label/shipped-model.ts'
import { indexCues, type CueIndex } from './label/cues.ts'
import { lexiconsFor } from './label/cues-for.ts'
import { label, type Labelling, type Preference } from './label/label.ts'
import type { LineCounts, SiteCounts } from './label/line-counts.ts'
import { readyModel, type Model } from './label/model.ts'
import { explainUnit, findRival } from './label/reasons.ts'
import { detectLanguage, detectLineLanguage, loadLanguages } from './language/detect.ts'
import { extendLexicon, type OwnCues } from './language/extend-lexicon.ts'
import type { Lexicon } from './language/lexicon.ts'
import { lexiconFor } from './language/lexicons.ts'
import { directionOfScript } from './language/script.ts'
import { scriptOfTag } from './language/tag-script.ts'
import { toMarkdown } from './markdown/stringify.ts'
import { toMdast } from './markdown/tree.ts'
import type { FlavorName, TitlePlace } from './markdown/flavors.ts'
import { message, type Message } from './messages.ts'
import { readMetadata } from './metadata/metadata.ts'
import { judgeLanguage, readLines } from './read-lines.ts'
import { isKept, roleTable, type Role } from './roles.ts'
import { decode, type Decoded } from './text/decode.ts'
import { selectFixes } from './text/fixers.ts'
import { findExcessLines } from './text/limit-lines.ts'

/** What a caller may decide. */
export interface ConvertOptions {
  /** BCP 47 tag, where the caller knows the language. */
  readonly lang?: string
  /** WHATWG label, where the caller knows the encoding. */
  readonly encoding?: string
  readonly flavor?: FlavorName
  /** Where the title goes; each flavor has its own default. */
  readonly title?: TitlePlace
  /** What becomes of the lines that are set aside: nothing, or a last section. */
  readonly boilerplate?: 'drop' | 'append'
  /** Character fixes switched on or off, by name. */
  readonly fixes?: Readonly<Record<string, boolean>>
  /** Which way to lean when unsure. */
  readonly prefer?: Preference
  /** Roles fixed by the caller, one entry a line; `null` has no opinion. */
  readonly pins?: readonly (Role | null)[]
  /** Set phrases of the caller's sources, which the labeller sees before it decides. */
  readonly cues?: OwnCues
  /** A model to use instead of the shipped one. */
  readonly model?: Model
  /** How often lines come back across documents, as `naskh repeats` counts them; used where `site` is given. */
  readonly repeats?: LineCounts
  /** What the counts know the document's site by: the host of its address, or its folder below the one that was counted. */
  readonly site?: string
  /** The address the document came from. */
  readonly url?: string
  /** The outlet or agency it came from, where the text itself credits none. */
  readonly source?: string
  /** Give each line the reasons for its role. */
  readonly reasons?: boolean
}

/** What comes of one input. */
export interface Conversion {
  readonly article: Article
  readonly tree: Root
  readonly markdown: string
  /** The Markdown as a virtual file, with the messages of the conversion. */
  readonly file: VFile
}

/** Loads what is loaded late. Await it once, before the first `analyse` or `convert`. */
export async function load(): Promise<void> {
  await loadLanguages()
}

/**
 * Decides the role of every line of a text.
 *
 * @param input The bytes of a file, or text that is decoded already.
 * @returns The labelled lines with language, metadata, fixes and messages. An input that cannot be used has a message of
 *   severity `error`. Nothing is thrown but for a model that does not fit, or a missing `load()`.
 * @example analyse('العنوان\n\nقال المتحدث إن الاجتماع تأجل.').lines.map(({ role }) => role)
 */
export function analyse(input: string | Uint8Array, options: ConvertOptions = {}): Article {
  const { text, encoding, confidence, messages: decoding } = readText(input, options.encoding)
  const { lines, fixes, messages: cleaning } = readLines(text, selectFixes(options.fixes ?? {}))
  const judged = options.lang === undefined ? judgeLanguage(lines) : languageOf(options.lang)
  const cues = indexCues(...findLexicons(judged, options.cues))
  const labelling = label(lines, { model: options.model ?? shippedModel(), cues, ownCues: indexOwnCues(judged, options.cues), repeats: findCounts(options), pins: options.pins, prefer: options.prefer })
  const language = options.lang === undefined ? judgeBody(labelling.lines, judged) : judged
  const labelled = finishLines(labelling, language, options)
  const { metadata, messages: reading } = readMetadata(labelled, { language, url: options.url, source: options.source })
  const failed = decoding.some(({ severity }) => severity === 'error')
  const messages = failed ? decoding : [...decoding, ...cleaning, ...judge(labelling, language), ...reading]
  return { encoding, encodingConfidence: confidence, language, metadata, lines: labelled, fixes, messages }
}

/**
 * Converts a text to Markdown: the whole way, from bytes to front matter and body.
 *
 * @param input The bytes of a file, or text that is decoded already.
 * @throws What `analyse` throws.
 */
export function convert(input: string | Uint8Array, options: ConvertOptions = {}): Conversion {
  const article = analyse(input, options)
  const tree = buildTree(article, options)
  const markdown = toMarkdown(tree, options.flavor ?? 'default')
  let file: VFile | undefined
  return {
    article,
    tree,
    markdown,
    get file() {
      return (file ??= toFile(markdown, article.messages)) // made when it is asked for: streams never do
    },
  }
}

function toFile(markdown: string, messages: readonly Message[]): VFile {
  const file = new VFile({ value: markdown })
  addMessages(file, messages)
  return file
}

/** Builds the tree of an article as the options want it. */
export function buildTree(article: Article, { flavor = 'default', title, boilerplate = 'drop' }: ConvertOptions): Root {
  const headings = (lexiconFor(article.language.tag) ?? lexiconFor('en'))!.headings
  return toMdast(article, { flavor, boilerplate, headings, ...(title !== undefined && { title }) })
}

/** The lexicons whose phrases are looked for in a document of a language, with the caller's own phrases added. */
export function findLexicons(language: Language, cues?: OwnCues): readonly [Lexicon, Lexicon] {
  const [own, english] = lexiconsFor(language)
  return [extendLexicon(own, cues, language.tag), extendLexicon(english, cues)]
}

/** The caller's own phrases for a language by themselves. */
function indexOwnCues(language: Language, cues: OwnCues | undefined): CueIndex | undefined {
  if (cues === undefined) return undefined
  noPhrases ??= { ...lexiconFor('en')!, cues: {}, words: { months: [], weekdays: [], ago: [], agencies: [], sections: [], openers: [] } }
  const lexicon = extendLexicon(noPhrases, cues, language.tag)
  return lexicon === noPhrases ? undefined : indexCues(lexicon)
}

/** A lexicon that has nothing but what is added to it. */
let noPhrases: Lexicon | undefined

/** Decodes what is not decoded; there is no text where it cannot be read, or is too long. */
function readText(input: string | Uint8Array, encoding: string | undefined): Decoded {
  const read: Decoded = typeof input === 'string' ? { text: input, encoding: 'utf-8', confidence: 1, messages: [] } : decode(input, encoding)
  const excess = findExcessLines(read.text)
  return excess ? { ...read, text: '', messages: [excess] } : read
}

/** Takes the caller's word for the language; the direction is that of the script it is usually written in. */
function languageOf(tag: string): Language {
  const script = scriptOfTag(tag)
  return { tag, script, direction: directionOfScript(script), confidence: 1 }
}

/** Judges the tag again by the body alone, without the boilerplate around it. */
function judgeBody(lines: readonly LabelledLine[], judged: Language): Language {
  const body: string[] = []
  for (const { role, text } of lines) if (role === 'paragraph' || role === 'list-item') body.push(text)
  return body.length === 0 ? judged : detectLanguage(body)
}

/** Adds to each line its language where that is not the document's, and the reasons where they were asked for. */
function finishLines({ lines, features, own, others, probabilities }: Labelling, language: Language, { reasons, model, repeats }: ConvertOptions): LabelledLine[] {
  const finished: LabelledLine[] = []
  for (const line of lines) {
    const other = line.text === '' ? undefined : detectLineLanguage(line.text, language)
    finished.push(other ? { ...line, language: other } : line)
  }
  if (!reasons) return finished
  const ready = readyModel(model ?? shippedModel())
  features.units.forEach(({ first, end }, unit) => {
    const { role, pinned } = finished[first]!
    const why = pinned ? ['pinned'] : explainUnit(features, unit, role!, findRival(probabilities, unit, role!), ready)
    if (own[unit] === role && !pinned) why.unshift(`one of your own phrases for ${role}`)
    if (others?.[unit] && !pinned && !isKept(role!)) why.unshift(tellRepeats(others[unit], repeats!))
    for (let at = first; at < end; at++) finished[at] = { ...finished[at]!, reasons: why }
  })
  return finished
}

/** The counts to look in, where it is known which of them are the document's. */
function findCounts({ repeats: counts, site }: ConvertOptions): SiteCounts | undefined {
  return counts && site !== undefined ? { counts, site } : undefined
}

function tellRepeats(others: number, { missed }: LineCounts): string {
  return `comes back in ${missed > 0 ? 'at least ' : ''}${others} other ${others === 1 ? 'document' : 'documents'}`
}

/** What is to be said about the whole document. */
function judge({ lines, rescued, unsure }: Labelling, { tag }: Language): Message[] {
  if (lines.every(({ role }) => role === null)) return [message('input-empty', 'expected the text of an article, found no text')]
  const messages: Message[] = []
  if (tag === 'und') messages.push(message('language-unsure', 'expected enough text to tell the language by; lang is und'))
  if (rescued) messages.push(message('no-body', 'expected paragraphs, found none; the line most like one was kept'))
  else if (!lines.some(({ role }) => role !== null && role !== 'headline' && roleTable[role].place === 'body')) messages.push(message('no-body', 'expected paragraphs, found none'))
  if (unsure) messages.push(message('roles-unsure', 'expected an article that stands apart from the lines around it, found text that could be either; more was kept'))
  if (!lines.some(({ role }) => role === 'headline')) messages.push(message('no-headline', 'expected a headline above the body, found none'))
  return messages
}

/** Adds messages to a virtual file: `fatal` is true for errors, false for warnings. */
export function addMessages(file: VFile, messages: readonly Message[]): void {
  for (const { ruleId, severity, reason, line, column } of messages) {
    const told = file.message(reason, { source: 'naskh', ruleId, ...(line !== undefined && { place: { line, column: column ?? 1 } }) })
    told.fatal = severity === 'error' ? true : severity === 'warning' ? false : undefined
  }
}
