// What `npm start` runs: builds the program where it is missing or older than its sources, then starts it, with the demo
// seed for an empty database. Plain JavaScript, so that an old Node gets as far as the sentence below.
import './require-node.mjs'
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const inRoot = (...parts) => join(root, ...parts)

if (isOld(inRoot('dist', 'cli.js'))) build()

endWithParent()
process.argv.splice(2, 0, 'start', '--seed-when-empty', inRoot('seeds', 'demo.yaml'))
await import(pathToFileURL(inRoot('dist', 'cli.js')).href)

function isOld(built) {
  if (!existsSync(built)) return true
  const sources = ['package.json', 'package-lock.json', 'tsdown.config.ts', ...filesIn('src')]
  return sources.some((source) => statSync(inRoot(source)).mtimeMs > statSync(built).mtimeMs)
}

function filesIn(folder) {
  return readdirSync(inRoot(folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length))
}

function build() {
  console.error('Building cognito-plus …')
  const tsdown = inRoot('node_modules', 'tsdown', 'dist', 'run.mjs')
  // Nothing of it may reach standard output: that belongs to the program.
  const { status } = spawnSync(process.execPath, [tsdown, '--logLevel', 'error', '--no-dts'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  })
  if (status !== 0) process.exit(1)
}

/** npm hands a signal to its shell, which ends and tells nobody: who is left alone then would go on forever. */
function endWithParent() {
  const parent = process.ppid
  const look = () => process.ppid === parent || process.kill(process.pid, 'SIGTERM')
  setInterval(look, 500).unref()
}
