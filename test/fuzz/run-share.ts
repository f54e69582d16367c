import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { load } from '../../src/convert.ts'
import { checkDocument, type Failure } from './check-document.ts'
import { minimise } from './minimise.ts'
import { makeTrial, type Trial } from './trial.ts'

/** What a process of a run is to do. */
export interface Share {
  readonly seed: number
  /** The documents, in the order in which they are to be looked at. */
  readonly from: number
  readonly step: number
  readonly documents: number
  /** These documents alone, for their digests. */
  readonly only?: readonly number[]
  /** The Python with PyYAML, where there is one. */
  readonly python?: string
  /** Where failures are written. */
  readonly folder: string
}

/** What a process of a run found. */
export interface ShareReport {
  readonly documents: number
  readonly unusable: number
  /** How many documents had each base, mutation, encoding, option and stage. */
  readonly counts: Readonly<Record<string, Readonly<Record<string, number>>>>
  readonly failures: readonly Failure[]
  readonly slowest: { readonly index: number; readonly cost: number; readonly bytes: number }
  /** Digests of some documents, to compare with another order and another process. */
  readonly digests: Readonly<Record<number, string>>
  /** Front matters that PyYAML read. */
  readonly readByPyYaml: number
}

/** Where a process is, it says once in so many documents. */
export const toldEvery = 16
/** One document in so many is converted again in another process. */
const sampled = 40
/** PyYAML gets so many front matters at a time. */
const yamlBatch = 400
/** Of each invariant so many failures are minimised. */
const mostMinimised = 5

/** Looks at a share of the documents. `tell` is called with an index before each few of them. */
export async function runShare(share: Share, tell: (index: number) => void): Promise<ShareReport> {
  const { seed, from, step, documents, only, python, folder } = share
  await load()
  const counts: Record<string, Record<string, number>> = {}
  const count = (kind: string, name: string) => {
    const of = (counts[kind] ??= {})
    of[name] = (of[name] ?? 0) + 1
  }
  const failures: Failure[] = []
  const minimised = new Map<string, number>()
  const digests: Record<number, string> = {}
  let slowest = { index: -1, cost: 0, bytes: 0 }
  let unusable = 0
  let readByPyYaml = 0
  let yamls: [index: number, yaml: string, expected: object][] = []
  const keep = async (failure: Failure, again: (trial: Trial) => Promise<boolean>) => {
    failures.push(failure)
    const before = minimised.get(failure.name) ?? 0
    minimised.set(failure.name, before + 1)
    if (before < mostMinimised) await save(seed, failure, again, folder)
  }
  const readYamls = async () => {
    for (const [index, problem] of readWithPyYaml(python!, yamls)) {
      await keep({ index, name: 'PyYAML', problem }, async (trial) => {
        const { yaml } = await checkDocument(seed, trial)
        return yaml !== undefined && readWithPyYaml(python!, [[index, ...yaml]]).length > 0
      })
    }
    readByPyYaml += yamls.length
    yamls = []
  }
  const indices = only ?? Array.from({ length: Math.max(0, Math.ceil((documents - from) / step)) }, (_, at) => from + at * step)
  for (const [at, index] of indices.entries()) {
    if (at % toldEvery === 0) tell(index)
    const trial = makeTrial(seed, index)
    const checked = await checkDocument(seed, trial)
    count('base', trial.base)
    count('encoding', trial.encoding)
    count('output', trial.settings.to)
    count('flavor', trial.settings.flavor!)
    count('boilerplate', trial.settings.boilerplate)
    count('stage', checked.stage)
    if (trial.mutations.length === 0) count('mutation', 'none')
    for (const name of new Set(trial.mutations)) count('mutation', name)
    if (checked.failed) unusable++
    if (checked.cost > slowest.cost) slowest = { index, cost: checked.cost, bytes: trial.bytes.length }
    if (only || index % sampled === 0) digests[index] = checked.digest
    if (checked.yaml && python) yamls.push([index, ...checked.yaml])
    if (yamls.length >= yamlBatch) await readYamls()
    for (const failure of checked.failures) {
      await keep(failure, async (smaller) => (await checkDocument(seed, smaller)).failures.some(({ name }) => name === failure.name))
    }
  }
  if (yamls.length > 0) await readYamls()
  return { documents: indices.length, unusable, counts, failures, slowest, digests, readByPyYaml }
}

function readWithPyYaml(python: string, yamls: readonly (readonly [number, string, object])[]): [number, string][] {
  const { stdout, stderr, status } = spawnSync(python, ['test/fuzz/read-yaml.py'], { input: JSON.stringify(yamls), encoding: 'utf8', maxBuffer: 1 << 28 })
  if (status !== 0) throw new Error(`${python}: ${stderr}`)
  return JSON.parse(stdout) as [number, string][]
}

/** Writes the smallest input that still fails, with what else it takes to see it again. */
async function save(seed: number, { index, name, problem }: Failure, again: (trial: Trial) => Promise<boolean>, folder: string): Promise<void> {
  const { bytes, pins, settings, mutations } = makeTrial(seed, index)
  let trial = makeTrial(seed, index)
  if (pins && (await again({ ...trial, pins: undefined }))) trial = { ...trial, pins: undefined }
  for (const key of Object.keys(settings)) {
    const { [key as keyof typeof settings]: _, ...rest } = trial.settings
    const plainer = { ...trial, settings: rest as Trial['settings'] }
    if (['lang', 'encoding', 'title', 'prefer', 'url', 'source', 'cues'].includes(key) && (await again(plainer))) trial = plainer
  }
  const small = await minimise(bytes, (smaller) => again({ ...trial, bytes: smaller }))
  const file = path.join(folder, `${seed}-${index}-${name.replace(/\W+/g, '-')}`)
  mkdirSync(folder, { recursive: true })
  writeFileSync(`${file}.txt`, small)
  writeFileSync(`${file}.json`, `${JSON.stringify({ seed, index, name, problem, mutations, settings: trial.settings, pins: trial.pins }, null, 2)}\n`)
}
