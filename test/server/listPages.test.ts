/** Lists of files page by page, and their cursors. */
import { mkdir, unlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  allPages,
  bodyOf,
  type ListedFile,
  type Listing,
  list,
  listOf,
  makeFiles,
  pathsOf,
  refusal,
} from '../support/library.ts';
import { json, serverPerFile, waitForJob } from '../support/testServer.ts';

const server = serverPerFile();
const make = (...paths: readonly string[]) => makeFiles(server, ...paths);

describe('paging through 250 files', () => {
  const count = 250;

  beforeAll(async () => {
    for (let at = 0; at < count; at++) {
      const name = `${'abc'[at % 3]}-${String((at * 7919) % count).padStart(3, '0')}.txt`;
      const place = join(server.root, 'many', name);
      if (at === 0) await mkdir(join(server.root, 'many/folder'), { recursive: true });
      // Few sizes and times, so that most files tie.
      await writeFile(place, 'x'.repeat(at % 4));
      await utimes(place, 0, 1_700_000_000 + (at % 5));
    }
  });

  const orders = ['name', 'size', 'created', 'modified'].flatMap((by) =>
    ['asc', 'desc'].map((order) => [by, order] as const),
  );

  it.each(orders)('by %s, %s, returns each once in order', async (sort_by, sort_order) => {
    const query = { path: '/many', sort_by, sort_order, limit: '37' };
    const all = await allPages(server, query);
    expect(all.map(({ items }) => items.length)).toEqual([37, 37, 37, 37, 37, 37, 28]);
    expect(all.every(({ total }) => total === count)).toBe(true);
    const files = all.flatMap(({ items }) => items);
    expect(new Set(files.map(({ file_id }) => file_id)).size).toBe(count);

    const value = (file: ListedFile): string | number =>
      ({
        name: file.name,
        size: file.size,
        created: file.created_at,
        modified: file.modified_at,
      })[sort_by] ?? '';
    const sign = sort_order === 'asc' ? 1 : -1;
    const compare = (a: string | number, b: string | number) => (a < b ? -1 : a > b ? 1 : 0);
    const sorted = files.toSorted(
      (a, b) => sign * (compare(value(a), value(b)) || compare(a.path, b.path)),
    );
    expect(pathsOf({ items: files })).toEqual(pathsOf({ items: sorted }));
    const whole = await list(server, { ...query, limit: '1000' });
    expect(pathsOf(whole)).toEqual(pathsOf({ items: files }));
    expect(whole.next_cursor).toBeNull();
  });

  it('follows the Link header to the end', async () => {
    let address: string | undefined = listOf({ path: '/many', limit: '100', sort_by: 'size' });
    const seen: string[] = [];
    for (let times = 0; address && times < 10; times++) {
      const response: Response = await server.fetch(address);
      seen.push(...pathsOf(await bodyOf<Listing>(response, 200)));
      const link = response.headers.get('Link');
      address = /^<(\/api\/v1\/files\?[^<>\s]+)>; rel="next"$/.exec(link ?? '')?.[1];
      expect(address === undefined).toBe(link === null);
    }
    expect(new Set(seen).size).toBe(count);
    expect(seen).toHaveLength(count);
  });

  it('lists folders on the first page only', async () => {
    const all = await allPages(server, { path: '/many', limit: '200' });
    expect(all.map(({ folders }) => folders)).toEqual([['/many/folder'], []]);
  });

  it('has no next page after a full last page', async () => {
    const all = await allPages(server, { path: '/many', limit: '125' });
    expect(all.map(({ items }) => items.length)).toEqual([125, 125]);
  });

  it('continues in place when files are removed', async () => {
    make(...Array.from({ length: 10 }, (_, at) => `moving/${at}.txt`));
    const first = await list(server, { path: '/moving', limit: '5' });
    await unlink(join(server.root, 'moving/0.txt'));
    await unlink(join(server.root, 'moving/4.txt'));
    await unlink(join(server.root, 'moving/7.txt'));
    const cursor = first.next_cursor ?? '';
    const second = await list(server, { path: '/moving', limit: '5', cursor });
    expect(second.items.map(({ name }) => name)).toEqual(['5.txt', '6.txt', '8.txt', '9.txt']);
    expect(second.total).toBe(7);
  });
});

describe('a cursor', () => {
  const encode = (value: unknown): string =>
    Buffer.from(JSON.stringify(value)).toString('base64url');

  beforeAll(async () => {
    make('cursor/a.txt', 'cursor/b.txt', 'cursor/c.txt');
    // Two pairs of equal files.
    await mkdir(join(server.root, 'cursor/pairs'));
    for (const [at, name] of ['a', 'b', 'c', 'd'].entries()) {
      await writeFile(join(server.root, 'cursor/pairs', name), 'x'.repeat(100 + (at % 2)));
    }
  });

  it.each([
    ['invalid base64', '!!!'],
    ['invalid JSON', Buffer.from('nonsense').toString('base64url')],
    ['an empty string', ''],
    ['a number', encode(12)],
    ['an object', encode({})],
    ['an empty list', encode([])],
    ['two nulls', encode([null, null])],
    ['too many values', encode(['name', 'asc', 'a.txt', '/cursor/a.txt', 1])],
    ['values of the wrong kind', encode([['a'], { b: 1 }])],
    ['too many characters', 'a'.repeat(8193)],
    ['an injection', encode(['name', 'asc', "' OR 1=1 --", 7])],
  ])('with %s is a 400', async (_what, cursor) => {
    const response = await server.fetch(listOf({ path: '/cursor', cursor }));
    const problem = await bodyOf<{ errors: { pointer: string }[] }>(response, 400);
    expect(problem.errors.map(({ pointer }) => pointer)).toContain('#/query/cursor');
  });

  it.each([
    ['another column', { sort_by: 'size' }],
    ['another column of the same type', { sort_by: 'modified' }],
    ['the other direction', { sort_order: 'desc' }],
  ])('of a list sorted by %s is a 400', async (_what, other) => {
    const given = { path: '/cursor', limit: '1', sort_by: 'created', sort_order: 'asc' };
    const { next_cursor } = await list(server, given);
    const query = { ...given, ...other, cursor: next_cursor ?? '' };
    expect(await refusal(server.fetch(listOf(query)))).toBe('400 invalid_request');
  });

  it.each([
    ['another folder', { path: '/' }],
    ['subfolders as well', { recursive: 'true' }],
    ['hidden files as well', { include_hidden: 'true' }],
    ['one type only', { type: 'document' }],
  ])('of a list of %s is a 400', async (_what, other) => {
    const { next_cursor } = await list(server, { path: '/cursor', limit: '1' });
    const query = { path: '/cursor', cursor: next_cursor ?? '', ...other };
    expect(await refusal(server.fetch(listOf(query)))).toBe('400 invalid_request');
  });

  it('is valid for any spelling of the folder and page size', async () => {
    const { next_cursor } = await list(server, { path: '/cursor/', limit: '1' });
    const query = { path: '//cursor', limit: '5', cursor: next_cursor ?? '' };
    expect((await list(server, query)).items.map(({ name }) => name)).toEqual(['b.txt', 'c.txt']);
  });

  it.each(['users', 'auth/api-keys', 'organize/jobs', 'files/trash', 'search?q=a'])(
    'of files is refused for /%s',
    async (other) => {
      const { next_cursor } = await list(server, { path: '/cursor', limit: '1' });
      const address = `/api/v1/${other}${other.includes('?') ? '&' : '?'}cursor=${next_cursor}`;
      expect(await refusal(server.fetch(address))).toBe('400 invalid_request');
    },
  );

  it.each(['organize', 'dedupe'])(
    'of the results of one %s job is refused for another',
    async (kind) => {
      const results = async () => {
        const wanted = { path: '/cursor', ...(kind === 'organize' && { methodology: 'type' }) };
        const scan = await server.fetch(`/api/v1/${kind}/scan`, json(wanted));
        const { job_id: jobId } = await bodyOf<{ job_id: string }>(scan, 202);
        await waitForJob(server, jobId, 'planned');
        return `/api/v1/${kind}/results/${jobId}?limit=1`;
      };
      const [one, other] = [await results(), await results()];
      const { next_cursor: next } = await bodyOf<Listing>(await server.fetch(one), 200);
      expect(next).not.toBeNull();
      expect((await server.fetch(`${one}&cursor=${next}`)).status).toBe(200);
      expect(await refusal(server.fetch(`${other}&cursor=${next}`))).toBe('400 invalid_request');
    },
  );
});
