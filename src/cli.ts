#!/usr/bin/env node
import './node-version.ts'
import { enableCompileCache } from 'node:module'

// Node keeps the compiled code in the system's temporary folder; the next start is a third faster.
enableCompileCache()
// Loaded only now, so that an old Node gets a sentence and not a crash.
const { run } = await import('./cli/program.ts')
await run(process.argv.slice(2))
