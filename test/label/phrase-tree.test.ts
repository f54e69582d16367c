import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addPhrase, followWord, hasPhrase, mayOpen, plantTree, rootNode, trimTree } from '../../src/label/phrase-tree.ts'

const phrases = fc.array(fc.array(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.integer()), { minLength: 1, maxLength: 4 }), { maxLength: 2000 })

/** What ends with a phrase, found the way lines are matched. */
function find(tree: ReturnType<typeof plantTree>, words: readonly number[]): readonly number[] {
  if (!mayOpen(tree, words[0]!)) return []
  let node = rootNode
  for (const word of words) if ((node = followWord(tree, node, word)) === 0) return []
  const found: number[] = []
  for (let at = tree.firstEnd[node]!; at !== 0; at = tree.ends[at + 1]!) found.unshift(tree.ends[at]!)
  return found
}

describe('PhraseTree', () => {
  it('finds what was added, and nothing else', () => {
    fc.assert(fc.property(phrases, phrases, (added, others) => {
      const tree = plantTree()
      const known = new Map<string, number[]>()
      added.forEach((words, end) => {
        addPhrase(tree, Int32Array.from(words), end % 3)
        known.set(words.join(), [...new Set([...(known.get(words.join()) ?? []), end % 3])])
      })
      for (const words of [...added, ...others]) expect(find(tree, words)).toEqual(known.get(words.join()) ?? [])
      for (const words of [...added, ...others]) expect(find(trimTree(tree), words)).toEqual(find(tree, words))
      for (const words of others) expect(hasPhrase(tree, Int32Array.from(words), 1)).toBe(known.get(words.join())?.includes(1) ?? false)
    }), { numRuns: 30 })
  })

  it('grows with many phrases', () => {
    const tree = plantTree()
    for (let word = 1; word <= 20_000; word++) addPhrase(tree, Int32Array.of(Math.imul(word, 0x9e3779b1), word), word)
    for (let word = 1; word <= 20_000; word++) expect(find(tree, [Math.imul(word, 0x9e3779b1), word])).toEqual([word])
  })
})
