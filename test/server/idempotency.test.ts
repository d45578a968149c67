/** Requests that are sent again under their idempotency key, over a real socket. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startServer } from '@file-organizer/server';
import { Contract, readDocument } from 'contract-first/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { valid } from '../contract/requests/index.ts';
import { makeScene, type Scene } from '../contract/requests/scene.ts';
import { inDatabase } from '../support/database.ts';
import { bodyOf, incoming, type ListedFile, names, refusal, until } from '../support/library.ts';
import { adminKey, json, serverPerFile, startTestServer, upload } from '../support/testServer.ts';

const contract = new Contract(
  await readDocument(new URL(import.meta.resolve('@file-organizer/spec/openapi.json'))),
);
const keyed = [...contract.operations.values()].filter(({ parameters }) =>
  parameters.some(({ name }) => name === 'Idempotency-Key'),
);

const AT_WORK = ['pending', 'scanning', 'executing', 'rolling_back'];

const server = serverPerFile();
let count = 0;

const freshKey = () => `key-${++count}`;

/** A request with a key, and the credentials of another than the administrator where they are given. */
function withKey(init: RequestInit, key: string, more: Record<string, string> = {}): RequestInit {
  const headers = new Headers(init.headers);
  for (const [name, value] of Object.entries({ 'Idempotency-Key': key, ...more })) {
    headers.set(name, value);
  }
  return { ...init, headers };
}

const put = (key: string, name: string, content = 'content', fields = {}) =>
  server.fetch('/api/v1/files/upload', withKey(upload(name, content, fields), key));
const scan = (key: string, body: object) =>
  server.fetch('/api/v1/organize/scan', withKey(json({ methodology: 'type', ...body }), key));
const jobs = async (): Promise<number> => {
  const text = 'SELECT count(*) AS total FROM jobs';
  return (await inDatabase<{ total: number }>(server, text))[0]?.total ?? 0;
};

let scene: Scene;
beforeAll(async () => {
  scene = await makeScene();
});
afterAll(() => scene.server.end());

async function jobsAtWork(): Promise<number> {
  const response = await scene.server.fetch('/api/v1/organize/jobs?limit=1000');
  const { items } = (await response.json()) as { items: { status: string }[] };
  return items.filter(({ status }) => AT_WORK.includes(status)).length;
}

describe.each(keyed.map((bound) => [bound.id, bound] as const))('%s', (id, bound) => {
  it('documents what a key can lead to', () => {
    expect(Object.keys(bound.responses)).toEqual(expect.arrayContaining(['409', '422']));
  });

  it('replays its first response', async () => {
    // What an operation before has begun would refuse this one.
    await until('no job is at work', async () => (await jobsAtWork()) === 0);
    const request = await valid[id]?.(scene);
    if (!request) throw new Error(`There is no valid request for ${id}`);
    const send = () =>
      scene.server.fetch(request.path, withKey({ ...request.init }, `the-key-of-${id}`));
    const first = await send();
    const again = await send();
    expect(first.ok).toBe(true);
    expect(first.headers.has('Idempotency-Replayed')).toBe(false);
    expect(again.headers.get('Idempotency-Replayed')).toBe('true');
    expect(again.status).toBe(first.status);
    for (const name of ['Location', 'ETag', 'Content-Type']) {
      expect(again.headers.get(name)).toBe(first.headers.get(name));
    }
    expect(again.headers.get('X-Request-Id')).not.toBe(first.headers.get('X-Request-Id'));
    // A refusal names the request that it answers; all else is the same.
    const own = (id: string | null) => (text: string) => text.replace(id ?? '', 'the request');
    const [asked, repeated] = [first, again].map((each) => each.headers.get('X-Request-Id'));
    expect(await again.text().then(own(repeated ?? null))).toBe(
      await first.text().then(own(asked ?? null)),
    );
  });
});

describe('the same request with the same key', () => {
  it('creates a file once', async () => {
    const key = freshKey();
    const first = await bodyOf<ListedFile>(await put(key, 'once.txt'), 201);
    const again = await bodyOf<ListedFile>(await put(key, 'once.txt'), 201);
    expect(again).toEqual(first);
    expect((await names(server)).filter((name) => name.startsWith('once'))).toEqual(['once.txt']);
    expect(await incoming(server)).toEqual([]);
  });

  it('creates a file once for concurrent requests', async () => {
    const key = freshKey();
    const answers = await Promise.all(Array.from({ length: 12 }, () => put(key, 'rush.txt')));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status !== 201 && status !== 409)).toEqual([]);
    for (const answer of answers.filter(({ status }) => status === 409)) {
      expect(await refusal(answer)).toBe('409 idempotency_in_progress');
    }
    expect((await names(server)).filter((name) => name.startsWith('rush'))).toEqual(['rush.txt']);
    expect((await put(key, 'rush.txt')).status).toBe(201);
  });

  it('starts one job for any spelling of the body', async () => {
    const key = freshKey();
    const before = await jobs();
    const first = await (await scan(key, { path: '/' })).json();
    const spelt = '{ "path": "/",\n "dry_run": false, "methodology": "type" }';
    const init = withKey({ ...json(null), body: spelt }, key);
    expect(await (await server.fetch('/api/v1/organize/scan', init)).json()).toEqual(first);
    expect(await jobs()).toBe(before + 1);
  });

  it('may be quoted or bare', async () => {
    const key = freshKey();
    const first = await bodyOf<ListedFile>(await put(key, 'quoted.txt'), 201);
    expect(await bodyOf(await put(`"${key}"`, 'quoted.txt'), 201)).toEqual(first);
  });

  it('replays an error of the operation', async () => {
    const key = freshKey();
    expect(await refusal(scan(key, { path: '/later' }))).toBe('404 folder_not_found');
    expect((await put(freshKey(), 'a.txt', 'a', { path: '/later' })).status).toBe(201);
    const again = await scan(key, { path: '/later' });
    expect(again.headers.get('Idempotency-Replayed')).toBe('true');
    const problem = await bodyOf<{ request_id: string; code: string }>(again, 404);
    expect(problem.code).toBe('folder_not_found');
    expect(problem.request_id).toBe(again.headers.get('X-Request-Id'));
  });

  it('is replayed after a restart', async () => {
    const own = await startTestServer();
    const request = withKey(upload('restart.txt', 'content'), freshKey());
    const send = ({ url }: { readonly url: string }) => {
      const headers = new Headers(request.headers);
      headers.set('X-API-Key', adminKey);
      return fetch(`${url}/api/v1/files/upload`, { ...request, headers });
    };
    const first = await bodyOf<ListedFile>(await send(own), 201);
    await own.close();
    const next = await startServer(own.config);
    try {
      expect(await bodyOf(await send(next), 201)).toEqual(first);
    } finally {
      await next.close();
      await own.end();
    }
  });

  it('is a new request after 24 hours', async () => {
    const key = freshKey();
    await put(key, 'old.txt');
    const kept = 'SELECT min(expires_ms) AS until FROM idempotent_answers';
    const until = (await inDatabase<{ until: number }>(server, kept))[0]?.until ?? 0;
    expect(until - Date.now()).toBeLessThanOrEqual(24 * 60 * 60 * 1000);
    expect(until - Date.now()).toBeGreaterThan(23 * 60 * 60 * 1000);
    await inDatabase(server, 'UPDATE idempotent_answers SET expires_ms = ?', [Date.now()]);
    const again = await put(key, 'old.txt');
    expect(again.headers.has('Idempotency-Replayed')).toBe(false);
    expect((await bodyOf<ListedFile>(again, 201)).name).not.toBe('old.txt');
    expect(await inDatabase(server, 'SELECT id FROM idempotent_answers')).toHaveLength(1);
  });
});

describe('the same key', () => {
  it.each([
    ['content', 'a.txt', 'other', {}],
    ['name', 'b.txt', 'content', {}],
    ['field', 'a.txt', 'content', { path: '/elsewhere' }],
  ])('with another %s of an upload is a 422', async (_what, name, content, fields) => {
    const key = freshKey();
    await put(key, 'a.txt', 'content');
    const before = await names(server);
    expect(await refusal(put(key, name, content, fields))).toBe('422 idempotency_key_reused');
    expect(await names(server)).toEqual(before);
    expect(await incoming(server)).toEqual([]);
  });

  it.each([
    ['content', { body: 'other' }],
    ['condition', { headers: { 'If-None-Match': '*' } }],
  ])('with another %s of a PUT is a 422', async (what, more) => {
    const key = freshKey();
    const putting = (init: RequestInit) =>
      server.fetch(
        `/api/v1/files/content?path=/put-${what}.txt`,
        withKey({ method: 'PUT', body: 'content', ...init }, key),
      );
    const first = await bodyOf<ListedFile>(await putting({}), 201);
    expect(await refusal(putting(more))).toBe('422 idempotency_key_reused');
    expect(await bodyOf(await putting({}), 201)).toEqual(first);
    expect(await incoming(server)).toEqual([]);
  });

  it('with another body or operation is a 422', async () => {
    const key = freshKey();
    await scan(key, { path: '/' });
    const before = await jobs();
    expect(await refusal(scan(key, { path: '/', dry_run: true }))).toBe(
      '422 idempotency_key_reused',
    );
    expect(await refusal(put(key, 'c.txt'))).toBe('422 idempotency_key_reused');
    expect(await jobs()).toBe(before);
  });

  it('of another user is a different key', async () => {
    const key = freshKey();
    const token = await server.tokens.issue('someone-else', ['admin']);
    const mine = await bodyOf<ListedFile>(await put(key, 'shared.txt'), 201);
    const init = withKey(upload('shared.txt', 'content'), key, {
      Authorization: `Bearer ${token}`,
    });
    const theirs = await server.fetch('/api/v1/files/upload', init);
    expect(theirs.headers.has('Idempotency-Replayed')).toBe(false);
    expect((await bodyOf<ListedFile>(theirs, 201)).file_id).not.toBe(mine.file_id);
  });

  it('can be reused after a request that was refused before the operation', async () => {
    const key = freshKey();
    expect(await refusal(scan(key, { path: 'x' }))).toBe('400 invalid_request');
    expect((await put(key, 'free.txt')).status).toBe(201);
  });
});

it('a key can be reused after a server error', async () => {
  const key = freshKey();
  await inDatabase(server, 'ALTER TABLE jobs RENAME TO jobs_away');
  expect(await refusal(scan(key, { path: '/' }))).toBe('500 internal_error');
  await inDatabase(server, 'ALTER TABLE jobs_away RENAME TO jobs');
  const again = await scan(key, { path: '/' });
  expect([202, 409]).toContain(again.status);
  expect(again.headers.has('Idempotency-Replayed')).toBe(false);
});

it.each(['', 'a b', '"open', 'x'.repeat(256), 'é', '""'])('the key %j is a 400', async (key) => {
  const response = await put(key, 'never.txt');
  expect(await refusal(response)).toBe('400 invalid_request');
  expect(await names(server)).not.toContain('never.txt');
});

it('neither key nor response are readable in the database', async () => {
  const key = 'a-key-that-nobody-else-knows';
  const { file_id } = await bodyOf<ListedFile>(await put(key, 'sealed-answer.txt'), 201);
  const rows = await inDatabase(server, 'SELECT * FROM idempotent_answers');
  const digest = createHash('sha256').update(key).digest();
  const all = JSON.stringify(rows, (_name, value) =>
    value?.type === 'Buffer' ? Buffer.from(value.data).toString('latin1') : value,
  );
  for (const secret of [key, digest.toString('hex'), digest.toString('base64url')]) {
    expect(all).not.toContain(secret);
  }
  expect(all).not.toContain('sealed-answer.txt');
  expect(all).not.toContain(file_id);
  expect(await readFile(join(server.root, 'sealed-answer.txt'), 'utf8')).toBe('content');
});
