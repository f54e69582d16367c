import type { OwnCues } from '../language/extend-lexicon.ts'

/** What kind of value an option takes: none, a text, one of some names, a list, a number of bytes, a count from 1, names switched on and off, or set phrases, which only a configuration can give. */
export type OptionKind = 'flag' | 'text' | 'choice' | 'list' | 'bytes' | 'count' | 'switches' | 'cues'

/** One row of a table of options. The key of the row is the option's name in camel case, as in the configuration file. */
export interface OptionRow {
  readonly kind: OptionKind
  /** Heading under which the help lists it. */
  readonly group: string
  /** What it does, for the help, the README and the JSON Schema. */
  readonly summary: string
  /** One letter, without the dash. */
  readonly short?: string
  /** The flag's name where it is not the key in kebab case. */
  readonly flag?: string
  /** What to write in place of the value in the help; absent for flags. */
  readonly value?: string
  /** The value may be left out; it is then the empty text. */
  readonly optional?: true
  readonly choices?: readonly string[]
  /** The default as the help shows it. */
  readonly default?: string
  /** What its `--no-…` form does, where it has one. */
  readonly off?: string
  /** Where it may be given besides the command line: in the configuration file, or also in its overrides for some files. */
  readonly place?: 'config' | 'override'
  /** Says what is wrong with a text, or nothing. */
  readonly check?: (text: string) => string | undefined
}

/** The value an option has once it is read. */
export type OptionValue<Row extends OptionRow> =
  | (Row extends { kind: 'text'; off: string } ? false : never)
  | {
      flag: boolean
      text: string
      choice: Row extends { choices: readonly (infer Name)[] } ? Name : string
      list: readonly string[]
      bytes: number
      count: number
      switches: Readonly<Record<string, boolean>>
      cues: OwnCues
    }[Row['kind']]

/** All options of a table, each of which may be absent. */
export type OptionsOf<Table extends Readonly<Record<string, OptionRow>>> = {
  -readonly [Key in keyof Table]?: OptionValue<Table[Key]> | undefined
}

/** The long flag of an option, without dashes: `outDir` is `out-dir`. */
export function toFlag(key: string, row: OptionRow): string {
  return row.flag ?? key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}
