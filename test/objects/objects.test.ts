/** A library in PostgreSQL and object storage, with two servers on it. */
import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LiveClient } from '../support/liveClient.ts';
import { query } from '../support/postgres.ts';
import { json, type TestServer, upload } from '../support/testServer.ts';
import { Engines, type LibrarySettings, startReplica } from './cluster.ts';

const engines = await Engines.start();
afterAll(() => engines?.end());

type File = {
  readonly file_id: string;
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
  readonly etag: string;
};

const MIB = 1024 * 1024;
const POLL = { timeout: 10_000 };
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe.skipIf(!engines)('a library in object storage', () => {
  let library: LibrarySettings;
  let one: TestServer;
  let two: TestServer;
  beforeAll(async () => {
    if (!engines) return;
    library = await engines.library();
    one = await startReplica(library);
    two = await startReplica(library);
  });
  afterAll(async () => {
    await Promise.all([one?.end(), two?.end()]);
  });

  const put = (
    server: TestServer,
    path: string,
    body: Uint8Array<ArrayBuffer> | string,
    more = '',
  ): Promise<Response> =>
    server.fetch(`/api/v1/files/content?path=${encodeURIComponent(path)}${more}`, {
      ...{ method: 'PUT', body },
      headers: { 'Content-Type': 'application/octet-stream' },
    });
  const stored = async (
    server: TestServer,
    path: string,
    body: Uint8Array<ArrayBuffer> | string,
  ) => {
    const response = await put(server, path, body);
    expect(response.status).toBe(201);
    return (await response.json()) as File;
  };
  const content = (server: TestServer, { file_id }: File, headers: Record<string, string> = {}) =>
    server.fetch(`/api/v1/files/${file_id}/content`, { headers });
  const names = async (server: TestServer, folder: string, more = '') => {
    const list = await server.fetch(`/api/v1/files?path=${encodeURIComponent(folder)}${more}`);
    const { items, folders } = (await list.json()) as { items: File[]; folders: string[] };
    return [...folders, ...items.map(({ path }) => path)];
  };
  const move = (server: TestServer, { file_id }: File, body: object) =>
    server.fetch(`/api/v1/files/${file_id}`, { ...json(body), method: 'PATCH' });
  const codeOf = async (response: Response) => ((await response.json()) as { code: string }).code;

  it.each([
    ['an empty file', 0],
    ['a small file', 1_000],
    ['a file of one part', 3 * MIB],
    ['a file of several parts', 20 * MIB + 17],
  ])('%s has the same bytes on the other server', async (name, size) => {
    const bytes = randomBytes(size);
    const file = await stored(one, `/bytes/${name}.bin`, bytes);
    expect(file).toMatchObject({ size, sha256: sha256(bytes) });
    const read = Buffer.from(await (await content(two, file)).arrayBuffer());
    expect(read.equals(bytes)).toBe(true);
  });

  it('a form uploads a file', async () => {
    const response = await one.fetch(
      '/api/v1/files/upload',
      upload('form.txt', 'a form', { path: '/forms' }),
    );
    expect(response.status).toBe(201);
    expect(await (await content(two, (await response.json()) as File)).text()).toBe('a form');
  });

  it('ranges, conditions and HEAD work as for files on a disk', async () => {
    const file = await stored(one, '/ranges/a.txt', '0123456789');
    const part = await content(two, file, { Range: 'bytes=2-4' });
    expect([part.status, part.headers.get('Content-Range'), await part.text()]).toEqual([
      206,
      'bytes 2-4/10',
      '234',
    ]);
    expect((await content(two, file, { 'If-None-Match': file.etag })).status).toBe(304);
    expect((await content(two, file, { Range: 'bytes=10-' })).status).toBe(416);
    const head = await two.fetch(`/api/v1/files/${file.file_id}/content`, { method: 'HEAD' });
    expect([head.status, head.headers.get('Content-Length')]).toEqual([200, '10']);
  });

  it('of two files that get a name through two servers at once, one does', async () => {
    const answers = await Promise.all([
      put(one, '/race/a.txt', 'one', '&on_conflict=fail'),
      put(two, '/race/A.txt', 'two', '&on_conflict=fail'),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const renamed = await Promise.all([
      put(one, '/race/b.txt', '1', '&on_conflict=rename'),
      put(two, '/race/b.txt', '2', '&on_conflict=rename'),
    ]);
    expect(renamed.map(({ status }) => status)).toEqual([201, 201]);
    expect(await names(one, '/race')).toContain('/race/b (2).txt');
  });

  it('a replaced file is in the trash, and can be restored', async () => {
    const old = await stored(one, '/replaced/a.txt', 'old');
    expect((await put(two, '/replaced/a.txt', 'new', '&on_conflict=replace')).status).toBe(200);
    const restored = await one.fetch(`/api/v1/files/${old.file_id}/restore?on_conflict=rename`, {
      method: 'POST',
    });
    const back = (await restored.json()) as File;
    expect(back).toMatchObject({ file_id: old.file_id, path: '/replaced/a (2).txt' });
    expect(await (await content(two, back)).text()).toBe('old');
  });

  it('names that differ in case or Unicode form only conflict', async () => {
    const file = await stored(one, '/names/caf\u00e9.txt', 'a');
    await stored(one, '/names/b.txt', 'b');
    expect(await codeOf(await put(two, '/names/CAFE\u0301.txt', 'x', '&on_conflict=fail'))).toBe(
      'name_conflict',
    );
    expect(await codeOf(await put(two, '/Names/c.txt', 'x'))).toBe('name_conflict');
    expect(await codeOf(await put(two, '/names/b.txt/c.txt', 'x'))).toBe('not_a_folder');
    expect(await codeOf(await move(two, file, { name: 'B.TXT', on_conflict: 'fail' }))).toBe(
      'name_conflict',
    );
    expect((await move(two, file, { name: 'CAF\u00c9.txt', on_conflict: 'fail' })).status).toBe(
      200,
    );
  });

  it('folders are created, and deleted if they are empty', async () => {
    const create = (path: string) => one.fetch('/api/v1/folders', json({ path }));
    const remove = (path: string) =>
      two.fetch(`/api/v1/folders?path=${encodeURIComponent(path)}`, { method: 'DELETE' });
    expect((await create('/made/a/b')).status).toBe(201);
    expect(await names(two, '/made')).toEqual(['/made/a']);
    expect(await codeOf(await create('/made/a'))).toBe('folder_exists');
    expect(await codeOf(await create('/MADE/c'))).toBe('name_conflict');
    expect(await codeOf(await remove('/made/a'))).toBe('folder_not_empty');
    expect((await remove('/made/a/b')).status).toBe(204);
    expect(await codeOf(await remove('/made/a/b'))).toBe('folder_not_found');
  });

  it('lists are sorted, filtered and continued', async () => {
    for (const name of ['10.txt', '9.txt', 'b/8.jpg', '.hidden.txt']) {
      await stored(one, `/lists/${name}`, name);
    }
    expect(await names(two, '/lists')).toEqual(['/lists/b', '/lists/9.txt', '/lists/10.txt']);
    expect(await names(two, '/lists', '&recursive=true&type=image')).toEqual([
      '/lists/b',
      '/lists/b/8.jpg',
    ]);
    const first = await two.fetch('/api/v1/files?path=/lists&recursive=true&limit=2');
    const page = (await first.json()) as { items: File[]; total: number; next_cursor: string };
    expect(page).toMatchObject({ total: 3, items: [{ size: 7 }, { size: 5 }] });
    const next = await one.fetch(
      `/api/v1/files?path=/lists&recursive=true&limit=2&cursor=${encodeURIComponent(page.next_cursor)}`,
    );
    expect(await next.json()).toMatchObject({ items: [{ path: '/lists/10.txt' }] });
    expect((await two.fetch('/api/v1/files?path=/none')).status).toBe(404);
  });

  it('either server finds a file by its name and its text', async () => {
    await stored(one, '/search/travel.txt', 'A voyage to Reykjavik');
    const find = async (server: TestServer, q: string) => {
      const found = await server.fetch(`/api/v1/search?q=${q}`);
      const { items } = (await found.json()) as { items: { file: File }[] };
      return items.map(({ file }) => file.path);
    };
    for (const server of [one, two]) {
      await expect.poll(() => find(server, 'reykjavik'), POLL).toEqual(['/search/travel.txt']);
      expect(await find(server, 'travel')).toEqual(['/search/travel.txt']);
    }
  });

  it('a folder that is created at one server is reported to live connections of the other', async () => {
    const client = await LiveClient.connect(two, { clientId: crypto.randomUUID() });
    await one.fetch('/api/v1/folders', json({ path: '/reported/inner' }));
    const folders = () =>
      client.received.flatMap((message) => (message as { folders?: string[] }).folders ?? []);
    await client.until(() => folders().includes('/reported'));
    await client.close();
  });

  it('a path has at most 1,024 bytes, whatever its letters', async () => {
    // PostgreSQL's index has path, folder and sort key, in which each of these is several letters.
    const fractions = [...'\u00bc\u00bd\u00be\u2153\u2154\u2155\u2156\u2157\u2158\u2159'];
    const any = () => fractions[randomBytes(1).readUInt8() % fractions.length] ?? '';
    const name = Array.from({ length: 75 }, any).join('');
    const folders = Array.from({ length: 3 }, () => `/${randomBytes(124).toString('hex')}`).join(
      '',
    );
    const rest = 1_024 - Buffer.byteLength(`${folders}//${name}`);
    const path = `${folders}/${'x'.repeat(rest)}/${name}`;
    expect(Buffer.byteLength(path)).toBe(1_024);
    expect((await put(one, path, 'x')).status).toBe(201);
    const refused = await put(one, path.replace('/x', '/xx'), 'x');
    expect([refused.status, await codeOf(refused)]).toEqual([400, 'invalid_path']);
  });

  it('the statistics count what is in the library, at either server', async () => {
    const countOf = async (server: TestServer) => {
      const stats = await server.fetch('/api/v1/system/stats');
      return ((await stats.json()) as { files: { count: number } }).files.count;
    };
    const before = await countOf(one);
    await stored(one, '/counted/a.txt', 'a');
    expect([await countOf(one), await countOf(two)]).toEqual([before + 1, before + 1]);
  });

  it('what is deleted for good leaves the bucket', async () => {
    if (!library.databaseUrl) return;
    const file = await stored(one, '/deleted/a.txt', 'a');
    const gone = `/api/v1/files/${file.file_id}?permanent=true`;
    expect((await two.fetch(gone, { method: 'DELETE' })).status).toBe(204);
    expect((await content(one, file)).status).toBe(404);
    const { rows } = await query(
      library.databaseUrl,
      "SELECT object_id FROM objects WHERE state = 'condemned'",
    );
    expect(rows.length).toBeGreaterThan(0);
    const collecting = await startReplica(library, { garbageTimes: { condemned: -1, every: 50 } });
    await expect
      .poll(async () => {
        const left = await query(
          library.databaseUrl ?? '',
          "SELECT object_id FROM objects WHERE state = 'condemned'",
        );
        return left.rows.length;
      })
      .toBe(0);
    await collecting.end();
  });

  describe('an upload that continues at another server', () => {
    const begin = async (size: number, more: object = {}) => {
      const wanted = { path: '/parts', name: `${size}.bin`, size, ...more };
      const response = await one.fetch('/api/v1/uploads', json(wanted));
      return (await response.json()) as { upload_id: string };
    };
    const append = (
      server: TestServer,
      { upload_id }: { upload_id: string },
      offset: number,
      body: Uint8Array<ArrayBuffer>,
      complete: '?0' | '?1' = '?0',
    ) =>
      server.fetch(`/api/v1/uploads/${upload_id}`, {
        ...{ method: 'PATCH', body },
        headers: {
          'Content-Type': 'application/partial-upload',
          'Upload-Offset': String(offset),
          'Upload-Complete': complete,
        },
      });

    it.each([
      ['small pieces', 10_000, [1, 3_000, 7_000]],
      ['pieces around the size of a part', 21 * MIB, [MIB, 8 * MIB, 8 * MIB + 1, 20 * MIB]],
    ])('%s', async (_name, size, cuts) => {
      const bytes = randomBytes(size);
      const begun = await begin(size, { sha256: sha256(bytes) });
      const ends = [...cuts, size];
      let offset = 0;
      for (const [at, end] of ends.entries()) {
        const server = at % 2 === 0 ? two : one;
        const isLast = end === size ? '?1' : '?0';
        const response = await append(server, begun, offset, bytes.subarray(offset, end), isLast);
        expect([response.status, response.headers.get('Upload-Offset')]).toEqual([
          200,
          String(end),
        ]);
        offset = end;
      }
      const done = await one.fetch(`/api/v1/uploads/${begun.upload_id}`);
      const { file } = (await done.json()) as { file: File };
      expect(file).toMatchObject({ size, sha256: sha256(bytes) });
      const read = Buffer.from(await (await content(one, file)).arrayBuffer());
      expect(read.equals(bytes)).toBe(true);
    });

    it('requests do not use up the numbers of parts, of which S3 has 10,000', async () => {
      const begun = await begin(100);
      for (const offset of [0, 10, 20, 30]) await append(one, begun, offset, randomBytes(10));
      const { rows } = await query(
        library.databaseUrl ?? '',
        `SELECT next_part FROM object_uploads WHERE upload_id = '${begun.upload_id}'`,
      );
      expect(rows).toEqual([{ next_part: 1 }]);
    });

    it('a wrong offset is refused by either server', async () => {
      const begun = await begin(100);
      await append(one, begun, 0, randomBytes(10));
      expect(await codeOf(await append(two, begun, 0, randomBytes(10)))).toBe(
        'upload_offset_mismatch',
      );
    });

    it('a name that was taken meanwhile can be decided later', async () => {
      const begun = await begin(5, { name: 'taken.txt', on_conflict: 'fail' });
      await stored(one, '/parts/taken.txt', 'first');
      const refused = await append(one, begun, 0, Buffer.from('bytes'), '?1');
      expect(await codeOf(refused)).toBe('file_exists');
      const renamed = await two.fetch(`/api/v1/uploads/${begun.upload_id}?on_conflict=rename`, {
        ...{ method: 'PATCH', body: '' },
        headers: {
          'Content-Type': 'application/partial-upload',
          'Upload-Offset': '5',
          'Upload-Complete': '?1',
        },
      });
      expect(await renamed.json()).toMatchObject({ file: { path: '/parts/taken (2).txt' } });
    });
  });
});
