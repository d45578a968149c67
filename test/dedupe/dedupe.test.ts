/** Finds files of equal content, leaves one of each, and brings the others back. */
import { existsSync } from 'node:fs';
import {
  appendFile,
  chmod,
  link,
  mkdir,
  readFile,
  rename,
  rm,
  symlink,
  truncate,
  unlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { inDatabase } from '../support/database.ts';
import { type Library, partOf } from '../support/sharedLibrary.ts';
import { json, serverPerFile, waitForJob } from '../support/testServer.ts';

type Group = {
  size: number;
  wasted_bytes: number;
  files: { path: string; status: string; error: { code: string } | null }[];
};
type Results = {
  items: Group[];
  total: number;
  file_count: number;
  wasted_bytes: number;
  next_cursor: string | null;
  kept: { path: string; reason: string }[];
};

const whole = serverPerFile();
let server: Library;
beforeEach(async () => {
  server = await partOf(whole);
});

const place = (path: string) => join(server.root, path);

/** Writes a file; the later its number, the later it was modified. */
async function put(path: string, content: string | Buffer, number = 0): Promise<void> {
  await mkdir(dirname(place(path)), { recursive: true });
  await writeFile(place(path), content);
  const when = new Date(Date.UTC(2020, 0, 1 + number));
  await utimes(place(path), when, when);
}

async function scan(options: object = {}): Promise<string> {
  const response = await server.fetch('/api/v1/dedupe/scan', json({ path: '/', ...options }));
  expect(response.status).toBe(202);
  const { job_id: jobId } = (await response.json()) as { job_id: string };
  await waitForJob(server, jobId, 'planned');
  return jobId;
}

async function results(jobId: string, query = ''): Promise<Results> {
  const response = await server.fetch(`/api/v1/dedupe/results/${jobId}${query}`);
  expect(response.status).toBe(200);
  return (await response.json()) as Results;
}

async function execute(jobId: string, keep = 'oldest') {
  const body = json({ job_id: jobId, keep });
  const response = await server.fetch('/api/v1/dedupe/execute', body);
  expect(response.status).toBe(202);
  return waitForJob(server, jobId, 'completed', 'partial');
}

async function rollBack(jobId: string) {
  const path = `/api/v1/organize/jobs/${jobId}/rollback`;
  expect((await server.fetch(path, { method: 'POST' })).status).toBe(202);
  return waitForJob(server, jobId, 'rolled_back', 'partial');
}

const paths = ({ items }: Results) => items.map(({ files }) => files.map(({ path }) => path));
const statuses = ({ items }: Results) =>
  Object.fromEntries(
    items.flatMap(({ files }) =>
      files.map(({ path, status, error }) => [path, error ? `${status}: ${error.code}` : status]),
    ),
  );

it('finds equal files of any size', async () => {
  const large = Buffer.alloc(3 * 1024 * 1024, 'abc');
  const other = Buffer.from(large);
  other[other.length - 1] = 0;
  await put('a/large', large);
  await put('b/large', large);
  await put('b/almost', other);
  await put('small 1', 'x');
  await put('small 2', 'x');
  await put('small 3', 'y');
  for (const name of ['4096', 'again']) await put(`edge/${name}`, Buffer.alloc(4096, 'e'));
  await put('edge/4097', Buffer.alloc(4097, 'e'));
  const found = await results(await scan());
  expect(paths(found)).toEqual([
    ['/a/large', '/b/large'],
    ['/edge/4096', '/edge/again'],
    ['/small 1', '/small 2'],
  ]);
  expect(found).toMatchObject({ total: 3, file_count: 6, wasted_bytes: large.length + 4097 });
});

it('skips empty and hidden files by default', async () => {
  for (const name of ['one', 'two', '.three', '.git/four']) await put(name, '');
  for (const name of ['.a/1', '.a/2']) await put(name, 'hidden');
  expect(await results(await scan())).toMatchObject({ total: 0 });
  expect(paths(await results(await scan({ min_size: 0 })))).toEqual([['/one', '/two']]);
  const all = await results(await scan({ min_size: 0, include_hidden: true }));
  expect(paths(all)).toEqual([
    ['/.a/1', '/.a/2'],
    ['/.git/four', '/.three', '/one', '/two'],
  ]);
});

it('counts hard links as one file and follows no symbolic link', async () => {
  await put('a', 'content');
  await link(place('a'), place('b'));
  await symlink(place('a'), place('c'));
  expect(await results(await scan())).toMatchObject({
    total: 0,
    kept: [{ path: '/c', reason: 'Symbolic link, skipped' }],
  });
  await put('d', 'content');
  expect(paths(await results(await scan()))).toEqual([['/a', '/d']]);
});

it('pages groups', async () => {
  for (let n = 1; n <= 5; n++) {
    await put(`one/${n}`, 'x'.repeat(n));
    await put(`two/${n}`, 'x'.repeat(n));
  }
  const jobId = await scan();
  const seen: number[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: Results = await results(jobId, `?limit=2${cursor && `&cursor=${cursor}`}`);
    seen.push(...page.items.map(({ size }) => size));
    expect(page.total).toBe(5);
    cursor = page.next_cursor;
  }
  expect(seen).toEqual([5, 4, 3, 2, 1]);
});

it('hashes a file again that changed since its last digest', async () => {
  for (const name of ['a', 'b']) await put(name, 'content');
  await results(await scan());
  // The same size and time of modification: only the time of change tells.
  await put('b', 'CONTENT');
  expect(await results(await scan())).toMatchObject({ total: 0 });
});

it.each([
  ['oldest', '/x/1'],
  ['newest', '/x/3'],
  ['shortest_path', '/2'],
])('keeps the %s and can restore the others', async (keep, kept) => {
  await put('x/1', 'content', 1);
  await put('2', 'content', 2);
  await put('x/3', 'content', 3);
  const jobId = await scan();
  expect(await execute(jobId, keep)).toMatchObject({ status: 'completed', error_count: 0 });
  const all = ['/2', '/x/1', '/x/3'];
  expect(all.filter((path) => existsSync(place(path)))).toEqual([kept]);
  expect(statuses(await results(jobId))).toEqual(
    Object.fromEntries(all.map((path) => [path, path === kept ? 'kept' : 'removed'])),
  );
  expect(await rollBack(jobId)).toMatchObject({ status: 'rolled_back' });
  for (const path of all) expect(await readFile(place(path), 'utf8')).toBe('content');
});

it('leaves files that changed or vanished since the scan', async () => {
  for (const [n, name] of ['a', 'b', 'c', 'd', 'e'].entries()) await put(name, 'content', n);
  const jobId = await scan();
  await rm(place('a'));
  await appendFile(place('b'), '!');
  await appendFile(place('d'), '!');
  expect(await execute(jobId)).toMatchObject({ status: 'partial', error_count: 3 });
  expect(statuses(await results(jobId))).toEqual({
    '/a': 'failed: vanished',
    '/b': 'failed: changed',
    '/c': 'kept',
    '/d': 'failed: changed',
    '/e': 'removed',
  });
});

it('compares every byte even if size and times are equal', async () => {
  for (const name of ['a', 'b', 'c']) await put(name, 'content');
  const jobId = await scan();
  await put('b', 'CONTENT');
  expect(await execute(jobId)).toMatchObject({ status: 'partial' });
  expect(statuses(await results(jobId))).toEqual({
    '/a': 'kept',
    '/b': 'failed: changed',
    '/c': 'removed',
  });
  expect(await readFile(place('b'), 'utf8')).toBe('CONTENT');
});

it('removes nothing through a folder that became a link', async () => {
  await put('in/a', 'content', 1);
  await put('b', 'content', 2);
  const jobId = await scan();
  const away = `${server.root}-away`;
  await rename(place('in'), away);
  await symlink(away, place('in'));
  await execute(jobId, 'newest');
  expect(await readFile(join(away, 'a'), 'utf8')).toBe('content');
  expect(existsSync(place('b'))).toBe(true);
  await unlink(place('in'));
  await rm(away, { recursive: true });
});

it('does not overwrite a new file on rollback', async () => {
  for (const [n, name] of ['a', 'b', 'c'].entries()) await put(name, 'content', n);
  const jobId = await scan();
  await execute(jobId);
  await put('b', 'another');
  expect(await rollBack(jobId)).toMatchObject({ status: 'partial', error_count: 1 });
  expect(statuses(await results(jobId))).toEqual({
    '/a': 'kept',
    '/b': 'removed: name_taken',
    '/c': 'restored',
  });
  expect(await readFile(place('b'), 'utf8')).toBe('another');
});

it('accepts a file that the user has restored on rollback', async () => {
  await put('/a.txt', 'same', 1);
  await put('/b.txt', 'same', 2);
  const jobId = await scan();
  await execute(jobId);
  const response = await server.fetch('/api/v1/files/trash');
  const { items } = (await response.json()) as { items: { file: { file_id: string } }[] };
  const path = `/api/v1/files/${items[0]?.file.file_id}/restore`;
  expect((await server.fetch(path, { method: 'POST' })).status).toBe(200);
  expect(await rollBack(jobId)).toMatchObject({ status: 'rolled_back', error_count: 0 });
  expect(existsSync(place('/b.txt'))).toBe(true);
});

it('reports a permanently deleted file on rollback', async () => {
  for (const [n, name] of ['a', 'b', 'c'].entries()) await put(name, 'content', n);
  const jobId = await scan();
  await execute(jobId);
  const response = await server.fetch('/api/v1/files/trash');
  type Trash = { items: { file: { file_id: string; path: string } }[] };
  const { items } = (await response.json()) as Trash;
  const { file_id: id } = items.find(({ file }) => file.path === '/b')?.file ?? { file_id: '' };
  const gone = await server.fetch(`/api/v1/files/${id}?permanent=true`, { method: 'DELETE' });
  expect(gone.status).toBe(204);
  expect(await rollBack(jobId)).toMatchObject({ status: 'partial', error_count: 1 });
  expect(statuses(await results(jobId))).toEqual({
    '/a': 'kept',
    '/b': 'removed: deleted',
    '/c': 'restored',
  });
  const path = `/api/v1/organize/jobs/${jobId}/rollback`;
  const again = await server.fetch(path, { method: 'POST' });
  expect(again.status).toBe(409);
  expect(await again.json()).toMatchObject({ code: 'job_not_reversible' });
});

it('can be cancelled within a huge file', async () => {
  // Of holes alone: they take no room, and weeks to read.
  for (const name of ['a', 'b']) {
    await put(name, 'beginning');
    await truncate(place(name), 8 * 2 ** 40);
  }
  const response = await server.fetch('/api/v1/dedupe/scan', json({ path: '/' }));
  const { job_id: jobId } = (await response.json()) as { job_id: string };
  await waitForJob(server, jobId, 'scanning');
  const path = `/api/v1/organize/jobs/${jobId}/cancel`;
  expect((await server.fetch(path, { method: 'POST' })).status).toBe(202);
  await waitForJob(server, jobId, 'cancelled');
  await truncate(place('a'), 9);
  await truncate(place('b'), 9);
  expect(paths(await results(await scan()))).toEqual([['/a', '/b']]);
});

it('finds the same groups with cached digests', async () => {
  for (const name of ['a', 'b']) await put(name, 'content');
  const digests = () => inDatabase(whole, 'SELECT sha256 FROM digests');
  // Only those of files are kept that were left alone for a while.
  while ((await digests()).length < 2) await results(await scan());
  expect(paths(await results(await scan()))).toEqual([['/a', '/b']]);
});

it('leaves one copy if two plans for the same files are executed', async () => {
  for (const [n, name] of ['a', 'b'].entries()) await put(name, 'content', n);
  const [one, two] = [await scan(), await scan()];
  await execute(one, 'oldest');
  await execute(two, 'newest');
  expect(await readFile(place('a'), 'utf8')).toBe('content');
  expect(statuses(await results(two))).toEqual({ '/a': 'kept', '/b': 'failed: vanished' });
});

it.skipIf(process.getuid?.() === 0)('leaves files in a read-only folder', async () => {
  for (const name of ['in/a', 'in/b']) await put(name, 'content');
  const jobId = await scan();
  await chmod(place('in'), 0o500);
  await execute(jobId);
  expect(statuses(await results(jobId))).toEqual({ '/in/a': 'kept', '/in/b': 'failed: denied' });
  await chmod(place('in'), 0o700);
});
