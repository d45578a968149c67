/** Files whose times no date of RFC 3339 can express; only some file systems keep such times. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bodyOf, type ListedFile, list, type ProblemBody } from '../support/library.ts';
import { json, startTestServer, type TestServer, waitForJob } from '../support/testServer.ts';

/** A file system in memory, which keeps seconds of 64 bits. */
const MEMORY = '/dev/shm';

const seconds = {
  'far-future.txt': 8_640_000_000_001n,
  'far-past.txt': -62_167_219_200_001n,
  'end-of-time.txt': 9_223_372_036_854_775_000n,
  'year-5000.txt': 95_617_584_000n,
};

describe.skipIf(!existsSync(MEMORY))('a file with a time outside RFC 3339', () => {
  let server: TestServer;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(MEMORY, 'file-organizer-times-'));
    const root = join(folder, 'library');
    await mkdir(root);
    server = await startTestServer({ root, data: join(folder, 'data') });
    for (const [name, time] of Object.entries(seconds)) {
      await writeFile(join(root, name), 'equal content');
      const { status } = spawnSync('touch', ['-d', `@${time}`, join(root, name)]);
      expect(status).toBe(0);
    }
  });
  afterAll(async () => {
    await server.end();
    await rm(folder, { recursive: true });
  });

  it('is listed with the nearest time', async () => {
    const { items } = await list(server);
    const times = Object.fromEntries(items.map(({ name, modified_at }) => [name, modified_at]));
    expect(times).toEqual({
      'far-future.txt': '9999-12-31T23:59:59.999Z',
      'far-past.txt': '0000-01-01T00:00:00.000Z',
      'end-of-time.txt': '9999-12-31T23:59:59.999Z',
      'year-5000.txt': '5000-01-01T00:00:00.000Z',
    });
  });

  it('does not break lists or search', async () => {
    for (const sort_by of ['name', 'size', 'created', 'modified']) {
      expect((await list(server, { sort_by, recursive: 'true' })).total).toBe(4);
    }
    expect((await server.fetch('/api/v1/search?q=far')).status).toBe(200);
  });

  it('has an HTTP date for conditional requests', async () => {
    for (const { file_id } of (await list(server)).items) {
      const path = `/api/v1/files/${file_id}/content`;
      const modified = (await server.fetch(path)).headers.get('Last-Modified') ?? '';
      expect(modified).toMatch(/^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/);
      const headers = { 'If-Modified-Since': modified };
      expect((await server.fetch(path, { headers })).status).toBe(304);
    }
  });

  it.each(['type', 'date', 'para', 'johnny_decimal'])(
    'can be planned by `%s`',
    async (methodology) => {
      const scan = await server.fetch('/api/v1/organize/scan', json({ path: '/', methodology }));
      const { job_id } = await bodyOf<{ job_id: string }>(scan, 202);
      await waitForJob(server, job_id, 'planned');
      expect((await server.fetch(`/api/v1/organize/results/${job_id}`)).status).toBe(200);
    },
  );

  it('can be a duplicate', async () => {
    const scan = await server.fetch('/api/v1/dedupe/scan', json({ path: '/' }));
    const { job_id } = await bodyOf<{ job_id: string }>(scan, 202);
    await waitForJob(server, job_id, 'planned');
    const results = await server.fetch(`/api/v1/dedupe/results/${job_id}`);
    const { items } = await bodyOf<{ items: { files: ListedFile[] }[] }>(results, 200);
    const times = Object.fromEntries(
      items.flatMap(({ files }) => files.map(({ path, modified_at }) => [path, modified_at])),
    );
    expect(times).toMatchObject({
      '/far-future.txt': '9999-12-31T23:59:59.999Z',
      '/year-5000.txt': '5000-01-01T00:00:00.000Z',
    });
  });

  it('can be deleted and restored', async () => {
    const { items } = await list(server);
    for (const { file_id } of items) {
      const url = `/api/v1/files/${file_id}`;
      expect((await server.fetch(url, { method: 'DELETE' })).status).toBe(204);
      expect((await server.fetch('/api/v1/files/trash')).status).toBe(200);
      const restored = await server.fetch(`${url}/restore`, { method: 'POST' });
      const body = (await restored.json()) as ListedFile | ProblemBody;
      expect(body).toMatchObject({ file_id });
    }
    expect((await list(server)).items.map(({ modified_at }) => modified_at)).toEqual(
      items.map(({ modified_at }) => modified_at),
    );
  });
});
