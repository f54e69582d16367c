import { readGold, type GoldDocument } from '../../src/learn/gold.ts'
import type { Role } from '../../src/roles.ts'

/** A labelled document from lines that each hold a role and a text, as in `headline: Rain`; an empty one is blank. */
export function goldDocument(lines: readonly string[], given: Partial<GoldDocument> = {}): GoldDocument {
  const parts = lines.map((line) => /^([a-z-]+): (.*)$/.exec(line))
  const roles = parts.map((part) => (part ? (part[1] as Role) : null))
  const read = readGold(JSON.stringify({ lines: roles, lang: 'en' }), parts.map((part) => part?.[2] ?? '').join('\n'), { name: 'set/one.txt', page: 'set/one', set: 'set' })
  if ('problem' in read) throw new Error(read.problem)
  return { ...read, ...given }
}

/** Lines as a labelling gives them: `role confidence`, or empty for a blank one. */
export function labelled(...lines: readonly string[]) {
  return lines.map((line, at) => {
    const [role = '', confidence = '1'] = line.split(' ')
    return { role: role === '' ? null : (role as Role), confidence: Number(confidence), text: `line ${at + 1}` }
  })
}
