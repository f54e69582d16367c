import type { Audited, Evidence } from '../audited.ts'
import { assetNames, evidenceName } from '../render-shell.ts'

/** The shared evidence, once it was asked for. */
let shared: Promise<Evidence> | undefined

/** Gives what the document was labelled by besides its text and options. */
export async function loadEvidence({ evidence }: Audited): Promise<Evidence> {
  return evidence === 'shared' ? (shared ??= loadShared()) : (evidence ?? {})
}

/** Loads the file beside the shared style: a script, because nothing else can be read where pages are opened from disk. */
function loadShared(): Promise<Evidence> {
  const style = document.querySelector<HTMLLinkElement>('link[rel="stylesheet"]')!
  const script = Object.assign(document.createElement('script'), { src: new URL(assetNames.evidence, style.href).href })
  return new Promise((resolve, reject) => {
    script.addEventListener('load', () => resolve((globalThis as unknown as Record<string, Evidence>)[evidenceName]!))
    script.addEventListener('error', () => reject(new Error(`${script.src} could not be read`)))
    document.head.append(script)
  })
}
