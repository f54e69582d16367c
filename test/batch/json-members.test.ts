import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { joinMembers, listMembers } from '../../src/batch/json-members.ts'

describe('listMembers', () => {
  it.each([
    ['{}', []],
    [' { } ', []],
    ['[1]', []],
    ['{"a":1.0}', [['a', '1.0']]],
    ['{"a" : 12345678901234567890 , "b":-1E400 }', [['a', '12345678901234567890'], ['b', '-1E400']]],
    ['{"a":"x\\"y\\\\","b":"\\\\\\""}', [['a', '"x\\"y\\\\"'], ['b', '"\\\\\\""']]],
    ['{"a":{"b":[1,{"c":"}"}]},"d":[]}', [['a', '{"b":[1,{"c":"}"}]}'], ['d', '[]']]],
    ['{"\\u0061":null,"a":true}', [['a', 'null'], ['a', 'true']]],
    ['{"ن\\n":"\\ud83d"}', [['ن\n', '"\\ud83d"']]],
  ])('reads %s', (text, members) => {
    expect(listMembers(text).map(({ key, value }) => [key, value])).toEqual(members)
  })

  it('finds what JSON.parse finds, as it is written', () => {
    fc.assert(fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.constantFrom(undefined, 1, '\t'), (given, indent) => {
      const text = JSON.stringify(given, null, indent)
      const parsed = JSON.parse(text) as object
      const members = listMembers(text)
      expect(members.map(({ key }) => key)).toEqual(Object.keys(parsed))
      expect(JSON.parse(joinMembers(members))).toEqual(parsed)
    }))
  })

  it('gives the whole members of a text that is cut anywhere', () => {
    const text = '{"id": "a\\"b", "n": [1, {"x": "]"}], "m": 12, "text": "long"}'
    const whole = listMembers(text)
    for (let end = 0; end < text.length; end++) {
      const cut = listMembers(text.slice(0, end))
      expect(whole.slice(0, cut.length)).toEqual(cut)
    }
    expect(listMembers(text.slice(0, -3)).map(({ key }) => key)).toEqual(['id', 'n', 'm'])
  })
})
