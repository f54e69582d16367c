import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'

// The contract of the filter: one line in, one line out, in order, whatever the lines are. All through the built program.

const program = process.env['NASKH_BIN'] ?? fileURLToPath(new URL('../../dist/naskh.js', import.meta.url))
const folder = mkdtempSync(path.join(tmpdir(), 'naskh-filter-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const article = 'افتتاح مكتبة عامة في الحي القديم\n\nافتتح مجلس البلدة أمس مكتبة عامة في الحي القديم، وقال رئيس المجلس إن القاعة تتسع لمئة قارئ وإن أبوابها تبقى مفتوحة حتى المساء.\n\nوأضاف أن الكتب جمعت من تبرعات الأهالي خلال عامين، وأن قسما خاصا بالأطفال سيضاف إليها في الربيع المقبل بعد توسعة المبنى.\n'
const body = 'وأضاف أن الكتب جمعت من تبرعات الأهالي'

interface Cleaned {
  readonly id?: unknown
  readonly text?: string
  readonly raw_text?: string
  readonly error?: { readonly code: string; readonly message: string }
  readonly metadata?: { readonly naskh?: { readonly lang: string; readonly dir: string; readonly url?: string; readonly roles: Readonly<Record<string, readonly (readonly [number, number, number])[]>> } }
}

function start(args: readonly string[] = []) {
  const child = spawn(process.execPath, [program, '--from', 'ndjson', '--no-config', ...args], { cwd: folder, env: { PATH: process.env['PATH'] } })
  child.stdin.on('error', () => undefined)
  return child
}

async function filter(input: string | Uint8Array | readonly (string | Uint8Array)[], args: readonly string[] = []) {
  const child = start(args)
  const [out, said] = [[] as Buffer[], [] as Buffer[]]
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk))
  const closed = once(child, 'close')
  for (const piece of typeof input === 'string' || input instanceof Uint8Array ? [input] : input) if (!child.stdin.write(piece)) await once(child.stdin, 'drain')
  child.stdin.end()
  const [exit] = (await closed) as [number]
  return { exit, text: Buffer.concat(out).toString(), stderr: Buffer.concat(said).toString() }
}

async function lines(input: string | Uint8Array, args?: readonly string[]): Promise<Cleaned[]> {
  const { exit, text } = await filter(input, args)
  expect(exit).toBe(0)
  expect(text === '' || text.endsWith('\n')).toBe(true)
  return text.split('\n').slice(0, -1).map((line) => (line === '' ? {} : JSON.parse(line)) as Cleaned)
}

const record = (fields: object = {}) => JSON.stringify({ id: 'a', text: article, ...fields })

describe('a record', () => {
  it('gets Markdown for its text, and keeps everything else to the byte', async () => {
    const { text } = await filter('{"id":12345678901234567890,"text":"سطر","n":1.0,"e":-1E+5,"s":"\\u0041\\/","o":{ "x" : [1.50,{"y":"}"}] }, "z" : null}\n')
    expect(text).toMatch(/^\{"id":12345678901234567890,"text":"[^"]*سطر[^"]*","n":1\.0,"e":-1E\+5,"s":"\\u0041\\\/","o":\{ "x" : \[1\.50,\{"y":"\}"\}\] \},"z":null,"metadata":\{"naskh":\{/)
  })

  it('gets language, direction and roles, beside the metadata it has', async () => {
    const [{ text, metadata } = {}] = await lines(record({ metadata: { source: 'x', big: 1 } }))
    expect(text).toMatch(/^---\n/)
    expect(text).toContain(body)
    expect(metadata).toMatchObject({ source: 'x', big: 1, naskh: { lang: 'ar', dir: 'rtl' } })
    const spans = Object.values(metadata!.naskh!.roles).flat()
    expect(spans.map(([from, to]) => article.slice(from, to)).sort()).toEqual(article.split('\n').filter((line) => line !== '').sort())
    for (const [, , confidence] of spans) expect(confidence).toBeGreaterThan(0)
  })

  it('has spans in code points, ends exclusive, without the carriage return', async () => {
    const odd = '😀😀 قال المتحدث إن الاجتماع تأجل إلى الغد\r\n\r\n𐤀 وأضاف 😀 أن الموعد الجديد سيعلن مساء اليوم.\r\n\ud83d نهاية الخبر'
    const [{ metadata } = {}] = await lines(JSON.stringify({ text: odd }))
    const points = Array.from(odd)
    const found = Object.values(metadata!.naskh!.roles).flat().sort((a, b) => a[0] - b[0]).map(([from, to]) => points.slice(from, to).join(''))
    expect(found).toEqual(odd.split('\r\n').filter((line) => line !== ''))
  })

  it.each([[{ url: 'https://example.org/a' }], [{ metadata: { url: 'https://example.org/a' } }], [{ url: '', metadata: { url: 'https://example.org/a' } }]])('has its address %j in the front matter', async (fields) => {
    const [{ text, metadata } = {}] = await lines(record(fields))
    expect(text).toContain('\nurl: https://example.org/a\n')
    expect(metadata!.naskh!.url).toBe('https://example.org/a')
  })

  it('may have its text under another name, and keep it', async () => {
    const [{ text, raw_text: raw, ...rest } = {}] = await lines(JSON.stringify({ text: 5, content: article }), ['--text-key', 'content', '--keep-text'])
    expect({ text, raw }).toEqual({ text: 5, raw: article })
    expect((rest as { content: string }).content).toContain(body)
  })

  it('keeps a text as it is written', async () => {
    const { text } = await filter('{"text":"\\u0633\\/طر\\ud83d"}', ['--keep-text'])
    expect(text).toContain('"raw_text":"\\u0633\\/طر\\ud83d"')
  })

  it('with a repeated name has the last one, as for JSON.parse', async () => {
    const { text } = await filter('{"text":1,"a":1,"text":"","a":2}')
    expect(text).toMatch(/^\{"text":"","a":2,"metadata"/)
  })

  it('follows the options of the conversion', async () => {
    const [{ text } = {}] = await lines(record(), ['--flavor', 'none'])
    expect(text).toContain(body)
    expect(text).not.toContain('---')
  })
})

describe('a bad line', () => {
  it.each([
    ['{"id": 1, "text": ', { code: 'json-invalid' }, []],
    ['null', { code: 'record-not-object' }, []],
    ['"text"', { code: 'record-not-object' }, []],
    ['[{"text":"a"}]', { code: 'record-not-object' }, []],
    ['{"id":1.0,"n":[1]}', { code: 'text-missing' }, ['id', 'n']],
    ['{"id":7,"text":null}', { code: 'text-not-string' }, ['id']],
    ['{"id":7,"text":12.50}', { code: 'text-not-string' }, ['id']],
    ['{"id":7,"text":["a"],"error":"old"}', { code: 'text-not-string' }, ['id']],
    ['{"id":7,"text":"a","metadata":"none"}', { code: 'metadata-not-object' }, ['id', 'metadata']],
  ])('%s becomes a record that says so', async (line, error, rest) => {
    const [bad = {}, good = {}] = await lines(`${line}\n${record()}\n`)
    expect(bad.error).toMatchObject(error)
    expect(bad.error!.message).not.toBe('')
    expect(Object.keys(bad)).toEqual(['error', ...rest])
    expect(good.text).toContain(body)
  })

  it('that is no UTF-8 is an error that keeps what can be read', async () => {
    const [bad = {}] = await lines(Buffer.concat([Buffer.from('{"id":"a","text":"'), Buffer.from([0xc7, 0xe1]), Buffer.from('"}\n')]))
    expect(bad).toMatchObject({ id: 'a', error: { code: 'encoding-invalid' } })
  })

  it('is told once, on standard error, and fails nothing but a frail run', async () => {
    const input = `x\n\n${record()}\n{}\n`
    const { exit, stderr } = await filter(input)
    expect(exit).toBe(0)
    expect(stderr).toMatch(/^stdin: warning 2 of 3 records have an error: json-invalid 1, text-missing 1/)
    expect(stderr.match(/records-failed/g)).toHaveLength(1)
    expect(await filter(input, ['-q'])).toMatchObject({ exit: 0, stderr: '' })
    expect(await filter(input, ['--frail'])).toMatchObject({ exit: 1 })
  })

  it('that is nested deeply is no harm', async () => {
    const deep = `{"text":"سطر","a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`
    const { text } = await filter(`${deep}\n`)
    expect(text).toContain(`"a":${'['.repeat(50_000)}${']'.repeat(50_000)}`)
  })
})

describe('a stream', () => {
  it('has a line for each line, an empty one for an empty one', async () => {
    const { text } = await filter(`\n${record({ id: 1 })}\n\n\r\n  \n${record({ id: 2 })}\n\n`)
    expect(text.split('\n').map((line) => (line === '' ? '' : (JSON.parse(line) as Cleaned).id))).toEqual(['', 1, '', '', '', 2, '', ''])
  })

  it('may be empty, may lack its last line feed, and may begin with a byte order mark', async () => {
    expect(await filter('')).toEqual({ exit: 0, text: '', stderr: '' })
    expect((await lines(`\ufeff${record({ id: 1 })}\n${record({ id: 2 })}`)).map(({ id }) => id)).toEqual([1, 2])
  })

  it('may have CRLF', async () => {
    const { text } = await filter(`${record({ id: 1 })}\r\n${record({ id: 2 })}\r\n`)
    expect(text).not.toContain('\r\n')
    expect(text).toBe((await filter(`${record({ id: 1 })}\n${record({ id: 2 })}\n`)).text)
  })

  it('with an empty text is no error', async () => {
    expect(await lines('{"text":""}\n{"text":" \\n\\t"}\n')).toEqual(Array.from({ length: 2 }, () => ({ text: '', metadata: { naskh: { lang: 'und', dir: 'ltr', roles: {} } } })))
  })

  it('never has what Python takes for the end of a line, and with --ascii nothing but ASCII', async () => {
    const odd = { text: 'سطر\u2028أول\u2029وثان\u0085وثالث 😀', other: '\u2028\u2029\u0085 é', 'k\u2028': 1 }
    for (const args of [[], ['--keep-text'], ['--ascii', '--keep-text']]) {
      const { text } = await filter(`${JSON.stringify(odd)}\n`, args)
      expect(text.trimEnd()).not.toMatch(/[\u2028\u2029\x85\n\v\f\r\x1c-\x1e]/)
      if (args.includes('--ascii')) expect(text).toMatch(/^[\x20-\x7e]+\n$/)
      expect(JSON.parse(text)).toMatchObject({ other: odd.other, 'k\u2028': 1, ...(args.includes('--keep-text') && { raw_text: odd.text }) })
    }
    const [ascii, plain] = [await lines(record(), ['--ascii']), await lines(record())]
    expect(ascii).toEqual(plain)
  })

  it('keeps halves of surrogate pairs out of the Markdown', async () => {
    const { text } = await filter('{"text":"\\ud83d قال المتحدث إن الاجتماع تأجل","other":"\\ude00"}\n')
    expect(text).toContain('"other":"\\ude00"')
    expect((JSON.parse(text) as Cleaned).text).toContain('\ufffd')
  })

  it('gives the same bytes with one worker and with several, in the order of the input', async () => {
    const many = Array.from({ length: 1500 }, (_, id) => (id % 97 === 0 ? 'bad' : id % 89 === 0 ? '' : record({ id, text: `${article}${'سطر آخر من النص. '.repeat(id % 40)}` }))).join('\n')
    const [one, three] = [await filter(many, ['-j', '1']), await filter(many, ['-j', '3'])]
    expect(three).toEqual(one)
    expect(one.text.split('\n').filter((line) => line.startsWith('{"id"')).map((line) => (JSON.parse(line) as Cleaned).id)).toEqual(Array.from({ length: 1500 }, (_, id) => id).filter((id) => id % 97 !== 0 && id % 89 !== 0))
  })

  it('gives the same from a large file, which threads have to themselves', async () => {
    const input = `${Array.from({ length: 150 }, (_, id) => JSON.stringify({ id, text: `${article}${id}\n`, kept: 'x'.repeat(id % 7 === 0 ? 200_000 : 10_000) })).join('\n')}\n`
    expect(input.length).toBeGreaterThan(4 << 20)
    writeFileSync(path.join(folder, 'large.ndjson'), input)
    const [one, two] = [await filter('', ['large.ndjson', '-j', '1']), await filter('', ['large.ndjson', '-j', '2'])]
    expect(two.text === one.text).toBe(true)
    expect(one.text.split('\n')).toHaveLength(151)
  })

  it('makes an error of a text that has too many lines', async () => {
    const { exit, text } = await filter([`${record({ id: 'long', text: '\n'.repeat(1_000_001) })}\n`, `${record({ id: 'small' })}\n`])
    const [long, small] = text.split('\n')
    expect(exit).toBe(0)
    expect(JSON.parse(long!)).toEqual({ error: { code: 'input-too-large', message: 'longer than the limit of 1000000 lines' }, id: 'long' })
    expect((JSON.parse(small!) as Cleaned).id).toBe('small')
  })

  it('does not hold a line that is too large', async () => {
    const piece = 'س'.repeat(512 * 1024)
    const large = ['{"id":"big","n":1.0,"text":"', ...Array.from({ length: 64 }, () => piece), '","late":1}\n', `${record({ id: 'small' })}\n`]
    const { exit, text } = await filter(large, ['--max-size', '1MB'])
    const [big, small] = text.split('\n')
    expect(exit).toBe(0)
    expect(big).toBe('{"error":{"code":"input-too-large","message":"larger than the limit of 1000000 bytes"},"id":"big","n":1.0}')
    expect(JSON.parse(small!)).toMatchObject({ id: 'small' })
  })

  it('holds no more than it needs: half a gigabyte in one line', { timeout: 120_000 }, async () => {
    const child = start(['--max-size', '1MB', '-j', '1'])
    const peak = watchMemory(child.pid!)
    child.stdout.resume()
    const piece = Buffer.alloc(1 << 20, 'x')
    child.stdin.write('{"id":1,"text":"')
    for (let count = 0; count < 512; count++) if (!child.stdin.write(piece)) await once(child.stdin, 'drain')
    const most = peak()
    child.stdin.end('"}\n')
    await once(child, 'close')
    if (most !== undefined) expect(most).toBeLessThan(150 * 1024) // kB; only Linux tells
  })

  it('answers at once, so that a program can wait for each answer', async () => {
    for (const flush of ['line', 'batch']) {
      const child = start(['--flush', flush])
      for (let id = 0; id < 3; id++) {
        child.stdin.write(`${record({ id })}\n`)
        const [answer] = (await once(child.stdout, 'data')) as [Buffer]
        expect((JSON.parse(answer.toString()) as Cleaned).id).toBe(id)
      }
      child.stdin.end()
      expect(await once(child, 'close')).toEqual([0, null])
    }
  })

  it('with --flush line has one write for each record', async () => {
    const input = Array.from({ length: 20 }, (_, id) => `${record({ id })}\n`).join('')
    expect((await filter(input, ['--flush', 'line'])).text).toBe((await filter(input)).text)
  })

  it.each([[['-j', '1']], [['-j', '2']]])('that never ends is ended quietly by a reader that has enough %j', async (args) => {
    const child = start(args)
    let said = ''
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
    const closed = once(child, 'close')
    const input = Buffer.from(`${record()}\nbad\n`.repeat(50))
    let over = false
    child.on('exit', () => (over = true))
    child.stdout.once('data', () => child.stdout.destroy())
    while (!over) if (!child.stdin.write(input)) await Promise.race([once(child.stdin, 'drain').catch(() => undefined), closed])
    expect(await closed).toEqual([0, null])
    expect(said).toBe('')
  })

  it('waits for a slow reader instead of piling up', async () => {
    const child = start(['-j', '1'])
    const input = Buffer.from(`${record({ text: '' , pad: 'x'.repeat(60_000) })}\n`)
    const peak = watchMemory(child.pid!)
    let taken = 0
    for (let count = 0; count < 2000 && child.stdin.write(input); count++) taken++
    await new Promise((resolve) => setTimeout(resolve, 1500)) // nobody reads
    const most = peak()
    if (most !== undefined) expect(most).toBeLessThan(150 * 1024)
    child.stdin.end()
    let size = 0
    for await (const chunk of child.stdout) size += (chunk as Buffer).length
    expect(size).toBeGreaterThan(taken * 60_000)
  })
})

/** The peak of a program's memory so far, in kB, where the system tells. */
function watchMemory(pid: number): () => number | undefined {
  return () => {
    try {
      return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
    } catch {
      return undefined
    }
  }
}

describe('files', () => {
  const write = (name: string, content: string | Uint8Array) => writeFileSync(path.join(folder, name), content)
  const run = (args: readonly string[]) => {
    const child = spawn(process.execPath, [program, '--no-config', ...args], { cwd: folder, env: { PATH: process.env['PATH'] } })
    const said = { out: '', err: '' }
    child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (said.err += chunk.toString()))
    child.stdin.end()
    return once(child, 'close').then(([exit]) => ({ exit: exit as number, ...said }))
  }

  it('are known by their names, packed or not', async () => {
    const input = `${record({ id: 1 })}\n${record({ id: 2 })}\n`
    write('a.ndjson', input)
    write('b.jsonl.gz', Buffer.concat([gzipSync(input.slice(0, 50)), gzipSync(input.slice(50))]))
    const [a, b] = [await run(['a.ndjson']), await run(['b.jsonl.gz'])]
    expect(a).toMatchObject({ exit: 0, err: '' })
    expect(b).toEqual(a)
    expect((await run(['a.ndjson', 'b.jsonl.gz'])).out).toBe(a.out + b.out)
  })

  it('become files of an output folder, which a check finds up to date', async () => {
    write('c.ndjson.gz', gzipSync(`${record()}\n`))
    expect(await run(['c.ndjson.gz', '-o', 'out'])).toMatchObject({ exit: 0, out: '' })
    expect(readFileSync(path.join(folder, 'out/c.ndjson'), 'utf8')).toContain(body)
    expect(await run(['c.ndjson.gz', '-o', 'out', '--check'])).toMatchObject({ exit: 0, out: '' })
    writeFileSync(path.join(folder, 'out/c.ndjson'), 'edited')
    expect(await run(['c.ndjson.gz', '-o', 'out', '--check'])).toMatchObject({ exit: 1 })
    expect(await run(['c.ndjson.gz', '-o', 'out'])).toMatchObject({ exit: 3 })
    expect(readFileSync(path.join(folder, 'out/c.ndjson'), 'utf8')).toBe('edited')
    expect(await run(['c.ndjson.gz', '-o', 'out', '--force'])).toMatchObject({ exit: 0 })
  })

  it('become one file, packed where its name says so, that is not overwritten when it is another', async () => {
    write('d.ndjson', `${record({ id: 1 })}\n`)
    write('e.ndjson', `${record({ id: 2 })}\n`)
    write('f.txt', article)
    expect(await run(['d.ndjson', 'e.ndjson', 'f.txt', '-o', 'all.ndjson.gz'])).toMatchObject({ exit: 0, out: '' })
    const all = gunzipSync(readFileSync(path.join(folder, 'all.ndjson.gz'))).toString()
    expect(all.trimEnd().split('\n').map((line) => (JSON.parse(line) as Cleaned).id)).toEqual([1, 2, 'f.txt'])
    expect(await run(['d.ndjson', 'e.ndjson', 'f.txt', '-o', 'all.ndjson.gz'])).toMatchObject({ exit: 0 })
    expect(await run(['d.ndjson', '-o', 'all.ndjson.gz'])).toMatchObject({ exit: 3 })
  })

  it('of texts become a stream', async () => {
    write('g.txt', article)
    write('h.txt', '')
    const { exit, out } = await run(['g.txt', 'h.txt', '--to', 'ndjson', '--keep-text'])
    expect(exit).toBe(3)
    expect(JSON.parse(out)).toMatchObject({ id: 'g.txt', raw_text: article, metadata: { naskh: { lang: 'ar' } } })
  })

  it('that are damaged give what is whole, and exit code 3', async () => {
    write('i.ndjson.gz', gzipSync(`${record()}\n`.repeat(3000)).subarray(0, 2500))
    const { exit, err } = await run(['i.ndjson.gz'])
    expect(exit).toBe(3)
    expect(err).toContain('input-unreadable')
    expect(await run(['i.ndjson.gz', '-o', 'whole'])).toMatchObject({ exit: 3 })
  })

  it.each([
    [['a.ndjson', '--to', 'markdown']], [['a.ndjson', '-o', 'x', '--diff']], [['a.ndjson', '--url', 'https://example.org']], [['a.ndjson', '--languages', 'ar']],
    [['a.ndjson', '-o', 'y.ndjson', '--prune']], [['f.txt', '-o', 'y.ndjson']], [['a.ndjson', '-j', '0']], [['a.ndjson', '-o', 'a.ndjson', '--force']],
  ])('are refused with %j', async (args) => {
    expect(await run(args)).toMatchObject({ exit: 2, out: '' })
  })
})
