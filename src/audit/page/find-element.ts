/** The element with an id, which the page has to have. */
export function findElement<Kind extends HTMLElement = HTMLElement>(id: string): Kind {
  const found = document.getElementById(id)
  if (found === null) throw new Error(`the page has no #${id}`)
  return found as Kind
}

/** Hears of events below an element that happen in, or below, elements that match a selector. */
export function onEvent<Name extends keyof HTMLElementEventMap>(root: HTMLElement, name: Name, selector: string, hear: (target: HTMLElement, event: HTMLElementEventMap[Name]) => void): void {
  root.addEventListener(name, (event) => {
    const target = (event.target as Element).closest<HTMLElement>(selector)
    if (target !== null && root.contains(target)) hear(target, event)
  })
}
