/** A library and a trash on two file systems, of which one is in memory. */
import { existsSync, lstatSync } from 'node:fs';
import { mkdir, mkdtemp, open, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyCalls } from '../../packages/server/src/disk/copyCalls.ts';
import { bodyOf, incoming, type ListedFile, list, trash } from '../support/library.ts';
import { startTestServer, type TestServer } from '../support/testServer.ts';

const MEMORY = '/dev/shm';
const hasTwo = existsSync(MEMORY) && lstatSync(MEMORY).dev !== lstatSync(tmpdir()).dev;
const calls = copyCalls();

const GiB = 1024 ** 3;

describe.skipIf(!hasTwo || !calls)('a file whose trash is on another file system', () => {
  let server: TestServer;
  let folder: string;
  let root: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(MEMORY, 'file-organizer-disk-'));
    root = join(folder, 'library');
    await mkdir(root);
    server = await startTestServer({ root });
  });
  afterAll(async () => {
    await server.end();
    await rm(folder, { recursive: true });
  });

  /** Gives a file an attribute, and times of its own. */
  async function adorn(place: string): Promise<void> {
    const handle = await open(place, 'r+');
    calls?.setAttribute(handle.fd, { name: 'user.comment', value: Buffer.from('mine') });
    calls?.setTimes(handle.fd, 1_000_000_007n, 1_234_567_890_123_456_789n);
    await handle.close();
  }
  async function facts(place: string) {
    const handle = await open(place);
    try {
      const { size, mode, mtimeNs, blocks } = await handle.stat({ bigint: true });
      const attributes = calls?.attributesOf(handle.fd) ?? [];
      const comment = attributes.find(({ name }) => name === 'user.comment')?.value ?? [];
      const isSparse = blocks * 512n < size / 2n;
      return { size, mode, mtimeNs, isSparse, comment: Buffer.from(comment).toString() };
    } finally {
      await handle.close();
    }
  }

  it('is restored with its holes, attributes and exact times', async () => {
    const place = join(root, 'sparse.img');
    await writeFile(place, 'start');
    await truncate(place, 2 * GiB);
    await adorn(place);
    const before = await facts(place);
    expect(before).toMatchObject({ isSparse: true, comment: 'mine' });
    const [file] = (await list(server)).items;
    const url = `/api/v1/files/${file?.file_id}`;
    expect((await server.fetch(url, { method: 'DELETE' })).status).toBe(204);
    expect(existsSync(place)).toBe(false);
    expect(await facts(join(server.data, 'trash', file?.file_id ?? ''))).toEqual(before);
    const back = await server.fetch(`${url}/restore`, { method: 'POST' });
    const { etag: _, created_at, ...rest } = await bodyOf<ListedFile>(back, 200);
    expect(file).toMatchObject(rest);
    expect(await facts(place)).toEqual(before);
    expect(await trash(server)).toEqual([]);
    expect(await incoming(server)).toEqual([]);
  });
});
