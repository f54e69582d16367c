import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeTree, readTree } from '../batch/tree.ts'

// An own model and counts of lines across documents, through the built program and its worker threads.

const program = process.env['NASKH_BIN'] ?? fileURLToPath(new URL('../../dist/naskh.js', import.meta.url))
const notice = 'يصل إليكم هذا الخبر من غرفة أخبار مدينة اليوم، التي يعمل فيها عشرون صحفيا ومصورا في أحياء المدينة كلها.'
const places = ['المكتبة', 'الحديقة', 'المدرسة', 'السوق', 'المتحف', 'الجسر', 'المسرح', 'المرفأ', 'الملعب', 'المحطة']
const article = (at: number, last = notice) => {
  const place = `${places[at % 10]} ${places[Math.floor(at / 10) % 10]} ${places[Math.floor(at / 100) % 10]}`
  return [
    `افتتاح ${place} بعد ترميم طويل`, '',
    `افتتح مجلس البلدة أمس مبنى ${place} بعد أعمال ترميم استمرت عامين، وقال رئيس المجلس إن الزوار يستطيعون الدخول إلى ${place} مجانا حتى نهاية الشهر.`, '',
    `وأضاف المهندس المشرف على ${place} أن الأعمال شملت السقف والنوافذ، وأن الأهالي القريبين من ${place} شاركوا في جمع التبرعات خلال السنة الماضية.`, '',
    last, '',
  ].join('\n')
}
/** More than are worth threads, sixteen of which go together. */
const many = 450

const roots: string[] = []
afterAll(() => roots.forEach((root) => rmSync(root, { recursive: true, force: true })))
const tree = (files: Parameters<typeof makeTree>[0]) => {
  const root = makeTree(files)
  roots.push(root)
  return root
}

function naskh(cwd: string, args: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { cwd, input, encoding: 'utf8', env: { PATH: process.env['PATH'] }, maxBuffer: 2 ** 28 })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  return stdout
}

const toNdjson = (records: readonly object[]) => records.map((record) => `${JSON.stringify(record)}\n`).join('')
const textsOf = (ndjson: string) => ndjson.trim().split('\n').map((line) => (JSON.parse(line) as { text: string }).text)

describe('counts of lines', () => {
  it('are used by all workers, and the outputs are the same with any number of them', () => {
    const cwd = tree(Object.fromEntries(Array.from({ length: many }, (_, at) => [`raw/site/${at}.txt`, article(at)])))
    for (const jobs of ['1', '2']) naskh(cwd, ['raw', '-o', `out-${jobs}`, '--learn-repeats', '-j', jobs, '-q'])
    naskh(cwd, ['repeats', 'raw', '-o', 'repeats.json', '-q'])
    naskh(cwd, ['raw', '-o', 'out-file', '--repeats', 'repeats.json', '-q'])
    const [one, two, file] = ['out-1', 'out-2', 'out-file'].map((folder) => readTree(path.join(cwd, folder)))
    expect(Object.keys(one!)).toHaveLength(many + 1)
    expect(two).toEqual(one)
    const { 'naskh-manifest.json': _, ...learned } = one!
    const { 'naskh-manifest.json': __, ...counted } = file!
    expect(counted).toEqual(learned)
    expect(Object.values(learned).filter((text) => text.includes(notice))).toEqual([])
  })

  it('hold by host for records, in the filter and for files of records', () => {
    const records = Array.from({ length: 60 }, (_, at) => ({ id: at, url: `https://${at % 2 ? 'www.' : ''}a.example/${at}`, text: article(at) }))
    const other = { id: 'b', url: 'https://b.example/1', text: article(61) }
    const nowhere = { id: 'n', text: article(62) }
    const input = toNdjson([...records, other, nowhere])
    const cwd = tree({ 'raw/crawl.ndjson': input })
    naskh(cwd, ['repeats', 'raw', '--ext', 'ndjson', '-o', 'repeats.json', '-q'])
    const filter = (jobs: string) => naskh(cwd, ['--from', 'ndjson', '--repeats', 'repeats.json', '--flush', 'line', '-j', jobs], input)
    const once = filter('1')
    expect(filter('2')).toBe(once)
    expect(textsOf(once).map((text) => text.includes(notice))).toEqual([...records.map(() => false), true, true])
    expect(naskh(cwd, ['raw/crawl.ndjson', '--learn-repeats'])).toBe(once)
    expect(textsOf(naskh(cwd, ['raw/crawl.ndjson'])).every((text) => text.includes(notice))).toBe(true)
  })

  it('are made of WET pages too', () => {
    const page = (at: number) => {
      const body = Buffer.from(article(at))
      return gzipSync(Buffer.concat([Buffer.from(`WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: https://a.example/${at}\r\nContent-Length: ${body.length}\r\n\r\n`), body, Buffer.from('\r\n\r\n')]))
    }
    const cwd = tree({ 'crawl.warc.wet.gz': Buffer.concat(Array.from({ length: 12 }, (_, at) => page(at))) })
    expect(textsOf(naskh(cwd, ['crawl.warc.wet.gz', '--learn-repeats'])).map((text) => text.includes(notice))).toEqual(Array(12).fill(false))
  })

  it('tell explain why', () => {
    const cwd = tree(Object.fromEntries(Array.from({ length: 15 }, (_, at) => [`raw/site/${at}.txt`, article(at)])))
    naskh(cwd, ['repeats', 'raw', '-o', 'repeats.json', '-q'])
    expect(naskh(cwd, ['explain', 'raw/site/3.txt:7', '--repeats', 'repeats.json'])).toContain('comes back in 14 other documents')
    expect(naskh(cwd, ['explain', 'raw/site/3.txt:7'])).not.toContain('comes back')
  })

  it('make outputs stale when they change, wherever they lie', () => {
    const cwd = tree(Object.fromEntries(Array.from({ length: 6 }, (_, at) => [`raw/site/${at}.txt`, article(at)])))
    naskh(cwd, ['repeats', 'raw', '-o', 'repeats.json', '-q'])
    naskh(cwd, ['raw', '-o', 'out', '--repeats', 'repeats.json', '-q'])
    const options = () => (JSON.parse(readFileSync(path.join(cwd, 'out/naskh-manifest.json'), 'utf8')) as { outputs: Record<string, { options: string }> }).outputs['site/0.md']!.options
    const first = options()
    writeFileSync(path.join(cwd, 'again.json'), readFileSync(path.join(cwd, 'repeats.json')))
    naskh(cwd, ['raw', '-o', 'out', '--repeats', 'again.json', '-q'])
    expect(options()).toBe(first)
    writeFileSync(path.join(cwd, 'raw/site/7.txt'), article(7))
    naskh(cwd, ['repeats', 'raw', '-o', 'repeats.json', '-q'])
    naskh(cwd, ['raw', '-o', 'out', '--repeats', 'repeats.json', '-q'])
    expect(options()).not.toBe(first)
  })
})

describe('an own model', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'naskh-model-'))
  roots.push(folder)
  const model = path.join(folder, 'own.json')
  // In these documents the last line is promo; a model that learned from nothing else says so of any such line.
  beforeAll(() => {
    const gold = tree(Object.fromEntries(Array.from({ length: 8 }, (_, at) => [
      [`${at}.txt`, article(at)],
      [`${at}.json`, JSON.stringify({ outlet: `outlet ${at}`, lang: 'ar', lines: ['section', null, 'paragraph', null, 'paragraph', null, 'promo'] })],
    ]).flat()))
    execFileSync(process.execPath, [program, 'train', gold, '-q', '--rounds', '4', '-o', model])
  })
  const rolesOf = (labels: string) => (JSON.parse(labels) as { lines: (string | null)[] }).lines

  it('labels instead of the one that ships, for files, standard input, explain and records', () => {
    const cwd = tree({ 'a.txt': article(31) })
    const [own, shipped] = [['--model', model], []].map((given) => rolesOf(naskh(cwd, ['a.txt', '-t', 'labels', ...given])))
    expect(own).not.toEqual(shipped)
    expect(rolesOf(naskh(cwd, ['-t', 'labels', '--model', model], article(31)))).toEqual(own)
    const explained = JSON.parse(naskh(cwd, ['explain', 'a.txt', '--json', '--model', model])) as { lines: { role: string | null }[] }
    expect(explained.lines.map(({ role }) => role)).toEqual(own)
    const record = JSON.parse(naskh(cwd, ['--from', 'ndjson', '--model', model], toNdjson([{ id: 1, text: article(31) }]))) as { metadata: { naskh: { roles: object } } }
    expect(Object.keys(record.metadata.naskh.roles).sort()).toEqual([...new Set(own!.filter((role) => role !== null))].sort())
  })

  it('is used by all workers, and counts among the options of the manifest by its content', () => {
    const cwd = tree({ ...Object.fromEntries(Array.from({ length: many }, (_, at) => [`raw/${at}.txt`, article(at)])), 'naskh.config.json': '{ "model": "models/own.json" }', 'models/own.json': readFileSync(model) })
    for (const jobs of ['1', '2']) naskh(cwd, ['raw', '-o', `out-${jobs}`, '-t', 'labels', '-j', jobs, '-q'])
    const [one, two] = ['out-1', 'out-2'].map((out) => readTree(path.join(cwd, out)))
    expect(two).toEqual(one)
    naskh(cwd, ['raw', '-o', 'out-3', '-t', 'labels', '--no-config', '--model', model, '-q'])
    expect(readTree(path.join(cwd, 'out-3'))).toEqual(one)
    naskh(cwd, ['raw', '-o', 'out-4', '-t', 'labels', '--no-config', '-q'])
    expect(readTree(path.join(cwd, 'out-4'))['naskh-manifest.json']).not.toBe(one!['naskh-manifest.json'])
  })
})
