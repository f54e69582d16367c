/**
 * A seeded source of random numbers (mulberry32, Tommy Ettinger), so that training gives the same bytes every time.
 *
 * @param seed Any whole number.
 * @returns A function that gives the next number, from 0 up to but not including 1.
 */
export function randomFrom(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
