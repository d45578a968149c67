/** A disk that is full while files arrive: a small one of its own, which only root may mount. */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { incoming, names, refusal } from '../support/library.ts';
import { append, begin, stateOf } from '../support/resumable.ts';
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

  it('many small PUTs at once are 503s and leave nothing', async () => {
    const filler = join(disk, 'filler');
    await expect(writeFile(filler, large)).rejects.toMatchObject({ code: 'ENOSPC' });
    const small = randomBytes(100_000);
    const put = (name: string) =>
      server.fetch(`/api/v1/files/content?path=/${name}`, { method: 'PUT', body: small });
    const refused = Array.from({ length: 8 }, (_, at) => refusal(put(`${at}.bin`)));
    expect(await Promise.all(refused)).toEqual(Array(8).fill('503 storage_unavailable'));
    expect(await incoming(server)).toEqual([]);
    await rm(filler);
    expect((await put('after.bin')).status).toBe(201);
  });
});

describe.skipIf(!mounted)('a resumable upload on a full disk', () => {
  let server: TestServer;
  beforeAll(async () => {
    await mkdir(join(disk, 'resumed'));
    server = await startTestServer({ data: join(disk, 'resumed') });
  });
  afterAll(() => server.end());

  it('is a 503, and continues once there is space', async () => {
    const filler = join(disk, 'filler');
    await writeFile(filler, new Uint8Array(4 * 1024 * 1024));
    const content = randomBytes(5 * 1024 * 1024);
    const begun = await begin(server, { name: 'a.bin', size: content.length });
    const refused = append(server, begun, 0, new Uint8Array(content));
    expect(await refusal(refused)).toBe('503 storage_unavailable');
    await rm(filler);
    const { offset } = await stateOf(server, begun);
    const rest = await append(server, begun, offset, new Uint8Array(content.subarray(offset)));
    expect(await rest.json()).toMatchObject({ complete: true, file: { path: '/a.bin' } });
    expect(await readFile(join(server.root, 'a.bin'))).toEqual(content);
  });
});

afterAll(async () => {
  if (mounted) spawnSync('umount', [disk]);
  await rm(disk, { recursive: true, force: true });
});
