import { defineConfig } from 'vitest/config';
import SlowFirst from './scripts/slowFirst.ts';
import { thorough } from './test/support/thorough.ts';

const packed = 'test/**/packed.test.ts';
/** What takes long and rarely breaks; `pnpm test:faults` runs it. */
const long = [
  'test/faults/crowd.test.ts',
  'test/faults/longFolder.test.ts',
  'test/faults/soak.test.ts',
  'test/faults/swapping.test.ts',
  // Its threads spin until they are given up, which takes a core for half a minute.
  'test/lifecycle/stuckReader.test.ts',
];

export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'source',
          include: ['packages/*/{src,test}/**/*.test.ts', 'test/**/*.test.ts'],
          exclude: [packed, '**/node_modules/**', ...(thorough ? [] : long)],
          globalSetup: 'test/support/builtServer.ts',
        },
      },
      // What is published is packed once for all tests of it, and only when one of them is run.
      {
        extends: true,
        test: {
          name: 'packed',
          include: [packed],
          globalSetup: ['test/support/builtServer.ts', 'test/release/pack.ts'],
        },
      },
    ],
    reporters: ['default', './scripts/countReporter.ts'],
    // Most of what is tested waits for servers, disks and browsers: three files at a time fill two cores.
    setupFiles: 'test/support/seedProperties.ts',
    maxWorkers: 3,
    sequence: { sequencer: SlowFirst },
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
