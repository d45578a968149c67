/** The examples of the package, run as they stand, with the server and with the mock. */
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { FileOrganizerClient } from '@file-organizer/client';
import { startMock } from '@file-organizer/mock';
import { expect, it } from 'vitest';
import { adminKey, password, startTestServer } from '../support/testServer.ts';

const run = promisify(execFile);
const folder = fileURLToPath(new URL('../../packages/client/examples', import.meta.url));

/** What each example prints, a line a pattern. */
const prints: Readonly<Record<string, readonly RegExp[]>> = {
  auth: [
    /^admin may: admin$/,
    /^backup$/,
    /^The API key is invalid: it is mistyped, expired or deleted$/,
  ],
  dedupe: [/^\/twice\/a.txt = \/twice\/copy of a.txt: 8 bytes each$/, /^completed: 1 left$/],
  events: [/^uploaded \/uploads\/notes( \(2\))?.txt$/, /^100 %$/],
  files: [
    /^(\d+) of \1$/,
    /^\/documents\/notes.txt: 9 bytes$/,
    /^bytes 0-2\/9 Buy$/,
    /^still the same$/,
    /^it has changed$/,
    /^file_exists$/,
    /^1 in the trash$/,
  ],
  folders: [
    /^\/documents\/2026\/tax, and \/documents\/2026 above it$/,
    /^\/documents\/2026\/tax$/,
    /^folder_exists$/,
    /^folder_not_empty$/,
  ],
  organize: [
    /^planned: 100 %$/,
    /^\/uploads\/notes.txt → \/uploads\/Documents\/notes.txt \(.+\)$/,
    /^completed: 1 of 1 files$/,
    /^rolled_back$/,
  ],
  search: [/^\/groceries.txt [\d.]+ \(name\)$/],
  system: [/^ok 200 true$/, /^\d+ files$/],
  uploads: [/^9 of 20 bytes$/, /^\/documents\/shopping.txt$/],
  users: [/^kim: files:read, files:write$/],
};

it.each(Object.entries(prints))('%s prints the expected lines', async (name, lines) => {
  const server = await startTestServer();
  try {
    const printed = await printedBy(name, server.url);
    for (const line of lines) expect(printed).toContainEqual(expect.stringMatching(line));
  } finally {
    await server.end();
  }
});

it.each(Object.keys(prints))('%s runs with the mock', async (name) => {
  const mock = await startMock({ port: 0, stateful: true });
  try {
    // The mock has files of its own, so that what is counted is not the same everywhere.
    const [line = /./] = prints[name] ?? [];
    expect(await printedBy(name, mock.url)).toContainEqual(expect.stringMatching(line));
  } finally {
    await mock.close();
  }
});

/** Runs an example; what it prints, by lines. */
async function printedBy(name: string, url: string): Promise<string[]> {
  const { stdout } = await run(process.execPath, [join(folder, `${name}.ts`)], {
    env: {
      FILE_ORGANIZER_BASE_URL: url,
      FILE_ORGANIZER_API_KEY: adminKey,
      PASSWORD: password,
    },
  });
  return stdout.trim().split('\n');
}

it('each group has an example in the README', async () => {
  const groups = Object.keys(new FileOrganizerClient({ baseUrl: 'http://localhost' }));
  const files = await readdir(folder);
  expect(files.map((file) => basename(file, '.ts')).sort()).toEqual(groups.sort());
  expect(Object.keys(prints).sort()).toEqual(groups.sort());
  const readme = await readFile(join(folder, '../README.md'), 'utf8');
  for (const file of files) expect(readme).toContain(`(examples/${file})`);
});
