// Compares label files that naskh wrote with gold ones, line by line:
//   node scripts/check-gold.mjs <folder of gold> <folder of labels> [most]
// Prints `<file>:<line> expected <role> found <role>` for every line that differs, then a sum; exits 1 when more than `most` lines differ (0).
// Gold `other` stands for any boilerplate role; lines in `doubt` are left out.
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { isKept } from '../dist/index.mjs'

const [goldFolder, labelFolder, most = '0'] = process.argv.slice(2)
if (goldFolder === undefined || labelFolder === undefined) {
  console.error('expected two folders: node scripts/check-gold.mjs <gold> <labels>')
  process.exit(2)
}

const names = readdirSync(goldFolder).filter((name) => name.endsWith('.json')).sort()
const differences = names.flatMap(compare)
for (const difference of differences) console.log(difference)
console.log(`${names.length} documents, ${differences.length} differing lines`)
process.exitCode = names.length > 0 && differences.length <= Number(most) ? 0 : 1

/** The differences of one document, a text each. */
function compare(name) {
  const found = path.join(labelFolder, name)
  if (!existsSync(found)) return [`${name}: expected a label file in ${labelFolder}, found none`]
  const gold = JSON.parse(readFileSync(path.join(goldFolder, name), 'utf8'))
  const labels = JSON.parse(readFileSync(found, 'utf8'))
  const told = ['sha256', 'lang', 'dir'].flatMap((key) =>
    gold[key] === undefined || gold[key] === labels[key] ? [] : [`${gold.file}: ${key} expected ${gold[key]} found ${labels[key]}`],
  )
  const count = Math.max(gold.lines.length, labels.lines.length)
  for (let at = 0; at < count; at++) {
    const [expected, role] = [gold.lines[at], labels.lines[at]]
    if (!gold.doubt?.[at] && !agrees(expected, role)) told.push(`${gold.file}:${at + 1} expected ${expected} found ${role}`)
  }
  return told
}

function agrees(expected, role) {
  if (expected !== 'other') return expected === role
  return role !== null && role !== undefined && !isKept(role)
}
