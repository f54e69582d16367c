import { open, readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import { message, type Message } from '../messages.ts'
import { toStem, type Input } from './input.ts'
import { explainError } from './walk.ts'

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
    const pins = input.file === undefined ? undefined : await readPins(input.file, input.name)
    return { bytes: unpacked, ...(pins && { pins }) }
  } catch (error) {
    return { problem: message('input-unreadable', `could not be read: ${explainError(error)}`) }
  }
}

/**
 * Reads the pin file of an input, `<name>.roles.json` beside it. A blank one counts as none, because
 * `naskh a.txt --to labels > a.roles.json` begins with an empty file.
 */
async function readPins(file: string, name: string): Promise<PinText | undefined> {
  try {
    const text = await readFile(`${toStem(file)}.roles.json`, 'utf8')
    return text.trim() === '' ? undefined : { name: `${toStem(name)}.roles.json`, text }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENAMETOOLONG') return undefined
    throw error
  }
}

/** Reads a file, or a pipe that has a name. Undefined when it is too large, which is seen before all is read. */
async function readBytes(file: string, maxSize: number): Promise<Uint8Array | undefined> {
  const handle = await open(file, 'r')
  try {
    const { size } = await handle.stat()
    if (size > maxSize) return undefined
    const buffer = new Uint8Array(size + 1) // one more, to see the end; pipes and devices say 0
    let filled = 0
    while (filled < buffer.length) {
      const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled)
      if (bytesRead === 0) return buffer.subarray(0, filled)
      filled += bytesRead
    }
    return await readChunks(handle.createReadStream({ autoClose: false }), maxSize, buffer)
  } finally {
    await handle.close()
  }
}

async function readChunks(stream: Chunks, maxSize: number, begun?: Uint8Array): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = begun ? [begun] : []
  let size = begun?.length ?? 0
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
