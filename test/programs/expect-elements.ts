import { expect } from 'vitest'
import type { Element } from './article.ts'

/** Expects the same elements; says of the first few that differ what was found, since a page holds many. */
export function expectElements(found: readonly Element[], wanted: readonly Element[]): void {
  const differing = wanted.flatMap((element, index) => (String(element) === String(found[index]) ? [] : [{ wanted: element, found: found[index] }]))
  expect(differing.slice(0, 5)).toEqual([])
  expect(found.slice(wanted.length)).toEqual([])
}
