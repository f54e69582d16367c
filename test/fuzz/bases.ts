import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { decode } from '../../src/text/decode.ts'
import type { Chance } from './chance.ts'
import { writeArticle } from './grammar.ts'

/** A text to begin with, and where it is from. */
export interface Base {
  readonly kind: keyof typeof baseTable
  readonly text: string
}

const folder = 'fixtures'

/** Reads the texts of the cases and the pages of the layouts once. */
function readFixtures() {
  const cases = readdirSync(path.join(folder, 'cases'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => decode(readFileSync(path.join(folder, 'cases', name, 'input.txt'))).text)
  const layouts = readdirSync(path.join(folder, 'layouts')).sort().flatMap((name) => readFileSync(path.join(folder, 'layouts', name), 'utf8').split(/^== .*\n/mu).slice(1))
  return { cases, pages: layouts.map((page) => page.replace(/^(?!body)[a-z-]+\t/gmu, '')) }
}

let fixtures: ReturnType<typeof readFixtures> | undefined

/** Cuts a piece of some lines out of a text, because most of what can go wrong needs no whole page. */
function cutLines(text: string, chance: Chance): string {
  const lines = text.split('\n')
  const from = chance.once(2) ? 0 : chance.below(lines.length)
  return lines.slice(from, from + 1 + chance.below(24)).join('\n')
}

/** The texts that documents are made of. */
export const baseTable = {
  'whole case': (chance: Chance) => chance.pick((fixtures ??= readFixtures()).cases),
  'piece of a case': (chance: Chance) => cutLines(chance.pick((fixtures ??= readFixtures()).cases), chance),
  layout: (chance: Chance) => chance.pick((fixtures ??= readFixtures()).pages).replace(/^body\t.*$/gmu, () => writeArticle(chance)),
  article: writeArticle,
  nothing: () => '',
} as const

const shares: readonly (keyof typeof baseTable)[] = ['whole case', ...Array<'piece of a case'>(6).fill('piece of a case'), 'layout', 'layout', ...Array<'article'>(6).fill('article'), 'nothing']

/** Chooses a text to begin with. */
export function chooseBase(chance: Chance): Base {
  const kind = chance.pick(shares)
  return { kind, text: baseTable[kind](chance) }
}
