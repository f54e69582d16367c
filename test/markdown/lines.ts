import type { Article, LabelledLine, Language, Metadata } from '../../src/document.ts'
import type { Role } from '../../src/roles.ts'

/** A line in short: role and text, and what differs from the usual. */
export type Sketch = readonly [role: Role | null, text: string, more?: Partial<LabelledLine>]

/** Labelled lines from their roles and texts, numbered from 1. */
export function toLines(sketches: readonly Sketch[]): LabelledLine[] {
  return sketches.map(([role, text, more], index) => ({
    number: index + 1,
    offset: 0,
    raw: text,
    text,
    continues: false,
    role,
    confidence: 1,
    pinned: false,
    ...more,
  }))
}

/** An Arabic article of such lines. */
export function toArticle(sketches: readonly Sketch[], metadata: Metadata = {}, language: Partial<Language> = {}): Article {
  return {
    encoding: 'utf-8',
    encodingConfidence: 1,
    language: { tag: 'ar', script: 'Arab', direction: 'rtl', confidence: 1, ...language },
    metadata,
    lines: toLines(sketches),
    fixes: [],
    messages: [],
  }
}
