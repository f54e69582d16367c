/** How many works may be open at once. */
export interface Room {
  /** As many may, however heavy they are. */
  readonly least: number
  /** No more may, however light they are. */
  readonly most: number
}

/** The bytes that works may weigh together, where more than the least are open. */
const mostWeight = 4 * 1024 * 1024

/**
 * Runs works side by side and takes their results in the order of the works, each as soon as it and all before it are
 * there, also while the next work is still awaited. No more are open at once than there is room for, so that memory
 * stays bounded however slow the taker is.
 *
 * @param weigh how much memory a work takes, in bytes
 * @throws what a work, its source or the taker throws, after which no further work is begun
 */
export async function runInOrder<Work, Result>(
  works: AsyncIterable<Work> | Iterable<Work>,
  run: (work: Work) => Promise<Result>,
  take: (result: Result) => Promise<void> | void,
  room: Room,
  weigh: (work: Work) => number = () => 0,
): Promise<void> {
  let open = 0
  let weight = 0
  const isFull = () => open >= room.most || (open >= room.least && weight >= mostWeight)
  let failure: { readonly error: unknown } | undefined
  let wake = () => {}
  let tail = Promise.resolve()
  for await (const work of works) {
    const own = weigh(work)
    open++
    weight += own
    const result = run(work)
    result.catch(() => undefined) // heard of below
    tail = tail.then(async () => {
      try {
        const done = await result
        if (!failure) await take(done)
      } catch (error) {
        failure ??= { error }
      }
      open--
      weight -= own
      wake()
    })
    while (isFull() && !failure) await new Promise<void>((resolve) => (wake = resolve))
    if (failure) break
  }
  await tail
  if (failure) throw failure.error
}
