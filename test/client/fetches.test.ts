/** The client with a `fetch` of another make, and the real server. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import FileOrganizerClient, {
  AbortError,
  type FetchLike,
  type FileEntry,
  NotFoundError,
  NotModifiedError,
} from '@file-organizer/client';
import nodeFetch3 from 'node-fetch';
import nodeFetch2 from 'node-fetch-2';
import * as undici from 'undici';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { adminKey, serverPerFile } from '../support/testServer.ts';

/** By `require`, since its types bring those of the DOM into every file that is compiled with this one. */
const crossFetch: typeof fetch = createRequire(import.meta.url)('cross-fetch');

const server = serverPerFile();
let path: string;
beforeAll(async () => {
  path = join(await mkdtemp(join(tmpdir(), 'client-fetches-')), 'disk.txt');
  await writeFile(path, 'bytes');
});
afterAll(() => rm(join(path, '..'), { recursive: true }));
afterEach(() => void vi.unstubAllGlobals());

const fetches: readonly [name: string, fetch: FetchLike][] = [
  ['undici', undici.fetch],
  // under exactOptionalPropertyTypes, the types of node-fetch 2 do not take a platform's AbortSignal
  ['node-fetch 2', nodeFetch2 as unknown as FetchLike],
  ['node-fetch 3', nodeFetch3],
  ['cross-fetch', crossFetch],
  ['a function around the global fetch', (url, init) => fetch(url, { ...init, cache: 'no-store' })],
  ['a function that makes a Request', (url, init) => fetch(new Request(url, init))],
];

const form = () => {
  const made = new FormData();
  made.append('file', new File(['bytes'], 'form.txt'));
  return made;
};
const named = { filename: 'named.txt' };

type Client = FileOrganizerClient;
const uploads: readonly [name: string, upload: (client: Client) => Promise<FileEntry>][] = [
  ['a form', (client) => client.files.upload(form(), '/form')],
  ['a Blob', (client) => client.files.putContent('/blob.txt', new Blob(['bytes']))],
  ['bytes', (client) => client.files.upload(Buffer.from('bytes'), '/buffer', {}, named)],
  ['a path', (client) => client.files.upload(path, '/path')],
  ['a web stream', (client) => client.files.putContent('/web.txt', new Blob(['bytes']).stream())],
  ['a Node stream', (client) => client.files.putContent('/node.txt', Readable.from(['bytes']))],
  [
    'a stream in a form',
    (client) => client.files.upload(Readable.from(['bytes']), '/stream', {}, named),
  ],
  [
    'a source with progress',
    (client) =>
      client.files.putContent('/told.txt', new Blob(['bytes']), {}, { onProgress: () => {} }),
  ],
];

describe.each(fetches)('%s', (_, fetch) => {
  const client = () =>
    new FileOrganizerClient({ baseUrl: server.url, apiKey: adminKey, fetch, maxRetries: 0 });

  it.each(uploads)('uploads %s unchanged', async (_, upload) => {
    const { fileId } = await upload(client());
    const global = new FileOrganizerClient({ baseUrl: server.url, apiKey: adminKey });
    expect(await (await global.files.content(fileId)).text()).toBe('bytes');
  });

  it('returns downloads as a standard Response', async () => {
    const { fileId } = await client().files.putContent('/down.txt', new Blob(['bytes']));
    const download = await client().files.content(fileId);
    expect(download).toBeInstanceOf(Response);
    expect(download.headers.get('content-length')).toBe('5');
    const chunks: Uint8Array[] = [];
    for await (const chunk of download.body ?? []) chunks.push(chunk);
    expect(Buffer.concat(chunks).toString()).toBe('bytes');
  });

  it('accepts responses without a body', async () => {
    const { fileId, etag } = await client().files.putContent('/gone.txt', new Blob(['bytes']));
    const unchanged = client().files.get(fileId, { ifNoneMatch: etag });
    await expect(unchanged).rejects.toThrow(NotModifiedError);
    expect(await client().files.delete(fileId)).toBeUndefined();
  });

  it('has the errors of the client', async () => {
    const missing = client().files.list('/missing');
    await expect(missing).rejects.toThrow(NotFoundError);
    await expect(missing).rejects.toMatchObject({ requestId: expect.any(String) });
    const aborted = client().files.list('/', {}, { signal: AbortSignal.abort() });
    await expect(aborted).rejects.toThrow(AbortError);
  });
});

it('a fetch that replaces the global one is used', async () => {
  const client = new FileOrganizerClient({ baseUrl: server.url, apiKey: adminKey });
  vi.stubGlobal('fetch', nodeFetch2);
  const { fileId } = await client.files.putContent('/replaced.txt', new Blob(['bytes']));
  const { fileId: streamed } = await client.files.putContent(
    '/replaced-stream.txt',
    new Blob(['bytes']).stream(),
  );
  for (const id of [fileId, streamed]) {
    expect(await (await client.files.content(id)).text()).toBe('bytes');
  }
});
