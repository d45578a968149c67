import { globSync, readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import SlowFirst from './scripts/slowFirst.ts';
import { thorough } from './test/support/thorough.ts';

const packed = 'test/**/packed.test.ts';
const others = ['packages/*/{src,test}/**/*.test.ts', 'test/**/*.test.ts'];
/** What takes long and rarely breaks; `pnpm test:faults` runs it. */
const long = [
  'test/faults/crowd.test.ts',
  'test/faults/longFolder.test.ts',
  'test/faults/soak.test.ts',
  'test/faults/swapping.test.ts',
  // Its threads spin until they are given up, which takes a core for half a minute.
  'test/lifecycle/stuckReader.test.ts',
];
const ignored = [packed, '**/node_modules/**', ...(thorough ? [] : long)];

/** What cannot share a process with other files. */
const alone = [
  // A module that is mocked must not have been loaded before.
  ...globSync(others, { exclude: ['**/node_modules/**'] }).filter((file) =>
    /\bvi\.(?:do)?mock\(/i.test(readFileSync(file, 'utf8')),
  ),
  // It needs the usual engine of regular expressions; the schemas of the server switch to one that cannot backtrack.
  'packages/server/src/organize/planning/inspector.test.ts',
  // It measures the memory of its process.
  'packages/contract-first/src/runtime/typescript/streams.test.ts',
  // They count the open files of their process.
  'packages/server/src/disk/{heldFolder,heldFolders,openFile}.test.ts',
  'test/server/downloads.test.ts',
];

/** The built server is loaded as users do, not transformed again. */
const server = { deps: { external: [/\/packages\/server\/dist\//] } };
const globalSetup = [
  'test/support/builtServer.ts',
  'test/support/compiled.ts',
  'test/support/postgresSetup.ts',
];

export default defineConfig({
  test: {
    projects: [
      // A process loads what it tests once for all files that it runs: a quarter of a second for each file.
      {
        extends: true,
        test: {
          name: 'source',
          include: others,
          exclude: [...ignored, ...alone],
          isolate: false,
          server,
          globalSetup,
        },
      },
      {
        extends: true,
        test: { name: 'alone', include: alone, exclude: ignored, server, globalSetup },
      },
      // What is published is packed once for all tests of it, and only when one of them is run.
      {
        extends: true,
        test: {
          name: 'packed',
          include: [packed],
          server,
          globalSetup: [...globalSetup, 'test/release/pack.ts'],
        },
      },
    ],
    reporters: ['default', './scripts/countReporter.ts'],
    setupFiles: ['test/support/seedProperties.ts', 'test/support/restoreAfterFile.ts'],
    // Most of what is tested waits for servers, disks and browsers: four files at a time fill two cores.
    maxWorkers: 4,
    sequence: { sequencer: SlowFirst },
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
