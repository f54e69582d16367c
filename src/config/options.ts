import { checkEncoding, checkExtension, checkLanguageTag, checkUrl } from './checks.ts'
import { formats, inputFormats, type Format, type InputFormat } from './formats.ts'
import type { OptionRow, OptionsOf } from './option-row.ts'

/** Headings of the help, in order. */
export const optionGroups = ['Output:', 'Keeping outputs up to date:', 'Reading the text:', 'Which files:', 'Streams and large folders:', 'Configuration:', 'Messages:'] as const

const [output, upkeep, reading, choosing, streams, configuration, messages] = optionGroups

/**
 * Every option of the main command. The flags, the help, the checks, the README and the JSON Schema of the
 * configuration file are all made from this table.
 */
export const optionTable = {
  outDir: {
    kind: 'text', short: 'o', value: 'dir', group: output, place: 'config',
    summary: 'write one file per input below <dir>, in folders as the inputs have them; without it one input goes to standard output, and ndjson of any number. A name that ends in .ndjson or .ndjson.gz is one file for all',
  },
  to: {
    kind: 'choice', short: 't', value: 'format', choices: Object.keys(formats) as Format[], default: 'markdown', group: output, place: 'config',
    summary: 'what to write: markdown; json, the record of every line with its role; labels, the roles alone; ndjson, one record a line for each document; html, pages to look at the roles and correct them',
  },
  from: {
    kind: 'choice', short: 'f', value: 'format', choices: Object.keys(inputFormats) as InputFormat[], default: 'by the name', group: output,
    summary: 'what to read: text; ndjson, one record a line with its text in a field; wet, pages of Common Crawl. The last two are written as ndjson',
  },
  flavor: {
    kind: 'choice', value: 'name', choices: ['default', 'pandoc', 'hugo', 'jekyll', 'obsidian', 'github', 'none'], default: 'default', group: output, place: 'override',
    summary: 'the program that is to read the Markdown: default, pandoc, hugo, jekyll, obsidian, github; or none, without front matter',
  },
  title: {
    kind: 'choice', value: 'where', choices: ['both', 'metadata', 'heading'], default: 'as the flavor has it', group: output, place: 'override',
    summary: 'where the title goes: into the front matter (metadata), above the text (heading), or both',
  },
  boilerplate: {
    kind: 'choice', value: 'mode', choices: ['drop', 'append', 'sidecar'], default: 'drop', group: output, place: 'config',
    summary: 'what becomes of captions, menus and the like: drop; append, as a last section; sidecar, in <name>.naskh.json beside the output',
  },
  check: { kind: 'flag', group: upkeep, summary: 'write nothing; list every output that is missing, stale, edited or orphaned; exit 1 if there is any' },
  diff: { kind: 'flag', group: upkeep, summary: 'write nothing; show what would change' },
  prune: { kind: 'flag', group: upkeep, summary: 'delete outputs whose input no longer exists' },
  force: { kind: 'flag', group: upkeep, summary: 'overwrite outputs even if they were edited by hand' },
  watch: { kind: 'flag', group: upkeep, summary: 'keep running, and convert what changes; nothing is deleted. Ctrl-C ends' },
  lang: {
    kind: 'text', value: 'tag', group: reading, place: 'override', check: checkLanguageTag,
    summary: 'the language, as a BCP 47 tag such as ar or fa, instead of detecting it',
  },
  encoding: {
    kind: 'text', value: 'label', group: reading, place: 'override', check: checkEncoding,
    summary: 'the encoding, such as utf-8 or windows-1256, instead of detecting it',
  },
  fixes: {
    kind: 'switches', flag: 'fix', value: 'name', group: reading, place: 'override',
    summary: 'switch a character fix on; `naskh fixes` lists them', off: 'switch a character fix off',
  },
  prefer: {
    kind: 'choice', value: 'which', choices: ['recall', 'balanced', 'precision'], default: 'balanced', group: reading, place: 'override',
    summary: 'which way to lean when unsure: recall, keep more; balanced; precision, keep less',
  },
  cues: {
    kind: 'cues', group: reading, place: 'override',
    summary: 'set phrases of your sources that give a role away, by language and role: {"ar": {"related": ["تابعوا أيضا"]}}',
  },
  model: { kind: 'text', value: 'file', group: reading, place: 'config', summary: 'an own model, as `naskh train` makes it, instead of the one that ships' },
  repeats: { kind: 'text', value: 'file', group: reading, place: 'config', summary: 'counts of lines that come back across documents, as `naskh repeats` makes them: such lines are rather set aside' },
  url: { kind: 'text', value: 'url', group: reading, check: checkUrl, summary: 'the address that a single document came from, for the front matter' },
  source: { kind: 'text', value: 'name', group: reading, place: 'override', summary: 'the outlet or agency that the texts came from, for the front matter of those that credit none' },
  stdinFilename: { kind: 'text', value: 'name', group: reading, summary: 'the name of standard input in messages and in the record' },
  ext: {
    kind: 'list', value: 'list', default: 'txt, or those of --from', group: choosing, place: 'config', check: checkExtension,
    summary: 'extensions of the files to take from folders, with commas between them',
  },
  ignore: {
    kind: 'list', value: 'glob', group: choosing, place: 'config',
    summary: 'leave files out of folders and globs, written as in .gitignore; may be repeated. .gitignore and .naskhignore are honoured',
  },
  maxSize: { kind: 'bytes', value: 'bytes', default: '64MiB', group: choosing, place: 'config', summary: 'the largest input or record, such as 500000, 10MB or 64MiB' },
  textKey: { kind: 'text', value: 'name', default: 'text', group: streams, place: 'config', summary: 'the field of a record that has the text' },
  idKey: { kind: 'text', value: 'name', default: 'id', group: streams, place: 'config', summary: 'the field of a record that names it' },
  keepText: { kind: 'flag', group: streams, place: 'config', summary: 'keep the text as it was, in raw_text' },
  ascii: { kind: 'flag', group: streams, place: 'config', summary: 'escape every character outside ASCII, for readers in another encoding' },
  flush: {
    kind: 'choice', value: 'when', choices: ['line', 'batch'], default: 'batch', group: streams, place: 'config',
    summary: 'when to write: batch, once the records that came together are done; line, after each record',
  },
  languages: {
    kind: 'list', value: 'list', group: streams, place: 'config', check: checkLanguageTag,
    summary: 'of WET input, take the pages in these languages alone (ar,fa): by their own header, and by what is detected',
  },
  learnRepeats: { kind: 'flag', group: streams, place: 'config', summary: 'count the lines that come back across the inputs first, as `naskh repeats` does, and use the counts; all inputs are read twice' },
  jobs: { kind: 'count', short: 'j', value: 'n', default: 'the number of cores', group: streams, place: 'config', summary: 'how many worker threads to use; the output is the same with any number' },
  progress: { kind: 'flag', group: messages, summary: 'show how far the run is; by default on a terminal', off: 'do not show it' },
  config: {
    kind: 'text', value: 'file', group: configuration,
    summary: 'read this configuration instead of the nearest naskh.config.json upwards', off: 'read no configuration',
  },
  printConfig: { kind: 'text', value: 'file', optional: true, group: configuration, summary: 'show the settings that would hold (for <file>), and do nothing else' },
  report: {
    kind: 'choice', value: 'format', choices: ['text', 'json', 'github', 'sarif'], default: 'text', group: messages, place: 'config',
    summary: 'how to write messages: text; json; github, as annotations of a workflow; sarif, as tools for code review read it',
  },
  reportFile: { kind: 'text', value: 'file', group: messages, summary: 'write the report there; standard error then has it as text' },
  frail: { kind: 'flag', group: messages, place: 'config', summary: 'exit 1 if there is a warning' },
  quiet: { kind: 'flag', short: 'q', group: messages, summary: 'say nothing but errors' },
  verbose: { kind: 'flag', short: 'v', group: messages, summary: 'say more: notes, advice, and what is written or left out' },
  color: { kind: 'flag', group: messages, summary: 'colour messages; by default on a terminal, unless NO_COLOR is set', off: 'do not colour them' },
} as const satisfies Readonly<Record<string, OptionRow>>

/** The options of the main command, as they were given. */
export type Options = OptionsOf<typeof optionTable>
