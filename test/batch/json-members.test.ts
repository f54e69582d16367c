import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { joinMembers, listMembers, listWholeMembers } from '../../src/batch/json-members.ts'

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

describe('listWholeMembers', () => {
  it.each([
    ['{"id": 1.0, "n": [1, 2], "text": "cut', ['id', 'n']],
    ['{"id": 1.0, "n": "a\u0001b", "m": 2}', ['id']],
    ['{"id": 1.0, "n\t": 1, "m": 2}', ['id']],
    ['{"id": 1.0, "n": \ufffd2, "m": 3}', ['id']],
    ['{"id": 1.0, "n": [1 2], "m": 3}', ['id']],
    ['{"id": 1.0, "n": , "m": 3}', ['id']],
    ['{"id": 1.0, "n": {"a": 01}, "m": 3}', ['id']],
    ['[1, 2', []],
  ])('stops at what is no JSON: %j', (text, keys) => {
    expect(listWholeMembers(Buffer.from(text)).map(({ key }) => key)).toEqual(keys)
  })

  it('gives JSON, whatever it is given', () => {
    const piece = fc.constantFrom('{', '}', '[', ']', ',', ':', '"', '\\', '"a":', '1', '0', '-', 'null', ' ', '\u0001', '\ufffd')
    fc.assert(fc.property(fc.array(piece), (pieces) => {
      JSON.parse(joinMembers(listWholeMembers(Buffer.from(`{"id":1,${pieces.join('')}`))))
    }))
  })
})
