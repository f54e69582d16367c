import words from '../data/source-words.json' with { type: 'json' }
import { foldForMatching } from '../language/fold.ts'
import { isPlace } from './places.ts'
import { findPhrase, isMark, splitTokens } from './tokens.ts'

type Sign = 'lead' | 'end'

let signs: ReadonlyMap<string, Sign> | undefined

/** A line that is longer is taken as it is: whatever it is, it has no simple lead. */
const maxLength = 300

/** Marks around a credit: dashes, stars, strokes, and brackets or quotes that enclose all of it. */
const framing = /^[\s\-–—―ـ*/|:：•]+|[\s\-–—―ـ*/|:：•]+$/gu
const enclosed = /^(?:\(([^()]*)\)|\[([^[\]]*)\]|«([^«»]*)»|"([^"]*)"|“([^“”]*)”)[.،,]?$/u

/**
 * Reads what a source line credits, as it is written there, without "Source:", "المصدر :" and the marks around it.
 *
 * @returns `undefined` when the line credits nobody by name, as the end mark "انتهای پیام" does.
 * @example readSource('المصدر : الجزيرة + وكالات') // 'الجزيرة + وكالات'
 */
export function readSource(text: string): string | undefined {
  if (text.length > maxLength) return text.trim()
  const line = strip(text)
  if (line === '') return undefined
  const reposter = readReposter(line)
  if (reposter !== undefined) return reposter
  signs ??= tableSigns()
  const tokens = splitTokens(line)
  const sign = findPhrase(signs, tokens, 0)
  if (sign?.entry === 'end') return undefined
  if (sign === undefined) return dropPlace(line)
  let end = sign.end
  while (isMark(tokens[end], ':：/|.-–—ـ،,')) end += 1
  const rest = strip(line.slice(tokens[end]?.start ?? line.length))
  return rest === '' ? undefined : rest
}

/** "The post … appeared first on X." */
function readReposter(line: string): string | undefined {
  const folded = line.toLowerCase()
  for (const phrase of words.reposts) {
    const at = folded.lastIndexOf(phrase)
    if (at < 0) continue
    const site = strip(line.slice(at + phrase.length)).replace(/\.$/u, '')
    if (site !== '') return site
  }
  return undefined
}

/** "القاهرة: «…»", "واس - عمان": the place beside the outlet is left out, unless nothing else is there. */
function dropPlace(line: string): string {
  const parts = line.split(/[:：]\s|\s[-–—ـ]\s/u)
  if (parts.length !== 2) return line
  const [first, second] = parts as [string, string]
  if (isPlace(first) === isPlace(second)) return line
  return strip(isPlace(first) ? second : first)
}

function strip(text: string): string {
  // The stroke that ends an address is part of it.
  let rest = text.includes('://') ? text.trim() : text.replace(framing, '')
  const inner = enclosed.exec(rest)
  if (inner !== null) rest = inner.slice(1).find((group) => group !== undefined)!.replace(framing, '')
  return rest.trim()
}

function tableSigns(): ReadonlyMap<string, Sign> {
  const table = new Map<string, Sign>()
  for (const word of words.leads) table.set(foldForMatching(word), 'lead')
  for (const word of words.endMarks) table.set(foldForMatching(word), 'end')
  return table
}
