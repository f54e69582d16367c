import type { Article, LabelledLine } from '../document.ts'
import { isKept, type Role } from '../roles.ts'
import { doubtful } from './doubtful.ts'
import { showText } from './escape-html.ts'
import { attributesOf } from './render-article.ts'

/** Lines next to each other that are shown as one: all kept ones, or all of one role that is set aside. */
interface Run {
  readonly role: Role | null
  readonly lines: LabelledLine[]
}

/**
 * Writes the whole input line by line: number, role, how sure it is, reasons, and the line as decoded. Lines that are
 * set aside can be folded, a run of one role at a time.
 *
 * @param linked numbers of the lines that the article can be asked for
 * @param folded roles whose runs are closed
 */
export function renderLines({ lines, language }: Article, linked: ReadonlySet<number>, folded: ReadonlySet<Role> = new Set()): string {
  return toRuns(lines).map(({ role, lines: own }) => {
    const list = `<ol class="run">\n${own.map((line) => renderLine(line, linked.has(line.number), attributesOf(line.language ?? language))).join('\n')}\n</ol>`
    if (role === null) return list
    const full = own.filter((line) => line.role !== null)
    const [first, last] = [full[0]!.number, full.at(-1)!.number]
    return `<details class="aside r-${role}" data-role="${role}"${folded.has(role) ? '' : ' open'}><summary>${role}, ${last > first ? `lines ${first}–${last}` : `line ${first}`}</summary>\n${list}\n</details>`
  }).join('\n')
}

/** Tells whether a line is one to look at. */
export function isDoubtful({ role, confidence, pinned }: Pick<LabelledLine, 'role' | 'confidence' | 'pinned'>): boolean {
  return role !== null && !pinned && confidence < doubtful
}

function toRuns(lines: readonly LabelledLine[]): Run[] {
  const runs: Run[] = []
  let blanks: LabelledLine[] = [] // go with what comes before if the same goes on, else with what follows
  for (const line of lines) {
    if (line.role === null) {
      blanks.push(line)
      continue
    }
    const role = isKept(line.role) ? null : line.role
    const last = runs.at(-1)
    if (last) for (const blank of blanks) last.lines.push(blank)
    if (last && last.role === role) last.lines.push(line)
    else runs.push({ role, lines: last ? [line] : [...blanks, line] })
    blanks = []
  }
  if (runs.length === 0) return blanks.length === 0 ? [] : [{ role: null, lines: blanks }]
  for (const blank of blanks) runs.at(-1)!.lines.push(blank)
  return runs
}

function renderLine(line: LabelledLine, linked: boolean, attributes: string): string {
  const { number, role, pinned, raw } = line
  if (role === null) return `<li class="blank" id="l${number}"><span class="no">${number}</span></li>`
  const doubt = isDoubtful(line)
  const shown = linked ? `<a class="no" href="#a${number}"><span class="sr">line </span>${number}</a>` : `<span class="no">${number}</span>`
  const sure = pinned ? 'fixed' : `${Math.round(line.confidence * 100)} %`
  const reasons = line.continues ? ['goes on with the line before', ...(line.reasons ?? [])] : (line.reasons ?? [])
  const why = pinned ? 'Fixed by hand.' : `${doubt ? 'Not sure. ' : ''}${reasons.length > 0 ? `Because: ${reasons.join('; ')}.` : 'No single reason stands out.'}`
  return `<li class="r-${role}${doubt ? ' doubt' : ''}${pinned ? ' pinned' : ''}" id="l${number}">${shown}<span class="ctl"><button type="button" data-line="${number}" aria-describedby="w${number}"><span class="sr">line ${number}: </span>${role} <span class="sure">${doubt ? '? ' : ''}${sure}</span></button><span class="why" role="tooltip" id="w${number}">${showText(why)}</span></span><span class="text" ${attributes}>${showText(raw.replace(/\r$/, ''))}</span></li>`
}
