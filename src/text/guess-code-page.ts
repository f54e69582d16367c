import data from '../data/encoding-models.json' with { type: 'json' }
import { type CodePage, codePageTable, decodeCodePage } from './code-pages.ts'

/** The most plausible code page of an input. */
export interface CodePageGuess {
  readonly page: CodePage
  /** Bits it costs, on average, to predict one byte outside ASCII: about 4 to 7 for text, 10 and more for a wrong code page. */
  readonly bitsPerByte: number
  /** Bits by which the best page that gives another text is worse. */
  readonly marginBits: number
  /** How many bytes outside ASCII were looked at. */
  readonly evidence: number
}

type ModelName = keyof typeof data.models

/** Bytes outside ASCII that are scored: enough to be certain, whatever the length of the input. */
const SAMPLE = 20_000
/** Cost in half bits of a character the model does not know. */
const STRANGER = 38
/** Cost in half bits of a C1 control or a byte the code page does not define. */
const IMPOSSIBLE = 80

/** Which languages are expected in which code page. On equal scores the first one wins: windows-1255 extends ISO-8859-8. */
const candidates: readonly (readonly [CodePage, readonly ModelName[]])[] = [
  ['windows-1252', ['western']],
  ['windows-1256', ['arabic', 'persian', 'urdu']],
  ['iso-8859-6', ['arabic']],
  ['windows-1255', ['hebrew']],
  ['iso-8859-8', ['hebrew']],
  ['windows-1251', ['russian']],
]

/**
 * Ranks the code pages by how well a model of letter pairs predicts the bytes under each (naive Bayes with equal priors).
 * The pairs are those with at least one byte outside ASCII; the tables are made by `scripts/encoding-models.mjs`.
 */
export function guessCodePage(bytes: Uint8Array): CodePageGuess {
  const sample = cutSample(bytes)
  const evidence = sample.reduce((count, byte) => count + (byte >> 7), 0)
  const scores = candidates
    .map(([page, models]) => ({ page, cost: Math.min(...models.map((model) => measure(sample, page, model))) }))
    .sort((a, b) => a.cost - b.cost)
  const best = scores[0]!
  const text = decodeCodePage(sample, best.page)
  const other = scores.find(({ page }) => decodeCodePage(sample, page) !== text)
  return {
    page: best.page,
    bitsPerByte: best.cost / 2 / Math.max(1, evidence),
    marginBits: other ? (other.cost - best.cost) / 2 : Infinity,
    evidence,
  }
}

/** The beginning of the input up to the last byte of the sample outside ASCII. */
function cutSample(bytes: Uint8Array): Uint8Array {
  let high = 0
  let end = 0
  while (end < bytes.length && high < SAMPLE) high += bytes[end++]! >> 7
  return bytes.subarray(0, end)
}

/** Cost of the bytes under one model, in half bits. */
function measure(bytes: Uint8Array, page: CodePage, name: ModelName): number {
  const { symbols, rows } = readModel(name)
  const symbolOf = new Int16Array(256)
  const rowOf = new Int16Array(256)
  const table = codePageTable(page)
  const costOfUnknown = new Int16Array(256)
  for (let byte = 0; byte < 256; byte++) {
    const character = byte < 128 ? foldAscii(byte) : String.fromCharCode(table[byte]!)
    symbolOf[byte] = symbols.get(character) ?? -1
    rowOf[byte] = rows.index.get(character) ?? rows.index.get(byte < 128 ? ' ' : '*') ?? 0
    costOfUnknown[byte] = table[byte]! === 0xfffd || (table[byte]! >= 0x80 && table[byte]! < 0xa0) ? IMPOSSIBLE : STRANGER
  }
  let cost = 0
  let before = 0x20
  for (const byte of bytes) {
    if (byte >= 0x80 || before >= 0x80) {
      const symbol = symbolOf[byte]!
      cost += symbol < 0 ? costOfUnknown[byte]! : rows.costs[rowOf[before]!]![symbol]!
    }
    before = byte
  }
  return cost
}

interface ReadModel {
  readonly symbols: ReadonlyMap<string, number>
  readonly rows: { readonly index: ReadonlyMap<string, number>; readonly costs: readonly Uint8Array[] }
}

const models = new Map<ModelName, ReadModel>()

/** Unpacks a model on first use: most inputs are UTF-8 and need none. */
function readModel(name: ModelName): ReadModel {
  let model = models.get(name)
  if (!model) {
    const { symbols, rows } = data.models[name] as { symbols: string; rows: Record<string, string> }
    const entries = Object.entries(rows)
    model = {
      symbols: new Map([...symbols].map((symbol, index) => [symbol, index])),
      rows: {
        index: new Map(entries.map(([context], index) => [context, index])),
        costs: entries.map(([, digits]) => Uint8Array.from(digits, (digit) => parseInt(digit, 36))),
      },
    }
    models.set(name, model)
  }
  return model
}

/** The symbol of an ASCII byte in the models. */
function foldAscii(byte: number): string {
  if (byte >= 0x61 && byte <= 0x7a) return 'a'
  return byte >= 0x41 && byte <= 0x5a ? 'A' : ' '
}
