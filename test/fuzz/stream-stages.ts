import { gzipSync } from 'node:zlib'
import { cleanBatch } from '../../src/batch/clean-batch.ts'
import { gunzipMembers, type Unpacked } from '../../src/batch/gunzip-members.ts'
import { toRecordSettings } from '../../src/batch/record-settings.ts'
import { splitLines } from '../../src/batch/split-lines.ts'
import { toPage } from '../../src/batch/wet-pages.ts'
import { readWetRecords, type WetEvent } from '../../src/batch/wet-records.ts'
import { analyse, convert } from '../../src/convert.ts'
import type { Chance } from './chance.ts'
import { byteMutationNames, byteMutations } from './encodings.ts'
import type { Stage } from './stages.ts'

const core = { analyse, convert }
const show = (value: unknown) => JSON.stringify(value)?.slice(0, 300)

async function* give<Piece>(pieces: readonly Piece[]): AsyncGenerator<Piece> {
  yield* pieces
}

async function collect<Value>(values: AsyncIterable<Value>): Promise<Value[]> {
  const found: Value[] = []
  for await (const value of values) found.push(value)
  return found
}

function cutBytes(bytes: Uint8Array, chance: Chance): Uint8Array[] {
  const places = [0, ...chance.list(6, () => chance.below(bytes.length + 1)).sort((a, b) => a - b), bytes.length]
  return places.slice(1).map((to, at) => bytes.subarray(places[at]!, to))
}

const damage = (bytes: Uint8Array, chance: Chance, times: number): Uint8Array => (chance.once(times) ? byteMutations[chance.pick(byteMutationNames)]!(bytes, chance) : bytes)

/** JSON of a record, as odd as they come: with other fields, with its text missing, no object, or broken. */
function writeRecord(text: string, chance: Chance, texts: readonly string[]): string {
  const odd = () => chance.pick<string>(['1.0', '12345678901234567890', 'null', '{"a":[1,{"b":"\\u2028"}]}', '[]', '"x"', '-0', '1e400', JSON.stringify(chance.pick(texts)), 'true'])
  const name = () => JSON.stringify(chance.pick(['id', 'url', 'metadata', 'error', 'raw_text', '__proto__', 'text', 'text\u0000', chance.pick(texts)]))
  const blank = () => chance.pick(['', '', ' ', '\t', '\r'])
  const members = chance.list(5, () => `${blank()}${name()}${blank()}:${blank()}${odd()}${blank()}`)
  if (!chance.once(8)) members.splice(chance.below(members.length + 1), 0, `"${chance.pick(['text', 'text', 'te\\u0078t'])}":${chance.once(6) ? odd() : JSON.stringify(text)}`)
  const json = `{${members.join(',')}}`
  return chance.once(8) ? json.slice(0, chance.below(json.length)) : chance.once(10) ? odd() : json
}

/** The stages of streams of records. */
export const streamStages: Readonly<Record<string, Stage>> = {
  'records of NDJSON': async ({ text, trial }, chance, texts) => {
    const settings = { ...toRecordSettings(trial.settings), ...(chance.once(6) && { maxSize: 500 }), ...(chance.once(10) && { textKey: chance.pick(['body', '__proto__', 'id', '']) }) }
    const lines = [writeRecord(text, chance, texts), ...chance.list(4, () => (chance.once(4) ? '' : writeRecord(text.slice(0, 200), chance, texts)))]
    const written = Buffer.from(lines.join(chance.pick(['\n', '\n', '\r\n'])) + chance.pick(['', '\n']))
    const given = damage(written, chance, 4)
    const clean = (batch: { bytes: Uint8Array; cut?: boolean }) => Buffer.from(cleanBatch({ kind: 'lines', settings, ...batch }, core).bytes)
    const outputs = await Promise.all([[given], cutBytes(given, chance)].map(async (pieces) => Buffer.concat((await collect(splitLines(give(pieces), settings.maxSize, chance.once(2)))).map(clean)).toString()))
    if (outputs[0] !== outputs[1]) return `cut into other pieces, the stream gives something else: ${show(outputs)}`
    const output = outputs[0]!
    const expected = given.length === 0 ? 0 : given.filter((byte) => byte === 0x0a).length + (given.at(-1) === 0x0a ? 0 : 1)
    const found = output.split('\n')
    if (found.pop() !== '' || found.length !== expected) return `${expected} lines became ${found.length}: ${show(output)}`
    for (const line of found) {
      if (/[\r\x85\u2028\u2029]/.test(line) || (settings.ascii && /[^\0-\x7f]/.test(line))) return `not escaped: ${show(line)}`
      if (line === '') continue
      const record = JSON.parse(line) as Record<string, unknown> & { error?: { code?: unknown; message?: unknown }; metadata?: { naskh?: { roles?: unknown; lang?: unknown } } }
      const fine = Object.hasOwn(record, settings.textKey) ? typeof record[settings.textKey] === 'string' && typeof record.metadata?.naskh?.lang === 'string' : typeof record.error?.code === 'string' && typeof record.error.message === 'string'
      if (!fine) return `neither text nor error: ${show(line)}`
      if (record.error?.code === 'conversion-failed') return `failed: ${show(record)}`
    }
    return undefined
  },
  'members of objects': ({ text, trial }, chance) => {
    const number = chance.pick(['1.0', '12345678901234567890', '1e400', '-0', '[1.50,{"b":2.00}]', '{ "x" : [ ] }', '"\\u0041\\/"'])
    const line = `{"before":${number},"text":${JSON.stringify(text)},"metadata":{"own":${number}},"after":${number}}`
    const [output = ''] = Buffer.from(cleanBatch({ kind: 'lines', bytes: Buffer.from(line), settings: { ...toRecordSettings(trial.settings), ascii: false, maxSize: 1e9 } }, core).bytes).toString().split('\n')
    return output.startsWith(`{"before":${number},"text":"`) && output.includes(`"metadata":{"own":${number},"naskh":{`) && output.includes(`"after":${number}`) ? undefined : `a field is not as it was: ${show(output)}`
  },
  'pages of WET': async ({ trial }, chance, texts) => {
    const settings = toRecordSettings(trial.settings)
    const bodies = [Buffer.from(trial.bytes), ...chance.list(3, () => Buffer.from(chance.pick(texts)))]
    const records = bodies.map((body) => {
      const header = ['WARC/1.0', `WARC-Type: ${chance.pick(['conversion', 'conversion', 'warcinfo', chance.pick(texts)])}`, `WARC-Target-URI: ${chance.pick(['https://example.org/a', '<http://x>', chance.pick(texts)])}`, ...chance.list(2, () => `WARC-Identified-Content-Language: ${chance.pick(['ara', 'eng,fas', ',', chance.pick(texts)])}`), `Content-Length: ${chance.once(8) ? chance.pick(['-1', '', 'x', '999999999999999', String(chance.below(5000))]) : body.length}`]
      return Buffer.concat([Buffer.from(`${header.join('\r\n')}\r\n\r\n`), body, Buffer.from(chance.pick(['\r\n\r\n', '\r\n\r\n', '\n', '']))])
    })
    const plain = damage(Buffer.concat(records), chance, 4)
    const read = async (pieces: readonly Unpacked[]): Promise<WetEvent[]> => collect(readWetRecords(give(pieces), 100_000))
    const [events, again] = [await read([plain]), await read(cutBytes(plain, chance))]
    if (describe(events) !== describe(again)) return `cut into other pieces, the file gives something else: ${describe(events)} and ${describe(again)}`
    const packed = damage(Buffer.concat(records.map((record) => gzipSync(record, { level: 1 }))), chance, 2)
    const unpacked = await read(await collect(gunzipMembers(give(cutBytes(packed, chance)))))
    const wanted = chance.pick([undefined, ['ar'], ['fa', 'he', 'en']])
    const pages = [...events, ...unpacked].flatMap((event) => ('broken' in event ? [] : [toPage(event, settings, wanted)])).filter((page) => page !== undefined && page !== 'left')
    const cleaned = cleanBatch({ kind: 'pages', pages, settings, ...(wanted && { languages: wanted }) }, core)
    const lines = Buffer.from(cleaned.bytes).toString().split('\n').slice(0, -1)
    if (lines.length !== cleaned.records || lines.length + cleaned.left !== pages.length) return `${pages.length} pages became ${lines.length} records, ${cleaned.left} left out`
    const wrong = lines.find((line) => !('source' in (JSON.parse(line) as object)) || line.includes('conversion-failed'))
    return wrong && show(wrong)
  },
}

/** What was read of a file, without the bytes. */
function describe(events: readonly WetEvent[]): string {
  return JSON.stringify(events.map((event) => ('broken' in event ? event : [[...event.header], event.body && Buffer.from(event.body).toString('latin1')])))
}
