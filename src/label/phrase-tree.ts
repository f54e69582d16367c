/**
 * A tree of phrases, each edge a word by its hash: one table of steps with open addressing (Knuth, The Art of Computer
 * Programming, 6.4, algorithm L), because nearly all words that are looked up are in no phrase, and are told so by the
 * first place looked at. There is nothing but numbers in it, so that it can be kept in a file as it is.
 */
export interface PhraseTree {
  /** Three numbers a place: the node a step leads from, the word, and the node it leads to; that is 0 where a place is free. */
  steps: Int32Array
  /** 32 minus the bits that number the places. */
  shift: number
  /** A bit for each word that a phrase begins with, by the highest bits of its hash; few other words share one. */
  readonly firsts: Int32Array
  /** For each node, the place in `ends` of what ends there, 0 for nothing. The first node is where phrases begin. */
  firstEnd: Int32Array
  /** Two numbers a place: what ends, a number of the caller's, and the place of what ends there besides, 0 for nothing. */
  ends: Int32Array
  /** How much of the two is in use. */
  nodes: number
  filled: number
}

/** The node that phrases begin at. */
export const rootNode = 0

/** Makes a tree without phrases. */
export function plantTree(): PhraseTree {
  return { steps: new Int32Array(3 * 1024), shift: 22, firsts: new Int32Array(2048), firstEnd: new Int32Array(512), ends: new Int32Array(1024), nodes: 1, filled: 2 }
}

/** Finds the node that a word leads to, 0 where there is none. */
export function followWord({ steps, shift }: PhraseTree, node: number, word: number): number {
  const at = findPlace(steps, shift, node, word)
  return steps[at + 2]!
}

/** Tells whether a phrase may begin with a word, for nearly all words that none does. */
export function mayOpen({ firsts }: PhraseTree, word: number): boolean {
  return ((firsts[word >>> 21]! >>> (word >>> 16)) & 1) === 1
}

/** Adds a phrase and what ends with it, unless it is there. */
export function addPhrase(tree: PhraseTree, words: Int32Array, end: number): void {
  if (words.length === 0) return
  tree.firsts[words[0]! >>> 21]! |= 1 << (words[0]! >>> 16)
  let node = rootNode
  for (const word of words) node = addStep(tree, node, word)
  if (endsAt(tree, node, end)) return
  if (tree.filled === tree.ends.length) tree.ends = grow(tree.ends)
  tree.ends[tree.filled] = end
  tree.ends[tree.filled + 1] = tree.firstEnd[node]!
  tree.firstEnd[node] = tree.filled
  tree.filled += 2
}

/** Tells whether there is a phrase, and `end` ends with it. */
export function hasPhrase(tree: PhraseTree, words: Int32Array, end: number): boolean {
  let node = rootNode
  for (const word of words) if ((node = followWord(tree, node, word)) === 0) return false
  return endsAt(tree, node, end)
}

function endsAt({ firstEnd, ends }: PhraseTree, node: number, end: number): boolean {
  for (let at = firstEnd[node]!; at !== 0; at = ends[at + 1]!) if (ends[at] === end) return true
  return false
}

/** Takes the room for more out of a tree. */
export function trimTree(tree: PhraseTree): PhraseTree {
  return { ...tree, firstEnd: tree.firstEnd.slice(0, tree.nodes), ends: tree.ends.slice(0, tree.filled) }
}

function addStep(tree: PhraseTree, node: number, word: number): number {
  const at = findPlace(tree.steps, tree.shift, node, word)
  if (tree.steps[at + 2] !== 0) return tree.steps[at + 2]!
  const to = tree.nodes++
  if (to === tree.firstEnd.length) tree.firstEnd = grow(tree.firstEnd)
  putStep(tree.steps, at, node, word, to)
  // Half full at most, so that places looked at in vain are few.
  if (to * 6 > tree.steps.length) growTable(tree)
  return to
}

function putStep(steps: Int32Array, at: number, node: number, word: number, to: number): void {
  steps[at] = node
  steps[at + 1] = word
  steps[at + 2] = to
}

function growTable(tree: PhraseTree): void {
  const { steps } = tree
  tree.steps = new Int32Array(2 * steps.length)
  tree.shift--
  for (let at = 0; at < steps.length; at += 3) {
    const [node, word, to] = [steps[at]!, steps[at + 1]!, steps[at + 2]!]
    if (to !== 0) putStep(tree.steps, findPlace(tree.steps, tree.shift, node, word), node, word, to)
  }
}

function grow(numbers: Int32Array): Int32Array {
  const more = new Int32Array(2 * numbers.length)
  more.set(numbers)
  return more
}

/** The place of a step, or the free one where it would be. */
function findPlace(steps: Int32Array, shift: number, node: number, word: number): number {
  let at = (Math.imul(word ^ Math.imul(node, 0x9e3779b1), 0x85ebca6b) >>> shift) * 3
  while (steps[at + 2] !== 0 && (steps[at] !== node || steps[at + 1] !== word)) {
    at += 3
    if (at === steps.length) at = 0
  }
  return at
}
