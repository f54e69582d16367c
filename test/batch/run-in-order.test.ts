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
    { least: 4, most: 4 },
  )
  expect(taken).toEqual(Array.from({ length: 40 }, (_, index) => index))
  expect(most).toBe(4)
})

test.each([['light', 1024, 6], ['heavy', 3 << 20, 2], ['heavier than all together', 9 << 20, 2]])('opens as many %s works of %i bytes as there is room for', async (_, weight, expected) => {
  let open = 0
  let most = 0
  await runInOrder(Array.from({ length: 20 }, () => weight), async () => {
    most = Math.max(most, ++open)
    await wait(1)
    open--
  }, () => undefined, { least: 2, most: 6 }, (work) => work)
  expect(most).toBe(expected)
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
  }, { least: 8, most: 8 })
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
  }, async (work) => fail('take', work), { least: 2, most: 2 })
  await expect(running).rejects.toThrow(`the ${where} failed`)
  expect(begun.length).toBeLessThan(8)
})
