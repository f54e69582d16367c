import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { runInOrder } from '../../src/batch/run-in-order.ts'

test('keeps the order of the works, and no more open than it may', async () => {
  const taken: number[] = []
  let open = 0
  let most = 0
  await runInOrder(
    Array.from({ length: 40 }, (_, index) => index),
    async (work) => {
      most = Math.max(most, ++open)
      await wait((work * 7) % 5)
      return work
    },
    async (work) => {
      await wait(work % 3)
      taken.push(work)
      open--
    },
    4,
  )
  expect(taken).toEqual(Array.from({ length: 40 }, (_, index) => index))
  expect(most).toBe(4)
})

test('hands a result on while it still waits for the next work', async () => {
  let letGo = () => {}
  const taken: string[] = []
  async function* works() {
    yield 'first'
    await new Promise<void>((resolve) => (letGo = resolve))
    yield 'second'
  }
  await runInOrder(works(), async (work) => work, (work) => {
    taken.push(work)
    letGo()
  }, 8)
  expect(taken).toEqual(['first', 'second'])
})

test.each(['source', 'run', 'take'])('throws what the %s throws, and begins nothing more', async (where) => {
  const begun: number[] = []
  const fail = (at: string, work: number) => {
    if (at === where && work === 3) throw new Error(`the ${at} failed`)
  }
  async function* works() {
    for (let work = 0; work < 100; work++) {
      fail('source', work)
      yield work
    }
  }
  const running = runInOrder(works(), async (work) => {
    begun.push(work)
    fail('run', work)
    return work
  }, async (work) => fail('take', work), 2)
  await expect(running).rejects.toThrow(`the ${where} failed`)
  expect(begun.length).toBeLessThan(8)
})
