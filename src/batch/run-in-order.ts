/**
 * Runs works side by side and takes their results in the order of the works, each as soon as it and all before it are
 * there, also while the next work is still awaited. At most `limit` are open at once, so that memory stays bounded
 * however slow the taker is.
 *
 * @throws what a work, its source or the taker throws, after which no further work is begun
 */
export async function runInOrder<Work, Result>(
  works: AsyncIterable<Work> | Iterable<Work>,
  run: (work: Work) => Promise<Result>,
  take: (result: Result) => Promise<void> | void,
  limit: number,
): Promise<void> {
  let open = 0
  let failure: { readonly error: unknown } | undefined
  let wake = () => {}
  let tail = Promise.resolve()
  for await (const work of works) {
    open++
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
      wake()
    })
    while (open >= limit && !failure) await new Promise<void>((resolve) => (wake = resolve))
    if (failure) break
  }
  await tail
  if (failure) throw failure.error
}
