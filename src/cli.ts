#!/usr/bin/env node
import './node-version.ts'

// Everything else is loaded only now, so that an old Node gets a sentence and not a crash.
const { enableCompileCache } = await import('node:module')
// Node keeps the compiled code in the system's temporary folder; the next start is a third faster.
enableCompileCache()
// Whoever reads may have seen enough: `cognito-plus export | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})
const { run } = await import('./cli/program.ts')
await run(process.argv.slice(2))
