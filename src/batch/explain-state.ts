import type { ManifestEntry, Origin } from './manifest.ts'

/** How an output on the disk stands to what this run makes of its input. */
export type OutputState = 'current' | 'missing' | 'stale' | 'edited' | 'orphaned'

/**
 * Says why an output is not what this run would write.
 *
 * @param entry what the manifest recorded of it
 * @param origin what it would be made of now
 */
export function explainState(state: OutputState, entry: ManifestEntry | undefined, origin: Origin = {}): string {
  return reasons[state](entry, origin)
}

const reasons: Readonly<Record<OutputState, (entry: ManifestEntry | undefined, origin: Origin) => string>> = {
  current: () => 'it is up to date',
  missing: (entry) => (entry ? 'it was deleted since it was written' : 'it was never written'),
  stale: explainStale,
  edited: (entry) => (entry ? 'it was edited since it was written' : 'it exists and was not written by naskh'),
  orphaned: (entry) => `its input ${entry?.input ?? ''} no longer exists`,
}

function explainStale(entry: ManifestEntry | undefined, origin: Origin): string {
  const changed = (['inputSha256', 'pinsSha256', 'options'] as const).filter((key) => entry?.[key] !== origin[key]).map((key) => parts[key])
  if (entry?.options === undefined) return 'it is not what would be written now' // of a version that recorded none of them
  return changed.length === 0 ? 'this version of naskh writes it in another way' : `since it was written, ${changed.join(' and ')} changed`
}

const parts: Readonly<Record<keyof Origin, string>> = { inputSha256: 'its input', pinsSha256: 'its pinned roles', options: 'the options' }
