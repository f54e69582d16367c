/** Opens what is folded around the place that a link leads to, and lets Escape put a line's reasons away. */
export function openLinks(): void {
  const open = () => {
    const target = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null
    const folded = target?.closest('details:not([open])')
    folded?.setAttribute('open', '')
    if (folded) target?.scrollIntoView()
  }
  addEventListener('hashchange', open)
  open()
  document.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') for (const shown of document.querySelectorAll('.ctl:is(:hover, :focus-within)')) shown.classList.add('quiet')
  })
  for (const name of ['focusout', 'mouseout'] as const) {
    document.addEventListener(name, ({ target }) => (target as Element).closest('.ctl')?.classList.remove('quiet'))
  }
}
