import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

interface Cleaned {
  readonly id: string
  readonly url: string
  readonly source: string
  readonly created: string
  readonly languages: readonly string[]
  readonly text?: string
  readonly raw_text?: string
  readonly error?: { readonly code: string }
  readonly metadata: { readonly naskh: { readonly lang: string } }
}

const root = fileURLToPath(new URL('../..', import.meta.url))
const program = process.env['NASKH_BIN'] ?? path.join(root, 'dist/naskh.js')
const folder = mkdtempSync(path.join(tmpdir(), 'naskh-wet-'))
const count = 60
let crawl: Buffer[] // the members of the generated crawl, the first one about the file

beforeAll(() => {
  const { status, stderr } = spawnSync(process.execPath, [path.join(root, 'scripts/generate-crawl.mjs'), path.join(folder, 'crawl.warc.wet.gz'), '--pages', String(count), '--size', '6'], { encoding: 'utf8' })
  expect(stderr).toBe('')
  expect(status).toBe(0)
  crawl = cutMembers(readFileSync(path.join(folder, 'crawl.warc.wet.gz')))
  expect(crawl.length).toBe(count + 1)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The generator packs each record for itself; where one begins is found by unpacking. */
function cutMembers(bytes: Buffer): Buffer[] {
  const members: Buffer[] = []
  for (let from = 0; from < bytes.length;) {
    let to = from
    do {
      const next = bytes.indexOf(Buffer.from([0x1f, 0x8b, 0x08]), to + 1)
      to = next < 0 ? bytes.length : next
    } while (!isWhole(bytes.subarray(from, to)))
    members.push(bytes.subarray(from, to))
    from = to
  }
  return members
}

function isWhole(bytes: Buffer): boolean {
  try {
    return gunzipSync(bytes).length > 0
  } catch {
    return false
  }
}

async function clean(args: readonly string[], input?: Uint8Array) {
  const child = spawn(process.execPath, [program, '--no-config', ...args], { cwd: folder, env: { PATH: process.env['PATH'] } })
  const [out, said] = [[] as Buffer[], [] as Buffer[]]
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk))
  child.stdin.on('error', () => undefined).end(input)
  const [exit] = (await once(child, 'close')) as [number]
  const text = Buffer.concat(out).toString()
  return { exit, text, stderr: Buffer.concat(said).toString(), records: text.split('\n').slice(0, -1).map((line) => JSON.parse(line) as Cleaned) }
}

async function cleanFile(name: string, bytes: Uint8Array, args: readonly string[] = []) {
  writeFileSync(path.join(folder, name), bytes)
  return clean([name, ...args])
}

const unpack = (members: readonly Buffer[]) => Buffer.concat(members.map((member) => gunzipSync(member)))

describe('a WET file', () => {
  it('gives a record for each page, in order, with what its header says', async () => {
    const { exit, stderr, records } = await clean(['crawl.warc.wet.gz', '--to', 'ndjson', '--keep-text'])
    expect({ exit, stderr, count: records.length }).toEqual({ exit: 0, stderr: '', count })
    for (const [index, record] of records.entries()) {
      const [header, body] = gunzipSync(crawl[index + 1]!).toString().split('\r\n\r\n', 2) as [string, string]
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(header)?.[1]?.trim()
      expect(record).toMatchObject({ id: field('WARC-Record-ID')!.slice(1, -1), url: field('WARC-Target-URI'), source: 'common-crawl', created: field('WARC-Date'), raw_text: body })
      expect(record.languages).toEqual(field('WARC-Identified-Content-Language')?.split(',') ?? [])
      expect(record.text).toContain(`\nurl: ${record.url}\n`)
      expect(Object.keys(record)).toEqual(['id', 'url', 'source', 'created', 'languages', 'text', 'raw_text', 'metadata'])
    }
  })

  it('is the same unpacked, in one gzip member, from standard input, and with any number of workers', async () => {
    const { text } = await clean(['crawl.warc.wet.gz'])
    expect((await cleanFile('plain.wet', unpack(crawl))).text).toBe(text)
    expect((await cleanFile('one.wet.gz', gzipSync(unpack(crawl)))).text).toBe(text)
    expect((await clean(['--from', 'wet', '-j', '1'], unpack(crawl))).text).toBe(text)
    expect((await clean(['--stdin-filename', 'x.warc.wet.gz', '-j', '3'], readFileSync(path.join(folder, 'crawl.warc.wet.gz')))).text).toBe(text)
  })

  it('may name its fields otherwise', async () => {
    const { records } = await clean(['crawl.warc.wet.gz', '--text-key', 'content', '--id-key', 'key'])
    expect(Object.keys(records[0]!)).toEqual(['key', 'url', 'source', 'created', 'languages', 'content', 'metadata'])
  })

  it('has an error where a page is too large', async () => {
    const large = Buffer.from(`WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Record-ID: <urn:large>\r\nContent-Length: 300000\r\n\r\n${'x'.repeat(300_000)}\r\n\r\n`)
    const { exit, records } = await cleanFile('large.wet', Buffer.concat([large, unpack(crawl)]), ['--max-size', '200kB'])
    expect(exit).toBe(0)
    expect(records.length).toBe(count + 1)
    expect(records[0]).toMatchObject({ id: 'urn:large', url: null, error: { code: 'input-too-large' } })
  })
})

describe('--languages', () => {
  it.each([['ar'], ['fa,he'], ['en'], ['de']])('takes %s alone', async (given) => {
    const wanted = given.split(',')
    const all = await clean(['crawl.warc.wet.gz'])
    const { exit, records } = await clean(['crawl.warc.wet.gz', '--languages', given])
    expect(exit).toBe(0)
    expect(records).toEqual(all.records.filter(({ metadata }) => wanted.includes(metadata.naskh.lang)))
  })

  const page = (header: string, body: string) => Buffer.from(`WARC/1.0\r\nWARC-Type: conversion\r\n${header}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}\r\n\r\n`)
  const arabic = 'قال المتحدث إن الاجتماع تأجل إلى الغد، وأضاف أن الموعد الجديد سيعلن مساء اليوم.'

  it.each([
    ['', arabic, true],
    ['WARC-Identified-Content-Language: ara\r\n', arabic, true],
    ['WARC-Identified-Content-Language: eng,ara\r\n', arabic, true],
    ['WARC-Identified-Content-Language: eng\r\n', arabic, false],
    ['WARC-Identified-Content-Language: ara\r\n', 'The speaker said that the meeting was put off until the next day.', false],
    ['WARC-Identified-Content-Language: ara\r\n', '12:30', true],
    ['', '12:30', false],
  ])('goes by the header %j and by the text %j: %s', async (header, body, taken) => {
    const { records } = await clean(['--from', 'wet', '--languages', 'ar'], page(header, body))
    expect(records.length).toBe(taken ? 1 : 0)
  })

  it('gives Sorani to who wants it, though the crawl says Kurdish', async () => {
    const sorani = 'ڕۆژی دووشەممە سەرۆکی حکوومەت ڕایگەیاند کە کۆبوونەوەکە دوا خرا و گوتی ئەم بڕیارە بۆ هەموو لایەنێکە و دەبێت جێبەجێ بکرێت.'
    for (const [wanted, count] of [['ckb', 1], ['ku', 1], ['ar', 0]] as const) {
      expect((await clean(['--from', 'wet', '--languages', wanted], page('WARC-Identified-Content-Language: kur\r\n', sorani))).records.length, wanted).toBe(count)
    }
  })
})

describe('broken records are told and skipped', () => {
  const broken = (bytes: Buffer) => Buffer.from(bytes)
  /** The crawl with its fourth page made otherwise. */
  const unpackedWith = (change: (record: string) => string) => Buffer.concat([unpack(crawl.slice(0, 4)), Buffer.from(change(gunzipSync(crawl[4]!).toString())), unpack(crawl.slice(5))])

  it.each<[string, (record: string) => string, string]>([
    ['no length', (record) => record.replace(/Content-Length: \d+\r\n/, ''), 'expected a number in Content-Length'],
    ['a length that is no number', (record) => record.replace(/Content-Length: \d+/, 'Content-Length: many'), 'expected a number in Content-Length'],
    ['a length that is too small', (record) => record.replace(/Content-Length: \d+/, 'Content-Length: 90'), 'its Content-Length is wrong'],
    ['a length that is too large', (record) => record.replace(/Content-Length: \d+/, 'Content-Length: 9000'), 'its Content-Length is wrong'],
    ['no first line', (record) => record.replace('WARC/1.0\r\n', ''), 'expected a record'],
    ['a header that does not end', (record) => record.replace('\r\n\r\n', ` ${'x'.repeat(70_000)}`), 'its header does not end'],
  ])('%s', async (_, change, reason) => {
    const { exit, stderr, records } = await cleanFile('broken.wet', unpackedWith(change))
    expect(stderr).toMatch(new RegExp(`^broken\\.wet: warning at byte \\d+, ${reason}[^\\n]*; skipped`))
    expect(stderr.match(/record-broken/g)).toHaveLength(1)
    const all = await clean(['crawl.warc.wet.gz'])
    expect(records).toEqual(all.records.filter((_, index) => index !== 3))
    expect(exit).toBe(0)
  })

  it('a length beyond the limit', async () => {
    const { records, stderr } = await cleanFile('huge.wet', unpackedWith((record) => record.replace(/Content-Length: \d+/, 'Content-Length: 99999999999')))
    const all = await clean(['crawl.warc.wet.gz'])
    expect(records.map(({ id }) => id)).toEqual(all.records.map(({ id }) => id))
    expect(records[3]!.error).toMatchObject({ code: 'input-too-large' })
    expect(stderr).toContain('records-failed')
  })

  it.each([[20], [0.5], [-6]])('packed bytes that are damaged at %d', async (where) => {
    const members = [...crawl]
    const damaged = broken(members[4]!)
    const at = where < 0 ? damaged.length + where : where < 1 ? Math.floor(damaged.length * where) : where
    for (let index = at; index < at + 4; index++) damaged[index] = damaged[index]! ^ 0xa5
    members[4] = damaged
    const { exit, stderr, records } = await cleanFile('damaged.warc.wet.gz', Buffer.concat(members))
    expect(exit).toBe(0)
    expect(stderr).toContain('its packing is damaged')
    const all = await clean(['crawl.warc.wet.gz'])
    const ids = new Set(records.map(({ id }) => id))
    expect(all.records.filter(({ id }) => !ids.has(id)).map(({ id }) => id)).toEqual([all.records[3]!.id])
    expect(records).toEqual(all.records.filter(({ id }) => ids.has(id)))
  })

  it('a file that is cut', async () => {
    const whole = readFileSync(path.join(folder, 'crawl.warc.wet.gz'))
    const { exit, stderr, records } = await cleanFile('cut.warc.wet.gz', whole.subarray(0, whole.length - 300))
    expect(exit).toBe(0)
    expect(stderr).toMatch(/record-broken/)
    expect(records.length).toBe(count - 1)
  })

  it('what is no WET file at all', async () => {
    expect(await cleanFile('no.wet', Buffer.from('hello\n'.repeat(1000)))).toMatchObject({ exit: 0, text: '', stderr: expect.stringContaining('expected a record') as string })
  })
})
