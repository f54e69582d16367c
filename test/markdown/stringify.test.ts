import type { Heading, Paragraph, PhrasingContent, Root } from 'mdast'
import { describe, expect, it } from 'vitest'
import type { FlavorName } from '../../src/markdown/flavors.ts'
import { toMarkdown } from '../../src/markdown/stringify.ts'

const paragraph = (...children: PhrasingContent[]): Root => ({ type: 'root', children: [{ type: 'paragraph', children }] })

describe('toMarkdown', () => {
  it('sets front matter before the body', () => {
    const tree: Root = { type: 'root', children: [{ type: 'yaml', value: 'lang: ar' }, ...paragraph({ type: 'text', value: 'نص' }).children] }
    expect(toMarkdown(tree, 'default')).toBe('---\nlang: ar\n---\n\nنص\n')
  })

  it('opens no front matter for a document that begins with dashes', () => {
    expect(toMarkdown(paragraph({ type: 'text', value: '---' }), 'none')).toBe('\\---\n')
  })

  it('writes nothing for an empty tree', () => {
    expect(toMarkdown({ type: 'root', children: [] }, 'none')).toBe('')
  })

  it('leaves texts among other inline nodes and over several lines to remark', () => {
    expect(toMarkdown(paragraph({ type: 'text', value: '# a\n# b' }), 'default')).toBe('\\# a\n\\# b\n')
    expect(toMarkdown(paragraph({ type: 'emphasis', children: [{ type: 'text', value: 'a' }] }, { type: 'text', value: '*' }), 'default')).toBe('*a*\\*\n')
  })

  it('escapes brackets around the name of a heading, which pandoc links to it, in this tree alone', () => {
    const texts = ['[مقدمة  ثانية] [[Mixed CASE]] [x [مقدمة ثانية', '[mixed *case*] [1] مقدمة ثانية]', '[ﻣﻘﺪﻣﺔ ﺛﺎﻧﻴﺔ][]'].map((value): Paragraph => ({ type: 'paragraph', children: [{ type: 'text', value }] }))
    const headings = ['مقدمة ثانية', 'Mixed Case'].map((value): Heading => ({ type: 'heading', depth: 2, children: [{ type: 'text', value }] }))
    expect(toMarkdown({ type: 'root', children: [...texts, ...headings] }, 'default')).toBe('\\[مقدمة  ثانية] [\\[Mixed CASE]] [x [مقدمة ثانية\n\n\\[mixed \\*case\\*] [1] مقدمة ثانية]\n\n\\[ﻣﻘﺪﻣﺔ ﺛﺎﻧﻴﺔ][]\n\n## مقدمة ثانية\n\n## Mixed Case\n')
    expect(toMarkdown({ type: 'root', children: texts }, 'default')).toMatch(/^\[مقدمة  ثانية\] \[\[Mixed/u)
  })

  it('gives the same bytes twice and leaves the tree alone', () => {
    const tree = paragraph({ type: 'text', value: '*نص*' })
    const before = structuredClone(tree)
    expect(toMarkdown(tree, 'default')).toBe(toMarkdown(tree, 'default'))
    expect(tree).toEqual(before)
  })

  it('names the flavors when asked for an unknown one', () => {
    expect(() => toMarkdown(paragraph(), 'word' as FlavorName)).toThrow('expected one of default, pandoc')
  })
})
