import path from 'node:path'
import type { Input } from './input.ts'

/** What the counts of lines know a site by: the host of an address, without `www.`; undefined where there is none. */
export function toSite(url: string): string | undefined {
  return /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?(?:www\.)?([^/?#:]+)/i.exec(url)?.[1]?.toLowerCase()
}

/**
 * The site of a file: the first folder on the way to it from the one that was counted, nothing for a file in that folder
 * itself. Records without an address are of the site of their file.
 *
 * @param root absolute path of the folder that was counted; without it the files stand below the folder they were found in
 * @returns undefined for standard input, and for a file outside, of which nothing was counted
 */
export function toFileSite({ file, stem }: Pick<Input, 'file' | 'stem'>, root?: string): string | undefined {
  if (file === undefined) return undefined
  const folders = root === undefined ? stem.split('/') : path.relative(root, file).split(path.sep)
  if (folders[0] === '..' || path.isAbsolute(folders[0]!)) return undefined
  return folders.length > 1 ? folders[0]! : ''
}
