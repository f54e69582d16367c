import { load } from '../../convert.ts'
import { flavorNames, type FlavorName } from '../../markdown/flavors.ts'
import type { Preference } from '../../label/label.ts'
import { toBaseName, toStem } from '../../config/file-name.ts'
import { decode } from '../../text/decode.ts'
import { toDecoding, type Audited } from '../audited.ts'
import { sha256Hex } from '../sha256.ts'
import { findElement } from './find-element.ts'
import { openBench } from './open-bench.ts'

/** A text to be looked at. */
interface Source {
  readonly file: string
  readonly bytes: Uint8Array
}

/** Milliseconds without a key after which a typed text is labelled. */
const pause = 200

/** Brings the page to paste into to life. */
export async function openPlaygroundPage(): Promise<void> {
  await load()
  const [text, file, documents] = [findElement<HTMLTextAreaElement>('text'), findElement<HTMLInputElement>('file'), findElement<HTMLSelectElement>('documents')]
  const [flavor, prefer, lang] = [findElement<HTMLSelectElement>('flavor'), findElement<HTMLSelectElement>('prefer'), findElement<HTMLInputElement>('lang')]
  const markdown = findElement('markdown')
  let sources: readonly Source[] = []
  let waiting: ReturnType<typeof setTimeout> | undefined

  const bench = openBench({
    onMarkdown(written, { article }) {
      markdown.textContent = written
      markdown.dir = article.language.direction
      markdown.lang = article.language.tag
    },
  })
  const chosen = (): Source => sources[Number(documents.value)] ?? { file: 'text.txt', bytes: new TextEncoder().encode(text.value) }
  const show = async () => {
    const source = chosen()
    const empty = source.bytes.length === 0
    findElement('result').hidden = empty
    if (!empty) await bench.show(toAudited(source, { flavor: flavorNames.find((name) => name === flavor.value) ?? 'default', prefer: prefer.value as Preference, lang: lang.value.trim() }))
  }
  const takeFiles = async (files: Iterable<File>) => {
    sources = await Promise.all(Array.from(files, async (one) => ({ file: one.name, bytes: new Uint8Array(await one.arrayBuffer()) })))
    documents.replaceChildren(...sources.map((source, at) => new Option(source.file, String(at))))
    findElement('several').hidden = sources.length < 2
    if (sources.length > 0) text.value = decode(chosen().bytes).text
    await show()
  }

  text.addEventListener('input', () => {
    sources = []
    findElement('several').hidden = true
    clearTimeout(waiting)
    waiting = setTimeout(show, pause)
  })
  for (const field of [flavor, prefer, lang]) field.addEventListener('change', show)
  documents.addEventListener('change', () => {
    text.value = decode(chosen().bytes).text
    void show()
  })
  file.addEventListener('change', () => void takeFiles(file.files ?? []))
  document.addEventListener('dragover', (event) => event.preventDefault())
  document.addEventListener('drop', (event) => {
    event.preventDefault()
    if (event.dataTransfer && event.dataTransfer.files.length > 0) void takeFiles(event.dataTransfer.files)
  })
  findElement('copy').addEventListener('click', async () => {
    await navigator.clipboard.writeText(markdown.textContent ?? '')
    findElement('status').textContent = 'Copied.'
  })
  if (text.value !== '') await show() // kept by the browser from before
}

/** What is set on the page. */
interface Chosen {
  readonly flavor: FlavorName
  readonly prefer: Preference
  readonly lang: string
}

function toAudited({ file, bytes }: Source, { flavor, prefer, lang }: Chosen): Audited {
  const { text, encoding, confidence, messages } = decode(bytes)
  return {
    file: toBaseName(file),
    pinName: `${toStem(toBaseName(file))}.roles.json`,
    sha256: sha256Hex(bytes),
    text,
    options: { flavor, prefer, ...(/^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(lang) && { lang }) },
    decoding: toDecoding({ encoding, encodingConfidence: confidence, messages }),
  }
}
