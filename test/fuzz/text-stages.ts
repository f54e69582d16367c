import { readLines } from '../../src/read-lines.ts'
import { cuesFor } from '../../src/label/cues-for.ts'
import { label } from '../../src/label/label.ts'
import { shippedModel } from '../../src/label/shipped-model.ts'
import { detectLanguage, detectLineLanguage } from '../../src/language/detect.ts'
import { foldForMatching } from '../../src/language/fold.ts'
import { isKept, roles } from '../../src/roles.ts'
import { clean, isBlank } from '../../src/text/clean.ts'
import { decode, isEncodingLabel } from '../../src/text/decode.ts'
import { fixNames, selectFixes } from '../../src/text/fixers.ts'
import { segment } from '../../src/text/segment.ts'
import { markContinuations } from '../../src/text/unwrap.ts'
import { encodingNames, encodings } from './encodings.ts'
import type { Chance } from './chance.ts'
import { checkMessage } from './check-message.ts'
import type { Stage } from './stages.ts'

const show = (value: unknown) => JSON.stringify(value)?.slice(0, 300)
const isShare = (value: number) => value >= 0 && value <= 1

const chooseFixes = (chance: Chance) => selectFixes(Object.fromEntries(fixNames.map((name) => [name, chance.once(2)])))

/** The stages from bytes to roles. */
export const textStages: Readonly<Record<string, Stage>> = {
  decode: ({ trial: { bytes } }, chance) => {
    const before = bytes.slice()
    const { text, encoding, confidence, messages } = decode(bytes)
    if (!isEncodingLabel(encoding) || !isShare(confidence)) return `found ${encoding} with ${confidence}`
    if (show(decode(bytes)) !== show({ text, encoding, confidence, messages })) return 'twice the same bytes are two texts'
    if (Buffer.compare(before, bytes) !== 0) return 'the bytes were changed'
    const wrong = messages.map((one) => checkMessage(one, Infinity)).find((one) => one !== undefined)
    if (wrong !== undefined) return wrong
    if (/\p{Surrogate}/u.test(text) || text.startsWith('\ufeff')) return messages.length > 0 || !/\p{Surrogate}/u.test(text) ? undefined : 'half of a surrogate pair without a message'
    if (messages.every(({ severity }) => severity !== 'error') && decode(new TextEncoder().encode(text)).text !== text) return 'its text in UTF-8 is another text'
    const name = chance.pick(encodingNames)
    decode(encodings[name]!(text, chance), chance.pick(['utf-8', 'utf-16le', 'windows-1256', 'gbk', 'none such', '', 'UTF-8 ']))
    return undefined
  },
  clean: ({ text }, chance) => {
    const fixes = chooseFixes(chance)
    const lines = segment(text)
    const cleaned = clean(lines, fixes)
    const again = clean(cleaned.lines.map((line) => ({ ...line, raw: line.text })), new Set([...fixes].filter((name) => name !== 'entities')))
    const changed = again.lines.find((line, at) => line.text !== cleaned.lines[at]!.text)
    if (changed) return `line ${changed.number} changes again: ${show(cleaned.lines[changed.number - 1]!.text)} to ${show(changed.text)}`
    const odd = cleaned.lines.find((line) => line.text !== line.text.normalize('NFC') || line.text !== line.text.trim() || /[\t\n\v\f\r\u00a0]| {2}/.test(line.text))
    if (odd) return `line ${odd.number} is not tidy: ${show(odd.text)}`
    if (cleaned.lines.some(({ raw, number, offset }, at) => raw !== lines[at]!.raw || number !== at + 1 || offset !== lines[at]!.offset)) return 'raw lines were changed'
    const fix = cleaned.fixes.find(({ name, count, line }) => !fixes.has(name as never) || !(count > 0) || lines[line - 1] === undefined)
    return fix && `found the fix ${show(fix)}`
  },
  unwrap: ({ text }, chance) => {
    const { lines } = clean(segment(chance.once(2) ? text : text.replace(/(.{60,80}?) /gu, '$1\n')), selectFixes({}))
    const marked = markContinuations(lines)
    const wrong = marked.find((line, at) => line.continues && (line.text === '' || at === 0 || marked[at - 1]!.text === ''))
    if (wrong) return `line ${wrong.number} continues a blank line, or is blank`
    return show(marked.map(({ continues: _, ...rest }) => rest)) === show(lines.map(({ continues: _, ...rest }) => rest)) ? undefined : 'more than continuations was changed'
  },
  'language detection': ({ text }, chance) => {
    const lines = text.split('\n').filter(() => chance.once(2))
    const language = detectLanguage(lines)
    if (!/^[a-z]{2,3}(-[A-Za-z]{2,4})?$/.test(language.tag) || !isShare(language.confidence) || !/^[A-Z][a-z]{3}$/.test(language.script)) return show(language)
    for (const line of lines.slice(0, 20)) {
      const other = detectLineLanguage(line, language)
      if (other && (!isShare(other.confidence) || !['rtl', 'ltr'].includes(other.direction))) return `${show(line)}: ${show(other)}`
      const folded = foldForMatching(line)
      if (foldForMatching(folded) !== folded) return `folded twice, ${show(line)} is ${show(foldForMatching(folded))} and not ${show(folded)}`
    }
    return show(detectLanguage(lines)) === show(language) ? undefined : 'the second time it is another language'
  },
  label: ({ text }, chance) => {
    const { lines } = readLines(text, chooseFixes(chance))
    const rare = 1 + chance.below(8)
    const pins = lines.map((line) => (line.text !== '' && chance.once(rare) ? chance.pick(roles) : null))
    const found = label(lines, { model: shippedModel(), cues: cuesFor({ tag: chance.pick(['ar', 'fa', 'he', 'en', 'xx', 'und']), script: 'Arab' }), pins, prefer: chance.pick(['recall', 'balanced', 'precision']) })
    if (found.lines.length !== lines.length) return `${lines.length} lines became ${found.lines.length}`
    const wrong = found.lines.find(({ role, confidence, text: line }, at) => {
      const pin = pins[at] ?? null
      return (role === null) !== (line === '') || !isShare(confidence) || (pin !== null && (pin === 'other' ? isKept(role!) : role !== pin))
    })
    if (wrong) return `line ${wrong.number}: ${show(wrong)}, pin ${pins[wrong.number - 1]}`
    if (found.probabilities.some((probability) => !(probability >= 0 && probability <= 1.000001))) return 'there is a probability outside 0 to 1'
    return found.lines.every(({ text: line }) => isBlank(line)) || pins.some((pin) => pin !== null) || found.lines.some(({ role }) => role !== null && isKept(role)) ? undefined : 'nothing is kept of a text'
  },
}
