// Builds what the pages of an audit share, and the page to paste into, below dist/:
//   audit/naskh-audit.js, audit/naskh-audit.css   the program with the labeller, and the style
//   playground.html                               one file with both in it
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { build } from 'esbuild'

/** What browsers of the last years run: those that know what the style and the program ask for. */
const target = ['chrome112', 'firefox121', 'safari16.4']

export async function buildAudit(outdir) {
  const common = { bundle: true, minify: true, charset: 'utf8', logLevel: 'warning', write: false }
  const page = await build({ ...common, entryPoints: ['src/audit/page/main.ts'], format: 'iife', platform: 'browser', target, legalComments: 'none' })
  const style = await build({ ...common, entryPoints: ['src/audit/page/audit.css'], target })
  const assets = { script: page.outputFiles[0].text.trimEnd(), style: style.outputFiles[0].text.trimEnd() }
  mkdirSync(path.join(outdir, 'audit'), { recursive: true })
  writeFileSync(path.join(outdir, 'audit/naskh-audit.js'), `${assets.script}\n`)
  writeFileSync(path.join(outdir, 'audit/naskh-audit.css'), `${assets.style}\n`)

  const contents = "export { renderPlayground } from './src/audit/render-playground.ts'"
  const renderer = await build({ ...common, charset: 'ascii', stdin: { contents, resolveDir: process.cwd(), loader: 'ts' }, format: 'esm', platform: 'neutral', mainFields: ['module', 'main'], target: 'node20' })
  const { renderPlayground } = await import(`data:text/javascript;base64,${Buffer.from(renderer.outputFiles[0].contents).toString('base64')}`)
  writeFileSync(path.join(outdir, 'playground.html'), renderPlayground(assets))
}
