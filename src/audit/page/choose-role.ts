import { isKept, roles, type Role } from '../../roles.ts'

/** Keys that move within a closed list of choices, which tells of each step as if it were chosen. */
const stepping = /^(?:Arrow|Home|End|Page|[^A-Z]$)/i

/**
 * Puts a list of the roles in place of a button until one is chosen or the list is left.
 *
 * @param done is told the role, `null` for no opinion; not called when nothing else was chosen
 */
export function chooseRole(button: HTMLElement, line: number, now: Role | null, done: (role: Role | null) => void): void {
  const list = document.createElement('select')
  list.setAttribute('aria-label', `Role of line ${line}`)
  list.append(new Option('as naskh decides', ''), toGroup('kept', true), toGroup('set aside', false))
  list.value = now ?? ''
  const before = list.value
  let stepped = false
  let over = false
  const finish = (take: boolean) => {
    if (over) return
    over = true
    const focused = document.activeElement === list
    list.replaceWith(button)
    if (focused) button.focus()
    if (take && list.value !== before) done(list.value === '' ? null : (list.value as Role))
  }
  list.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') finish(false)
    else if (key === 'Enter') setTimeout(() => finish(true)) // an open list takes the choice first
    else if (stepping.test(key)) stepped = true
  })
  list.addEventListener('pointerdown', () => (stepped = false))
  list.addEventListener('change', () => stepped || finish(true))
  list.addEventListener('blur', () => finish(true))
  button.replaceWith(list)
  list.focus()
  try {
    list.showPicker()
  } catch {
    // older browsers open it with the next key or tap
  }
}

function toGroup(label: string, kept: boolean): HTMLOptGroupElement {
  const group = Object.assign(document.createElement('optgroup'), { label })
  group.append(...roles.filter((role) => isKept(role) === kept).map((role) => new Option(role, role)))
  return group
}
