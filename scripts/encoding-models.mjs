// Makes src/data/encoding-models.json from UTF-8 texts: node scripts/encoding-models.mjs <folder>
// <folder> holds one folder of .txt files per language: arabic, persian, urdu, hebrew, western.
// Russian comes from the letter frequencies below. The output holds statistics of letter pairs, no text.
//
// A model gives, for a character and the one before it, the cost in half bits: -2 log2 P(character | before), 0 to 35 as
// one base-36 digit. ASCII is folded into three symbols: `a` a lower-case letter, `A` an upper-case one, ` ` all else.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const folder = process.argv[2]
if (!folder) throw new Error('usage: node scripts/encoding-models.mjs <folder>')

const punctuation = '«»“”„‘’–—…•©®°£€\u00a0'
const harakat = '\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652'
const niqqud = '\u05b0\u05b1\u05b2\u05b3\u05b4\u05b5\u05b6\u05b7\u05b8\u05b9\u05bb\u05bc\u05c1\u05c2'
const arabic = 'ءآأؤإئابةتثجحخدذرزسشصضطظعغـفقكلمنهوىي' + harakat + '،؛؟\u200e\u200f'
const languages = {
  arabic: { letters: arabic + 'پچژگ\u200c', fold: foldArabic },
  persian: { letters: arabic + 'پچژگک\u200c', fold: foldPersian, twice: (text) => text.replaceAll('ک', 'ك') },
  urdu: { letters: arabic + 'پچژگکٹڈڑںھہے\u200c', fold: foldPersian },
  hebrew: { letters: 'אבגדהוזחטיךכלםמןנסעףפץצקרשת' + niqqud + '\u05be\u05f3\u05f4₪\u200e\u200f', fold: (text) => text },
  // English is among the texts: a page in it has few characters outside ASCII, quotes and dashes for the most part.
  western: { letters: 'àáâãäåæçèéêëìíîïñòóôõöøœùúûüýßðþšžÀÁÂÄÅÆÇÈÉÊÍÎÑÓÔÖØÚÛÜŠŽ¡¿ªº´·§½²', fold: (text) => text, narrow: true },
}

const models = {}
for (const [name, language] of Object.entries(languages)) {
  const texts = readdirSync(path.join(folder, name)).sort().map((file) => readFileSync(path.join(folder, name, file), 'utf8'))
  const folded = texts.map((text) => language.fold(text.normalize('NFC')))
  models[name] = model(language.twice ? [...folded, ...folded.map(language.twice)] : folded, language)
}
models.russian = russianModel()

const comment = 'Made by scripts/encoding-models.mjs, which says how to read it.'
const sorted = Object.fromEntries(Object.entries(models).sort(([a], [b]) => (a < b ? -1 : 1)))
writeFileSync(new URL('../src/data/encoding-models.json', import.meta.url), JSON.stringify({ comment, models: sorted }, null, 1) + '\n')

function model(texts, { letters, narrow }) {
  const symbols = ' aA' + letters + punctuation
  const known = new Set(symbols)
  const pairs = new Map()
  const single = new Map()
  for (const text of texts) {
    let before = ' '
    for (const character of text) {
      const symbol = fold(character)
      if (known.has(symbol)) {
        const context = narrow && symbol > '\x7f' ? '*' : symbol
        add(pairs, before, symbol)
        add(single, '', symbol)
        before = context
      } else before = ' '
    }
  }
  for (const [before, counts] of pairs) if (isLetter(before)) vocalise(counts, letters)
  const contexts = narrow ? [' ', 'a', 'A', '*'] : [...symbols]
  const base = distribution(single.get(''), symbols, () => 1 / symbols.length, 40)
  if (narrow) for (const counts of pairs.values()) spread(counts, [...letters])
  const rows = {}
  for (const context of contexts) rows[context] = costs(distribution(pairs.get(context), symbols, (symbol) => base.get(symbol), 4))
  return { symbols, rows }
}

function isLetter(symbol) {
  return /[\u05d0-\u05ea\u0621-\u064a]/.test(symbol)
}

/** News is written without vowel signs, verses and poems are not: makes a sign follow each letter in one place of eight. */
function vocalise(counts, letters) {
  let total = 0
  for (const count of counts.values()) total += count
  const signs = [...letters].filter((letter) => (harakat + niqqud).includes(letter))
  for (const sign of signs) counts.set(sign, (counts.get(sign) ?? 0) + total / 8 / signs.length)
}

/** The texts are in few of the languages: shares a third of the letters outside ASCII out among all such letters. */
function spread(counts, letters) {
  let total = 0
  for (const letter of letters) total += counts.get(letter) ?? 0
  const small = letters.filter((letter) => letter !== letter.toUpperCase())
  for (const letter of letters) {
    const share = small.includes(letter) ? 0.9 / small.length : 0.1 / (letters.length - small.length)
    counts.set(letter, (2 * (counts.get(letter) ?? 0) + total * share) / 3)
  }
}

function fold(character) {
  if (character > '\x7f') return character
  return /[a-z]/.test(character) ? 'a' : /[A-Z]/.test(character) ? 'A' : ' '
}

function add(table, context, symbol) {
  if (!table.has(context)) table.set(context, new Map())
  table.get(context).set(symbol, (table.get(context).get(symbol) ?? 0) + 1)
}

/** Counts smoothed towards a wider distribution that weighs as much as `strength` sightings. */
function distribution(counts = new Map(), symbols, wider, strength) {
  let total = 0
  for (const count of counts.values()) total += count
  return new Map([...symbols].map((symbol) => [symbol, ((counts.get(symbol) ?? 0) + strength * wider(symbol)) / (total + strength)]))
}

function costs(probabilities) {
  return [...probabilities.values()].map((p) => Math.max(0, Math.min(35, Math.round(-2 * Math.log2(p)))).toString(36)).join('')
}

function foldArabic(text) {
  return text.normalize('NFKC').replaceAll('ی', 'ي').replaceAll('ک', 'ك')
}

/** windows-1256 has no ی: texts in it are written with ي. */
function foldPersian(text) {
  return text.normalize('NFKC').replaceAll('ی', 'ي').replaceAll('ۀ', 'ه').replaceAll('ۂ', 'ہ').replaceAll('ۓ', 'ے')
}

/** Per 10,000 letters of Russian; і ї є ґ ў stand for Ukrainian and Belarusian. */
function russianModel() {
  const frequency = {
    о: 1097, е: 845, а: 801, и: 735, н: 670, т: 626, с: 547, р: 473, в: 454, л: 440, к: 349, м: 321, д: 298, п: 281, у: 262, я: 201,
    ы: 190, ь: 174, г: 170, з: 165, б: 159, ч: 144, й: 121, х: 97, ж: 94, ш: 73, ю: 64, ц: 48, щ: 36, э: 32, ф: 26, ъ: 4, ё: 4,
    і: 60, ї: 8, є: 8, ґ: 1, ў: 8,
  }
  const lower = Object.keys(frequency)
  const total = Object.values(frequency).reduce((sum, count) => sum + count)
  const marks = [...'«»“”„–—…№\u00a0']
  const symbols = ' aA' + lower.join('') + lower.join('').toUpperCase() + marks.join('')
  // Shares of: other ASCII, ASCII letters, small letters, capitals, marks.
  const shares = { ' ': [0.2, 0.03, 0.6, 0.14, 0.03], small: [0.17, 0.001, 0.818, 0.001, 0.01], capital: [0.1, 0.001, 0.7, 0.189, 0.01] }
  const row = ([other, ascii, small, capital, mark]) => {
    const each = (character) => frequency[character] / total
    return costs(new Map([
      [' ', other], ['a', ascii / 2], ['A', ascii / 2],
      ...lower.map((character) => [character, small * each(character)]),
      ...lower.map((character) => [character.toUpperCase(), capital * each(character)]),
      ...marks.map((character) => [character, mark / marks.length]),
    ]))
  }
  const rows = { ' ': row(shares[' ']), a: row([0.2, 0.791, 0.003, 0.001, 0.005]), A: row([0.2, 0.791, 0.003, 0.001, 0.005]) }
  for (const character of lower) {
    rows[character] = row(shares.small)
    rows[character.toUpperCase()] = row(shares.capital)
  }
  for (const character of marks) rows[character] = row(shares[' '])
  return { symbols, rows }
}
