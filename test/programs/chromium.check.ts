import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { body, convertArticle, english, title } from './article.ts'

const screenshots = path.resolve('.cache/screenshots')
const html = execFileSync('pandoc', ['-s', '--wrap=none', '-t', 'html'], { input: convertArticle('pandoc'), encoding: 'utf8' })

/** Wide enough for each paragraph to be one line, in a font that has all letters of the article's script. */
const style = 'html { font: 20px "Amiri", serif } body { max-width: none; width: 2400px; margin: 0; padding: 0 }'

let browser: Browser
let page: Page

beforeAll(async () => {
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
  page = await open(html)
})

afterAll(() => browser.close())

async function open(content: string): Promise<Page> {
  const opened = await browser.newPage({ viewport: { width: 2400, height: 1600 } })
  await opened.setContent(content)
  await opened.addStyleTag({ content: style })
  return opened
}

/** What runs in the page: the pieces of the block that holds the first piece, and the box of each. */
const measure = `(pieces) => {
  const blocks = [...document.querySelectorAll('h1, h2, p, li')]
  const block = blocks.find((one) => one.textContent.startsWith(pieces[0]))
  const node = [...(function* texts(at) { if (at.nodeType === 3) yield at; else for (const child of at.childNodes) yield* texts(child) })(block)][0]
  const { left, right } = block.getBoundingClientRect()
  let from = 0
  const boxes = pieces.map((piece) => {
    const start = node.data.indexOf(piece, from)
    from = start + piece.length
    const range = document.createRange()
    range.setStart(node, start)
    range.setEnd(node, from)
    const { left, right, top } = range.getBoundingClientRect()
    return { piece, left, right, top }
  })
  return { direction: getComputedStyle(block).direction, left, right, boxes }
}`

interface Measured {
  direction: string
  left: number
  right: number
  boxes: { piece: string; left: number; right: number; top: number }[]
}

/** Measures where a browser sets pieces of one block, given in the order in which they are written. */
async function place(where: Page, text: string): Promise<Measured & { fromRight: string[] }> {
  const measured: Measured = await where.evaluate(`(${measure})(${JSON.stringify(text.split('|'))})`)
  const tops = new Set(measured.boxes.map(({ top }) => Math.round(top / 15)))
  expect(tops.size).toBe(1)
  return { ...measured, fromRight: measured.boxes.toSorted((one, other) => other.right - one.right).map(({ piece }) => piece) }
}

describe('Chromium shows what pandoc makes of the article', () => {
  it('in the direction of the front matter, block by block', async () => {
    const directions = await page.evaluate<[string, string][]>(
      `[document.documentElement, ...document.querySelectorAll('h1, h2, p, li')].map((one) => [one.textContent, getComputedStyle(one).direction])`,
    )
    const [document, ...blocks] = directions
    expect(document![1]).toBe('rtl')
    expect(blocks.length).toBeGreaterThan(body.length)
    const leftToRight = blocks.filter(([, direction]) => direction === 'ltr').map(([text]) => text)
    expect(leftToRight[0]).toBe(english)
    // The other one is a line of code, in which Latin letters prevail.
    expect(leftToRight.slice(1).map((text) => text.slice(0, 8))).toEqual(['<script>'])
  })

  it.each<[string, string, string[]]>([
    ['a Latin name inside Arabic', 'تونس|أعلنت|شركة|Nordhaven|Systems|أن|النسخة', ['تونس', 'أعلنت', 'شركة', 'Systems', 'Nordhaven', 'أن', 'النسخة']],
    ['a line that opens with a Latin name', 'iPhone|و |Android|هما|النظامان', ['iPhone', 'و ', 'Android', 'هما', 'النظامان']],
    ['a headline that opens with two', 'Nordhaven|Systems|تفتح|مكتبتها', ['Systems', 'Nordhaven', 'تفتح', 'مكتبتها']],
    ['numbers and brackets', 'تونس|4.2|75%|(|نحو|12,500|كتاب|)|مجانية|.', ['تونس', '4.2', '75%', '(', 'نحو', '12,500', 'كتاب', ')', 'مجانية', '.']],
    ['Persian and Hebrew in Arabic', 'وقال|«|لن|»|بالفارسية|می‌خواهیم|שלום|ok|!', ['وقال', '«', 'لن', '»', 'بالفارسية', 'می‌خواهیم', 'שלום', 'ok', '!']],
    ['English', 'The |reader|was|.', ['.', 'was', 'reader', 'The ']],
  ])('with %s in the order in which it is read', async (_, text, fromRight) => {
    expect((await place(page, text)).fromRight).toEqual(fromRight)
  })

  it('from the edge where reading begins', async () => {
    const arabic = await place(page, 'iPhone|و ')
    expect(arabic.right - arabic.boxes[0]!.right).toBeLessThan(1)
    const latin = await place(page, 'The |reader')
    expect(latin.boxes[0]!.left - latin.left).toBeLessThan(1)
  })

  it('otherwise without lang and dir, so that it is they that decide', async () => {
    const plain = await open(html.replace(/(<html[^>]*) dir="rtl"/, '$1'))
    expect((await place(plain, 'iPhone|و |Android|هما')).fromRight).toEqual(['هما', 'Android', 'و ', 'iPhone'])
    await plain.close()
  })

  it('in an Arabic font, with ink where the text is', async () => {
    mkdirSync(screenshots, { recursive: true })
    writeFileSync(path.join(screenshots, 'article.png'), await page.screenshot())
    expect(await fontsOf(page, 'h1')).toEqual(['Amiri'])
    const heading = await page.locator('h2').first().screenshot()
    const [left, right] = await countInk(heading)
    expect(right).toBeGreaterThan(200)
    expect(left).toBe(0)
    expect(await page.title()).toBe(title)
  })
})

describe('Chromium shows README.ar.md as GitHub does, each block with a direction of its own,', () => {
  /** Blocks that GitHub gives `dir="auto"`. */
  const blocks = 'h1, h2, h3, p, li'
  let readme: Page

  beforeAll(async () => {
    const rendered = execFileSync('cmark-gfm', ['--unsafe', '-e', 'table', 'README.ar.md'], { encoding: 'utf8' })
    readme = await open(rendered)
    await readme.evaluate(`document.querySelectorAll('${blocks}').forEach((one) => one.setAttribute('dir', 'auto'))`)
  })

  it('with its text from right to left', async () => {
    const leftToRight = await readme.evaluate<string[]>(
      `[...document.querySelectorAll('${blocks}, td, th, table')].filter((one) => getComputedStyle(one).direction === 'ltr').map((one) => one.textContent)`,
    )
    expect(leftToRight).toEqual(['English', 'MIT'])
  })

  it('with what is typed from left to right', async () => {
    const found = await readme.evaluate<[string, boolean][]>(`[...document.querySelectorAll('code:not([dir="auto"])')].map((code) => {
      const edge = (from, to) => {
        const range = document.createRange()
        range.setStart(code.firstChild, from)
        range.setEnd(code.firstChild, to)
        return range.getClientRects()[0].left
      }
      const start = code.textContent.match(/^(#.*\\n)*/)[0].length
      const line = code.textContent.slice(start).split('\\n')[0].replace(/ *#.*/, '')
      return [line, line.length === 1 || edge(start, start + 1) < edge(start + line.length - 1, start + line.length)]
    })`)
    expect(found.length).toBeGreaterThan(100)
    expect(found.filter(([, inOrder]) => !inOrder)).toEqual([])
  })

})

/** The fonts that the browser really took for an element. */
async function fontsOf(where: Page, selector: string): Promise<string[]> {
  const session = await where.context().newCDPSession(where)
  await session.send('DOM.enable')
  await session.send('CSS.enable')
  const { root } = await session.send('DOM.getDocument')
  const { nodeId } = await session.send('DOM.querySelector', { nodeId: root.nodeId, selector })
  const { fonts } = await session.send('CSS.getPlatformFontsForNode', { nodeId })
  return fonts.map(({ familyName }) => familyName)
}

/** Counts the dark pixels of the left and the right half of a picture. */
async function countInk(png: Uint8Array): Promise<[left: number, right: number]> {
  const address = `data:image/png;base64,${Buffer.from(png).toString('base64')}`
  return page.evaluate(`(async () => {
    const image = new Image()
    image.src = ${JSON.stringify(address)}
    await image.decode()
    const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height })
    const context = canvas.getContext('2d')
    context.drawImage(image, 0, 0)
    const { data } = context.getImageData(0, 0, image.width, image.height)
    const counts = [0, 0]
    for (let at = 0; at < data.length; at += 4) if (data[at] < 128) counts[(at / 4) % image.width < image.width / 2 ? 0 : 1]++
    return counts
  })()`)
}
