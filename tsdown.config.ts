import { defineConfig } from 'tsdown'

// One program and one library that share their chunks; only the database driver, which is native code, stays a dependency.
export default defineConfig({
  entry: ['src/cli.ts', 'src/index.ts'],
  format: 'esm',
  platform: 'node',
  target: 'node22.12',
  outDir: 'dist',
  clean: true,
  dts: { entry: ['src/index.ts'] },
  deps: { neverBundle: ['better-sqlite3'], alwaysBundle: [/.*/] },
  fixedExtension: false,
  minify: true,
  // What is read from disk when it is needed, so that it costs no start-up time.
  copy: ['src/domain/risk/compromised/common-passwords.txt'],
})
