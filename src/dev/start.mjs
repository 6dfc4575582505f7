// What `npm start` runs: builds the program where it is missing or older than its sources, then starts it, with the demo
// seed for an empty database. Plain JavaScript, so that an old Node gets as far as the sentence below.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const inRoot = (...parts) => join(root, ...parts)

requireNode(JSON.parse(readFileSync(inRoot('package.json'), 'utf8')).engines.node.replace('>=', ''))
if (isOld(inRoot('dist', 'cli.js'))) build()

process.argv.splice(2, 0, 'start', '--seed-when-empty', inRoot('seeds', 'demo.yaml'))
await import(pathToFileURL(inRoot('dist', 'cli.js')).href)

function requireNode(least) {
  const [major, minor] = process.versions.node.split('.').map(Number)
  const [leastMajor, leastMinor] = least.split('.').map(Number)
  if (major > leastMajor || (major === leastMajor && minor >= leastMinor)) return
  console.error(
    `cognito-plus needs Node ${least} or newer; this is Node ${process.versions.node}.\n` +
      'Run "npm ci" without --ignore-scripts: it brings Node 24 for everything that npm runs.',
  )
  process.exit(1)
}

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
  const { status } = spawnSync(process.execPath, [tsdown, '--logLevel', 'error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  })
  if (status !== 0) process.exit(1)
}
