import { dataId, type Audited } from '../audited.ts'
import type { DocumentRow } from '../document-row.ts'
import { findElement } from './find-element.ts'
import { openIndexPage } from './index-page.ts'
import { openBench } from './open-bench.ts'
import { openLinks } from './open-links.ts'
import { openPlaygroundPage } from './playground-page.ts'

// The program of all pages: each says in `data-page` which it is.

const readData = (): unknown => JSON.parse(findElement(dataId).textContent ?? '')

/** What is done on each kind of page. */
const openers: Readonly<Record<string, () => unknown>> = {
  document: () => openBench({ audited: readData() as Audited }),
  index: () => openIndexPage(readData() as DocumentRow[]),
  playground: openPlaygroundPage,
}

openLinks()
void openers[document.body.dataset['page'] ?? '']?.()
