import { spawn, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** The built program. */
export const program = process.env['NASKH_BIN'] ?? fileURLToPath(new URL('../../dist/naskh.js', import.meta.url))

/** What came of a run. */
export interface Ended { readonly exit: number | null; readonly signal: NodeJS.Signals | null; readonly stdout: string; readonly stderr: string }

/** How to run it: further arguments of Node, the environment, and what to do with the process once it runs. */
export interface Setting { readonly node?: readonly string[]; readonly env?: Readonly<Record<string, string>>; readonly begun?: (child: ChildProcess) => void }

/** Runs the program in a process of its own. */
export function naskh(cwd: string, args: readonly string[], { node = [], env, begun }: Setting = {}): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [...node, program, ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: process.env['PATH'], ...env } })
    const said = { stdout: '', stderr: '' }
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said.stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said.stderr += text))
    const patience = setTimeout(() => child.kill('SIGKILL'), 180_000) // one that hangs ends by a signal that nobody expects
    child.on('close', (exit, signal) => (clearTimeout(patience), resolve({ exit, signal, ...said })))
    begun?.(child)
  })
}

const sentence = 'قال المتحدث إن الاجتماع انتهى مساء اليوم بعد نقاش طويل حول ميزانية المدينة وخططها للعام المقبل، وأضاف أن الأعضاء اتفقوا على موعد جديد.'

/** An article with a name of its own. */
export const toText = (name: string, paragraphs = 2) => `عنوان الخبر ${name}\n\n${`${sentence}\n\n`.repeat(paragraphs)}`

/** Records of NDJSON. */
export const toRecords = (names: readonly string[], paragraphs?: number) => names.map((name) => `${JSON.stringify({ id: name, text: toText(name, paragraphs) })}\n`).join('')

/** A WET file, one page for each name. */
export function toWet(names: readonly string[], paragraphs?: number): Buffer {
  return Buffer.concat(names.flatMap((name) => {
    const body = Buffer.from(toText(name, paragraphs))
    return [Buffer.from(`WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: https://example.org/${name}\r\nWARC-Date: 2024-02-21T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:${name}>\r\nContent-Type: text/plain\r\nContent-Length: ${body.length}\r\n\r\n`), body, Buffer.from('\r\n\r\n')]
  }))
}
