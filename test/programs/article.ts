import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import type { FlavorName } from '../../src/markdown/flavors.ts'
import type { Role } from '../../src/roles.ts'

const root = path.resolve(import.meta.dirname, '../..')
const file = path.join(import.meta.dirname, 'article.txt')

/** An element of a page and the text a reader sees in it. */
export type Element = readonly [name: string, text: string]

/** Elements that the roles of the body become. */
const elements: Partial<Record<Role, string>> = { crosshead: 'h2', paragraph: 'p', 'list-item': 'li' }

/** What the built program makes of the article for a flavor. Its roles are pinned, so that no model matters here. */
export function convertArticle(flavor: FlavorName): string {
  return execFileSync(process.execPath, ['dist/naskh.js', file, '--flavor', flavor, '--no-config', '--no-fix', 'entities', '--url', 'https://example.org/a?b=1'], {
    cwd: root,
    encoding: 'utf8',
  })
}

/** The body of the article, headline left out: what has to come out of every program. */
export const body: readonly Element[] = readBody()

/** The paragraph that runs the other way. */
export const english = body.find(([, text]) => text.startsWith('The reader'))![1]

export const title = 'Nordhaven Systems تفتح مكتبتها الرقمية أمام طلاب المدارس'

function readBody(): Element[] {
  const { lines: roles } = JSON.parse(readFileSync(file.replace('.txt', '.roles.json'), 'utf8')) as { lines: (Role | null)[] }
  return readFileSync(file, 'utf8').split('\n').flatMap((line, index): Element[] => {
    const role = roles[index]
    const name = role ? elements[role] : undefined
    return name === undefined ? [] : [[name, line.replace(/^- /, '')]]
  })
}

/** A folder that is there while the tests of a file run. */
export function useFolder(): { path: string } {
  const folder = { path: '' }
  beforeAll(() => {
    folder.path = mkdtempSync(path.join(tmpdir(), 'naskh-programs-'))
  })
  afterAll(() => rmSync(folder.path, { recursive: true, force: true }))
  return folder
}
