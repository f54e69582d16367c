import { createReadStream, readFileSync, statSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { toStem } from '../config/file-name.ts'
import { message, type Message } from '../messages.ts'
import type { Input } from './input.ts'
import { explainError } from '../config/explain-error.ts'

/** The bytes of an input, or why there are none. */
export type ReadInput = { readonly bytes: Uint8Array; readonly pins?: PinText } | { readonly problem: Message }

/** The text of a pin file and its name for messages. */
export interface PinText {
  readonly name: string
  readonly text: string
}

/** Where standard input comes from. */
export type Chunks = AsyncIterable<Uint8Array | string>

/** Reads an input of at most `maxSize` bytes (after unpacking, for `.gz`), and the pin file beside it if there is one. */
export async function readInput(input: Input, maxSize: number, stdin: Chunks): Promise<ReadInput> {
  if (input.broken !== undefined) return { problem: message('input-unreadable', `could not be read: ${input.broken}`) }
  try {
    const bytes = input.file === undefined ? await readChunks(stdin, maxSize) : await readBytes(input.file, maxSize)
    if (bytes === undefined) return { problem: message('input-too-large', `larger than the limit of ${maxSize} bytes`) }
    const unpacked = /\.gz$/i.test(input.name) ? unpack(bytes, maxSize) : bytes
    if (!(unpacked instanceof Uint8Array)) return { problem: unpacked }
    const pins = input.file === undefined ? undefined : readPins(input.file, input.name)
    return { bytes: unpacked, ...(pins && { pins }) }
  } catch (error) {
    return { problem: message('input-unreadable', `could not be read: ${explainError(error)}`) }
  }
}

/**
 * Reads the pin file of an input, `<name>.roles.json` beside it. A blank one counts as none, because
 * `naskh a.txt --to labels > a.roles.json` begins with an empty file.
 */
function readPins(file: string, name: string): PinText | undefined {
  const pinFile = `${toStem(file)}.roles.json`
  try {
    if (statSync(pinFile, { throwIfNoEntry: false }) === undefined) return undefined
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENAMETOOLONG') return undefined // there can be none
    throw error // pins must not be passed over
  }
  const text = readFileSync(pinFile, 'utf8')
  return text.trim() === '' ? undefined : { name: `${toStem(name)}.roles.json`, text }
}

/** Reads a file, or a pipe that has a name. Undefined when it is too large, which is seen before all is read. */
async function readBytes(file: string, maxSize: number): Promise<Uint8Array | undefined> {
  const stats = statSync(file)
  if (!stats.isFile()) return readChunks(createReadStream(file), maxSize)
  const bytes = stats.size > maxSize ? undefined : readFileSync(file)
  return bytes && bytes.length > maxSize ? undefined : bytes
}

async function readChunks(stream: Chunks, maxSize: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of stream) {
    const bytes = typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk
    size += bytes.length
    if (size > maxSize) return undefined
    chunks.push(bytes)
  }
  return Buffer.concat(chunks)
}

function unpack(bytes: Uint8Array, maxSize: number): Uint8Array | Message {
  try {
    return gunzipSync(bytes, { maxOutputLength: maxSize })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return message('input-too-large', `larger than the limit of ${maxSize} bytes once unpacked`)
    return message('input-unreadable', `could not be unpacked: ${(error as Error).message}`)
  }
}
