import { randomFrom } from '../../src/learn/random.ts'

/** Random choices that the same seed makes again. */
export interface Chance {
  /** From 0 up to but not including 1. */
  readonly next: () => number
  /** A whole number from 0 up to but not including `below`; 0 for 0. */
  readonly below: (below: number) => number
  readonly pick: <Value>(values: readonly Value[]) => Value
  /** True once in `times`. */
  readonly once: (times: number) => boolean
  /** So many values that are picked each for itself. */
  readonly list: <Value>(most: number, make: () => Value) => Value[]
}

/** Makes the choices of one document of a run: those of another document or run have nothing to do with them. */
export function chanceOf(seed: number, index: number): Chance {
  const next = randomFrom(Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b))
  const below = (limit: number) => Math.floor(next() * limit)
  return {
    next,
    below,
    pick: (values) => values[below(values.length)]!,
    once: (times) => below(times) === 0,
    list: (most, make) => Array.from({ length: below(most + 1) }, make),
  }
}
