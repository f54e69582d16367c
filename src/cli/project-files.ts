/** What a project's files are made for. */
export interface ProjectLayout {
  /** Folder of the texts, from the project's folder, with `/`. */
  readonly input: string
  /** Folder of the copies, the same. */
  readonly outDir: string
  /** The project's folder from the root of the repository; empty where they are the same. */
  readonly below: string
  readonly version: string
}

/** Writes a first configuration. The schema gives completion in editors once the package is installed beside it. */
export function formatConfig({ outDir }: ProjectLayout): string {
  return `${JSON.stringify({ $schema: './node_modules/naskh/dist/config.schema.json', outDir }, null, 2)}\n`
}

/**
 * Writes a workflow for GitHub: each push and pull request checks the copies, a run by hand regenerates and commits
 * them. The version is fixed, because another one may write other copies.
 */
export function formatWorkflow({ input, outDir, below, version }: ProjectLayout): string {
  const naskh = `npx --yes naskh@${version}`
  const defaults = below === '' ? '' : `\ndefaults:\n  run:\n    working-directory: ${JSON.stringify(below)}\n`
  const setUp = `    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 22`
  return `# Keeps the Markdown in ${outDir} in step with the texts in ${input}.
# A push or pull request is checked; "Run workflow" regenerates and commits.
name: naskh
on:
  push:
  pull_request:
  workflow_dispatch:

permissions:
  contents: read
${defaults}
jobs:
  check:
    if: github.event_name != 'workflow_dispatch'
${setUp}
      - name: Check the copies
        run: |
          ${naskh} --check --report github -- ${quoteForShell(input)}

  regenerate:
    if: github.event_name == 'workflow_dispatch'
    permissions:
      contents: write
${setUp}
      - name: Regenerate the copies
        run: |
          ${naskh} --prune --report github -- ${quoteForShell(input)}
      - name: Commit what changed
        run: |
          git config user.name 'github-actions[bot]'
          git config user.email '41898282+github-actions[bot]@users.noreply.github.com'
          git add --all -- ${quoteForShell(outDir)}
          git diff --cached --quiet || git commit --message 'Regenerate the copies with naskh ${version}'
          git push
`
}

/** A text as one word of a POSIX shell. */
function quoteForShell(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`
}
