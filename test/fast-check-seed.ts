import fc from 'fast-check'

// The same cases in every run, so that what passed here passes there. FC_SEED=7 npx vitest run tries others.
fc.configureGlobal({ seed: Number(process.env['FC_SEED'] ?? 1) })
