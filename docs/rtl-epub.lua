-- pandoc tells an EPUB's pages which way to turn, but not its paragraphs which way to run. This filter does:
--   pandoc article.md --lua-filter rtl-epub.lua -o article.epub
-- It sets the text in a div with the direction of the front matter, for EPUB only and only from right to left.
function Pandoc(document)
  local direction = document.meta.dir and pandoc.utils.stringify(document.meta.dir)
  if FORMAT:match('^epub') and direction == 'rtl' then
    document.blocks = { pandoc.Div(document.blocks, { dir = direction }) }
    return document
  end
end
