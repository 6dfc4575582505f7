// Imports nothing else: Node 20 ends with a segmentation fault as soon as it loads better-sqlite3.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

if (major < 22 || (major === 22 && minor < 12)) {
  process.stderr.write(
    `cognito-plus needs Node 22.12 or newer; this is Node ${process.versions.node}.\n` +
      'In a checkout, "npm ci" without --ignore-scripts brings Node 24 for everything that npm runs.\n',
  )
  process.exit(1)
}
