import { readFileSync } from 'node:fs'
import { dataId } from '../audit/audited.ts'
import { toDataScript } from '../audit/escape-html.ts'
import type { DocumentRow } from '../audit/document-row.ts'
import { indexName, renderIndex } from '../audit/render-index.ts'
import { assetNames, evidenceName, type Assets } from '../audit/render-shell.ts'
import type { Message } from '../messages.ts'
import type { Target } from './convert-task.ts'
import { readOutput } from './output-folder.ts'
import type { Plan } from './plan-outputs.ts'
import type { Result } from './result.ts'
import { settleOutput, type Conduct } from './settle-output.ts'

/** An audit of many documents: what their pages share, and all documents there are, also those that this run leaves as they are. */
export interface Site {
  readonly assets: Assets
  readonly plans: readonly Plan[]
}

/** The outputs that belong to no input, and what they are. */
export const siteOutputs: ReadonlyMap<string, string> = new Map([[indexName, 'the index page'], [assetNames.style, 'the style of the pages'], [assetNames.script, 'the program of the pages'], [assetNames.evidence, 'what the pages were labelled by']])

/** Reads what pages share, from the folder where the build puts it. */
export function readAssets(folder: URL): Assets {
  const read = (name: string) => readFileSync(new URL(name, folder), 'utf8').trimEnd()
  return { style: read(assetNames.style), script: read(assetNames.script) }
}

/**
 * Brings the index and the shared files up to date.
 *
 * @param rows of the documents of this run by name; those of others are taken from the index that is there
 */
export function settleSite({ assets, plans }: Site, { folder, manifest }: Target, rows: ReadonlyMap<string, DocumentRow>, conduct: Conduct): Result[] {
  const before = plans.every(({ input }) => rows.has(input.name)) ? new Map<string, DocumentRow>() : readRows(folder)
  if ('severity' in before) return [{ name: indexName, messages: [before], settled: [], wanted: new Map() }] // an index of a part of the documents would be wrong
  const known = new Map([...before, ...rows])
  const index = renderIndex(plans.flatMap(({ input }) => known.get(input.name) ?? []), { root: '' })
  const files = [
    [indexName, index], [assetNames.style, `${assets.style}\n`], [assetNames.script, `${assets.script}\n`],
    ...(assets.evidence ? [[assetNames.evidence, `${evidenceName}=${toDataScript(assets.evidence)}\n`] as const] : []),
  ] as const
  return files.filter(([name]) => name === indexName || !conduct.diff).map(([name, text]) => { // a diff of the program says nothing to anybody
    const settled = settleOutput(folder, manifest, name, text, conduct)
    return { name, messages: settled.problem ? [settled.problem] : [], settled: [settled], wanted: new Map(conduct.diff ? [[name, text]] : []) }
  })
}

/** The rows of the index that is there; none where it is not one that this program wrote; or why it cannot be read. */
function readRows(folder: Target['folder']): Map<string, DocumentRow> | Message {
  const present = readOutput(folder, indexName)
  if ('problem' in present) return present.problem
  const found = (present.bytes?.toString() ?? '').split(`<script type="application/json" id="${dataId}">`)[1]?.split('</script>')[0]
  try {
    return new Map((JSON.parse(found ?? '[]') as DocumentRow[]).map((row) => [row.name, row]))
  } catch {
    return new Map()
  }
}
