import type { Root } from 'mdast'
import type { Article } from '../document.ts'
import { messageTable, type Message } from '../messages.ts'
import { isKept, roles } from '../roles.ts'
import type { Audited } from './audited.ts'
import { escapeHtml, showText } from './escape-html.ts'
import { findLinked, renderArticle } from './render-article.ts'
import { isDoubtful, renderLines } from './render-lines.ts'
import { renderShell, type Shell } from './render-shell.ts'

/** What is shown of one article, piece by piece; each is HTML. */
export interface DocumentParts {
  readonly article: string
  readonly lines: string
  readonly roles: string
  readonly messages: string
  readonly facts: string
}

/** The ids of the elements that hold the parts. */
export const partIds = ['facts', 'article', 'lines', 'roles', 'messages'] as const satisfies readonly (keyof DocumentParts)[]

/** Writes what is shown of an article; the page calls it again when a role was changed. */
export function renderParts(article: Article, tree: Root, messages: readonly Message[], folded: Parameters<typeof renderLines>[2] = new Set()): DocumentParts {
  const shown = renderArticle(article, tree)
  return {
    article: shown,
    lines: renderLines(article, findLinked(shown), folded),
    roles: renderRoles(article, folded),
    messages: renderMessages(messages),
    facts: renderFacts(article),
  }
}

/**
 * Writes the page of one document.
 *
 * @param home address of the index page, where there is one
 */
export function renderDocument(article: Article, tree: Root, audited: Audited, shell: Shell, home?: string): string {
  const parts = renderParts(article, tree, article.messages)
  const title = article.metadata.title ?? audited.file
  const body = `<a class="skip" href="#lines">To the lines</a>
<header class="top"><nav aria-label="Audit">${home === undefined ? '' : `<a href="${escapeHtml(home)}">All documents</a>`}</nav><h1 dir="auto">${showText(audited.file)}</h1><div id="facts">${parts.facts}</div></header>
<main>
${renderPanels(parts)}
<section class="correct" aria-labelledby="h-correct"><h2 id="h-correct">Corrections</h2>
<p>Choose another role for a line: the lines around it are decided anew. Put the file beside the input, and naskh follows it.</p>
<p class="actions"><button type="button" id="save-pins" disabled>Download <bdi>${showText(audited.pinName)}</bdi></button> <button type="button" id="save-markdown">Download Markdown</button> <button type="button" id="reset" disabled>Take changes back</button></p>
<p id="status" role="status"></p></section>
</main>`
  return renderShell({ kind: 'document', title: `${title} – naskh`, body, data: audited }, shell)
}

/** Writes the panels that the page of a document and the one to paste into have in common. */
export function renderPanels(parts: DocumentParts): string {
  return `<section class="notes" aria-labelledby="h-messages"><h2 id="h-messages">Messages</h2><div id="messages">${parts.messages}</div></section>
<div class="sides">
<section class="side" aria-labelledby="h-article"><h2 id="h-article">Article</h2><div id="article" class="scroll" tabindex="0" role="region" aria-label="The article as it will read">${parts.article}</div></section>
<section class="side" aria-labelledby="h-lines"><h2 id="h-lines">Lines of the input</h2><div id="roles">${parts.roles}</div><div id="lines" class="scroll" tabindex="0" role="region" aria-label="Lines with their roles">${parts.lines}</div></section>
</div>`
}

/** Switches that fold and unfold the roles that are set aside, and the counts of all roles. */
function renderRoles({ lines }: Article, folded: ReadonlySet<string>): string {
  const counted = roles.flatMap((role) => {
    const count = lines.filter((line) => line.role === role).length
    return count === 0 ? [] : [{ role, count }]
  })
  const kept = counted.filter(({ role }) => isKept(role)).map(({ role, count }) => `<li class="r-${role}">${role} <b>${count}</b></li>`)
  const aside = counted.filter(({ role }) => !isKept(role)).map(({ role, count }) => `<li class="r-${role}"><label><input type="checkbox" data-fold="${role}"${folded.has(role) ? '' : ' checked'}> ${role} <b>${count}</b></label></li>`)
  return `<h3 class="sr" id="h-kept">Kept</h3><ul class="chips" aria-labelledby="h-kept">${kept.join('')}</ul>${aside.length === 0 ? '' : `<h3 class="sr" id="h-aside">Set aside; unchecked ones are folded</h3><ul class="chips aside" aria-labelledby="h-aside">${aside.join('')}</ul>`}`
}

function renderMessages(messages: readonly Message[]): string {
  if (messages.length === 0) return '<p class="none">None.</p>'
  return `<ul>${messages.map(({ ruleId, severity, reason, line }) => `<li class="${severity}"><b>${severity}</b> ${line === undefined ? '' : `<a href="#l${line}">line ${line}</a>: `}${showText(reason)}. <i>${showText(messageTable[ruleId].advice)}</i> <code>${ruleId}</code></li>`).join('')}</ul>`
}

function renderFacts({ lines, language, encoding }: Article): string {
  const full = lines.filter(({ role }) => role !== null)
  const kept = full.filter(({ role }) => role !== null && isKept(role)).length
  const doubts = full.filter((line) => isDoubtful(line) && !line.continues)
  const list = doubts.slice(0, 12).map(({ number }) => `<a href="#l${number}">${number}</a>`).join(', ')
  const unsure = doubts.length === 0 ? '' : `<li class="unsure">to look at: ${doubts.length === 1 ? 'line' : 'lines'} ${list}${doubts.length > 12 ? ', …' : ''}</li>`
  return `<ul class="facts"><li>${escapeHtml(language.tag)}, ${language.direction === 'rtl' ? 'right to left' : 'left to right'}</li><li>${escapeHtml(encoding)}</li><li>${kept} of ${full.length} lines kept</li>${unsure}</ul>`
}
