import type { Nodes, Parents, Root, RootContent } from 'mdast'
import type { Point, Position } from 'unist'
import type { LabelledLine } from '../document.ts'
import { roleTable } from '../roles.ts'
import type { Origin } from './tree.ts'

/**
 * Gives every node of a tree that `toMdast` built its place in the input, and its origin. Lines and columns are
 * 1-based, offsets count from 0, columns and offsets in UTF-16 code units of the decoded input; a place goes from the
 * first character of its lines that is not blank to the last one. A node that stands for no line (the tag of a `div`,
 * a heading of the boilerplate) has an empty place where its neighbours begin or end.
 */
export function locateNodes(tree: Root, lines: readonly LabelledLine[]): Root {
  const last = lines.at(-1)
  const whole: Position = { start: { line: 1, column: 1, offset: 0 }, end: last ? toPoint(last, last.raw.length) : { line: 1, column: 1, offset: 0 } }
  const filled = lines.filter(({ role }) => role !== null)
  const root: Root = { ...tree, position: whole, data: { ...tree.data, naskh: toOrigin(filled, lines) } }
  const located = tree.children.map((node) => locate(node, lines, undefined) as RootContent)
  let edge = whole.start
  for (const [at, node] of located.entries()) {
    if (!node.position) {
      const next = located.slice(at + 1).find(({ position }) => position)?.position?.start
      const place = isClosing(node) ? edge : (next ?? edge)
      const line = lines[place.line - 1]
      located[at] = { ...node, position: { start: place, end: place }, data: { ...node.data, naskh: toOrigin(line ? [line] : [], lines) } }
      if ('children' in node) located[at] = { ...located[at]!, children: node.children.map((child) => ({ ...child, position: { start: place, end: place }, data: { naskh: toOrigin(line ? [line] : [], lines) } })) } as RootContent
    }
    edge = located[at]!.position!.end
  }
  return { ...root, children: located }
}

/** Copies a node and those in it, with places where they come from lines. Nodes without an origin have that of their parent. */
function locate(node: Nodes, lines: readonly LabelledLine[], above: Origin | undefined): Nodes {
  const origin = node.data?.naskh ?? above ?? (node.type === 'yaml' ? originOfFrontMatter(lines) : undefined)
  if (!origin) return node
  const copy = { ...node, data: { ...node.data, naskh: origin }, position: toPosition(origin, lines, node.type === 'text' ? node.value : '') }
  return 'children' in copy ? ({ ...copy, children: (node as Parents).children.map((child) => locate(child, lines, origin)) } as Nodes) : copy
}

function toPosition({ lines: [from, to] }: Origin, lines: readonly LabelledLine[], text: string): Position {
  const first = lines[from - 1]
  const last = lines[to - 1]
  if (!first || !last) return { start: { line: 1, column: 1, offset: 0 }, end: { line: 1, column: 1, offset: 0 } }
  const exact = text !== '' && first === last ? first.raw.indexOf(text) : -1 // without the marker of a list
  if (exact >= 0) return { start: toPoint(first, exact), end: toPoint(first, exact + text.length) }
  const blank = first.raw.trim() === '' // of a node that stands for no line
  return { start: toPoint(first, blank ? 0 : first.raw.length - first.raw.trimStart().length), end: toPoint(last, last.raw.trimEnd().length) }
}

/** The lines that the front matter is read off; the headline is its title. */
function originOfFrontMatter(lines: readonly LabelledLine[]): Origin {
  return toOrigin(lines.filter(({ role }) => role === 'headline' || (role !== null && roleTable[role].place === 'front matter')), lines)
}

function toOrigin(from: readonly LabelledLine[], lines: readonly LabelledLine[]): Origin {
  const [first = lines[0], last = first] = [from[0], from.at(-1)]
  return { role: null, confidence: from.reduce((least, { confidence }) => Math.min(least, confidence), 1), lines: [first?.number ?? 1, last?.number ?? 1] }
}

function toPoint({ number, offset }: LabelledLine, at: number): Point {
  return { line: number, column: at + 1, offset: offset + at }
}

function isClosing(node: RootContent): boolean {
  return node.type === 'html' && node.value.startsWith('</')
}
