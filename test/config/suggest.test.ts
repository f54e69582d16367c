import { expect, test } from 'vitest'
import { suggest } from '../../src/config/suggest.ts'

const names = ['markdown', 'json', 'labels', 'html', 'ndjson']

test.each([
  ['markdwn', 'markdown'], ['MARKDOWN', 'markdown'], ['lables', 'labels'], ['jsno', 'json'], ['htm', 'html'],
  ['xml', undefined], ['', undefined], ['x', undefined], ['entirely-different', undefined],
])('%s may have meant %s', (word, expected) => {
  expect(suggest(word, names)).toBe(expected)
})
