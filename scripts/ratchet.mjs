// Holds a report of `naskh evaluate --folds 5 --perturb --json` to the figures last published, so that no change makes the
// labelling worse unseen:
//   node scripts/ratchet.mjs <report.json> [--raise]
// Prints every score that fell below its floor in docs/labelling.json and exits 1; a report of other gold is refused.
// --raise writes the report's figures there, for the tables of the pages; no floor falls by it while the gold is the same.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** What is held of each folder and variant. */
const held = ['keptF1', 'roleAccuracy', 'headline', 'whole', 'shingleF1', 'wordF1']
/** Smaller differences are noise: another order of the same documents makes them. */
const slack = 0.01

const [reportFile, raise] = process.argv.slice(2)
if (reportFile === undefined || (raise !== undefined && raise !== '--raise')) {
  console.error('expected a report: node scripts/ratchet.mjs <report.json> [--raise]')
  process.exit(2)
}

const figuresFile = path.join(path.dirname(path.dirname(fileURLToPath(import.meta.url))), 'docs/labelling.json')
const report = JSON.parse(readFileSync(reportFile, 'utf8'))
const found = readScores(report)
const floors = existsSync(figuresFile) ? JSON.parse(readFileSync(figuresFile, 'utf8')) : undefined
const sameGold = floors?.gold === report.gold

if (raise) {
  const fallen = sameGold ? listFallen(0) : []
  for (const [name, floor] of fallen) console.error(`${name} stays at ${floor}, above the ${found[name]} found: floors do not fall`)
  writeFileSync(figuresFile, format({ ...readFigures(report), scores: { ...found, ...Object.fromEntries(fallen) } }))
  console.log(`wrote ${Object.keys(found).length} floors to ${path.relative('', figuresFile)}`)
} else if (!sameGold) {
  console.error(`the report is of other gold (${report.gold}) than the floors (${floors?.gold}); look at the scores, then run again with --raise`)
  process.exitCode = 1
} else {
  const fallen = listFallen(slack)
  for (const [name, floor] of fallen) console.error(`${name}: expected at least ${floor}, found ${found[name] ?? 'nothing'}`)
  console.log(`${Object.keys(floors.scores).length} floors, ${fallen.length} not reached`)
  process.exitCode = fallen.length > 0 ? 1 : 0
}

function listFallen(room) {
  return Object.entries(floors.scores).filter(([name, floor]) => !(found[name] >= floor - room))
}

/** The scores of a report that are held, by name, to three places. */
function readScores({ groups, total, perturbed = [] }) {
  const rows = [
    ...groups.folder.flatMap((group) => held.map((metric) => [`${group.name}, ${metric}`, group[metric]])),
    ['all, macroF1', total.macroF1],
    ...perturbed.map(({ name, keptF1 }) => [`rtl ${name}, keptF1`, keptF1]),
  ]
  return Object.fromEntries(rows.filter(([, score]) => score !== null).map(([name, score]) => [name, cut(score)]))
}

/** What else of a report is published. */
function readFigures({ gold, folds, groups, roles, reliability, leaning = [] }) {
  return {
    gold, folds,
    documents: Object.fromEntries(groups.folder.map(({ name, documents }) => [name, documents])),
    roles: Object.fromEntries(roles.filter(({ counted }) => counted).map(({ role, lines, precision, recall, f1 }) => [role, [lines, cut(precision), cut(recall), cut(f1)]])),
    confidence: reliability.bins.filter(({ count }) => count > 0).map(({ from, count, said, right }) => [from, count, cut(said), cut(right)]),
    leaning: Object.fromEntries(leaning.map(({ name, all, rtl }) => [name, [all.precision, all.recall, all.f1, rtl.precision, rtl.recall, rtl.f1].map(cut)])),
  }
}

function cut(score) {
  return score === null ? null : Math.floor(score * 1000) / 1000
}

/** JSON with one row a line, so that a new measurement is a readable difference. */
function format(figures) {
  return `${JSON.stringify(figures, null, 1).replace(/\n {3,}/g, ' ').replace(/\n {2}(?=[\]}])/g, ' ')}\n`
}
