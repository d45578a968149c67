/** What happens when a server, PostgreSQL or the object storage fails. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adminKey } from '../support/administrator.ts';
import { query } from '../support/postgres.ts';
import { ServerProcess } from '../support/serverProcess.ts';
import { json, startTestServer, type TestServer } from '../support/testServer.ts';
import { Engines, type LibrarySettings, startReplica } from './cluster.ts';

const engines = await Engines.start();
afterAll(() => engines?.end());

const MIB = 1024 * 1024;
const POLL = { timeout: 10_000 };

describe.skipIf(!engines)('a library in object storage', () => {
  let library: LibrarySettings;
  let server: TestServer;
  let folder: string;
  beforeAll(async () => {
    if (!engines) return;
    folder = await mkdtemp(join(tmpdir(), 'file-organizer-objects-'));
    library = await engines.library();
    server = await startReplica(library, {
      bucketLimits: { answer: 1_000, pause: 1_000, retries: [50] },
    });
  });
  afterAll(async () => {
    await server?.end();
    if (folder) await rm(folder, { recursive: true });
  });

  const environment = (): Record<string, string> => {
    const { databaseUrl = '', objectStorage } = library;
    if (!objectStorage) throw new TypeError('No object storage');
    return {
      FILE_ORGANIZER_DATABASE_URL: databaseUrl,
      FILE_ORGANIZER_BLOBS: `s3://${objectStorage.bucket}/${objectStorage.prefix}`,
      AWS_ENDPOINT_URL_S3: objectStorage.endpoint,
      AWS_ACCESS_KEY_ID: objectStorage.accessKeyId,
      AWS_SECRET_ACCESS_KEY: objectStorage.secretAccessKey,
      FILE_ORGANIZER_API_KEY: adminKey,
    };
  };
  const start = (name: string, change: Record<string, string> = {}, ...args: string[]) =>
    new ServerProcess(['--port', '0', '--data', join(folder, name), ...args], {
      ...environment(),
      ...change,
    });
  const put = (path: string, body: string) =>
    server.fetch(`/api/v1/files/content?path=${path}`, {
      ...{ method: 'PUT', body },
      headers: { 'Content-Type': 'application/octet-stream' },
    });
  const objects = async (state: string) =>
    (await query(library.databaseUrl ?? '', `SELECT 1 FROM objects WHERE state = '${state}'`)).rows
      .length;

  it('a server killed in the middle of an upload leaves nothing visible, and its bytes are removed', async () => {
    const dying = start('dying');
    const sending = request(`${await dying.url()}/api/v1/files/content?path=/half.bin`, {
      method: 'PUT',
      headers: {
        'X-API-Key': adminKey,
        'Content-Type': 'application/octet-stream',
        'Content-Length': 100 * MIB,
      },
    });
    sending.on('error', () => {});
    sending.write(Buffer.alloc(20 * MIB));
    // The first parts are uploaded.
    await expect.poll(() => objects('uploading'), POLL).toBe(1);
    await dying.end('SIGKILL');
    sending.destroy();
    const list = await server.fetch('/api/v1/files?path=/');
    expect(await list.json()).toMatchObject({ total: 0 });
    const now = { uploading: -1, condemned: -1, every: 50 };
    const collecting = await startReplica(library, { garbageTimes: now });
    await expect.poll(() => objects('uploading'), POLL).toBe(0);
    await expect.poll(() => objects('condemned'), POLL).toBe(0);
    await collecting.end();
  });

  it('an upload continues at another server after its server was killed', async () => {
    const dying = start('dying-too');
    const url = await dying.url();
    const size = 20 * MIB;
    const bytes = randomBytes(size);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const begun = await server.fetch('/api/v1/uploads', json({ name: 'whole.bin', size, sha256 }));
    const { upload_id: id } = (await begun.json()) as { upload_id: string };
    const sending = request(`${url}/api/v1/uploads/${id}`, {
      method: 'PATCH',
      headers: {
        'X-API-Key': adminKey,
        'Content-Type': 'application/partial-upload',
        'Upload-Offset': 0,
        'Content-Length': size,
      },
    });
    sending.on('error', () => {});
    sending.write(bytes.subarray(0, 18 * MIB));
    const state = async () =>
      (await (await server.fetch(`/api/v1/uploads/${id}`)).json()) as Record<string, unknown>;
    // What was recorded after a part stays.
    await expect.poll(async () => Number((await state()).offset), POLL).toBeGreaterThan(MIB);
    await dying.end('SIGKILL');
    sending.destroy();
    const offset = Number((await state()).offset);
    const rest = await server.fetch(`/api/v1/uploads/${id}`, {
      ...{ method: 'PATCH', body: bytes.subarray(offset) },
      headers: { 'Content-Type': 'application/partial-upload', 'Upload-Offset': String(offset) },
    });
    expect(await rest.json()).toMatchObject({ complete: true, file: { size, sha256 } });
  });

  it('without object storage, contents fail with 503, the rest works, and it recovers', async () => {
    if (!engines) return;
    const { file_id } = (await (await put('/a.txt', 'a')).json()) as { file_id: string };
    const content = () => server.fetch(`/api/v1/files/${file_id}/content`);
    await engines.seaweed.stop();
    for (const response of [await put('/b.txt', 'b'), await content()]) {
      expect([response.status, response.headers.get('Retry-After')]).toEqual([503, '5']);
      expect(await response.json()).toMatchObject({ code: 'storage_unavailable' });
    }
    expect((await server.fetch('/api/v1/files?path=/')).status).toBe(200);
    const ready = await server.fetch('/api/v1/ready');
    expect([ready.status, await ready.text()]).toEqual([
      503,
      expect.stringContaining('object storage'),
    ]);
    await engines.seaweed.begin();
    await expect.poll(async () => (await content()).status, POLL).toBe(200);
    expect((await put('/b.txt', 'b')).status).toBe(201);
  });

  it('while object storage hangs, other requests are answered', async () => {
    if (!engines) return;
    engines.seaweed.pause();
    try {
      const hanging = put('/c.txt', 'c');
      const list = await server.fetch('/api/v1/files?path=/');
      expect(list.status).toBe(200);
      const ready = await server.fetch('/api/v1/ready');
      expect(ready.status).toBe(503);
      expect((await hanging).status).toBe(503);
    } finally {
      engines.seaweed.resume();
    }
  });

  it('without PostgreSQL, requests fail with 503, and it recovers', async () => {
    if (!engines) return;
    await engines.postgres.stop();
    const refused = await server.fetch('/api/v1/files?path=/');
    expect([refused.status, refused.headers.get('Retry-After')]).toEqual([503, '5']);
    await engines.postgres.begin();
    const list = async () => (await server.fetch('/api/v1/files?path=/')).status;
    await expect.poll(list, POLL).toBe(200);
  });

  it.each([
    ['a missing bucket', { FILE_ORGANIZER_BLOBS: 's3://missing-bucket' }, [], /create the bucket/],
    ['a wrong key', { AWS_SECRET_ACCESS_KEY: 'wrong' }, [], /check AWS_SECRET_ACCESS_KEY/],
    [
      'an address where nothing listens',
      { AWS_ENDPOINT_URL_S3: 'http://127.0.0.1:1' },
      [],
      /start it, or correct/,
    ],
    [
      'no database',
      { FILE_ORGANIZER_DATABASE_URL: undefined },
      [],
      /set FILE_ORGANIZER_DATABASE_URL/,
    ],
    ['a folder as well', {}, ['--root', '.'], /exclude each other/],
    ['no credentials', { AWS_ACCESS_KEY_ID: '' }, [], /AWS_ACCESS_KEY_ID is needed/],
  ])('the start is refused with %s', async (name, change, args, message) => {
    const given = Object.entries({ ...environment(), ...change }).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    );
    const refused = new ServerProcess(
      ['--port', '0', '--data', join(folder, name), ...args],
      Object.fromEntries(given),
    );
    const { code, stderr } = await refused.end();
    expect([code, stderr]).toEqual([2, expect.stringMatching(message)]);
  });

  it('a folder cannot be served with the database, and the database of a folder not with object storage', async () => {
    if (!engines) return;
    const root = join(folder, 'library');
    await mkdir(root);
    await writeFile(join(root, 'a.txt'), 'a');
    const data = (name: string) => ({ rootWasNamed: true, root, data: join(folder, name) });
    const { databaseUrl, objectStorage } = library;
    const inFolder = { objectStorage: undefined };
    const isRefused = (message: RegExp) =>
      expect.objectContaining({ message: expect.stringMatching(message) });
    await expect(startTestServer({ ...data('wrong'), databaseUrl, ...inFolder })).rejects.toEqual(
      isRefused(/library in object storage; use another database/),
    );
    const ofFolder = { databaseUrl: await engines.postgres.create() };
    const other = await startTestServer({ ...data('right'), ...ofFolder, ...inFolder });
    await other.fetch('/api/v1/files');
    await other.close();
    await expect(startReplica({ ...ofFolder, objectStorage })).rejects.toEqual(
      isRefused(/library in a folder; use another database/),
    );
  });

  it('another database cannot use the same prefix', async () => {
    if (!engines) return;
    const other = start('other', { FILE_ORGANIZER_DATABASE_URL: await engines.postgres.create() });
    const { stderr } = await other.end();
    expect(stderr).toContain('belongs to the library of another database');
  });
});
