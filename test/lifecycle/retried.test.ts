/**
 * The server is killed in the middle of a request with an idempotency key; the next one gets the
 * request again, as a client would send it.
 */
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig, startServer } from '@file-organizer/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bodyOf, type ListedFile, list } from '../support/library.ts';
import { ServerProcess } from '../support/serverProcess.ts';
import { upload } from '../support/testServer.ts';

const apiKey = 'fo_abc123_token456';
const preload = new URL('./killAt.ts', import.meta.url).href;
const to = '/api/v1/files/upload';
const moments = ['rename', 'link', 'unlink', 'keep', 'answer'] as const;

let folder: string;
let server: ServerProcess;
let next: Awaited<ReturnType<typeof startServer>> | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'file-organizer-retried-'));
  await mkdir(join(folder, 'library'));
});
afterEach(async () => {
  await server.end('SIGKILL');
  await next?.close();
  next = undefined;
  await rm(folder, { recursive: true, force: true });
});

const settings = () => [
  ...['--port', '0', '--root', join(folder, 'library')],
  ...['--data', join(folder, 'data')],
];

/** Starts a server that is killed at a moment. */
async function start(killAt: (typeof moments)[number]) {
  server = new ServerProcess(settings(), {
    FILE_ORGANIZER_API_KEY: apiKey,
    NODE_OPTIONS: `--import=${preload}`,
    KILL_AT: killAt,
  });
  return reached(await server.url());
}

/** Starts the server that comes after it, in this process, since it is not to be killed. */
async function startNext() {
  const config = readConfig(settings(), { FILE_ORGANIZER_API_KEY: apiKey, LOG_LEVEL: 'silent' });
  if (!config) throw new TypeError('The settings ask for help');
  next = await startServer(config);
  return reached(next.url);
}

function reached(url: string) {
  const request = (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    headers.set('X-API-Key', apiKey);
    return fetch(url + path, { ...init, headers });
  };
  return { fetch: request };
}

type Started = ReturnType<typeof reached>;

/** Sends a request to a server that dies of it, and then to the next one. */
async function sendTwice(
  dying: Started,
  path: string,
  init: () => RequestInit,
): Promise<{ readonly response: Response; readonly next: Started }> {
  const withKey = () => ({ ...init(), headers: { 'Idempotency-Key': 'the-very-key' } });
  await expect(dying.fetch(path, withKey())).rejects.toThrow();
  await server.end();
  expect(server.child.signalCode).toBe('SIGKILL');
  const started = await startNext();
  return { response: await started.fetch(path, withKey()), next: started };
}

/** What every file in a folder holds, by its name. */
async function contents(of: string): Promise<Record<string, string>> {
  const names = await readdir(join(folder, of));
  const read = names.map(async (name) => [name, await readFile(join(folder, of, name), 'utf8')]);
  return Object.fromEntries(await Promise.all(read));
}

describe.each(moments)('a request retried after a kill at "%s"', (killAt) => {
  it('uploads a file once', async () => {
    const { response, next } = await sendTwice(await start(killAt), to, () =>
      upload('notes.txt', 'the content'),
    );
    const file = await bodyOf<ListedFile>(response, 201);
    const isKept = killAt === 'answer';
    expect(response.headers.get('Idempotency-Replayed')).toBe(isKept ? 'true' : null);
    const again = isKept ? {} : { 'notes (2).txt': 'the content' };
    expect(await contents('library')).toEqual({ 'notes.txt': 'the content', ...again });
    expect(await contents('data/incoming')).toEqual({});
    const { items } = await list(next);
    expect(items.map(({ file_id }) => file_id)).toContain(file.file_id);
  });

  it('replaces a file without losing either content', async () => {
    const dying = await start(killAt);
    const init = (content: string) => upload('notes.txt', content, { on_conflict: 'replace' });
    const old = await bodyOf<ListedFile>(await dying.fetch(to, init('old')), 201);
    const { response } = await sendTwice(dying, to, () => init('new'));
    expect(await bodyOf(response, 201)).toMatchObject({ path: '/notes.txt' });
    expect(await contents('library')).toEqual({ 'notes.txt': 'new' });
    const trash = await contents('data/trash');
    expect(trash[old.file_id]).toBe('old');
    // What the first attempt has put there, where it came to that, has given way to the second.
    expect(Object.values(trash).filter((content) => content !== 'old')).toEqual(
      killAt === 'keep' ? ['new'] : [],
    );
  });

  it('restores a file once with its id', async () => {
    const dying = await start(killAt);
    const put = await dying.fetch(to, upload('notes.txt', 'the content'));
    const file = await bodyOf<ListedFile>(put, 201);
    await dying.fetch(`/api/v1/files/${file.file_id}`, { method: 'DELETE' });
    const path = `/api/v1/files/${file.file_id}/restore`;
    const { response, next } = await sendTwice(dying, path, () => ({ method: 'POST' }));
    expect(await bodyOf(response, 200)).toEqual(file);
    expect(await contents('library')).toEqual({ 'notes.txt': 'the content' });
    expect(await contents('data/trash')).toEqual({});
    expect((await list(next)).items).toEqual([file]);
  });
});
