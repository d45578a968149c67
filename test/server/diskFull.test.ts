/** A disk that is full while files arrive: a small one of its own, which only root may mount. */
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { incoming, names, refusal } from '../support/library.ts';
import { startTestServer, type TestServer, upload } from '../support/testServer.ts';

const disk = await mkdtemp(join(tmpdir(), 'file-organizer-disk-'));
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', disk]).status === 0;
if (!mounted) console.warn('Skipped: no disk can be mounted here to be filled; run this as root');

describe.skipIf(!mounted)('on a full disk', () => {
  let server: TestServer;
  beforeAll(async () => {
    await mkdir(join(disk, 'data'));
    server = await startTestServer({ data: join(disk, 'data') });
  });
  afterAll(() => server.end());

  const large = new Uint8Array(12 * 1024 * 1024);

  it.each([
    [
      'a PUT',
      () => server.fetch('/api/v1/files/content?path=/a.bin', { method: 'PUT', body: large }),
    ],
    ['a form', () => server.fetch('/api/v1/files/upload', upload('a.bin', large))],
  ])('%s is a 503 and leaves nothing', async (_what, send) => {
    expect(await refusal(send())).toBe('503 storage_unavailable');
    expect(await incoming(server)).toEqual([]);
    expect(await names(server)).not.toContain('a.bin');
  });
});

afterAll(async () => {
  if (mounted) spawnSync('umount', [disk]);
  await rm(disk, { recursive: true, force: true });
});
