import fc from 'fast-check'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { detectLanguage, detectLineLanguage, loadLanguages } from '../../src/language/detect.ts'
import { countVotes, francCodes, languagesIn } from '../../src/language/votes.ts'
import table from '../../src/data/languages.json' with { type: 'json' }

beforeAll(loadLanguages)

const texts: Record<string, string> = {
  ar: 'افتتحت البلدية أمس مكتبة جديدة في وسط المدينة، وقال رئيسها إن الدخول سيكون مجانيا حتى نهاية العام.',
  fa: 'شهرداری دیروز کتابخانه‌ای تازه در مرکز شهر باز کرد و گفت که ورود به آن تا پایان سال برای همه رایگان است.',
  ur: 'بلدیہ نے کل شہر کے مرکز میں ایک نئی لائبریری کھول دی اور کہا کہ سال کے آخر تک داخلہ مفت ہو گا۔',
  ps: 'ښاروالۍ پرون د ښار په مرکز کې یو نوی کتابتون پرانیست او ویې ویل چې د کال تر پایه به ننوتل وړیا وي.',
  ckb: 'شارەوانی دوێنێ کتێبخانەیەکی نوێی لە ناوەڕاستی شار کردەوە و وتی کە چوونەژوورەوە تا کۆتایی ساڵ بێبەرامبەر دەبێت.',
  sd: 'ميونسپل ڪاميٽي ڪالهه شهر جي وچ ۾ هڪ نئين لائبريري کولي ۽ چيو ته سال جي آخر تائين داخلا مفت هوندي.',
  ug: 'شەھەرلىك ھۆكۈمەت تۈنۈگۈن شەھەر مەركىزىدە يېڭى بىر كۈتۈپخانا ئاچتى ۋە يىل ئاخىرىغىچە كىرىش ھەقسىز دېدى.',
  he: 'העירייה פתחה אתמול ספרייה חדשה במרכז העיר, וראש העיר אמר כי הכניסה תהיה חופשית עד סוף השנה.',
  yi: 'די שטאָט האָט נעכטן געעפֿנט אַ נײַע ביבליאָטעק אין צענטער און דער ראָש האָט געזאָגט אַז מען קען אַרײַן פֿרײַ.',
  en: 'The council opened a new library in the centre of the town yesterday and said that entry would be free.',
  fr: 'La mairie a ouvert hier une nouvelle bibliothèque dans le centre de la ville et l’entrée sera gratuite.',
  de: 'Die Stadt hat gestern eine neue Bibliothek im Zentrum eröffnet und der Eintritt ist bis zum Jahresende frei.',
  es: 'El ayuntamiento abrió ayer una nueva biblioteca en el centro de la ciudad y la entrada será gratuita.',
  it: 'Il comune ha aperto ieri una nuova biblioteca nel centro della città e l’ingresso sarà gratuito per tutti.',
  pt: 'A câmara abriu ontem uma nova biblioteca no centro da cidade e a entrada não será paga até ao fim do ano.',
  nl: 'De gemeente opende gisteren een nieuwe bibliotheek in het centrum van de stad en de toegang is gratis.',
  sv: 'Kommunen öppnade i går ett nytt bibliotek mitt i staden och sade att inträdet är gratis för alla.',
  da: 'Kommunen åbnede i går et nyt bibliotek midt i byen og sagde, at adgangen bliver gratis for alle, også børn.',
  fi: 'Kaupunki avasi eilen uuden kirjaston keskustaan ja kertoi, että sisäänpääsy on ilmainen vuoden loppuun.',
  tr: 'Belediye dün şehir merkezinde yeni bir kütüphane açtı ve girişin yıl sonuna kadar ücretsiz olduğunu söyledi.',
  id: 'Pemerintah kota membuka perpustakaan baru di pusat kota kemarin dan mengatakan bahwa masuknya gratis.',
  vi: 'Hôm qua thành phố đã mở một thư viện mới ở trung tâm và cho biết vào cửa sẽ miễn phí đến hết năm.',
  pl: 'Miasto otworzyło wczoraj nową bibliotekę w centrum i ogłosiło, że wstęp będzie bezpłatny do końca roku.',
  cs: 'Město včera otevřelo v centru novou knihovnu a oznámilo, že vstup bude až do konce roku zdarma.',
  ro: 'Primăria a deschis ieri o nouă bibliotecă în centrul orașului și a spus că intrarea va fi gratuită.',
  hu: 'A város tegnap új könyvtárat nyitott a központban, és azt mondta, hogy a belépés ingyenes lesz.',
  lt: 'Savivaldybė vakar miesto centre atidarė naują biblioteką ir pranešė, kad įėjimas bus nemokamas iki metų pabaigos.',
  ru: 'Город вчера открыл в центре новую библиотеку и сообщил, что вход будет бесплатным до конца года.',
  uk: 'Місто вчора відкрило в центрі нову бібліотеку і повідомило, що вхід буде безкоштовним до кінця року.',
  bg: 'Общината откри вчера нова библиотека в центъра на града и съобщи, че входът ще бъде безплатен.',
  sr: 'Град је јуче отворио нову библиотеку у центру и саопштио да ће улаз бити бесплатан до краја године.',
  el: 'Ο δήμος άνοιξε χθες μια νέα βιβλιοθήκη στο κέντρο της πόλης.',
  hi: 'नगर निगम ने कल शहर के केंद्र में एक नया पुस्तकालय खोला और कहा कि प्रवेश सभी के लिए मुफ्त होगा।',
  bn: 'শহরের কেন্দ্রে গতকাল একটি নতুন গ্রন্থাগার খোলা হয়েছে।',
  th: 'เมืองเปิดห้องสมุดใหม่ใจกลางเมืองเมื่อวานนี้',
  ko: '시는 어제 도심에 새 도서관을 열고 입장이 무료라고 밝혔다.',
  ja: '市は昨日、中心部に新しい図書館を開き、入館は無料だと発表した。',
  zh: '市政府昨天在市中心开设了一座新图书馆，并表示年底前免费入场。',
}

describe('detectLanguage', () => {
  it.each(Object.entries(texts))('%s', (tag, text) => {
    const language = detectLanguage([text])
    expect(language.tag).toBe(tag)
    expect(language.confidence).toBeGreaterThan(0.8)
  })

  it.each(['ar', 'fa', 'ur', 'ps', 'ckb', 'sd', 'ug', 'he', 'yi', 'en', 'fr', 'de', 'ru', 'hi'])('is decided by the vote alone for a sentence of %s', async (tag) => {
    vi.resetModules()
    const fresh = await import('../../src/language/detect.ts')
    expect(fresh.detectLanguage([texts[tag]!])).toEqual(detectLanguage([texts[tag]!]))
  })

  it('says what to do when franc is needed and was not loaded', async () => {
    vi.resetModules()
    const fresh = await import('../../src/language/detect.ts')
    expect(() => fresh.detectLanguage(['Kadalasan nagluluto'])).toThrow('await loadLanguages()')
    await fresh.loadLanguages()
    expect(fresh.detectLanguage(['Kadalasan nagluluto'])).toEqual(detectLanguage(['Kadalasan nagluluto']))
  })

  it.each([
    ['Stellantis تعلن عن نتائج الربع الثالث وتقول إن المبيعات ارتفعت', 'ar', 'Arab', 'rtl'],
    [`${texts.ar} Breaking news only`, 'ar', 'Arab', 'rtl'],
    [`${texts.en} هذا النص`, 'en', 'Latn', 'ltr'],
    [`${texts.he}\n${texts.he}\n${texts.en}`, 'he', 'Hebr', 'rtl'],
    [`${texts.ja} iPhone`, 'ja', 'Jpan', 'ltr'],
    [`${texts.zh} iPhone Pro Max`, 'zh', 'Hani', 'ltr'],
  ])('takes the script of most letters: %s', (text, tag, script, direction) => {
    expect(detectLanguage(text.split('\n'))).toMatchObject({ tag, script, direction })
  })

  it('decides a half-and-half document for the longer half, wherever it stands', () => {
    const arabic = Array.from({ length: 40 }, () => texts.ar!)
    const english = Array.from({ length: 30 }, () => texts.en!)
    expect(detectLanguage([...english, ...arabic])).toMatchObject({ tag: 'ar', direction: 'rtl' })
    expect(detectLanguage([...arabic.slice(20), ...english])).toMatchObject({ tag: 'en', direction: 'ltr' })
  })

  it.each([
    ['nothing', '', 'Zyyy', 'ltr'],
    ['digits', '2024 - 12:30 (٣٤)', 'Zyyy', 'ltr'],
    ['emoji', '😀🎉👍🏽', 'Zyyy', 'ltr'],
    ['a short English word', 'hello', 'Latn', 'ltr'],
    ['a short Arabic word', 'خبر', 'Arab', 'rtl'],
    ['two letters', 'אב', 'Hebr', 'rtl'],
    ['a script without a language', 'ࠀࠁࠂࠃࠄࠅࠆ', 'Samr', 'rtl'],
  ])('does not name the language of %s', (_, text, script, direction) => {
    expect(detectLanguage([text])).toEqual({ tag: 'und', script, direction, confidence: 0 })
  })

  it.each([['مرحبا بكم', 'und'], ['Guten Tag', 'und'], ['قال رئيس', 'ar'], ['الجزيرة نت', 'ar']])('does not let franc name two words: %s', (text, tag) => {
    expect(detectLanguage([text]).tag).toBe(tag)
  })

  it('does not name a language it does not know by one it knows', () => {
    const basque = 'Udalak liburutegi berria ireki zuen atzo hiriaren erdialdean, eta alkateak esan zuen sarrera doakoa izango dela guztientzat urte amaierara arte, eta ordutegia zabalagoa.'
    expect(detectLanguage([basque]).confidence).toBeLessThanOrEqual(0.5)
  })

  it('names a language only franc knows, without being sure', () => {
    const swahili = 'Halmashauri ya jiji ilifungua maktaba mpya jana katikati ya jiji na meya alisema kwamba watu wote wataingia bila malipo hadi mwisho wa mwaka huu wakati wa kazi.'
    expect(detectLanguage([swahili])).toMatchObject({ tag: 'sw', confidence: 0.5 })
  })

  it('reads Persian typed with Arabic letters, as old systems did', () => {
    expect(detectLanguage([texts.fa!.replaceAll('ی', 'ي').replaceAll('ک', 'ك')]).tag).toBe('fa')
  })

  it('reads presentation forms', () => {
    expect(detectLanguage(['ﺑﯘ ﻛﯩﺘﺎﺏ ﺋﯘﻧﯩﯔ ﺋﯜﭼﯜﻥ ﻳﯧﯖﻰ ﺑﯩﺮ ﺋﯩﺶ ﺑﻮﻟﺪﻯ']).tag).toBe('ug')
  })

  it('calls both Persian and Dari fa', () => {
    expect(francCodes('fa')).toEqual(['pes', 'prs'])
  })

  it('gives the same answer each time, whatever was asked before, within bounds', () => {
    const piece = fc.constantFrom(...Object.values(texts)).chain((text) => fc.nat(60).map((from) => text.slice(from, from + 30)))
    fc.assert(fc.property(fc.array(fc.oneof(piece, fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' })), { maxLength: 6 }), (lines) => {
      const first = detectLanguage(lines)
      detectLanguage(['entre dos lenguas'])
      expect(detectLanguage(lines)).toEqual(first)
      expect(first.confidence).toBeGreaterThanOrEqual(0)
      expect(first.confidence).toBeLessThanOrEqual(1)
      expect(first.tag === 'und').toBe(first.confidence === 0)
    }), { numRuns: 300 })
  })

  it('stays fast on a long line of any kind', () => {
    const start = performance.now()
    for (const character of ['a', 'ا', '\ud800', '\u0650', ' ', '字']) detectLanguage([character.repeat(5_000_000)])
    expect(performance.now() - start).toBeLessThan(2000)
  })
})

describe('detectLineLanguage', () => {
  const arabic = detectLanguage([texts.ar!])

  it.each([
    ['A woman reads in the new library of the town', 'en', 'Latn', 'ltr'],
    ['Merci pour cet article, je suis tout à fait d’accord avec vous', 'fr', 'Latn', 'ltr'],
    [texts.ru!, 'ru', 'Cyrl', 'ltr'],
    [texts.he!, 'he', 'Hebr', 'rtl'],
    ['Getty Images', 'und', 'Latn', 'ltr'],
    ['Reuters', 'und', 'Latn', 'ltr'],
  ])('%s', (text, tag, script, direction) => {
    expect(detectLineLanguage(text, arabic)).toMatchObject({ tag, script, direction })
  })

  it.each([
    ['the same script', texts.ar!],
    ['another language of the same script', texts.fa!],
    ['a foreign name', 'Samsung Galaxy S24 هاتف جديد من الشركة'],
    ['digits', '12:30'],
    ['nothing', ''],
  ])('leaves %s to the document', (_, text) => {
    expect(detectLineLanguage(text, arabic)).toBeUndefined()
  })

  it('knows the three scripts of Japanese', () => {
    const japanese = detectLanguage([texts.ja!])
    expect(detectLineLanguage('東京', japanese)).toBeUndefined()
    expect(detectLineLanguage('ニュース', japanese)).toBeUndefined()
    expect(detectLineLanguage(texts.en!, japanese)?.tag).toBe('en')
  })

  it('needs no franc and never throws', async () => {
    vi.resetModules()
    const fresh = await import('../../src/language/detect.ts')
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.constantFrom('Arab', 'Latn', 'Zyyy', 'Jpan'), (text, script) => {
      expect(fresh.detectLineLanguage(text, { ...arabic, script })?.script).not.toBe(script)
    }))
  })
})

describe('the table of languages', () => {
  it('lists each word and each letter once', () => {
    for (const { words } of Object.values(table.languages)) expect(new Set(words.split(' ')).size).toBe(words.split(' ').length)
    const letters = table.letters.flatMap((row) => [...row.letters])
    expect(letters.filter((letter, at) => letters.indexOf(letter) !== at)).toEqual([])
    expect(table.letters.length).toBeLessThan(256)
    expect(letters.every((letter) => letter.length === 1)).toBe(true)
  })

  it('names only languages that it has in votes, and affixes of two letters', () => {
    const tags = new Set(Object.keys(table.languages))
    for (const { votes } of [...table.letters, ...table.affixes]) expect(Object.keys(votes).filter((tag) => !tags.has(tag))).toEqual([])
    for (const row of table.affixes) for (const affix of [...(row.starts ?? []), ...(row.ends ?? [])]) expect(affix).toHaveLength(2)
  })

  it('has words that the reader can meet: lower case, in one script, without marks', () => {
    for (const [tag, { script, words }] of Object.entries(table.languages)) {
      for (const word of words.split(' ')) {
        const votes = countVotes(word, script as never)
        expect([tag, word, votes.total, word.toLowerCase()]).toEqual([tag, word, 1, word])
        expect([tag, word, script !== 'Deva' && /\p{M}/u.test(word)]).toEqual([tag, word, false])
        expect(languagesIn(script as never)).toContain(tag)
      }
    }
  })
})
