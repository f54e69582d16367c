import type { Root } from 'mdast'
import remarkFrontmatter from 'remark-frontmatter'
import type { Plugin, Processor } from 'unified'
import type { VFile } from 'vfile'
import { addMessages, analyse, buildTree, load, type ConvertOptions } from './convert.ts'
import type { Article } from './document.ts'
import { locateNodes } from './markdown/locate-nodes.ts'

// A plugin's callers should not have to know what is loaded late.
await load()

declare module 'vfile' {
  interface DataMap {
    /** What `naskhParse` knows of the document beside the tree. */
    naskh: Pick<Article, 'encoding' | 'language' | 'metadata' | 'fixes'>
  }
}

/**
 * A parser of plain-text articles for unified: text in, mdast out. Every node has its `position` in the input and its
 * origin as `data.naskh`; messages go to the file, and language and metadata to `file.data.naskh`. Bytes are decoded.
 *
 * An input that cannot be used gives a message with `fatal` set and a tree without children; nothing is thrown.
 *
 * @param options those of `convert`
 * @example unified().use(naskhParse, { flavor: 'pandoc' }).use(remarkStringify).process(file)
 */
export const naskhParse: Plugin<[options?: ConvertOptions | null | undefined], string, Root> = function (options) {
  const self = this as unknown as Processor<Root>
  remarkFrontmatter.call(self as never) // so that what writes the tree knows front matter
  self.parser = (document: string, file: VFile): Root => {
    const given = options ?? {}
    const article = analyse(file.value instanceof Uint8Array ? file.value : document, given)
    addMessages(file, article.messages)
    const { encoding, language, metadata, fixes } = article
    file.data.naskh = { encoding, language, metadata, fixes }
    const failed = article.messages.some(({ severity }) => severity === 'error')
    return locateNodes(failed ? { type: 'root', children: [] } : buildTree(article, given), article.lines)
  }
}

export default naskhParse
export type { ConvertOptions }
export type { Origin } from './markdown/tree.ts'
