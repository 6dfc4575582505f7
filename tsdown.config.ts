import { defineConfig, type UserConfig } from 'tsdown'
import { thirdPartyNotices } from './src/dev/notices.ts'

const shared: UserConfig = {
  platform: 'node',
  target: 'node22.12',
  outDir: 'dist',
  fixedExtension: false,
  minify: true,
  // Only the database driver, which is native code, stays a dependency; the test runners are the user's own.
  deps: { neverBundle: ['better-sqlite3', 'vitest'], alwaysBundle: [/.*/] },
}

/** Declarations keep an import of the driver that nothing in them uses; whoever reads them does not have its types. */
const withoutStrayImports = {
  name: 'without-stray-imports',
  renderChunk: (code: string, { fileName }: { fileName: string }) =>
    fileName.endsWith('.d.ts') ? code.replaceAll(/^import \w+ from "better-sqlite3";\n/gm, '') : null,
}

export default defineConfig([
  {
    ...shared,
    format: 'esm',
    entry: { cli: 'src/cli.ts', index: 'src/index.ts', vitest: 'src/testing/vitest.ts' },
    clean: true,
    dts: { entry: ['src/index.ts', 'src/testing/vitest.ts'] },
    plugins: [thirdPartyNotices(), withoutStrayImports],
    // Vitest takes a module for its own if it is called TypeScript, and evaluates it anew for every test file; another one
    // would be evaluated once where files share a worker (`isolate: false`), and close the emulator of all after the first.
    outputOptions: { entryFileNames: ({ name }) => (name === 'vitest' ? 'vitest.mts' : '[name].js') },
    // What is read from disk when it is needed, so that it costs no start-up time.
    copy: ['src/domain/risk/compromised/common-passwords.txt', 'src/console/assets'],
  },
  // Jest runs tests as CommonJS. It shows the lines around an error, so that they should be short.
  { ...shared, minify: false, format: 'cjs', entry: { jest: 'src/testing/jest.ts' }, clean: false, shims: true },
])
