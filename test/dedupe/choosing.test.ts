/** Which file of a group is kept: what results foresee, and what a request chooses. */
import { existsSync } from 'node:fs';
import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { json, serverPerFile, waitForJob } from '../support/testServer.ts';

type Found = {
  readonly file_id: string;
  readonly path: string;
  readonly status: string;
  readonly kept_by: readonly string[];
  readonly belongs_to: readonly string[];
  readonly companions: readonly string[];
  readonly spared_reason: string | null;
  readonly error: { readonly code: string } | null;
};
type Group = { readonly sha256: string; readonly files: readonly Found[] };

const server = serverPerFile();

/** Each test has a folder of its own, from which on it means its paths. */
let folder = '';
let count = 0;
beforeEach(() => {
  folder = `/test-${++count}`;
});

const place = (path: string): string => join(server.root, folder, path);

/** Writes files, each with its content; the later one comes, the later it was modified. */
async function put(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [n, [path, content]] of Object.entries(files).entries()) {
    await mkdir(dirname(place(path)), { recursive: true });
    await writeFile(place(path), content);
    const when = new Date(Date.UTC(2020, 0, 1 + n));
    await utimes(place(path), when, when);
  }
}

async function scan(): Promise<string> {
  const response = await server.fetch('/api/v1/dedupe/scan', json({ path: folder }));
  const { job_id: jobId } = (await response.json()) as { job_id: string };
  await waitForJob(server, jobId, 'planned');
  return jobId;
}

/** All files of all groups, by path. */
async function found(jobId: string): Promise<Record<string, Found>> {
  const response = await server.fetch(`/api/v1/dedupe/results/${jobId}`);
  const text = (await response.text()).replaceAll(`${folder}/`, '/');
  const { items } = JSON.parse(text) as { items: readonly Group[] };
  return Object.fromEntries(items.flatMap(({ files }) => files.map((file) => [file.path, file])));
}

const execute = (jobId: string, options: object = {}): Promise<Response> =>
  server.fetch('/api/v1/dedupe/execute', json({ job_id: jobId, keep: 'oldest', ...options }));

/** Executes a job, and returns which of the files are left. */
async function left(jobId: string, options: object, paths: readonly string[]): Promise<string[]> {
  expect((await execute(jobId, options)).status).toBe(202);
  await waitForJob(server, jobId, 'completed', 'partial');
  return paths.filter((path) => existsSync(place(path)));
}

it('results say by which rules each file would be kept', async () => {
  await put({ '/old/a': 'x', '/b': 'x', '/newer/c': 'x' });
  const files = await found(await scan());
  expect(files['/old/a']?.kept_by).toEqual(['oldest']);
  expect(files['/b']?.kept_by).toEqual(['shortest_path']);
  expect(files['/newer/c']?.kept_by).toEqual(['newest']);
});

const family = {
  '/a/A1.jpg': 'A1',
  '/a/A1.xmp': 'x',
  '/b/A1.jpg': 'A1',
  '/b/A1.xmp': 'x',
  '/c/A1.jpg': 'A1',
};

it('results name what belongs together', async () => {
  await put(family);
  const files = await found(await scan());
  expect(files['/a/A1.xmp']?.belongs_to).toEqual(['/a/A1.jpg']);
  expect(files['/a/A1.jpg']?.companions).toHaveLength(1);
  expect(files['/a/A1.jpg']?.companions).toEqual(files['/b/A1.jpg']?.companions);
  expect(files['/c/A1.jpg']?.companions).toEqual([]);
  expect(files['/c/A1.jpg']?.kept_by).toEqual([]);
});

it.each(['oldest', 'newest', 'shortest_path'])(
  'an execution keeps what results foresee by %s',
  async (keep) => {
    const paths = {
      ...{ '/1/P.jpg': 'P', '/2/P.jpg': 'P', '/2/P.xmp': 'p', '/3/P.jpg': 'P', '/3/P.xmp': 'p' },
      ...{ '/q1': 'q', '/sub/q2': 'q', '/q3': 'q', '/4/P.jpg': 'P', '/4/P.srt': 'lonely' },
    };
    await put(paths);
    const jobId = await scan();
    const files = await found(jobId);
    const independent = Object.values(files).filter(
      ({ belongs_to: leaders }) => leaders.length === 0,
    );
    const foreseen = independent.filter(({ kept_by: rules }) => rules.includes(keep));
    const all = independent.map(({ path }) => path);
    expect(await left(jobId, { keep }, all)).toEqual(foreseen.map(({ path }) => path));
  },
);

it('a chosen file is kept instead of the one of the rule', async () => {
  await put({ '/a': 'x', '/b': 'x', '/c': 'x' });
  const jobId = await scan();
  const chosen = (await found(jobId))['/b']?.file_id;
  expect(await left(jobId, { keep_files: [chosen] }, ['/a', '/b', '/c'])).toEqual(['/b']);
  expect((await found(jobId))['/b']).toMatchObject({
    status: 'kept',
    spared_reason: 'You have chosen to keep this file',
  });
});

it('several chosen files of a group are all kept', async () => {
  await put({ '/a': 'x', '/b': 'x', '/c': 'x' });
  const jobId = await scan();
  const files = await found(jobId);
  const chosen = ['/b', '/c'].map((path) => files[path]?.file_id);
  expect(await left(jobId, { keep_files: chosen }, ['/a', '/b', '/c'])).toEqual(['/b', '/c']);
});

it('companions follow the file that is chosen', async () => {
  await put(family);
  const jobId = await scan();
  const chosen = (await found(jobId))['/b/A1.jpg']?.file_id;
  const paths = Object.keys(family);
  expect(await left(jobId, { keep_files: [chosen] }, paths)).toEqual(['/b/A1.jpg', '/b/A1.xmp']);
});

it('a chosen file without companions does not replace one that has some', async () => {
  await put(family);
  const jobId = await scan();
  const chosen = (await found(jobId))['/c/A1.jpg']?.file_id;
  const kept = await left(jobId, { keep_files: [chosen] }, Object.keys(family));
  expect(kept).toEqual(['/a/A1.jpg', '/a/A1.xmp', '/c/A1.jpg']);
});

it('a chosen file that has changed stays, and so does one of the others', async () => {
  await put({ '/a': 'x', '/b': 'x', '/c': 'x' });
  const jobId = await scan();
  const chosen = (await found(jobId))['/b']?.file_id;
  await writeFile(place('/b'), 'changed meanwhile');
  expect(await left(jobId, { keep_files: [chosen] }, ['/a', '/b', '/c'])).toEqual(['/a', '/b']);
  expect((await found(jobId))['/b']).toMatchObject({
    status: 'failed',
    error: { code: 'changed' },
  });
});

it('a chosen file whose bytes differ is never the reason to remove another', async () => {
  await put({ '/a': 'xy', '/b': 'xy' });
  const jobId = await scan();
  const chosen = (await found(jobId))['/b']?.file_id;
  const { atime, mtime } = await import('node:fs').then(({ statSync }) => statSync(place('/b')));
  await writeFile(place('/b'), 'yx');
  await utimes(place('/b'), atime, mtime);
  expect(await left(jobId, { keep_files: [chosen] }, ['/a', '/b'])).toEqual(['/a', '/b']);
});

it('a rollback restores what was removed for a chosen file', async () => {
  await put({ '/a': 'x', '/b': 'x' });
  const jobId = await scan();
  const chosen = (await found(jobId))['/b']?.file_id;
  expect(await left(jobId, { keep_files: [chosen] }, ['/a', '/b'])).toEqual(['/b']);
  await server.fetch(`/api/v1/organize/jobs/${jobId}/rollback`, { method: 'POST' });
  await waitForJob(server, jobId, 'rolled_back');
  expect(existsSync(place('/a'))).toBe(true);
});

it('unknown files are refused before anything is removed', async () => {
  await put({ '/a': 'x', '/b': 'x' });
  const jobId = await scan();
  const known = (await found(jobId))['/a']?.file_id;
  const response = await execute(jobId, { keep_files: [known, crypto.randomUUID()] });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({
    code: 'invalid_request',
    errors: [{ pointer: '#/body/keep_files/1' }],
  });
  expect(existsSync(place('/b'))).toBe(true);
});
