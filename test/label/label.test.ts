import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cuesFor } from '../../src/label/cues-for.ts'
import { label, type LabelSettings } from '../../src/label/label.ts'
import { ModelError, readyModel } from '../../src/label/model.ts'
import { explainUnit, findRival } from '../../src/label/reasons.ts'
import { shippedModel } from '../../src/label/shipped-model.ts'
import { assignableRoles, isKept, roles, type Role } from '../../src/roles.ts'
import { hostileText } from '../properties/hostile-text.ts'
import { toLines } from './lines.ts'

// What holds for any model; how well the shipped one labels is measured by the cases.
const model = shippedModel()
const settings: LabelSettings = { model, cues: cuesFor({ tag: 'ar', script: 'Arab' }) }

const body = 'قال رئيس البلدية إن العمل في الجسر الجديد بدأ قبل أسبوعين، وإن الطريق القديم سيبقى مفتوحا حتى نهاية العام المقبل.'
const pieces = ['', '', body, `+${body}`, 'بدء العمل في الجسر الجديد', 'اقرأ أيضا', 'التعليقات (5)', 'شارك', '12 مارس 2021', 'جميع الحقوق محفوظة', '- بند']
const texts = fc.array(fc.oneof(fc.constantFrom(...pieces), hostileText), { maxLength: 25 })
const pinned = fc.array(fc.tuple(fc.oneof(fc.constantFrom(...pieces), hostileText), fc.option(fc.constantFrom(...roles), { nil: null, freq: 2 })), { maxLength: 20 })

const rolesOf = (given: readonly string[], more: Partial<LabelSettings> = {}) => label(toLines(given), { ...settings, ...more }).lines.map(({ role }) => role)
const isHeadline = (role: Role | null) => role === 'headline'

describe('label', () => {
  it('gives every line back once, in order, and a role to all but blank ones', () => {
    fc.assert(
      fc.property(texts, (given) => {
        const lines = toLines(given)
        const { lines: labelled } = label(lines, settings)
        expect(labelled.map(({ number, offset, raw, text, continues }) => ({ number, offset, raw, text, continues }))).toEqual(lines)
        for (const { text, role, confidence, pinned: fixed } of labelled) {
          expect(fixed).toBe(false)
          if (text === '') expect([role, confidence]).toEqual([null, 1])
          else {
            expect(assignableRoles).toContain(role)
            expect(confidence).toBeGreaterThanOrEqual(0)
            expect(confidence).toBeLessThanOrEqual(1)
          }
        }
      }),
    )
  })

  it('keeps some text of every document that has any, whatever the leaning', () => {
    fc.assert(
      fc.property(texts, fc.constantFrom('recall', 'balanced', 'precision'), (given, prefer) => {
        fc.pre(toLines(given).some(({ text }) => text !== ''))
        expect(rolesOf(given, { prefer }).some((role) => role === 'paragraph' || role === 'list-item' || role === 'crosshead')).toBe(true)
      }),
    )
    expect(rolesOf(['شارك', 'التعليقات (5)'])).toContain('paragraph')
  })

  it('gives lines that continue one the role of that one', () => {
    fc.assert(
      fc.property(texts, (given) => {
        const { lines } = label(toLines(given), settings)
        lines.forEach(({ continues, text }, at) => {
          if (continues && text !== '' && at > 0 && lines[at - 1]!.text !== '') expect(lines[at]!.role).toBe(lines[at - 1]!.role)
        })
      }),
    )
  })

  it('has one headline at most', () => {
    fc.assert(
      fc.property(texts, (given) => {
        const { lines } = label(toLines(given), settings)
        expect(lines.filter(({ role, continues }, at) => isHeadline(role) && !(continues && isHeadline(lines[at - 1]?.role ?? null))).length).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('leans towards keeping more, or dropping more', () => {
    fc.assert(
      fc.property(texts, (given) => {
        const kept = (prefer: LabelSettings['prefer']) => rolesOf(given, { prefer }).filter((role) => role !== null && isKept(role)).length
        const lines = toLines(given)
        fc.pre(!(['recall', 'balanced', 'precision'] as const).some((prefer) => label(lines, { ...settings, prefer }).rescued))
        expect(kept('recall')).toBeGreaterThanOrEqual(kept('precision'))
      }),
    )
  })

  it('takes the same text the same way each time', () => {
    const other = ['شارك', body, body, 'اقرأ أيضا']
    const first = rolesOf(pieces)
    rolesOf(other)
    expect(rolesOf(pieces)).toEqual(first)
  })
})

describe('pins', () => {
  it('are always honoured', () => {
    fc.assert(
      fc.property(pinned, (given) => {
        const lines = toLines(given.map(([text]) => text))
        const pins = given.map(([, pin]) => pin)
        const { lines: labelled } = label(lines, { ...settings, pins })
        labelled.forEach(({ text, role, confidence, pinned: fixed }, at) => {
          const pin = pins[at] ?? null
          if (text === '') expect(role).toBeNull()
          else if (pin === 'other') expect(isKept(role!)).toBe(false)
          else if (pin !== null) expect({ role, confidence, fixed }).toEqual({ role: pin, confidence: 1, fixed: true })
          else expect(assignableRoles).toContain(role)
        })
      }),
      { numRuns: 200 },
    )
  })

  it('leave no second headline to the labeller', () => {
    const given = ['أخبار', 'بدء العمل في الجسر الجديد', '', body, '', body, '', 'خبر آخر']
    const at = given.length - 1
    const pins = given.map((_, line) => (line === at ? ('headline' as const) : null))
    expect(rolesOf(given, { pins }).flatMap((role, line) => (isHeadline(role) ? [line] : []))).toEqual([at])
  })

  it('part a line from the one it continues only where they differ', () => {
    const given = [body, `+${body}`, `+${body}`]
    const labelled = (pins: (Role | null)[]) => label(toLines(given), { ...settings, pins }).lines.map(({ role, continues }) => [role, continues])
    expect(labelled([null, 'caption', 'caption']).slice(1)).toEqual([['caption', false], ['caption', true]])
    expect(labelled(['caption', 'caption', null])).toEqual([['caption', false], ['caption', true], ['caption', true]])
  })

  it('leave the rescue of an article without a body to the other lines', () => {
    expect(rolesOf([body, '', 'شارك'], { pins: ['legal'] })).toEqual(['legal', null, 'paragraph'])
    expect(label(toLines(['شارك']), { ...settings, pins: ['other'] }).rescued).toBe(false)
  })

  it('of two headlines leave the other lines their confidence', () => {
    const { lines } = label(toLines(['بدء العمل', 'في الجسر', '', body, '', body]), { ...settings, pins: ['headline', 'headline'] })
    expect(lines.map(({ role }) => role).slice(0, 2)).toEqual(['headline', 'headline'])
    for (const { confidence } of lines) expect(confidence).toBeGreaterThan(0.05)
  })
})

describe('explainUnit', () => {
  it('gives reasons in words, no more than asked for', () => {
    const { lines, features, probabilities } = label(toLines([body, '', 'التعليقات (5)']), settings)
    const why = (most: number) => explainUnit(features, 0, lines[0]!.role!, findRival(probabilities, 0, lines[0]!.role!), readyModel(model), most)
    expect(why(4).length).toBeGreaterThan(0)
    expect(why(4).length).toBeLessThanOrEqual(4)
    expect(why(1)).toEqual(why(4).slice(0, 1))
    for (const reason of why(9)) expect(reason).toMatch(/^[a-z]/)
  })
})

describe('readyModel', () => {
  it.each([
    ['another version', { version: 2 as 1 }],
    ['other roles', { roles: ['headline'] as Role[] }],
    ['too few steps', { transitions: [] }],
    ['an observation that is not there', { columns: model.columns.map((column, at) => (at === 0 ? (['none', 0] as const) : column)) }],
    ['too few leaves', { leaves: model.leaves.slice(0, 4) }],
  ])('refuses a model with %s', (_what, part) => {
    expect(() => readyModel({ ...model, ...part })).toThrow(ModelError)
  })
})
