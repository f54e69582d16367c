import { readFileSync } from 'node:fs'
import { run } from './cli/run.ts'

const stop = new AbortController()
const unheard = new AbortController()
process.once('SIGINT', () => stop.abort(130))
process.once('SIGTERM', () => stop.abort(143))
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => code === 'EPIPE' && stop.abort(0)) // a closed pipe ends the program quietly
process.stderr.on('error', () => unheard.abort())
void run(process.argv.slice(2), {
  get stdin() {
    return process.stdin // opened only when it is read
  },
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  cwd: process.cwd(),
  version: () => (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }).version,
  worker: new URL('worker.js', import.meta.url),
  assets: new URL('audit/', import.meta.url),
  signal: stop.signal,
  unheard: unheard.signal,
}).then((code) => (process.exitCode = code)) // no await: the program is built as CommonJS, which starts faster
