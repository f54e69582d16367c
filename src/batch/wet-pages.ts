import type { Page } from './clean-batch.ts'
import type { Member } from './json-members.ts'
import type { RecordSettings } from './record-settings.ts'
import { mayBeWanted } from './wanted-languages.ts'
import type { WetRecord } from './wet-records.ts'

/**
 * Makes a page of a record, with `id`, `url`, `source`, `created` and `languages` (as the crawl identified them, in its
 * own codes of ISO 639-3; empty where it did not).
 *
 * @param wanted the languages that are wanted; all when absent
 * @returns undefined for records that are no pages; 'left' for pages that by their header are in no wanted language
 */
export function toPage({ header, body }: WetRecord, { idKey }: Pick<RecordSettings, 'idKey'>, wanted: readonly string[] | undefined): Page | 'left' | undefined {
  if (header.get('warc-type') !== 'conversion') return undefined
  const languages = (header.get('warc-identified-content-language') ?? '').split(',').map((code) => code.trim()).filter((code) => code !== '')
  const vouched = wanted !== undefined && languages.length > 0
  if (vouched && !mayBeWanted(languages, wanted)) return 'left'
  const url = header.get('warc-target-uri')?.replace(/^<|>$/g, '')
  const members = [
    toMember(idKey, header.get('warc-record-id')?.replace(/^<|>$/g, '') ?? null),
    toMember('url', url ?? null),
    toMember('source', 'common-crawl'),
    toMember('created', header.get('warc-date') ?? null),
    toMember('languages', languages),
  ]
  return { members, vouched, ...(url !== undefined && { url }), ...(body && { body }) }
}

function toMember(key: string, value: unknown): Member {
  return { key, name: JSON.stringify(key), value: JSON.stringify(value) }
}
