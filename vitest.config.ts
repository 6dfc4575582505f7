import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    // They have dependencies of their own.
    exclude: ['test/workspaces/**'],
    setupFiles: ['test/support/setup.ts'],
    testTimeout: 20_000,
    // Two workers fit the machines that this project is developed and checked on.
    maxWorkers: 2,
    // Test files share nothing but modules, and loading those anew for each would take most of the time.
    isolate: false,
    coverage: { provider: 'v8', include: ['src/**'], exclude: ['src/api/generated/**', 'src/dev/**'] },
  },
})
