import { dataId, type Evidence } from './audited.ts'
import { showText, toDataScript } from './escape-html.ts'
import { toCspHash } from './sha256.ts'

/** Names of the files that all pages of a folder share. */
export const assetNames = { style: 'naskh-audit.css', script: 'naskh-audit.js', evidence: 'naskh-evidence.js' } as const

/** The style and the program of the pages, as text. */
export interface Assets {
  readonly style: string
  readonly script: string
  /** What all documents are labelled by besides, where there is any. */
  readonly evidence?: Evidence
}

/** The variable that the shared file of evidence sets. */
export const evidenceName = 'naskhEvidence'

/** How a page has its style and its program: within itself, or from files in the folder at `root`. */
export type Shell = { readonly assets: Assets } | { readonly root: string }

/** What a page consists of. Title and data are text; `body` is HTML. */
export interface PageParts {
  readonly kind: 'document' | 'index' | 'playground'
  readonly title: string
  readonly body: string
  readonly data?: unknown
}

/**
 * The one script that a page of a folder holds. It fetches the shared program, which `strict-dynamic` lets it do: hashes
 * of files by themselves are not looked at where pages are opened from disk.
 */
const loader = "document.head.append(Object.assign(document.createElement('script'),{src:document.currentScript.dataset.src}))"

/**
 * Writes a whole page. Its policy lets no script run but its own, by hash, and nothing be fetched but the shared files:
 * `'self'` where pages come from a server, `file:` where they are opened from disk.
 */
export function renderShell({ kind, title, body, data }: PageParts, shell: Shell): string {
  const { policy, style, script } = 'assets' in shell ? embed(shell.assets) : link(shell.root)
  return `<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; ${policy}; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${showText(title)}</title>
${style}
</head>
<body data-page="${kind}">
${body}
${data === undefined ? '' : `<script type="application/json" id="${dataId}">${toDataScript(data)}</script>\n`}${script}
</body>
</html>
`
}

interface Parts {
  readonly policy: string
  readonly style: string
  readonly script: string
}

function link(root: string): Parts {
  return {
    policy: `script-src ${toCspHash(loader)} 'strict-dynamic'; style-src 'self' file:`,
    style: `<link rel="stylesheet" href="${root}${assetNames.style}">`,
    script: `<script data-src="${root}${assetNames.script}">${loader}</script>`,
  }
}

function embed({ style, script }: Assets): Parts {
  return { policy: `script-src ${toCspHash(script)}; style-src ${toCspHash(style)}`, style: `<style>${style}</style>`, script: `<script>${script}</script>` }
}
