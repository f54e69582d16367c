import type { Chance } from './chance.ts'
import { oddDates } from './fragments.ts'

/** The words that articles of one language are made of. */
interface Vocabulary {
  readonly words: readonly string[]
  readonly verbs: readonly string[]
  readonly names: readonly string[]
  readonly byline: readonly string[]
  readonly places: readonly string[]
  readonly menu: readonly string[]
  readonly related: readonly string[]
  readonly source: readonly string[]
  readonly stop: string
}

const split = (text: string) => text.split(' ')
const parts = (text: string) => text.split('|')

const vocabularies: readonly Vocabulary[] = [
  {
    words: split('المدينة الحكومة الاجتماع المشروع العمل السوق الطريق المدرسة المجلس الخطة الأسعار المياه المنطقة الشركة السنة الجديد القديم في من إلى على عن مع بعد قبل خلال كان التي أن كما منذ أكثر 15% «جدا» (كما) ٣'),
    verbs: parts('وقال المتحدث إن|وأضاف أن|وأوضح المدير أن|من جهته أكد المجلس أن|ويأتي ذلك بينما'), names: parts('سالم المرّي|هدى عبد الله|د. كريم'), byline: parts('كتب: |بقلم |تقرير/ |إعداد: '),
    places: parts('بغداد - رويترز - |القاهرة (أ ف ب) - |دمشق: |الرياض، 5 مايو - '), menu: parts('الرئيسية|سياسة|اقتصاد|رياضة|اتصل بنا|تسجيل الدخول'), related: parts('اقرأ أيضا|اقرأ أيضا: |مواضيع ذات صلة|الأكثر قراءة'), source: parts('المصدر: وكالات|المصدر : رويترز'), stop: '.',
  },
  {
    words: split('شهر دولت جلسه طرح کار بازار راه مدرسه وزیر مجلس برنامه قیمت آب منطقه شرکت سال ماه روز در از به با برای تا پس بود است شد می‌شود خواهد این آن که ۱۲'),
    verbs: parts('سخنگو گفت که|وی افزود که|به گزارش خبرنگار ما'), names: parts('مریم کریمی|رضا احمدی'), byline: parts('نویسنده: |گزارش: '), places: parts('تهران - |به گزارش ایرنا، '), menu: parts('صفحه اصلی|سیاست|ورزش'), related: parts('بیشتر بخوانید|بیشتر بخوانید: '), source: parts('منبع: ایسنا'), stop: '.',
  },
  {
    words: split('شہر حکومت اجلاس منصوبہ کام بازار سڑک اسکول وزیر کونسل قیمت پانی علاقہ کمپنی سال نے کہا کہ میں سے پر کے کی کا ہے ہیں تھا'), verbs: parts('ترجمان نے کہا کہ|انہوں نے بتایا کہ'), names: parts('عائشہ خان'), byline: parts('تحریر: '),
    places: parts('لاہور (نمائندہ) '), menu: parts('صفحہ اول|کھیل'), related: parts('یہ بھی پڑھیں'), source: parts('بشکریہ: ڈان'), stop: '۔',
  },
  {
    words: split('העיר הממשלה הישיבה התוכנית העבודה השוק הדרך השר המועצה המחירים המים האזור של על את עם אל מן בין היה זה אשר כי גם רק "צה״ל"'), verbs: parts('הדובר אמר כי|הוא הוסיף כי'), names: parts('דנה לוי|משה כהן'), byline: parts('מאת: |מאת '),
    places: parts('ירושלים - '), menu: parts('ראשי|חדשות|ספורט'), related: parts('קראו גם'), source: parts('מקור: רויטרס'), stop: '.',
  },
  {
    words: split("city government meeting project work market road school minister council plan prices water in from to on about with after was were will can this that AT&T snake_case don't"), verbs: parts('The speaker said that|She added that|According to the council'),
    names: parts('Jane Miller|John O’Neil'), byline: parts('By |Written by '), places: parts('LONDON (Reuters) - |PARIS — '), menu: parts('Home|Politics|Sport'), related: parts('Read more|Related: '), source: parts('Source: Reuters'), stop: '.',
  },
]

/** Writes an article with what stands around it on a page: as random as a grammar of a dozen rules. */
export function writeArticle(chance: Chance): string {
  const { words, verbs, names, byline, places, menu, related, source, stop } = chance.pick(vocabularies)
  const some = (most: number) => Array.from({ length: 3 + chance.below(most) }, () => chance.pick(words)).join(' ')
  const sentence = () => `${chance.pick(verbs)} ${some(20)}${stop}`
  const gap = chance.pick([[], [''], ['', '']])
  const lines: string[] = []
  const add = (text: string) => lines.push(text, ...gap)
  if (chance.once(2)) lines.push(...menu, '')
  add(some(6))
  if (chance.once(2)) add(some(12) + stop)
  if (chance.once(2)) add(chance.pick(byline) + chance.list(2, () => chance.pick(names)).join(chance.pick([' و', '، ', ' and ', ', '])))
  if (chance.once(2)) add(chance.pick(oddDates))
  for (let left = chance.below(8); left > 0; left--) {
    const opener = left === 7 || chance.once(6) ? chance.pick(places) : ''
    add(opener + Array.from({ length: 1 + chance.below(3) }, sentence).join(' '))
    if (chance.once(5)) add(some(4))
    if (chance.once(6)) for (let item = 1; item < 4; item++) add(chance.pick(['- ', '• ', `${item}. `, `${item}- `, '* ']) + some(5))
  }
  if (chance.once(2)) add(chance.pick(source))
  if (chance.once(2)) lines.push(chance.pick(related), some(6), some(6))
  return lines.join('\n')
}
