import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countScripts, directionOf, directionOfScript, mainScript, scriptClasses, scripts } from '../../src/language/script.ts'

const letters: Record<string, string> = {
  Latn: 'aZéßłạＡ', Arab: 'عگێۇﻼﭖ', Hebr: 'אםײשׁ'.slice(0, 3), Cyrl: 'жЇђ', Grek: 'λΏ', Deva: 'हिळ', Hani: '漢语㐀', Hira: 'ひ', Kana: 'カー',
  Hang: '한ㄱ', Thai: 'ไท', Armn: 'հՀ', Geor: 'ქ', Thaa: 'ދ', Syrc: 'ܣ', Beng: 'ব', Taml: 'த', Ethi: 'አ', Adlm: '𞤀'.slice(0, 1),
}

describe('scriptClasses', () => {
  it.each(Object.entries(letters))('puts letters into %s', (script, text) => {
    for (let at = 0; at < text.length; at++) expect(scripts[scriptClasses()[text.charCodeAt(at)]! - 1]).toBe(script)
  })

  it('takes digits, punctuation, marks and emoji for no letters', () => {
    for (const character of '09٣۴ ,.،؛؟۔ـ«»-–—\u0650\u05b7\u200c\u200f€№•😀') {
      for (let at = 0; at < character.length; at++) expect([character, scriptClasses()[character.charCodeAt(at)]]).toEqual([character, 0])
    }
  })

  it('has room for all classes beside the marks of the word reader', () => {
    expect(scripts.length).toBeLessThan(255)
  })
})

describe('countScripts', () => {
  it('counts letters by script and adds to counts that are given', () => {
    const counts = countScripts('Stellantis تعلن 2024')
    const of = (script: string): number => counts[scripts.indexOf(script as never) + 1]!
    expect([of('Latn'), of('Arab'), counts[0]]).toEqual([10, 4, 6])
    countScripts('أب', counts)
    expect(of('Arab')).toBe(6)
  })

  it('finds the main script, none without letters', () => {
    expect(mainScript(countScripts('ab אבג'))).toBe('Hebr')
    expect(mainScript(countScripts('12:30 😀'))).toBeUndefined()
  })
})

describe('directionOf', () => {
  it.each([
    ['Stellantis تعلن عن نتائجها المالية', 'rtl'],
    ['The word سلام is Arabic', 'ltr'],
    ['(BBC) خبر عاجل', 'rtl'],
    ['שלום world and more', 'ltr'],
    ['ދިވެހި', 'rtl'],
    ['𞤀𞤁𞤂', 'rtl'],
    ['漢字', 'ltr'],
    ['ab אב', 'ltr'],
    ['אב ab', 'rtl'],
    ['2024 / 12', undefined],
    ['😀🎉', undefined],
    ['', undefined],
  ])('%s is %s', (text, direction) => {
    expect(directionOf(text)).toBe(direction)
  })

  it('never throws and does not depend on what is no letter', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(directionOf(`12 ${text} .;`)).toBe(directionOf(text))
    }))
  })

  it('takes a script that is not known for left to right', () => {
    expect(directionOfScript('Arab')).toBe('rtl')
    expect(directionOfScript('constructor')).toBe('ltr')
  })
})
