-- Reads each of the files that the input lists, one a line, as the format that NASKH_FORMAT names, and prints each as
-- JSON on a line: one process for thousands of documents.
function Pandoc(list)
  for name in pandoc.utils.stringify(list):gmatch('%S+') do
    local file = assert(io.open(name))
    local read = pandoc.read(file:read('a'), os.getenv('NASKH_FORMAT'))
    file:close()
    print(pandoc.write(read, 'json'))
  end
  return pandoc.Pandoc({})
end
