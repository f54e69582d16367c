import { flavorTable } from '../markdown/flavors.ts'
import { escapeHtml } from './escape-html.ts'
import { renderPanels } from './render-document.ts'
import { renderShell, type Assets } from './render-shell.ts'

const preferences = [['recall', 'keep more'], ['balanced', 'in between'], ['precision', 'keep less']] as const

/** Writes the page to paste texts into: one file with all in it. */
export function renderPlayground(assets: Assets): string {
  const flavors = Object.entries(flavorTable).map(([name, { summary }]) => `<option value="${name}">${name}: ${escapeHtml(summary)}</option>`)
  const leanings = preferences.map(([name, meaning]) => `<option value="${name}"${name === 'balanced' ? ' selected' : ''}>${name}: ${meaning}</option>`)
  const body = `<header class="top"><h1>naskh</h1><p>Paste an article as plain text, or drop files anywhere on the page. Nothing leaves this machine.</p></header>
<main>
<section class="input" aria-labelledby="h-text"><h2 id="h-text">Text</h2>
<p><label for="text">The text of one article</label><textarea id="text" rows="10" dir="auto" spellcheck="false"></textarea></p>
<div class="fields">
<p><label for="file">Files</label> <input id="file" type="file" multiple accept=".txt,text/plain"></p>
<p id="several" hidden><label for="documents">Shown</label> <select id="documents"></select></p>
<p><label for="flavor">Flavor</label> <select id="flavor">${flavors.join('')}</select></p>
<p><label for="prefer">When unsure</label> <select id="prefer">${leanings.join('')}</select></p>
<p><label for="lang">Language</label> <input id="lang" size="8" placeholder="detected" autocomplete="off" spellcheck="false"></p>
</div></section>
<div id="result" hidden>
<div id="facts"></div>
${renderPanels({ article: '', lines: '', roles: '', messages: '', facts: '' })}
<section class="correct" aria-labelledby="h-markdown"><h2 id="h-markdown">Markdown</h2>
<p class="actions"><button type="button" id="copy">Copy</button> <button type="button" id="save-markdown">Download Markdown</button> <button type="button" id="save-pins" disabled>Download the changed roles</button> <button type="button" id="reset" disabled>Take changes back</button></p>
<p id="status" role="status"></p>
<pre id="markdown" class="scroll" tabindex="0" role="region" aria-label="The Markdown as text"></pre></section>
</div>
<noscript><p>This page works with scripts alone.</p></noscript>
</main>`
  return renderShell({ kind: 'playground', title: 'naskh', body }, { assets })
}
