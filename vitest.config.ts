import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['packages/*/src/**/*.test.ts', 'test/**/*.test.ts'],
    reporters: ['default', './scripts/countReporter.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
