import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { readyModel, type Model } from '../label/model.ts'
import { readSavedReport, type SavedReport } from '../learn/evaluation-report.ts'

/** What can be measured with, or against: a model, or what was counted before. */
export type Yardstick = { readonly model: Model } | { readonly report: SavedReport } | { readonly problem: string }

/**
 * Reads a model or a saved report, whichever the file holds.
 *
 * @returns Nothing without a file; a sentence when it cannot be used.
 */
export async function readYardstick(file: string | undefined, cwd: string): Promise<Yardstick | undefined> {
  if (file === undefined) return undefined
  let value: unknown
  try {
    value = JSON.parse(await readFile(path.resolve(cwd, file), 'utf8'))
  } catch (error) {
    return { problem: `${file}: ${error instanceof SyntaxError ? 'expected JSON, found something else' : (error as Error).message}` }
  }
  const report = readSavedReport(value)
  if (report) return { report }
  if (typeof value !== 'object' || value === null || !('splits' in value)) return { problem: `${file}: expected a model or a saved report, found something else` }
  try {
    readyModel(value as Model)
    return { model: value as Model }
  } catch (error) {
    return { problem: `${file}: ${(error as Error).message}` }
  }
}
