import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['*.test.ts'],
    setupFiles: ['../../support/setup.ts'],
    testTimeout: 60_000,
    // Amplify is configured for a whole process, so one file runs after the other, each in a process of its own.
    fileParallelism: false,
  },
})
