/** Bytes of a line that are looked at when the whole is not: what is whole in them is kept. */
export const headSize = 65_536

/** One member of a JSON object, as it is written. */
export interface Member {
  /** The name, read. */
  readonly key: string
  /** The name as written, with its quotes. */
  readonly name: string
  /** The value as written. */
  readonly value: string
}

/**
 * Lists the members of a JSON object as they are written, so that what is not understood can be kept to the byte:
 * `JSON.parse` would lose the digits of large numbers and the point of `1.0`.
 *
 * @param text the JSON of an object that `JSON.parse` accepts
 * @example listMembers('{"a": 1.0, "b": [2]}') // values '1.0' and '[2]'
 */
export function listMembers(text: string): Member[] {
  const members: Member[] = []
  let at = skipBlanks(text, 0)
  if (text.charCodeAt(at) !== 0x7b) return members
  at = skipBlanks(text, at + 1)
  while (text.charCodeAt(at) === 0x22) {
    const nameEnd = endOfString(text, at)
    const colon = nameEnd < 0 ? -1 : skipBlanks(text, nameEnd)
    if (colon < 0 || text.charCodeAt(colon) !== 0x3a) break
    const from = skipBlanks(text, colon + 1)
    const to = endOfValue(text, from)
    const next = to < 0 ? -1 : skipBlanks(text, to)
    if (next < 0 || next >= text.length) break // what comes last may be cut
    const name = text.slice(at, nameEnd)
    const key = name.includes('\\') ? readName(name) : name.slice(1, -1)
    if (key === undefined) break
    members.push({ key, name, value: text.slice(from, to) })
    if (text.charCodeAt(next) !== 0x2c) break
    at = skipBlanks(text, next + 1)
  }
  return members
}

/**
 * Lists the members at the beginning of what nobody has parsed: those that are whole, up to the first that is no JSON.
 *
 * @param bytes of a line that is too large, or that no thread could clean
 */
export function listWholeMembers(bytes: Uint8Array): Member[] {
  const members = listMembers(Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, headSize)).toString())
  const broken = members.findIndex((member) => !isJson(joinMembers([member])))
  return broken < 0 ? members : members.slice(0, broken)
}

export function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** Writes members as a JSON object. */
export function joinMembers(members: readonly Pick<Member, 'name' | 'value'>[]): string {
  let joined = ''
  for (const { name, value } of members) joined += `${joined === '' ? '' : ','}${name}:${value}`
  return `{${joined}}`
}

function readName(name: string): string | undefined {
  try {
    return JSON.parse(name) as string
  } catch {
    return undefined // only in a text that JSON.parse does not accept
  }
}

function skipBlanks(text: string, at: number): number {
  while (at < text.length) {
    const code = text.charCodeAt(at)
    if (code !== 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d) break
    at++
  }
  return at
}

/** The place after a string that begins at `at`, or -1 if it does not end. */
function endOfString(text: string, at: number): number {
  for (let quote = text.indexOf('"', at + 1); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let slashes = quote - 1
    while (text.charCodeAt(slashes) === 0x5c) slashes--
    if ((quote - slashes) % 2 === 1) return quote + 1
  }
  return -1
}

/** The place after a value that begins at `at`, or -1 if it does not end. */
function endOfValue(text: string, at: number): number {
  let depth = 0
  for (let next = at; next < text.length; next++) {
    const code = text.charCodeAt(next)
    if (code === 0x22) {
      next = endOfString(text, next) - 1
      if (next < 0) return -1
      if (depth === 0) return next + 1
    } else if (code === 0x7b || code === 0x5b) depth++
    else if (code === 0x7d || code === 0x5d) {
      if (depth === 0) return trimEnd(text, at, next) // the end of the object, after a number or a word
      if (--depth === 0) return next + 1
    } else if (code === 0x2c && depth === 0) return trimEnd(text, at, next)
  }
  return -1
}

function trimEnd(text: string, from: number, to: number): number {
  while (to > from && text.charCodeAt(to - 1) <= 0x20) to--
  return to
}
