import { beforeAll, describe, expect, test } from 'vitest'
import { analyse, load, type ConvertOptions } from '../../src/convert.ts'
import { hashLine, type LineCounts } from '../../src/label/line-counts.ts'
import { hashDocument } from '../../src/learn/hash-document.ts'
import { openLineCounter } from '../../src/learn/line-counter.ts'

beforeAll(load)

const section = 'مدينة اليوم'
const notice = 'يصل إليكم هذا الخبر من غرفة أخبار مدينة اليوم، التي يعمل فيها عشرون صحفيا ومصورا في أحياء المدينة كلها.'
const article = (place: string) => [
  section, '',
  `افتتاح ${place} بعد ترميم طويل`, '',
  `افتتح مجلس البلدة أمس مبنى ${place} بعد أعمال ترميم استمرت عامين، وقال رئيس المجلس إن الزوار يستطيعون الدخول إلى ${place} مجانا حتى نهاية الشهر.`, '',
  `وأضاف المهندس المشرف على ${place} أن الأعمال شملت السقف والنوافذ، وأن الأهالي القريبين من ${place} شاركوا في جمع التبرعات خلال السنة الماضية.`, '',
  notice, '',
].join('\n')
const places = ['المكتبة', 'الحديقة', 'المدرسة', 'السوق', 'المتحف', 'الجسر', 'المسرح', 'المرفأ', 'الملعب', 'المحطة', 'القلعة', 'البرج', 'النادي', 'المعرض', 'الخان']

function count(texts: readonly string[], site: string): LineCounts {
  const counter = openLineCounter()
  for (const text of texts) counter.add(hashDocument(text, site)!)
  return counter.read()
}

const lineOf = (text: string, options: ConvertOptions) => analyse(article('المكتبة'), { reasons: true, ...options }).lines.find(({ raw }) => raw === text)!
const repeats = count(places.map(article), 'a')

describe('a line that comes back in the other documents of the site', () => {
  test('is set aside, and it is told why', () => {
    expect(lineOf(notice, {}).role).toBe('paragraph')
    const line = lineOf(notice, { repeats, site: 'a' })
    expect(['caption', 'related', 'comments', 'promo', 'navigation', 'legal']).toContain(line.role)
    expect(line.reasons![0]).toBe('comes back in 14 other documents')
  })

  test('is told with caution where counts may be too low', () => {
    expect(lineOf(notice, { repeats: { ...repeats, missed: 2 }, site: 'a' }).reasons![0]).toBe('comes back in at least 14 other documents')
  })

  test('keeps a role in which lines come back rightly', () => {
    for (const role of ['section', 'byline', 'source', 'date'] as const) {
      const pins = article('المكتبة').split('\n').map((_, at) => (at === 0 ? role : null))
      expect(lineOf(section, { repeats, site: 'a', pins }).role).toBe(role)
    }
    const [before, after] = [lineOf(section, {}), lineOf(section, { repeats, site: 'a' })]
    expect(['section', 'kicker']).toContain(before.role)
    expect(after.role).toBe(before.role)
  })

  test('keeps the role that is pinned', () => {
    const pins = article('المكتبة').split('\n').map((line) => (line === notice ? 'paragraph' as const : null))
    expect(lineOf(notice, { repeats, site: 'a', pins })).toMatchObject({ role: 'paragraph', pinned: true })
  })
})

test.each<[string, ConvertOptions]>([
  ['on another site', { repeats, site: 'b' }],
  ['without a site', { repeats }],
  ['in the document alone', { repeats: count([article('المكتبة')], 'a'), site: 'a' }],
  ['as often as all else, in copies of the document', { repeats: count(Array<string>(9).fill(article('المكتبة')), 'a'), site: 'a' }],
])('what comes back %s says nothing', (_, options) => {
  const rolesOf = (given: ConvertOptions) => analyse(article('المكتبة'), given).lines.map(({ role, confidence }) => [role, confidence])
  expect(rolesOf(options)).toEqual(rolesOf({}))
})

test('copies of a document do not hide what comes back in others', () => {
  const counts = count([...places.map(article), ...Array<string>(3).fill(article('المكتبة'))], 'a')
  expect(lineOf(notice, { repeats: counts, site: 'a' }).reasons![0]).toBe('comes back in 14 other documents')
})

test('lines compare without marks, case and numbers; the site counts; a line without words has no number', () => {
  expect(hashLine('Read more: 12 Comments', 'a')).toBe(hashLine('READ MORE — 7 comments', 'a'))
  expect(hashLine('Read more', 'a')).not.toBe(hashLine('Read more', 'b'))
  expect(hashLine('ab', 'c')).not.toBe(hashLine('b', 'ca'))
  expect(['', ' … ', '12', '***'].map((text) => hashLine(text, 'a'))).toEqual([-1, -1, -1, -1])
})

test('different lines have different numbers of 53 bits, spread evenly', () => {
  const hashes = Array.from({ length: 200_000 }, (_, at) => hashLine(`سطر ${String.fromCharCode(0x628 + (at % 20), 0x628 + (Math.floor(at / 20) % 20))} ${at.toString(36).replace(/\d/g, (digit) => 'ghijklmnop'[Number(digit)]!)}x${at.toString(2).replace(/0/g, 'o').replace(/1/g, 'i')}`, 'a'))
  expect(new Set(hashes).size).toBe(hashes.length)
  expect(hashes.every((hash) => Number.isSafeInteger(hash) && hash >= 0)).toBe(true)
  const buckets = new Uint32Array(64)
  for (const hash of hashes) buckets[Math.floor(hash / 2 ** 47)]!++
  expect(Math.max(...buckets) / Math.min(...buckets)).toBeLessThan(1.2)
})
