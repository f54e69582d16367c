import type { OptionRow } from './option-row.ts'
import { optionTable } from './options.ts'
import { cuePlaces, cueRoles } from './parse-cues.ts'

/** The options that may stand in the configuration file, or in its overrides for some files. */
export function selectRows(places: readonly ('config' | 'override')[]): [string, OptionRow][] {
  return Object.entries(optionTable as Readonly<Record<string, OptionRow>>).filter(([, row]) => row.place !== undefined && places.includes(row.place))
}

/** The JSON Schema (draft 7, which editors read) of `naskh.config.json`, made from the table of options. */
export function toConfigSchema(): object {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Configuration of naskh',
    type: 'object',
    additionalProperties: false,
    properties: {
      $schema: { type: 'string' },
      ...toProperties(['config', 'override']),
      overrides: {
        description: 'Options for some of the inputs; later ones win over earlier ones, and the command line over all.',
        type: 'array',
        items: {
          type: 'object',
          required: ['files', 'options'],
          additionalProperties: false,
          properties: {
            files: { description: 'Globs, relative to the configuration file.', type: ['string', 'array'], items: { type: 'string' }, minItems: 1 },
            options: { type: 'object', additionalProperties: false, properties: toProperties(['override']) },
          },
        },
      },
    },
  }
}

function toProperties(places: readonly ('config' | 'override')[]): Record<string, object> {
  return Object.fromEntries(selectRows(places).map(([key, row]) => [key, { description: row.summary, ...toType(row) }]))
}

const phrases = { type: 'array', items: { type: 'string', minLength: 1 } }
const cueLists = { anyOf: [phrases, { type: 'object', additionalProperties: false, properties: Object.fromEntries(cuePlaces.map((place) => [place, phrases])) }] }

/** The schema of a value of one kind of option. */
function toType(row: OptionRow): object {
  switch (row.kind) {
    case 'flag': return { type: 'boolean' }
    case 'text': return { type: 'string', minLength: 1 }
    case 'choice': return { enum: row.choices }
    case 'list': return { type: ['string', 'array'], items: { type: 'string' } }
    case 'count': return { type: 'integer', minimum: 1 }
    case 'bytes': return { type: ['integer', 'string'], minimum: 1 }
    case 'cues': return { type: 'object', additionalProperties: { type: 'object', additionalProperties: false, properties: Object.fromEntries(cueRoles.map((role) => [role, cueLists])) } }
    case 'switches': return { type: 'object', additionalProperties: { type: 'boolean' } }
  }
}
