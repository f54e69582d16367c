import path from 'node:path'
import { defineConfig } from 'vitest/config'

/** The checks with the programs that read naskh's Markdown. They need those programs, so `npm test` leaves them out. */
export default defineConfig({
  root: path.resolve(import.meta.dirname, '../..'),
  test: { include: ['test/programs/*.check.ts'], testTimeout: 600_000, hookTimeout: 120_000 },
})
