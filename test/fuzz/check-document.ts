import { toSha256 } from '../../src/batch/to-sha256.ts'
import { chanceOf } from './chance.ts'
import { invariants } from './invariants.ts'
import { observe, type Observed } from './observe.ts'
import { expectValues, yamlOf } from './readers.ts'
import { stageNames, stages } from './stages.ts'
import { textsOf, type Trial } from './trial.ts'

/** Something that does not hold of a document. */
export interface Failure {
  readonly index: number
  /** Name of the invariant or the stage. */
  readonly name: string
  readonly problem: string
}

/** What looking at one document gave. */
export interface Checked {
  readonly failures: readonly Failure[]
  readonly stage: string
  readonly cost: number
  readonly failed: boolean
  /** Digest of what was written for it. */
  readonly digest: string
  /** Its front matter and what readers have to find there. */
  readonly yaml?: readonly [yaml: string, expected: object]
}

/** The stage that a document goes through by itself: each in its turn. */
export function stageOf(index: number): string {
  return stageNames[index % stageNames.length]!
}

/** Looks whether everything holds of a document. Never throws. */
export async function checkDocument(seed: number, trial: Trial): Promise<Checked> {
  const { index } = trial
  const failures: Failure[] = []
  const fail = (name: string, problem: string | undefined) => {
    if (problem !== undefined) failures.push({ index, name, problem })
  }
  const attempt = async (name: string, check: () => string | undefined | Promise<string | undefined>) => fail(name, await tryCheck(check))
  const stage = stageOf(index)
  let observed: Observed | undefined
  await attempt('no crash', () => {
    observed = observe(trial)
    return undefined
  })
  if (observed) {
    for (const { name, every = 1, check } of invariants) if (index % every === 0) await attempt(name, () => check(observed!))
    await attempt(`stage ${stage}`, () => stages[stage]!(observed!, chanceOf(seed, -1 - index), textsOf(seed)))
  }
  const yaml = observed && yamlOf(observed.conversion.tree)
  return {
    failures,
    stage,
    cost: observed?.cost ?? 0,
    failed: observed?.failed ?? false,
    digest: observed ? toSha256(Buffer.from(`${observed.outcome.text ?? ''}\0${JSON.stringify(observed.record)}`)) : '',
    ...(observed && yaml !== undefined && { yaml: [yaml, expectValues(observed.conversion.article, trial.settings.flavor!, trial.settings.title)] }),
  }
}

async function tryCheck(check: () => string | undefined | Promise<string | undefined>): Promise<string | undefined> {
  try {
    return await check()
  } catch (error) {
    return `threw ${(error as Error)?.stack?.split('\n').slice(0, 6).join(' | ') ?? String(error)}`
  }
}
