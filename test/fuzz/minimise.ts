/**
 * Makes an input smaller as long as it still fails: first whole lines, then bytes, are left out, in ever smaller pieces.
 *
 * @param fails tells whether bytes fail as the whole input did
 * @param milliseconds after which the smallest input so far is good enough
 */
export async function minimise(bytes: Uint8Array, fails: (bytes: Uint8Array) => Promise<boolean>, milliseconds = 10_000): Promise<Uint8Array> {
  const end = performance.now() + milliseconds
  let parts = cutAfter(bytes, 0x0a)
  for (const single of [false, true]) {
    if (single) parts = [...Buffer.concat(parts)].map((byte) => Uint8Array.of(byte))
    for (let size = Math.ceil(parts.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
      for (let from = 0; from < parts.length && performance.now() < end;) {
        const rest = [...parts.slice(0, from), ...parts.slice(from + size)]
        if (rest.length < parts.length && (await fails(Buffer.concat(rest)))) parts = rest
        else from += size
      }
    }
  }
  return Buffer.concat(parts)
}

function cutAfter(bytes: Uint8Array, end: number): Uint8Array[] {
  const parts: Uint8Array[] = []
  for (let from = 0; from < bytes.length;) {
    const found = bytes.indexOf(end, from)
    const to = found < 0 ? bytes.length : found + 1
    parts.push(bytes.subarray(from, to))
    from = to
  }
  return parts
}
