import { escapeHtml } from './escape-html.ts'

/** One bar of a chart. */
export interface Bar {
  readonly name: string
  readonly value: number
  /** Class that gives the colour. */
  readonly style: string
}

const [height, left, wide, right] = [18, 96, 180, 64] as const

/**
 * Draws a chart of horizontal bars as SVG, with names and values as text.
 *
 * @param labelledBy id of the element that names the chart
 */
export function renderBars(bars: readonly Bar[], labelledBy: string): string {
  const most = Math.max(1, ...bars.map(({ value }) => value))
  const drawn = bars.map(({ name, value, style }, at) => {
    const y = at * height
    const width = Math.max(1, Math.round((wide * value) / most))
    return `<text x="${left - 6}" y="${y + 13}" text-anchor="end">${escapeHtml(name)}</text><rect class="${style}" x="${left}" y="${y + 3}" width="${width}" height="12"/><text x="${left + width + 5}" y="${y + 13}">${value}</text>`
  })
  return `<svg class="chart" role="img" aria-labelledby="${labelledBy}" aria-describedby="${labelledBy}-d" viewBox="0 0 ${left + wide + right} ${Math.max(1, bars.length) * height}"><desc id="${labelledBy}-d">${bars.map(({ name, value }) => `${escapeHtml(name)} ${value}`).join(', ')}</desc>${drawn.join('')}</svg>`
}
