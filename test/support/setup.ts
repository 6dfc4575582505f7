const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

// Node 20 ends with a segmentation fault when it loads better-sqlite3 13; say so before anything loads it.
if (major < 22 || (major === 22 && minor < 12)) {
  throw new Error(`These tests need Node 22.12 or newer; this is ${process.versions.node}. Run them through npm.`)
}
