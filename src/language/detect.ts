import table from '../data/languages.json' with { type: 'json' }
import type { Language } from '../document.ts'
import { askFranc, loadFranc } from './franc.ts'
import { cutSample } from './sample.ts'
import { countScripts, directionOfScript, mainScript, type Script, type ScriptCounts, scripts } from './script.ts'
import { countVotes, francCodes, languagesIn, type Votes } from './votes.ts'

/** Code units that are read of a document; the vote is settled long before. */
const SAMPLE = 2000
/** Code units franc gets: its answers hardly improve after 300, its cost does. */
const FRANC_SAMPLE = 400
/** Lead in points from which the vote stands alone; see `scripts/evaluate-language.mjs` for what it gets right. */
const DECISIVE = 10
/** What franc's choice is worth in points: about a function word, whatever the length (more made long texts worse). */
const FRANC_POINTS = 4
/** Code units below which it is worth less: of texts of 12 it made a tenth wrong that are better left unnamed. */
const FRANC_LEAST = 20
/** Below this a text is too short to name its language, unless one language has the script for itself. */
const LEAST_LETTERS = 6
/** Letters that a single word must have to name it, and then only by a decisive vote. */
const LEAST_WORD_LETTERS = 9
/** Letters that show a script of one language; one Han character is as good as two letters. */
const LEAST_OWN_LETTERS = 4
/** Points a word below which a text is in no language of the table: its own languages nearly always get 0.9 to 15, others mostly 0.1 to 0.7. */
const STRANGE = 0.65
/** Words it takes to see that. */
const STRANGE_WORDS = 20
/** How sure franc's word alone is, on a language for which there is no list of words. */
const STRANGER_CONFIDENCE = 0.5
/** Points and lead below which nothing is said. */
const LEAST_POINTS = 3
const LEAST_LEAD = 1
/** Letters of old encodings, which stand for others: the tables have those. */
const PRESENTATION_FORM = /[\ufb1d-\ufdff\ufe70-\ufefc]/
/** Share of kana from which Han characters are Japanese: running Japanese is about half kana, Chinese has it in names at most. */
const KANA = 0.06

const others: Readonly<Record<string, string>> = table.others
const ownScripts: Readonly<Record<string, string>> = table.scripts

/** Loads what `detectLanguage` may need. Await it once before the first call. */
export async function loadLanguages(): Promise<void> {
  await loadFranc()
}

/**
 * Tells the language of a document from its body: the lines of running text, without headlines and menus. Reads at
 * most 2,000 characters, spread over the document. Function words, telling letters and affixes vote; franc is asked
 * where the vote is not decisive. The tag is `und` on low evidence (few letters, one word, a language not known).
 *
 * @throws {FrancMissingError} when the vote is not decisive and `loadLanguages` was not awaited before
 * @example detectLanguage(['قال المتحدث إن الاجتماع تأجل']) // { tag: 'ar', script: 'Arab', direction: 'rtl', confidence: 0.99 }
 */
export function detectLanguage(texts: readonly string[]): Language {
  return judge(cutSample(texts, SAMPLE), true)
}

/**
 * Tells the language of one line when it is in another script than the document (an English caption, a French
 * comment under an Arabic article): when two thirds of its letters are. `undefined` when it is not, so that a line
 * with a foreign name in it, or without letters, takes the language of the document. Never asks franc: a line whose
 * words do not decide is `und`, with script and direction.
 */
export function detectLineLanguage(text: string, document: Language): Language | undefined {
  const counts = countScripts(text, lineCounts.fill(0))
  const script = mainScript(counts)
  if (!script || isWrittenIn(document.script, script)) return undefined
  let all = 0
  let own = 0
  for (let index = 1; index < counts.length; index++) {
    all += counts[index]!
    if (isWrittenIn(document.script, scripts[index - 1]!)) own += counts[index]!
  }
  return own * 3 > all ? undefined : judge(text.length > SAMPLE ? cutSample([text], SAMPLE) : text, false)
}

/** Room for the letters of one line, so that none is made for each. */
const lineCounts: ScriptCounts = new Uint32Array(scripts.length + 1)

/** Tells whether a document whose script is `main` uses letters of `script` as its own; Japanese has three scripts. */
function isWrittenIn(main: string, script: Script): boolean {
  return main === script || (main === 'Jpan' && (script === 'Hani' || script === 'Hira' || script === 'Kana'))
}

function judge(text: string, asking: boolean): Language {
  const sample = PRESENTATION_FORM.test(text) ? text.normalize('NFKC') : text
  const counts = countScripts(sample)
  const script = mainScript(counts)
  if (!script) return { tag: 'und', script: 'Zyyy', direction: 'ltr', confidence: 0 }
  if (Object.hasOwn(ownScripts, script)) return judgeByScript(script, counts)
  const { tag, confidence } = judgeByVotes(sample, script, counts[scripts.indexOf(script) + 1]!, asking)
  return { tag, script, direction: directionOfScript(script), confidence: round(confidence) }
}

/** A tag and how sure it is. */
type Verdict = Pick<Language, 'tag' | 'confidence'>

const unsure: Verdict = { tag: 'und', confidence: 0 }

/** Lets the vote decide between the languages of a script, and franc where the vote does not. */
function judgeByVotes(sample: string, script: Script, letters: number, asking: boolean): Verdict {
  if (letters < LEAST_LETTERS || languagesIn(script).length === 0) return unsure
  const votes = countVotes(sample, script)
  const { best, lead } = rank(votes.points)
  if (votes.total < 2 && (letters < LEAST_WORD_LETTERS || lead < DECISIVE)) return unsure
  if (votes.total >= STRANGE_WORDS && votes.points[best]! < STRANGE * votes.total) {
    return asking ? judgeStranger(sample, votes.tags[best]!) : unsure
  }
  if (lead >= DECISIVE) return { tag: votes.tags[best]!, confidence: confidenceOf(lead) }
  return asking ? askBetween(sample, votes) : settle(votes, votes.points)
}

/** Asks franc to choose between the languages that are close to the best. */
function askBetween(sample: string, votes: Votes): Verdict {
  const top = Math.max(...votes.points)
  const codes = new Map<string, number>()
  for (const [place, tag] of votes.tags.entries()) {
    if (votes.points[place]! > top - DECISIVE) for (const code of francCodes(tag)) codes.set(code, place)
  }
  if (codes.size < 2) return settle(votes, votes.points)
  const worth = FRANC_POINTS * Math.min(1, sample.length / FRANC_LEAST)
  const choice = codes.get(askFranc(sample.slice(0, FRANC_SAMPLE), [...codes.keys()]) ?? '')
  return settle(votes, votes.points.map((points, place) => (place === choice ? points + worth : points)))
}

/** Names a language outside the table if franc knows it; `best` only if franc finds the same. */
function judgeStranger(sample: string, best: string): Verdict {
  const code = askFranc(sample.slice(0, FRANC_SAMPLE), []) ?? ''
  const tag = francCodes(best).includes(code) ? best : others[code]
  return tag ? { tag, confidence: STRANGER_CONFIDENCE } : unsure
}

function settle(votes: Votes, points: ArrayLike<number>): Verdict {
  const { best, lead } = rank(points)
  return points[best]! >= LEAST_POINTS && lead >= LEAST_LEAD ? { tag: votes.tags[best]!, confidence: confidenceOf(lead) } : unsure
}

/** What a script that one language has for itself says; Han characters with enough kana are Japanese. */
function judgeByScript(script: Script, counts: ScriptCounts): Language {
  const count = (name: Script): number => counts[scripts.indexOf(name) + 1]!
  const kana = count('Hira') + count('Kana')
  const eastern = script === 'Hani' || script === 'Hira' || script === 'Kana'
  const japanese = eastern && kana >= KANA * (kana + count('Hani'))
  const letters = eastern ? 2 * (kana + count('Hani')) : count(script)
  const tag = letters < LEAST_OWN_LETTERS ? 'und' : japanese ? 'ja' : ownScripts[script]!
  const confidence = tag === 'und' ? 0 : round(1 - 1 / letters)
  return { tag, script: japanese ? 'Jpan' : script, direction: directionOfScript(script), confidence }
}

/** The place of the language with most points and how far it leads. */
function rank(points: ArrayLike<number>): { best: number; lead: number } {
  let best = 0
  let second = -1
  for (let place = 1; place < points.length; place++) {
    if (points[place]! > points[best]!) {
      second = best
      best = place
    } else if (second < 0 || points[place]! > points[second]!) second = place
  }
  return { best, lead: points[best]! - (second < 0 ? 0 : points[second]!) }
}

function confidenceOf(lead: number): number {
  return 1 - 0.5 * 2 ** (-lead / 4)
}

function round(confidence: number): number {
  return Math.round(confidence * 1000) / 1000
}
