import type { Doubt } from '../batch/find-doubts.ts'

/** A document and the lines of it whose role is not sure, least sure first. */
export interface DoubtfulInput {
  readonly name: string
  readonly doubts: readonly Doubt[]
}

const [mostInputs, mostLines] = [3, 3]

/** Adds a document to those that are least sure, which are the ones with the most wrong lines to expect among the doubtful, and keeps a few. */
export function chooseLeastSure(least: readonly DoubtfulInput[], input: DoubtfulInput): readonly DoubtfulInput[] {
  if (input.doubts.length === 0) return least
  return [...least, input].sort((a, b) => expectMistakes(b) - expectMistakes(a)).slice(0, mostInputs) // a stable sort: among equals the first stays first
}

/** Names the documents and lines in a sentence. */
export function formatLeastSure(least: readonly DoubtfulInput[]): string {
  const shown = least.map(({ name, doubts }) => {
    const lines = doubts.slice(0, mostLines).map(({ line }) => line).sort((a, b) => a - b)
    const more = doubts.length - lines.length
    return `${name} (${doubts.length === 1 ? 'line' : 'lines'} ${lines.join(', ')}${more > 0 ? ` and ${more} more` : ''})`
  })
  return `least sure: ${shown.join('; ')}. \`naskh explain <file>\` says why`
}

function expectMistakes({ doubts }: DoubtfulInput): number {
  return doubts.reduce((sum, { confidence }) => sum + 1 - confidence, 0)
}
