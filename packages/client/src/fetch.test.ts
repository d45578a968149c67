import { Readable } from 'node:stream';
import { expect, test, vi } from 'vitest';
import { type FetchInit, type FetchLike, FileOrganizerClient, type UploadSource } from './index.ts';
import { scriptedServer } from './testing/scriptedServer.ts';

/** A `fetch` that sends every body as a text. */
const textual: FetchLike = (url, init) => fetch(url, { ...init, body: String(init.body) });

test.each<[string, () => UploadSource]>([
  ['a Blob', () => new Blob(['bytes'])],
  ['a web stream', () => new Blob(['bytes']).stream()],
  ['a Node stream', () => Readable.from(['bytes'])],
])('%s is not sent by a fetch that would stringify it', async (_, source) => {
  const { url, received } = await scriptedServer({ status: 201 });
  const client = new FileOrganizerClient({ baseUrl: url, fetch: textual });
  const call = client.files.putContent('/a.txt', source());
  await expect(call).rejects.toThrow(
    new TypeError('This fetch cannot send files or streams; pass another fetch to the client'),
  );
  expect(received).toEqual([]);
});

test('a file is not sent by a fetch that serializes bodies as JSON', async () => {
  const { url, received } = await scriptedServer({ status: 201 });
  const json: FetchLike = (at, init) => fetch(at, { ...init, body: JSON.stringify(init.body) });
  const client = new FileOrganizerClient({ baseUrl: url, fetch: json });
  await expect(client.files.putContent('/a.txt', new Blob(['x']))).rejects.toThrow(TypeError);
  expect(received).toEqual([]);
});

test("the caller's upload source is not modified", async () => {
  const { url } = await scriptedServer({ status: 201 });
  const blob = new Blob(['bytes']);
  await new FileOrganizerClient({ baseUrl: url }).files.putContent('/a.txt', blob);
  expect(String(blob)).toBe('[object Blob]');
});

test('fetch is called without a receiver', async () => {
  let receiver: unknown = 'not called';
  function strict(this: unknown): Promise<Response> {
    receiver = this;
    return Promise.resolve(Response.json({ status: 'ok' }));
  }
  await new FileOrganizerClient({ fetch: strict }).system.health();
  expect(receiver).toBeUndefined();
});

test('fetch receives the whole request with headers as a plain object', async () => {
  let heard: FetchInit | undefined;
  const client = new FileOrganizerClient({
    baseUrl: 'http://localhost:1',
    apiKey: 'fo_a_b',
    fetch: async (_, init) => {
      heard = init;
      return Response.json({ items: [], next_cursor: null });
    },
  });
  await client.files.list('/');
  expect(heard?.headers).toMatchObject({ 'x-api-key': 'fo_a_b', accept: expect.any(String) });
  expect(heard).toMatchObject({ method: 'GET', body: null, redirect: 'manual', duplex: 'half' });
  expect(heard?.signal).toBeInstanceOf(AbortSignal);
});

test('a response can be of any class with status, headers and text', async () => {
  const answer = {
    status: 200,
    headers: new Map([['x-request-id', 'r1']]),
    text: async () => '{"status":"ok"}',
  };
  const fetch: FetchLike = async () => ({
    ...answer,
    headers: { get: (name) => answer.headers.get(name) ?? null },
  });
  const client = new FileOrganizerClient({ fetch });
  expect(await client.system.health()).toEqual({ status: 'ok' });
});

test.each([undefined, null, {}, { ok: true, json: async () => ({}) }])(
  'the result %o of fetch is refused',
  async (answer) => {
    const fetch = vi.fn(async () => answer);
    // @ts-expect-error as a caller without types would
    const client = new FileOrganizerClient({ fetch });
    await expect(client.system.health()).rejects.toThrow(
      new TypeError('fetch must return a Response with a status, headers and text()'),
    );
    expect(fetch).toHaveBeenCalledOnce();
  },
);

test('a platform without fetch asks for one', async () => {
  vi.stubGlobal('fetch', undefined);
  const call = new FileOrganizerClient().system.health();
  await expect(call).rejects.toThrow(
    new TypeError('This platform has no fetch; pass one as the option "fetch"'),
  );
  vi.unstubAllGlobals();
});

test('a fetch option that is not a function is refused', () => {
  // @ts-expect-error as a caller without types would: the module in place of what it exports
  expect(() => new FileOrganizerClient({ fetch: { default: fetch } })).toThrow(
    new TypeError('fetch must be a function'),
  );
});

test('a stream of other values than bytes is a TypeError without a retry', async () => {
  const { url } = await scriptedServer({ status: 201 });
  const call = new FileOrganizerClient({ baseUrl: url }).files.putContent(
    '/a.txt',
    Readable.from([{ not: 'bytes' }]),
  );
  await expect(call).rejects.toThrow(new TypeError('An upload stream must yield bytes or text'));
});
