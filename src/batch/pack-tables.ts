import type { Tables } from '../prepared.ts'

const kinds = { Float64Array, Int32Array, Int16Array, Uint16Array, Uint8Array }

/** What a file of tables begins with: as many bytes as its first number says, of JSON. */
interface Head {
  readonly numbers: Readonly<Record<string, number>>
  readonly arrays: readonly (readonly [name: string, kind: keyof typeof kinds, from: number, length: number])[]
}

/** Bytes of the two numbers before the head: a mark, and the head's length. */
const headFrom = 8

/** What a file begins with. Read by a machine that has the bytes of a number the other way round, it is another number. */
const mark = 0x6e736b31

/** Writes tables as bytes that `unpackTables` need only look at: each array as it lies in memory. */
export function packTables(tables: Tables): Uint8Array {
  const numbers: Record<string, number> = {}
  const arrays: [string, keyof typeof kinds, number, number][] = []
  const parts: Uint8Array[] = []
  let from = 0
  for (const [name, table] of Object.entries(tables)) {
    if (typeof table === 'number') numbers[name] = table
    else {
      arrays.push([name, table.constructor.name as keyof typeof kinds, from, table.length])
      parts.push(new Uint8Array(table.buffer, table.byteOffset, table.byteLength))
      from += align(table.byteLength)
    }
  }
  const head = new TextEncoder().encode(JSON.stringify({ numbers, arrays } satisfies Head))
  const begin = headFrom + align(head.length)
  const bytes = new Uint8Array(begin + from)
  new Uint32Array(bytes.buffer, 0, 2).set([mark, head.length])
  bytes.set(head, headFrom)
  arrays.forEach(([, , at], index) => bytes.set(parts[index]!, begin + at))
  return bytes
}

/**
 * Reads tables without copying them.
 *
 * @returns Nothing when another kind of machine wrote them.
 */
export function unpackTables(given: Uint8Array): Tables | undefined {
  const bytes = given.byteOffset % 8 === 0 ? given : new Uint8Array(given) // small files are read into a part of a larger buffer
  const [found, length] = given.length < headFrom ? [] : new Uint32Array(bytes.buffer, bytes.byteOffset, 2)
  if (found !== mark) return undefined
  const { numbers, arrays } = JSON.parse(new TextDecoder().decode(bytes.subarray(headFrom, headFrom + length!))) as Head
  const begin = bytes.byteOffset + headFrom + align(length!)
  return { ...numbers, ...Object.fromEntries(arrays.map(([name, kind, from, size]) => [name, new kinds[kind](bytes.buffer as ArrayBuffer, begin + from, size)])) }
}

/** Room for so many bytes, such that every kind of number may begin after it. */
function align(bytes: number): number {
  return (bytes + 7) & ~7
}
