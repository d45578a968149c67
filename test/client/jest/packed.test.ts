/** The packed client in the environments of Jest, jsdom among them, with the real server. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { adminKey, startTestServer } from '../../support/testServer.ts';
import { type Installed, installClient } from '../installed.ts';
import { fetchRuntimes } from '../runtimes.ts';

const { jest } = await fetchRuntimes();
const skipped = !jest.command && process.env.CI !== 'true';

let install: Installed;
beforeAll(async () => {
  install = await installClient(inject('tarballs')['@file-organizer/client'] ?? '');
}, 120_000);
afterAll(() => install.remove());

it.skipIf(skipped).each(['node', 'jsdom', 'jest-fixed-jsdom'])(
  'works in the Jest environment %s',
  async (environment) => {
    if (!jest.command) throw new Error('Jest could not be installed');
    const server = await startTestServer({ corsOrigins: ['http://localhost'] });
    const packages = join(jest.command, '../../..');
    const config = {
      rootDir: install.folder,
      testMatch: ['**/jest.cjs'],
      testEnvironment: environment,
      // where the environments are, and the fetch that one of them lacks
      modulePaths: [packages],
      testTimeout: 60_000,
    };
    try {
      const { stderr } = await promisify(execFile)(
        process.execPath,
        [jest.command, '--verbose', '--ci', '--config', JSON.stringify(config)],
        {
          cwd: install.folder,
          env: {
            PATH: process.env.PATH,
            ENVIRONMENT: environment,
            FILE_ORGANIZER_BASE_URL: server.url,
            FILE_ORGANIZER_API_KEY: adminKey,
          },
        },
      ).catch((error) => error);
      expect(stderr).toMatch(/^Tests: +\d+ passed, \d+ total$/m);
    } finally {
      await server.end();
    }
  },
  180_000,
);
