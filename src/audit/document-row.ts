import type { Article } from '../document.ts'
import type { Message } from '../messages.ts'
import type { Role } from '../roles.ts'

/** One document in the table of the index page. */
export interface DocumentRow {
  /** Address of its page from the index; absent when it could not be converted. */
  readonly page?: string
  readonly name: string
  readonly title?: string
  readonly lang?: string
  readonly dir?: string
  /** Lines of each role. */
  readonly roles: Readonly<Partial<Record<Role, number>>>
  /** The smallest probability of a role, and the line it is of. */
  readonly least?: readonly [confidence: number, line: number]
  readonly messages: readonly Message[]
}

/**
 * Makes the row of a document.
 *
 * @param page path of its page below the output folder, with `/`
 */
export function toDocumentRow({ lines, language, metadata, messages }: Article, name: string, page: string): DocumentRow {
  const roles: Partial<Record<Role, number>> = {}
  let least: readonly [number, number] | undefined
  for (const { role, confidence, pinned, number } of lines) {
    if (role === null) continue
    roles[role] = (roles[role] ?? 0) + 1
    if (!pinned && (least === undefined || confidence < least[0])) least = [confidence, number]
  }
  return { page: page.split('/').map(encodeURIComponent).join('/'), name, ...(metadata.title !== undefined && { title: metadata.title }), lang: language.tag, dir: language.direction, roles, ...(least && { least }), messages }
}
