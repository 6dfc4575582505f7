// Says in a sentence that this Node is too old, before a tool says it in a stack trace. Plain JavaScript for that reason.
import { readFileSync } from 'node:fs'

const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
const least = manifest.engines.node.replace('>=', '')
const [major, minor] = process.versions.node.split('.').map(Number)
const [leastMajor, leastMinor] = least.split('.').map(Number)

if (major < leastMajor || (major === leastMajor && minor < leastMinor)) {
  console.error(
    `cognito-plus needs Node ${least} or newer; this is Node ${process.versions.node}.\n` +
      'Run "npm ci" without --ignore-scripts: it brings Node 24 for everything that npm runs.',
  )
  process.exit(1)
}
