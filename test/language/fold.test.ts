import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldForMatching } from '../../src/language/fold.ts'

/** Texts that fold to the same string, with that string. */
const cases: readonly (readonly [folded: string, ...spellings: string[]])[] = [
  ['', '', ' \t\u00a0', '…', '»', '\u200f', '— * —'],
  ['اقرا ايضا', 'إقرأ أيضًا', 'اقرأ ايضاً:', ' «اقرأ  أيضا» ', 'اقـــرأ أيضا', 'اِقْرَأْ أَيْضًا', 'ﺍﻗﺮﺃ ﺃﻳﻀﺎ'],
  ['الاكثر قراه', 'الأكثر قراءة', 'الاكثر قراءه'],
  ['اراه', 'آراءه', 'أراه'],
  ['شوون', 'شؤون', 'شوون'],
  ['پربيننده ترينها', 'پربیننده ترین\u200cها', 'پربيننده ترينها'],
  ['كوردستان', 'کوردستان', 'كوردستان'],
  ['ههوال', 'هەواڵ', 'ههوال'],
  ['مزيد پڑهيں', 'مزید پڑھیں', 'مزید پڑهیں'],
  ['تازه خبرونه', 'تازه خبرونه', 'تازہ خبرونه'],
  ['ארה ב', 'ארה"ב', 'ארה״ב', 'אַרה״ב'],
  ['באריכטן וויי', 'באַריכטן װײ', 'באריכטן וויי'],
  ['#', '5', '٥', '۵', '12.500', '1,234,567', '१२', '１２', '١٬٢٣٤', '#'],
  ['# دقيقه', '5 دقيقة', '١٥دقيقة'],
  ['# #', '12:30', '3 - 4', '1, 2'],
  ['lire aussi eglise', 'LIRE AUSSI : Église', 'Lire aussi «eglise»', 'lire aussi e\u0301glise'],
  ['yazilar', 'YAZILAR', 'Yazılar'],
  ['l auteur', 'L’auteur', "l'auteur"],
  ['© # x', '© 2020 X', '©2020, x'],
  ['еще', 'Ещё', 'еще'],
  ['関 連 # 件', '関連12件', '関連 3 件'],
  ['カ', 'カ', 'ｶ'],
  ['한국어 뉴스', '한국어 뉴스'],
  ['फोटो', 'फ़ोटो', 'फोटो'],
  ['📷 صوره', '📷صورة', '📷 صوره'],
]

describe('foldForMatching', () => {
  for (const [folded, ...spellings] of cases) {
    for (const spelling of spellings) {
      it(`folds ${JSON.stringify(spelling)}`, () => {
        expect(foldForMatching(spelling)).toBe(folded)
      })
    }
  }

  it('changes nothing the second time', () => {
    const unit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code))
    const anything = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.string({ unit }))
    fc.assert(
      fc.property(anything, (text) => {
        const once = foldForMatching(text)
        expect(foldForMatching(once)).toBe(once)
      }),
      { numRuns: 2000 },
    )
  })

  it('leaves single blanks only, none at the ends', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(foldForMatching(text)).not.toMatch(/^ | $| {2}/u)
      }),
    )
  })

  it('folds long texts as it folds short ones', () => {
    const word = 'أخبار12本'
    const folded = Array.from({ length: 5000 }, () => 'اخبار # 本').join(' ')
    expect(foldForMatching(Array.from({ length: 5000 }, () => word).join(' '))).toBe(folded)
  })
})
