import type { Element, Nodes } from 'hast'
import fc from 'fast-check'
import { fromHtml } from 'hast-util-from-html'
import { beforeAll, describe, expect, it } from 'vitest'
import { asRead, dataId, toDecoding, type Audited } from '../../src/audit/audited.ts'
import { showText } from '../../src/audit/escape-html.ts'
import { renderDocument } from '../../src/audit/render-document.ts'
import { convert, load } from '../../src/convert.ts'
import type { Role } from '../../src/roles.ts'
import { hostileText } from '../properties/hostile-text.ts'

beforeAll(load)

function render(text: string, pins: readonly (Role | null)[] = []): string {
  const { article, tree } = convert(text, { ...asRead, pins })
  const audited: Audited = { file: 'a.txt', pinName: 'a.roles.json', sha256: '', text, options: {}, decoding: toDecoding(article) }
  return renderDocument(article, tree, audited, { root: '' }, 'index.html')
}

/** All elements of a page, outermost first. */
function listElements(node: Nodes): Element[] {
  const below = 'children' in node ? node.children.flatMap(listElements) : []
  return node.type === 'element' ? [node, ...below] : below
}

function textOf(node: Nodes): string {
  return node.type === 'text' ? node.value : 'children' in node ? node.children.map(textOf).join('') : ''
}

const words = fc.constantFrom('</script>', '<script>alert(1)</script>', '</style>', '<!--', ']]>', '&lt;', '" onclick="x', "' id='a1", 'javascript:x', '\u202e', '\u2066', '\0', '\r', '\u2028', '\ufeff', '\ud800', 'كتب:', '- ', '##', '12 مارس 2024')
const lines = fc.array(fc.oneof(words, hostileText, fc.string({ unit: 'binary' })), { minLength: 1, maxLength: 12 }).map((parts) => parts.join(' '))

describe('the page of a document', () => {
  it('is made of its own elements alone, whatever the text holds', () => {
    fc.assert(fc.property(fc.array(lines, { minLength: 1, maxLength: 8 }), (given) => {
      const text = given.join('\n')
      const html = render(text)
      const elements = listElements(fromHtml(html))
      expect(elements.filter(({ tagName }) => tagName === 'script').length).toBe(2)
      expect(elements.filter(({ tagName }) => ['img', 'iframe', 'object', 'base', 'form'].includes(tagName))).toEqual([])
      const attributes = new Set(elements.flatMap(({ properties }) => Object.keys(properties)))
      expect([...attributes].filter((name) => /^on|^style$|^src$/i.test(name))).toEqual([])
      for (const { tagName, properties } of elements) if (tagName === 'a') expect(String(properties['href'])).toMatch(/^(?:#[al]\d+|#lines|index\.html)$/)
      expect(html).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/)
      // The text comes back from the data, to the last character.
      const data = elements.find(({ properties }) => properties['id'] === dataId)!
      expect((JSON.parse(textOf(data)) as Audited).text).toBe(text)
    }), { numRuns: 60 })
  })

  it('names itself without characters that turn text around', () => {
    expect(render("\u2066 \u2069! ' id='a1\n!!", ['headline', 'paragraph'])).toContain('<title>⟨U+2066⟩ ⟨U+2069⟩! ')
  })

  it('takes more blank lines than a call takes arguments', () => {
    expect(render(`افتتاح مكتبة${'\n'.repeat(200_000)}قال المتحدث إن الاجتماع تأجل إلى الأسبوع المقبل بسبب الأمطار.`)).toContain('id="l200001"')
  })

  it('has every line once, in order, with its text', () => {
    const text = ['افتتاح مكتبة', '', 'قال المتحدث إن الاجتماع تأجل إلى الأسبوع المقبل بسبب الأمطار.', '  اقرأ أيضا  ', 'x\u202ey\r', ''].join('\n')
    const items = listElements(fromHtml(render(text))).filter(({ tagName, properties }) => tagName === 'li' && /^l\d+$/.test(String(properties['id'])))
    expect(items.map(({ properties }) => properties['id'])).toEqual(['l1', 'l2', 'l3', 'l4', 'l5', 'l6'])
    const shown = items.map((item) => listElements(item).find(({ properties }) => String(properties['className']) === 'text')).map((one) => one && textOf(one))
    expect(shown).toEqual(['افتتاح مكتبة', undefined, 'قال المتحدث إن الاجتماع تأجل إلى الأسبوع المقبل بسبب الأمطار.', '  اقرأ أيضا  ', 'x⟨U+202E⟩y', undefined])
  })

  it.each<[string, (Role | null)[]]>([
    ['two headlines', ['headline', 'headline', null, 'paragraph']],
    ['a byline between two headlines', ['headline', 'byline', null, 'headline']],
    ['two decks and two dates', ['deck', 'deck', null, 'date']],
    ['nothing kept', ['navigation', 'legal', null, 'promo']],
    ['sources', ['source', 'source', null, 'section']],
  ])('links only to what is there, with %s', (_, pins) => {
    const elements = listElements(fromHtml(render('سطر أول\nسطر ثان\n\nسطر رابع عن الأخبار', pins)))
    const ids = elements.flatMap(({ properties }) => (properties['id'] === undefined ? [] : [String(properties['id'])]))
    expect(new Set(ids).size).toBe(ids.length)
    const targets = elements.flatMap(({ properties }) => (String(properties['href'] ?? '').startsWith('#') ? [String(properties['href']).slice(1)] : []))
    expect(targets.filter((target) => !ids.includes(target))).toEqual([])
  })
})

it('hidden characters are shown', () => {
  expect(showText('a\u202eb<\u0000>\u200fج')).toBe('a⟨U+202E⟩b&lt;⟨U+0000⟩&gt;\u200fج')
})
