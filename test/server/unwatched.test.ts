/** A system that allows no more watches: nothing is told, and yet no answer is behind the disk. */
import fs, { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openLog } from '../../packages/server/src/process/log.ts';
import { list, refusal } from '../support/library.ts';
import { startTestServer, type TestServer } from '../support/testServer.ts';

let refused = 0;
fs.watch = () => {
  refused += 1;
  throw Object.assign(new Error('ENOSPC: limit of watches'), { code: 'ENOSPC' });
};
syncBuiltinESMExports();

const lines: string[] = [];
let server: TestServer;
beforeAll(async () => {
  const log = await openLog('warn', false, { write: (line: string) => lines.push(line) });
  server = await startTestServer({}, { log });
});
afterAll(() => server.end());

const place = (path: string): string => join(server.root, path);
async function paths(recursive: boolean, path = '/'): Promise<string[]> {
  const { items } = await list(server, { path, recursive: String(recursive) });
  return items.map((file) => file.path).sort();
}

it('requests no further watches', async () => {
  await list(server);
  expect(refused).toBe(1);
});

it('logs the remedy once', () => {
  expect(lines.filter((line) => line.includes('raise fs.inotify.max_user_watches'))).toHaveLength(
    1,
  );
});

it('lists the current files', async () => {
  mkdirSync(place('deep/er'), { recursive: true });
  for (let count = 1; count <= 20; count++) {
    writeFileSync(place(`deep/er/${count}.txt`), 'x');
    expect(await paths(true)).toHaveLength(count);
    expect(await paths(false, '/deep/er')).toHaveLength(count);
  }
});

it('sees a file that was written in place', async () => {
  writeFileSync(place('a.txt'), '');
  for (let size = 1; size <= 20; size++) {
    writeFileSync(place('a.txt'), 'x'.repeat(size));
    const { items } = await list(server);
    expect(items[0]?.size).toBe(size);
    const response = await server.fetch(`/api/v1/files/${items[0]?.file_id}/content`);
    expect(await response.text()).toHaveLength(size);
  }
});

it('keeps the id of a moved file', async () => {
  const [file] = (await list(server)).items;
  renameSync(place('a.txt'), place('deep/b.txt'));
  const { items } = await list(server, { path: '/deep' });
  expect(items).toMatchObject([{ path: '/deep/b.txt', file_id: file?.file_id }]);
  rmSync(place('deep'), { recursive: true });
  expect(await paths(true)).toEqual([]);
  expect(await refusal(server.fetch(`/api/v1/files/${file?.file_id}`))).toBe('404 file_not_found');
});
