import { addPins } from '../../config/pins.ts'
import { convert, load, type Conversion } from '../../convert.ts'
import { toLabels } from '../../record.ts'
import type { Role } from '../../roles.ts'
import { asRead, readPins, type Audited } from '../audited.ts'
import { partIds, renderParts } from '../render-document.ts'
import { chooseRole } from './choose-role.ts'
import { findElement, onEvent } from './find-element.ts'
import { loadEvidence } from './load-evidence.ts'
import { saveFile } from './save-file.ts'

/** The panels of one document, in which roles can be changed. */
export interface Bench {
  /** Shows another document, or the same with other options; changes of roles that were made are dropped. */
  show(audited: Audited): Promise<void>
}

/** What the panels do besides showing. */
export interface BenchSetting {
  /** What is on the page already, where the page came with it. */
  readonly audited?: Audited
  /** Is told the Markdown after each change. */
  readonly onMarkdown?: (markdown: string, conversion: Conversion) => void
}

/** Brings the panels of the page to life: the labeller runs here, pins included. */
export function openBench({ audited: first, onMarkdown }: BenchSetting): Bench {
  let audited = first
  let pins: readonly (Role | null)[] = readPins(first?.pins)
  const changes = new Map<number, Role | null>()
  const folded = new Set<Role>()
  const lines = findElement('lines')
  const [savePins, saveMarkdown, reset] = (['save-pins', 'save-markdown', 'reset'] as const).map((id) => findElement<HTMLButtonElement>(id)) as [HTMLButtonElement, HTMLButtonElement, HTMLButtonElement]

  const pinned = (): (Role | null)[] => {
    const merged = [...pins]
    for (const [line, role] of changes) merged[line - 1] = role
    return Array.from(merged, (role) => role ?? null)
  }
  const convertNow = async (given: Partial<typeof asRead> = {}): Promise<Conversion> => {
    await load()
    return convert(audited!.text, { ...audited!.options, ...(await loadEvidence(audited!)), ...given, pins: pinned() })
  }
  const render = async (): Promise<void> => {
    if (!audited) return
    const { article, tree } = await convertNow(asRead)
    const { encoding, messages } = audited.decoding
    const whole = { ...article, encoding, messages: [...messages, ...article.messages] }
    const parts = renderParts(whole, tree, whole.messages, folded)
    for (const id of partIds) findElement(id).innerHTML = parts[id]
    savePins.disabled = changes.size === 0
    reset.disabled = changes.size === 0
    if (onMarkdown) {
      const conversion = await convertNow()
      onMarkdown(conversion.markdown, conversion)
    }
  }
  const change = async (line: number, role: Role | null): Promise<void> => {
    if ((pins[line - 1] ?? null) === role) changes.delete(line)
    else changes.set(line, role)
    const before = readRoles(lines)
    await render()
    const others = readRoles(lines).filter((one, at) => one !== before[at]).length
    const button = lines.querySelector<HTMLElement>(`[data-line="${line}"]`)
    button?.focus({ preventScroll: true })
    button?.closest('.ctl')?.classList.add('quiet') // what it says is known, and would cover the next line
    findElement('status').textContent = `Line ${line} is ${role ?? 'left to naskh'}. ${others === 1 ? '1 line has' : `${others} lines have`} another role than before; ${changes.size} changed by hand.`
  }

  onEvent(lines, 'click', 'button[data-line]', (button) => {
    const line = Number(button.dataset['line'])
    chooseRole(button, line, pinned()[line - 1] ?? readRole(button), (role) => void change(line, role))
  })
  onEvent(findElement('roles'), 'change', 'input[data-fold]', (box) => {
    const role = box.dataset['fold'] as Role
    const open = (box as HTMLInputElement).checked
    if (open) folded.delete(role)
    else folded.add(role)
    for (const run of lines.querySelectorAll<HTMLDetailsElement>(`details[data-role="${role}"]`)) run.open = open
  })
  savePins.addEventListener('click', async () => {
    const { article } = await convertNow()
    saveFile(audited!.pinName, addPins(audited!.pins, toLabels(article, audited!), changes))
  })
  saveMarkdown.addEventListener('click', async () => saveFile(`${audited!.pinName.replace(/\.roles\.json$/, '')}.md`, (await convertNow()).markdown))
  reset.addEventListener('click', async () => {
    changes.clear()
    await render()
    findElement('status').textContent = 'All changes are taken back.'
    lines.focus()
  })

  return {
    async show(next) {
      audited = next
      pins = readPins(next.pins)
      changes.clear()
      await render()
    },
  }
}

function readRole(button: HTMLElement): Role | null {
  return (/\br-([a-z-]+)/.exec(button.closest('li')?.className ?? '')?.[1] as Role | undefined) ?? null
}

/** The roles that are shown, line by line. */
function readRoles(lines: HTMLElement): string[] {
  return Array.from(lines.querySelectorAll<HTMLElement>('button[data-line]'), (button) => String(readRole(button)))
}
