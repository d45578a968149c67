/**
 * What the system refuses to a server that runs as an ordinary user, as it should. The administrator
 * is refused nothing, so the server is started as another user here, which only he can do.
 */
import { chmodSync, chownSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { execute, outcomesOf, plan, rollBack } from '../support/scene.ts';
import { ServerProcess } from '../support/serverProcess.ts';
import { differences, snapshotOf } from '../support/snapshot.ts';
import { canBeStranger, stranger } from '../support/stranger.ts';
import type { TestServer } from '../support/testServer.ts';

const canStart = canBeStranger && stranger !== undefined;
if (!canStart) console.warn('Skipped: only as root can a server be started as another user');

const key = 'fo_abc123_token456';

let folder: string;
let root: string;
let child: ServerProcess | undefined;
let server: Pick<TestServer, 'fetch'>;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'file-organizer-denied-'));
  root = join(folder, 'library');
  for (const place of [root, join(folder, 'data'), join(root, 'in')]) mkdirSync(place);
  for (const name of ['in/victim.txt', 'song.mp3']) writeFileSync(join(root, name), name);
  for (const name of ['', 'data', 'library', 'library/in', 'library/in/victim.txt']) {
    chownSync(join(folder, name), stranger ?? -1, stranger ?? -1);
  }
});
afterEach(async () => {
  await child?.end('SIGTERM');
  child = undefined;
  await rm(folder, { recursive: true, force: true });
});

async function start(): Promise<void> {
  child = new ServerProcess(
    ['--port', '0', '--root', root, '--data', join(folder, 'data')],
    { FILE_ORGANIZER_API_KEY: key, FILE_ORGANIZER_RATE_LIMIT_SCALE: '0', HOME: folder },
    undefined,
    stranger,
  );
  const url = await child.url();
  server = {
    fetch: (path, init = {}) => {
      const headers = new Headers(init.headers);
      headers.set('X-API-Key', key);
      return fetch(url + path, { ...init, headers });
    },
  };
}

it.skipIf(!canStart).each<[string, () => void]>([
  ['its folder', () => chownSync(join(root, 'in'), 0, 0)],
  [
    'its folder and the file',
    () => {
      for (const name of ['in', 'in/victim.txt']) chownSync(join(root, name), 0, 0);
    },
  ],
  [
    'the target folder',
    () => {
      mkdirSync(join(root, 'Documents'));
      chmodSync(join(root, 'Documents'), 0o755);
    },
  ],
])('a file stays with code denied if the server cannot write to %s', async (_, close) => {
  await start();
  const jobId = await plan(server);
  close();
  const before = snapshotOf(root);
  expect(await execute(server, jobId)).toMatchObject({ status: 'partial', error_count: 1 });
  expect(await outcomesOf(server, jobId)).toEqual({
    '/in/victim.txt': 'denied',
    '/song.mp3': 'done',
  });
  expect(await rollBack(server, jobId)).toMatchObject({ status: 'rolled_back' });
  expect(differences(before, snapshotOf(root))).toEqual([]);
});
