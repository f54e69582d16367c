import ar from '../data/lexicons/ar.json' with { type: 'json' }
import ckb from '../data/lexicons/ckb.json' with { type: 'json' }
import da from '../data/lexicons/da.json' with { type: 'json' }
import de from '../data/lexicons/de.json' with { type: 'json' }
import en from '../data/lexicons/en.json' with { type: 'json' }
import es from '../data/lexicons/es.json' with { type: 'json' }
import fa from '../data/lexicons/fa.json' with { type: 'json' }
import fr from '../data/lexicons/fr.json' with { type: 'json' }
import he from '../data/lexicons/he.json' with { type: 'json' }
import hi from '../data/lexicons/hi.json' with { type: 'json' }
import id from '../data/lexicons/id.json' with { type: 'json' }
import it from '../data/lexicons/it.json' with { type: 'json' }
import ja from '../data/lexicons/ja.json' with { type: 'json' }
import ko from '../data/lexicons/ko.json' with { type: 'json' }
import nl from '../data/lexicons/nl.json' with { type: 'json' }
import no from '../data/lexicons/no.json' with { type: 'json' }
import pl from '../data/lexicons/pl.json' with { type: 'json' }
import ps from '../data/lexicons/ps.json' with { type: 'json' }
import pt from '../data/lexicons/pt.json' with { type: 'json' }
import ru from '../data/lexicons/ru.json' with { type: 'json' }
import sd from '../data/lexicons/sd.json' with { type: 'json' }
import sv from '../data/lexicons/sv.json' with { type: 'json' }
import tr from '../data/lexicons/tr.json' with { type: 'json' }
import ug from '../data/lexicons/ug.json' with { type: 'json' }
import ur from '../data/lexicons/ur.json' with { type: 'json' }
import yi from '../data/lexicons/yi.json' with { type: 'json' }
import zh from '../data/lexicons/zh.json' with { type: 'json' }
import type { Lexicon } from './lexicon.ts'

/** Every lexicon there is, in the order of the tags. */
export const lexicons: readonly Lexicon[] = [
  ar, ckb, da, de, en, es, fa, fr, he, hi, id, it, ja, ko, nl, no, pl, ps, pt, ru, sd, sv, tr, ug, ur, yi,
  zh,
]

/** Tags of languages that are read with the lexicon of another one, by their usual tag. */
const aliases: Readonly<Record<string, string>> = {
  iw: 'he', ji: 'yi', nb: 'no', nn: 'no', pes: 'fa', prs: 'fa', arb: 'ar', pbt: 'ps', pbu: 'ps', uig: 'ug', in: 'id',
}

const byTag: ReadonlyMap<string, Lexicon> = new Map(lexicons.map(lexicon => [lexicon.tag, lexicon]))

/**
 * Finds the lexicon of a language: that of the whole tag, else that of its primary subtag.
 *
 * @param tag BCP 47 tag in any case, such as `ar`, `ar-EG`, `nb` or `zh-Hans`.
 * @returns The lexicon, or `undefined` for a language that has none.
 * @example lexiconFor('prs-AF')?.tag // 'fa'
 */
export function lexiconFor(tag: string): Lexicon | undefined {
  const whole = tag.toLowerCase()
  const primary = whole.split('-', 1)[0]!
  return byTag.get(whole) ?? byTag.get(aliases[whole] ?? primary) ?? byTag.get(aliases[primary] ?? primary)
}
