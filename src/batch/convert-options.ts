import type { Settings } from '../config/settings.ts'
import type { ConvertOptions } from '../convert.ts'
import type { Role } from '../roles.ts'

/** The options of the core that the settings of an input stand for. */
export function toConvertOptions(settings: Settings, pins?: readonly (Role | null)[], reasons = false): ConvertOptions {
  const { lang, encoding, flavor, title, prefer, url, source, fixes, boilerplate, cues, site } = settings
  return {
    fixes,
    boilerplate: boilerplate === 'append' ? 'append' : 'drop',
    ...(reasons && { reasons }),
    ...(pins && { pins }),
    ...(cues && { cues }),
    ...(lang !== undefined && { lang }),
    ...(encoding !== undefined && { encoding }),
    ...(flavor !== undefined && { flavor }),
    ...(title !== undefined && { title }),
    ...(prefer !== undefined && { prefer }),
    ...(url !== undefined && { url }),
    ...(source !== undefined && { source }),
    ...(site !== undefined && { site }),
  }
}
