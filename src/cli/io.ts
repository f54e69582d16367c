/** A stream that text is written to, or its bytes in UTF-8. */
export interface Output {
  write(text: string | Uint8Array, done?: (error?: Error | null) => void): unknown
  readonly isTTY?: boolean
  readonly columns?: number
}

/** The world outside, as the command line sees it; `bin.ts` gives the process, tests give their own. */
export interface Io {
  readonly stdin: AsyncIterable<Uint8Array | string> & { readonly isTTY?: boolean; destroy?(): unknown }
  /** For results. */
  readonly stdout: Output
  /** For everything said to a person. */
  readonly stderr: Output
  readonly env: Readonly<Record<string, string | undefined>>
  /** Absolute path of the working folder. */
  readonly cwd: string
  /** The version of the package; asked for only when it is to be shown. */
  readonly version: () => string
  /** The program that worker threads run; without it all is done in one thread. */
  readonly worker?: URL
  /** The folder with what the pages of an audit share; without it there are no pages. */
  readonly assets?: URL
  /** Ends the run early; its reason is the exit code, but 0 where nobody reads the results any more: then it is that of what was done. */
  readonly signal?: AbortSignal
  /** Says that nobody hears any more what is said to people: what was begun goes on, but no watching. */
  readonly unheard?: AbortSignal
}

/**
 * Writes text and waits until it was taken, so that memory stays small when the reader is slow.
 * A reader that went away is no error; anything else, a full disk say, is thrown.
 */
export function write(output: Output, text: string | Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    output.write(text, (error) => (error && (error as NodeJS.ErrnoException).code !== 'EPIPE' ? reject(error) : resolve()))
  })
}

/** Exit codes that have a meaning of their own. */
export const exits = { done: 0, differences: 1, usage: 2, failed: 3 } as const
