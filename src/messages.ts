/** How grave a message is: an `error` fails the input, a `warning` fails the run under `--frail`, `info` only tells. */
export type Severity = 'error' | 'warning' | 'info'

/** What a rule id means, for people who meet it in a report. */
export interface MessageRow {
  readonly severity: Severity
  /** What the message says about an input, in general. */
  readonly summary: string
  /** What to do about it. */
  readonly advice: string
}

/** Every message the tool can give about an input, by rule id. */
export const messageTable = {
  'input-unreadable': { severity: 'error', summary: 'The file could not be read.', advice: 'Check that it exists and that you may read it.' },
  'input-empty': { severity: 'error', summary: 'The input holds no text.', advice: 'Remove the file, or look at the step that wrote it.' },
  'input-binary': { severity: 'error', summary: 'The input is not text.', advice: 'Give plain text; leave binary files out with --ignore or --ext.' },
  'input-too-large': { severity: 'error', summary: 'The input is larger than the limit.', advice: 'Split it; the limit of bytes can be raised with --max-size.' },
  'encoding-unknown': { severity: 'error', summary: 'No encoding that was tried gives plausible text.', advice: 'Name the encoding with --encoding.' },
  'encoding-invalid': { severity: 'error', summary: 'The input is not valid in the encoding that was asked for.', advice: 'Leave --encoding out, or name the right one.' },
  'encoding-guessed': { severity: 'info', summary: 'The input is not UTF-8; its encoding was recognised by evidence.', advice: 'Nothing, or name it with --encoding to be sure.' },
  'encoding-unsure': { severity: 'warning', summary: 'The input is not UTF-8 and the evidence for its encoding is thin.', advice: 'Check the text, and name the encoding with --encoding.' },
  'encoding-damaged': { severity: 'warning', summary: 'Some bytes are not valid in the encoding of the input; they were read as U+FFFD.', advice: 'Look at the places, and fetch or cut the file again.' },
  'characters-lost': { severity: 'info', summary: 'The input holds U+FFFD: an earlier step lost characters there.', advice: 'Fetch the text again if the places matter.' },
  'characters-fixed': { severity: 'info', summary: 'Characters were changed by a fix; the record names each line under `fixes`.', advice: 'Nothing, or leave the characters as they are with --no-fix and the name of the fix.' },
  'visual-order': { severity: 'warning', summary: 'The letters stand in visual order, last letter of a word first; the text was not touched.', advice: 'Convert the text to logical order before it comes here.' },
  'language-unsure': { severity: 'info', summary: 'There is too little evidence to name the language.', advice: 'Name it with --lang.' },
  'roles-unsure': { severity: 'warning', summary: 'Much of the text could be article or boilerplate; more was kept rather than less.', advice: 'Look at the lines that explain shows as least sure; pin roles where they are wrong.' },
  'no-body': { severity: 'warning', summary: 'No line looks like the body of an article; more was kept rather than less.', advice: 'Look at the result; pin roles where it is wrong.' },
  'no-headline': { severity: 'info', summary: 'No line was recognised as the headline.', advice: 'Pin the headline if there is one.' },
  'date-unread': { severity: 'info', summary: 'A date line could not be read exactly; it stays as it is in the record.', advice: 'Nothing, or give the date yourself.' },
  'byline-unread': { severity: 'info', summary: 'A byline names nobody that could be read off; it stays as it is in the record.', advice: 'Nothing, or give the author yourself.' },
  'pins-stale': { severity: 'error', summary: 'The pin file beside the input was made for another text.', advice: 'Put the new sha256 into it if its roles still fit, line by line; else remove it and pin again with `naskh explain --pin`.' },
  'pins-invalid': { severity: 'error', summary: 'The pin file beside the input cannot be used.', advice: 'Mend it, or remove it; `naskh --to labels` writes one to start from.' },
  'output-edited': { severity: 'error', summary: 'The output was edited by hand, or is not of this tool; it was left as it is.', advice: 'Move it away, or overwrite it with --force.' },
  'output-missing': { severity: 'warning', summary: 'The output does not exist yet. Only in reports of --check.', advice: 'Run without --check to write it.' },
  'output-stale': { severity: 'warning', summary: 'The output is not what this run would write. Only in reports of --check.', advice: 'Run without --check to write it; --diff shows what would change.' },
  'output-orphaned': { severity: 'warning', summary: 'The input of the output no longer exists. Only in reports of --check.', advice: 'Delete it with --prune.' },
  'output-outside': { severity: 'error', summary: 'A symbolic link leads the output out of the output folder.', advice: 'Remove the link, or choose another output folder.' },
  'output-unwritable': { severity: 'error', summary: 'The output could not be written.', advice: 'Check the disk, the permissions and the length of the name.' },
  'json-invalid': { severity: 'error', summary: 'The line of a stream is not JSON.', advice: 'Look at the step that wrote it: each record has to be on one line.' },
  'record-not-object': { severity: 'error', summary: 'The line of a stream is JSON, but not an object.', advice: 'Give objects that have the text in a field.' },
  'text-missing': { severity: 'error', summary: 'The record has no text.', advice: 'Name the field that has it with --text-key.' },
  'text-not-string': { severity: 'error', summary: 'The text of the record is not a string.', advice: 'Name the field that has the text with --text-key, or mend the records.' },
  'metadata-not-object': { severity: 'error', summary: 'The metadata of the record is not an object, so that nothing can be added to it.', advice: 'Rename the field.' },
  'records-failed': { severity: 'warning', summary: 'Some records of a stream could not be converted; each says why in its `error`.', advice: 'Look for the records that have `error`.' },
  'record-broken': { severity: 'warning', summary: 'A part of a WET file could not be read and was skipped.', advice: 'Fetch the file again if the places matter.' },
  'thread-lost': { severity: 'error', summary: 'Converting it ended the thread that did it, twice: for want of memory, most often.', advice: 'Leave it out, split it, or give more memory: NODE_OPTIONS=--max-old-space-size=8192.' },
  'conversion-failed': { severity: 'error', summary: 'The conversion failed where it should not; this is a mistake in the program.', advice: 'Report it with the text it happens on.' },
} as const satisfies Record<string, MessageRow>

/** Identifies a kind of message. */
export type RuleId = keyof typeof messageTable

/** Something a person should know about one input. */
export interface Message {
  readonly ruleId: RuleId
  readonly severity: Severity
  /** What was unexpected and what was expected, about this input. */
  readonly reason: string
  /** Line it is about, 1-based; absent when it is about the whole input. */
  readonly line?: number
  /** Column in the line as decoded, 1-based, in UTF-16 code units. */
  readonly column?: number
}

/**
 * Makes a message with the severity its rule has.
 *
 * @example message('input-empty', 'expected text, found only blank lines')
 */
export function message(ruleId: RuleId, reason: string, place: { line?: number; column?: number } = {}): Message {
  return { ruleId, severity: messageTable[ruleId].severity, reason, ...place }
}
