import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Settings } from '../config/settings.ts'
import type { LineCounts } from '../label/line-counts.ts'
import type { Model } from '../label/model.ts'
import type { Evidence } from './evidence.ts'
import type { Input } from './input.ts'
import { toFileSite, toSite } from './site.ts'
import { toSha256 } from './to-sha256.ts'
import { explainError } from '../config/explain-error.ts'

/** Evidence, and what the settings of inputs say of it. */
export interface LoadedEvidence {
  readonly evidence: Evidence
  /** Absolute path of the folder that was counted, where a file of counts names one. */
  readonly root?: string
  /** Of what the files hold, wherever they lie; absent without evidence. */
  readonly digest?: string
}

/** Reads the own model and the counts of lines that the settings name, once for a run, or lists what is wrong with them. */
export async function loadEvidence({ model, repeats }: Pick<Settings, 'model' | 'repeats'>, cwd: string): Promise<LoadedEvidence | { readonly problems: readonly string[] }> {
  if (model === undefined && repeats === undefined) return { evidence: {} }
  const [readModel, readRepeats] = await Promise.all([readJson('--model', model, cwd, findModelProblem), readJson('--repeats', repeats, cwd, findCountsProblem)])
  const problems = [readModel, readRepeats].flatMap((read) => (read && 'problem' in read ? [read.problem] : []))
  if (problems.length > 0 || (readModel && 'problem' in readModel) || (readRepeats && 'problem' in readRepeats)) return { problems }
  const counts = readRepeats?.value as LineCounts | undefined
  return {
    evidence: { ...(readModel && { model: readModel.value as Model }), ...(counts && { repeats: counts }) },
    ...(counts && { root: path.resolve(cwd, path.dirname(repeats!), counts.root ?? '.') }),
    digest: [readModel, readRepeats].map((read) => read?.digest ?? '').join(),
  }
}

/** The settings of an input with what they say of the evidence, where there is any. */
export function addEvidence(settings: Settings, input: Input, { evidence, root, digest }: LoadedEvidence): Settings {
  if (digest === undefined) return settings
  const site = evidence.repeats && (settings.url === undefined ? toFileSite(input, root) : toSite(settings.url))
  return { ...settings, evidence: digest, ...(evidence.repeats && { site: site ?? unknownSite }) }
}

/** A site that no counts know, for records whose address may name another one. */
const unknownSite = '?'

type ReadJson = { readonly value: unknown; readonly digest: string } | { readonly problem: string }

async function readJson(flag: string, file: string | undefined, cwd: string, findProblem: (value: unknown) => Promise<string | undefined>): Promise<ReadJson | undefined> {
  if (file === undefined) return undefined
  try {
    const text = await readFile(path.resolve(cwd, file), 'utf8')
    const value: unknown = JSON.parse(text)
    const problem = await findProblem(value)
    return problem === undefined ? { value, digest: toSha256(Buffer.from(text)) } : { problem: `${flag} ${file}: ${problem}` }
  } catch (error) {
    return { problem: `${flag} ${file}: ${error instanceof SyntaxError ? 'expected JSON, found something else' : `it cannot be read: ${explainError(error)}`}` }
  }
}

async function findModelProblem(value: unknown): Promise<string | undefined> {
  if (typeof value !== 'object' || value === null || !('splits' in value)) return 'expected a model, as naskh train makes it, found something else'
  const { readyModel } = await import('../label/model.ts') // only where there is one, so that starting stays fast
  try {
    readyModel(value as Model)
    return undefined
  } catch (error) {
    return (error as Error).name === 'ModelError' ? (error as Error).message : 'expected a model, as naskh train makes it, found one that is not whole'
  }
}

async function findCountsProblem(value: unknown): Promise<string | undefined> {
  const { checkLineCounts } = await import('../label/line-counts.ts')
  return checkLineCounts(value)
}
