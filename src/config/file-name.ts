/**
 * A file's name without its last extension, and without `.gz` after that.
 *
 * @example toStem('a/b.txt.gz') // 'a/b'
 */
export function toStem(name: string): string {
  return dropExtension(name.replace(/(?<=[^/])\.gz$/i, ''))
}

/** The name of a file without its folders. */
export function toBaseName(name: string): string {
  return name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
}

function dropExtension(name: string): string {
  const dot = name.lastIndexOf('.')
  return dot > name.lastIndexOf('/') + 1 ? name.slice(0, dot) : name
}
