import { load } from './convert.ts'

// A library's callers should not have to know what is loaded late.
await load()

export { analyse, convert, type Conversion, type ConvertOptions } from './convert.ts'
export type { Article, Block, Direction, Fix, LabelledLine, Language, Line, Metadata } from './document.ts'
export type { Preference } from './label/label.ts'
export type { OwnCues } from './language/extend-lexicon.ts'
export { ModelError, type Model } from './label/model.ts'
export { flavorNames, type FlavorName, type TitlePlace } from './markdown/flavors.ts'
export { toMarkdown } from './markdown/stringify.ts'
export { toMdast, type TreeSettings } from './markdown/tree.ts'
export { messageTable, type Message, type RuleId, type Severity } from './messages.ts'
export { toLabels, toRecord, type ArticleRecord, type LabelFile } from './record.ts'
export { isKept, isRole, roles, roleTable, type Role } from './roles.ts'
export { listFixes, type FixName } from './text/fixers.ts'
