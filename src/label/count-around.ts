/** How far around a unit things are counted, in units, where nothing else is said. */
const usualReach = 4

/** Counts for each unit those up to `around` units from it, itself too, of which something holds. */
export function countAround(count: number, holds: (at: number) => boolean, around = usualReach): Uint8Array {
  const counts = new Uint8Array(count)
  let inWindow = 0
  for (let at = 0; at < Math.min(around, count); at++) if (holds(at)) inWindow++
  for (let at = 0; at < count; at++) {
    if (at + around < count && holds(at + around)) inWindow++
    if (at > around && holds(at - around - 1)) inWindow--
    counts[at] = inWindow
  }
  return counts
}
