/** Says in words why the file system refused; what it has no words for, as the error says it. */
export function explainError(error: unknown): string {
  const { code, message, path: file } = error as NodeJS.ErrnoException
  if (code === 'ENOENT' && file?.includes('\uFFFD')) return 'its name is not valid UTF-8; rename it'
  return reasons[code ?? ''] ?? message
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EACCES: 'permission denied',
  EPERM: 'operation not permitted',
  EISDIR: 'it is a folder',
  EEXIST: 'a part of its path is not a folder',
  ENOTDIR: 'a part of its path is not a folder',
  ELOOP: 'a symbolic link that leads to itself',
  ENAMETOOLONG: 'the name is too long',
  ENOSPC: 'no space left on the disk',
  EROFS: 'the disk is read-only',
  EDQUOT: 'no space left in the quota',
  EIO: 'the disk reports an error',
  EMFILE: 'too many open files',
  ENFILE: 'too many open files',
  EBUSY: 'another program is using it',
  ESTALE: 'the disk reports an error',
}
