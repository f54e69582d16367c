import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codePages, codePageTable, decodeCodePage } from '../../src/text/code-pages.ts'
import { decode, isEncodingLabel } from '../../src/text/decode.ts'

const arabic = 'أعلنت وزارة الصحة اليوم، أن عدد المراكز الجديدة في المحافظات بلغ ٤٠ مركزا؛ وقال المتحدث إن العمل يجري على قدم وساق.\n'
const plainArabic = arabic.replaceAll('٤٠', '40').replaceAll('«', '"')
const persian = 'وزارت بهداشت اعلام کرد که پنج مرکز درمانی تازه در استان‌ها گشایش می‌یابد و چند گروه پژوهشی کار خود را آغاز کرده‌اند.\n'
const hebrew = 'משרד הבריאות הודיע היום כי מספר המרכזים החדשים במחוזות הגיע לארבעים, ודובר המשרד אמר שהעבודה נמשכת בכל הארץ.\n'
const german = 'Die Behörde kündigte an, dass künftig mehr Ärzte in ländlichen Gebieten arbeiten sollen – „ein großer Schritt“, so die Sprecherin.\n'
const russian = 'Министерство сообщило, что в регионах откроются новые центры, и работа продолжится до конца года.\n'

/** Bytes of a text in a code page; every character has to be in it. */
function encode(text: string, page: (typeof codePages)[number]): Uint8Array {
  const table = codePageTable(page)
  return Uint8Array.from(text, (character) => {
    const byte = table.indexOf(character.charCodeAt(0))
    if (byte < 0) throw new Error(`${page} has no ${character}`)
    return byte
  })
}

function encodeUtf16(text: string, little: boolean, mark = false): Uint8Array {
  const units = (mark ? '\ufeff' : '') + text
  const view = new DataView(new ArrayBuffer(units.length * 2))
  for (let index = 0; index < units.length; index++) view.setUint16(index * 2, units.charCodeAt(index), little)
  return new Uint8Array(view.buffer)
}

const utf8 = (text: string) => new TextEncoder().encode(text)
const join = (...parts: (Uint8Array | number[])[]) => Uint8Array.from(parts.flatMap((part) => [...part]))
const rules = (bytes: Uint8Array, label?: string) => decode(bytes, label).messages.map(({ ruleId }) => ruleId)

describe('recognises', () => {
  it.each([
    ['UTF-8', utf8(arabic), arabic, 'utf-8', []],
    ['ASCII', utf8('plain words\n'), 'plain words\n', 'utf-8', []],
    ['nothing', utf8(''), '', 'utf-8', []],
    ['UTF-8 with a mark', join([0xef, 0xbb, 0xbf], utf8(arabic)), arabic, 'utf-8', []],
    ['UTF-16LE with a mark', encodeUtf16(arabic, true, true), arabic, 'utf-16le', []],
    ['UTF-16BE with a mark', encodeUtf16(hebrew, false, true), hebrew, 'utf-16be', []],
    ['UTF-16LE without one', encodeUtf16(persian, true), persian, 'utf-16le', ['encoding-guessed']],
    ['UTF-16BE without one', encodeUtf16(arabic, false), arabic, 'utf-16be', ['encoding-guessed']],
    ['UTF-16LE in ASCII', encodeUtf16('plain words\n', true), 'plain words\n', 'utf-16le', ['encoding-guessed']],
    ['windows-1256', encode(plainArabic, 'windows-1256'), plainArabic, 'windows-1256', ['encoding-guessed']],
    ['windows-1256 in Persian', encode(persian.replaceAll('ی', 'ي'), 'windows-1256'), persian.replaceAll('ی', 'ي'), 'windows-1256', ['encoding-guessed']],
    ['ISO-8859-6', encode(plainArabic, 'iso-8859-6'), plainArabic, 'iso-8859-6', ['encoding-guessed']],
    ['windows-1255', encode(`“${hebrew}”`, 'windows-1255'), `“${hebrew}”`, 'windows-1255', ['encoding-guessed']],
    ['ISO-8859-8, which windows-1255 extends', encode(hebrew, 'iso-8859-8'), hebrew, 'windows-1255', ['encoding-guessed']],
    ['windows-1252', encode(german.repeat(4), 'windows-1252'), german.repeat(4), 'windows-1252', ['encoding-guessed']],
    ['windows-1251', encode(russian, 'windows-1251'), russian, 'windows-1251', ['encoding-guessed']],
    ['windows-1256 with CRLF', encode(plainArabic.replaceAll('\n', '\r\n'), 'windows-1256'), plainArabic.replaceAll('\n', '\r\n'), 'windows-1256', ['encoding-guessed']],
  ])('%s', (_, bytes, text, encoding, messages) => {
    const decoded = decode(bytes)
    expect(decoded.text).toBe(text)
    expect(decoded.encoding).toBe(encoding)
    expect(decoded.messages.map(({ ruleId }) => ruleId)).toEqual(messages)
    expect(decoded.confidence).toBeGreaterThan(0.9)
  })
})

describe('damaged UTF-8', () => {
  const bytes = utf8(arabic)
  it('stays UTF-8 when it is cut in the middle of a character', () => {
    const cut = bytes.subarray(0, 42)
    expect(decode(cut)).toMatchObject({ encoding: 'utf-8', messages: [{ ruleId: 'encoding-damaged', severity: 'warning' }] })
    expect(decode(cut).text).toBe(new TextDecoder().decode(cut))
  })
  it('stays UTF-8 with a bad byte among many good ones', () => {
    const text = decode(join(bytes, [0xff], bytes)).text
    expect(text).toBe(`${arabic}\ufffd${arabic}`)
  })
  it('is legacy when few sequences are good', () => {
    expect(decode(encode('CAFÉ', 'windows-1252')).encoding).not.toBe('utf-8')
  })
})

describe('refuses', () => {
  it.each([
    ['a zero byte', utf8('text\0text'), undefined, 'input-binary'],
    ['a zero character in UTF-16 without a mark', encodeUtf16(`${arabic}\0${arabic}`, true), undefined, 'input-binary'],
    ['control characters', utf8('\x01\x02\x03\x04abc'), undefined, 'input-binary'],
    ['control characters in damaged UTF-8', join(utf8(`${plainArabic}\x01\x02\x03`.slice(-100)), [0xd8]), undefined, 'input-binary'],
    ['the head of a PNG', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0xd, 0xa, 0x1a, 0xa, 0, 0, 0, 0xd), undefined, 'input-binary'],
    ['UTF-32', Uint8Array.from(plainArabic, (c) => c.charCodeAt(0)).reduce((all, byte) => join(all, [byte, 6, 0, 0]), new Uint8Array()), undefined, 'input-binary'],
    ['Shift_JIS', Uint8Array.of(...Array.from({ length: 30 }, () => [0x93, 0xfa, 0x96, 0x7b, 0x8c, 0xea]).flat()), undefined, 'encoding-unknown'],
    ['a label that is none', utf8('text'), 'utf-9', 'encoding-invalid'],
    ['bytes against the label', encode(plainArabic, 'windows-1256'), 'utf-8', 'encoding-invalid'],
    ['bytes the code page lacks', Uint8Array.of(0x61, 0xff), 'iso-8859-6', 'encoding-invalid'],
  ])('%s', (_, bytes, label, rule) => {
    expect(decode(bytes, label)).toMatchObject({ text: '', confidence: 0, messages: [{ ruleId: rule, severity: 'error' }] })
  })
})

describe('the label', () => {
  it('wins over evidence', () => {
    expect(decode(encode(plainArabic, 'windows-1256'), 'iso-8859-15').encoding).toBe('iso-8859-15')
    expect(decode(Uint8Array.of(0x80), 'latin1')).toMatchObject({ text: '€', encoding: 'windows-1252', messages: [] })
  })
  it('yields to a byte order mark', () => {
    expect(decode(encodeUtf16(arabic, true, true), 'windows-1256')).toMatchObject({ text: arabic, encoding: 'utf-16le' })
  })
  it('is one of the WHATWG labels', () => {
    expect(['utf-8', 'UTF8', 'cp1256', 'windows-1256', 'arabic', 'latin1', 'shift_jis'].filter((label) => !isEncodingLabel(label))).toEqual([])
    expect(['', 'utf-9', 'cp720', 'replacement'].filter(isEncodingLabel)).toEqual([])
  })
})

it('reads code pages as TextDecoder does, but for windows-1252 (wrong on Node 20) and byte CA of windows-1255 (missing in ICU)', () => {
  const all = Uint8Array.from({ length: 256 }, (_, byte) => byte)
  for (const page of codePages) {
    if (page === 'windows-1252') continue
    const bytes = page === 'windows-1255' ? all.filter((byte) => byte !== 0xca) : all
    expect(decodeCodePage(bytes, page)).toBe(new TextDecoder(page).decode(bytes))
  }
  expect(decodeCodePage(Uint8Array.of(0x80, 0x93, 0x9f), 'windows-1252')).toBe('€“Ÿ')
})

it('is never silent about a guess, never throws and gives text or an error', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), fc.constantFrom(undefined, 'utf-8', 'windows-1255', 'shift_jis', 'no'), (bytes, label) => {
    const { text, encoding, confidence, messages } = decode(bytes, label)
    expect(confidence).toBeGreaterThanOrEqual(0)
    expect(confidence).toBeLessThanOrEqual(1)
    if (messages.some(({ severity }) => severity === 'error')) expect(text).toBe('')
    else if (messages.length === 0 && label === undefined) expect(new TextDecoder(encoding, { fatal: true }).decode(bytes)).toBe(text)
  }))
})

it('warns when little speaks for the guess', () => {
  expect(rules(encode('naïve', 'windows-1252'))).toEqual(['encoding-unsure'])
})
