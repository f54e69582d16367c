import type { Settings } from '../config/settings.ts'
import type { ConvertOptions } from '../convert.ts'
import { toConvertOptions } from './convert-options.ts'

/** How records are read and written. */
export interface RecordSettings {
  readonly textKey: string
  readonly idKey: string
  readonly keepText: boolean
  /** Escape everything outside ASCII. */
  readonly ascii: boolean
  /** The largest record, in bytes. */
  readonly maxSize: number
  readonly convert: ConvertOptions
}

/** The settings of records that the settings of an input stand for. */
export function toRecordSettings(settings: Settings): RecordSettings {
  const { textKey, idKey, keepText, ascii, maxSize } = settings
  return { textKey, idKey, keepText, ascii, maxSize, convert: toConvertOptions(settings) }
}
