import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { mkdtemp, open, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, onTestFinished, test, vi } from 'vitest';
import {
  ConnectionError,
  FileOrganizerClient,
  type Middleware,
  type UploadProgress,
  type UploadSource,
} from './index.ts';
import { formOf, scriptedServer } from './testing/scriptedServer.ts';

/** Uploads to a server and returns the form that has arrived there. */
async function upload(
  ...args: [source: UploadSource, path?: string, rest?: object, options?: { filename?: string }]
): Promise<FormData> {
  const { url, received } = await scriptedServer({ status: 201 });
  await new FileOrganizerClient({ baseUrl: url, apiKey: 'fo_a_b' }).files.upload(...args);
  return formOf(received[0]);
}

async function fileIn(form: FormData): Promise<{ name: string; text: string }> {
  const file = form.get('file');
  if (!(file instanceof File)) throw new Error('There is no file in the form');
  return { name: file.name, text: await file.text() };
}

async function temporaryFile(name: string, content: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'client-upload-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, name), content);
  return join(folder, name);
}

test('a File keeps its name', async () => {
  const form = await upload(new File(['Buy milk.'], 'Übung "1".txt'));
  expect(await fileIn(form)).toEqual({ name: 'Übung "1".txt', text: 'Buy milk.' });
});

test.each<[string, () => UploadSource]>([
  ['a Blob', () => new Blob(['Buy milk.'])],
  ['a Buffer', () => Buffer.from('Buy milk.')],
  ['a part of a Buffer', () => Buffer.from('<<Buy milk.>>').subarray(2, 11)],
  ['an ArrayBuffer', () => new TextEncoder().encode('Buy milk.').buffer],
  ['a web stream', () => new Blob(['Buy ', 'milk.']).stream()],
  ['a Node stream', () => Readable.from([Buffer.from('Buy '), Buffer.from('milk.')])],
])('%s is uploaded under the given name', async (_, source) => {
  const form = await upload(source(), '/documents', {}, { filename: 'a "b"\n(2).txt' });
  expect(form.get('path')).toBe('/documents');
  const { name, text } = await fileIn(form);
  expect(text).toBe('Buy milk.');
  expect(name).toBe('a "b"\n(2).txt');
});

test.each<[string, () => UploadSource]>([
  ['bytes', () => Buffer.from('Buy milk.')],
  ['a stream', () => new Blob(['Buy milk.']).stream()],
])('%s without a name are refused', async (_, source) => {
  await expect(upload(source())).rejects.toThrow('pass { filename }');
});

test('a path uploads the file at it', async () => {
  const path = await temporaryFile('my notes é.txt', 'Buy milk.');
  expect(await fileIn(await upload(path, '/documents'))).toEqual({
    name: 'my notes é.txt',
    text: 'Buy milk.',
  });
});

test('a file stream keeps the name of its file', async () => {
  const path = await temporaryFile('notes.txt', 'Buy milk.');
  expect(await fileIn(await upload(createReadStream(path)))).toEqual({
    name: 'notes.txt',
    text: 'Buy milk.',
  });
});

test('a large stream arrives unchanged', async () => {
  const path = await temporaryFile('large.bin', 'x'.repeat(5_000_000));
  const { url, received } = await scriptedServer({ status: 201 });
  const handle = await open(path);
  onTestFinished(() => handle.close());
  await new FileOrganizerClient({ baseUrl: url }).files.upload(
    handle.createReadStream({ autoClose: false }),
    { path: '/' },
    { filename: 'large.bin' },
  );
  const file = (await formOf(received[0])).get('file');
  if (!(file instanceof File)) throw new Error('There is no file in the form');
  expect(Buffer.from(await file.arrayBuffer()).equals(await readFile(path))).toBe(true);
});

test('a path of a missing file is an error', async () => {
  await expect(upload('/no/such/file.txt')).rejects.toMatchObject({ code: 'ENOENT' });
});

test('a source of an unsupported type is refused', async () => {
  // @ts-expect-error as a caller without types would
  await expect(upload(5)).rejects.toThrow(TypeError);
});

test('form fields precede the file with their wire names', async () => {
  const form = await upload(new File(['a'], 'a.txt'), '/documents', { onConflict: 'fail' });
  expect([...form.keys()]).toEqual(['path', 'on_conflict', 'file']);
  expect(form.get('on_conflict')).toBe('fail');
});

test('the fields may be given in one object', async () => {
  const { url, received } = await scriptedServer({ status: 201 });
  const client = new FileOrganizerClient({ baseUrl: url });
  await client.files.upload(new File(['a'], 'a.txt'), { path: '/a', onConflict: 'fail' });
  await client.files.upload({ file: new File(['a'], 'a.txt'), path: '/a', onConflict: 'fail' });
  for (const request of received) {
    const form = await formOf(request);
    expect([form.get('path'), form.get('on_conflict')]).toEqual(['/a', 'fail']);
  }
});

test('arguments override the fields of a form', async () => {
  const given = new FormData();
  given.append('file', new File(['Buy milk.'], 'notes.txt', { type: 'text/plain' }));
  given.append('path', '/elsewhere');
  given.append('on_conflict', 'replace');
  const form = await upload(given, '/documents');
  expect(form.getAll('path')).toEqual(['/documents']);
  expect(form.get('on_conflict')).toBe('replace');
  expect(await fileIn(form)).toEqual({ name: 'notes.txt', text: 'Buy milk.' });
  expect(given.get('path')).toBe('/elsewhere');
});

test.each<[string, (form: FormData) => void]>([
  ['no file', () => {}],
  ['text instead of a file', (form) => form.append('file', '[object File]')],
  ['a file under another name', (form) => form.append('document', new File(['a'], 'a.txt'))],
])('a form with %s is refused before anything is sent', async (_, fill) => {
  const { url, received } = await scriptedServer({ status: 201 });
  const form = new FormData();
  fill(form);
  const call = new FileOrganizerClient({ baseUrl: url }).files.upload(form);
  await expect(call).rejects.toThrow(new TypeError('The form has no file named "file"'));
  expect(received).toEqual([]);
});

test("an upload of a stream that fails has the stream's error", async () => {
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield new Uint8Array(10);
    throw new Error('The disk is gone');
  }
  const call = upload(broken(), '/', {}, { filename: 'a.bin' });
  await expect(call).rejects.toThrow(ConnectionError);
  await expect(call).rejects.toThrow('The disk is gone');
});

test.each<[string, (path: string) => UploadSource]>([
  ['a path', (path) => path],
  ['a stream', (path) => createReadStream(path)],
])('%s is not held in memory while it is sent', async (_, source) => {
  const size = 32 * 1024 * 1024;
  const path = await temporaryFile('large.bin', '');
  await truncate(path, size);
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const kept = () => {
    collect();
    return process.memoryUsage().arrayBuffers;
  };
  const before = kept();
  let isKept: boolean | undefined;
  const server = createServer(async (request, response) => {
    for await (const _ of request);
    // what was collected is given back by another thread, and so a little later
    isKept = await vi
      .waitUntil(() => kept() - before < size / 2)
      .then(
        () => false,
        () => true,
      );
    response.writeHead(201).end('{}');
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const client = new FileOrganizerClient({ baseUrl: `http://127.0.0.1:${port}` });
  await client.files.upload(source(path), '/');
  expect(isKept).toBe(false);
});

test('an upload of a file stream that cannot be opened fails with its error', async () => {
  const { url } = await scriptedServer({ status: 201 });
  const later: Middleware = async (request, next) => {
    await new Promise((resolve) => setTimeout(resolve, 50));
    return next(request);
  };
  const client = new FileOrganizerClient({ baseUrl: url, middleware: [later], maxRetries: 0 });
  const call = client.files.upload(createReadStream('/nowhere/notes.txt'));
  await expect(call).rejects.toThrow(ConnectionError);
  await expect(call).rejects.toThrow('ENOENT');
});

test('a path that is not a regular file is refused', async () => {
  const { url, received } = await scriptedServer({ status: 201 });
  const client = new FileOrganizerClient({ baseUrl: url });
  await expect(client.files.upload(tmpdir())).rejects.toThrow(
    `"${tmpdir()}" is not a regular file; upload a stream of its content`,
  );
  expect(received).toEqual([]);
});

const rereadable: [string, (path: string) => UploadSource | Promise<UploadSource>][] = [
  [
    'a form',
    () => {
      const form = new FormData();
      form.append('file', new File(['Buy milk.'], 'notes.txt'));
      return form;
    },
  ],
  ['a File', () => new File(['Buy milk.'], 'notes.txt')],
  ['a path', (path) => path],
];

/** Uploads to a server that is unavailable for the first attempt. */
async function uploadTwice(source: (path: string) => UploadSource | Promise<UploadSource>) {
  const path = await temporaryFile('notes.txt', 'Buy milk.');
  const failed = { status: 503, headers: { 'retry-after': '0' } };
  const { url, received } = await scriptedServer(failed, { status: 201 });
  const told: UploadProgress[] = [];
  const client = new FileOrganizerClient({ baseUrl: url });
  await client.files.upload(await source(path), '/', {}, { onProgress: (one) => told.push(one) });
  const [first, second] = received;
  return { first, second, told };
}

test.each(rereadable)('%s is resent unchanged', async (_, source) => {
  const { first, second } = await uploadTwice(source);
  expect(second?.body).toEqual(first?.body);
  expect(second?.headers['content-type']).toBe(first?.headers['content-type']);
  expect(second?.headers['idempotency-key']).toBe(first?.headers['idempotency-key']);
  expect(await fileIn(await formOf(second))).toEqual({ name: 'notes.txt', text: 'Buy milk.' });
});

test.each(rereadable)('progress of %s restarts with the second attempt', async (_, source) => {
  const { first, told } = await uploadTwice(source);
  const size = first?.body.length ?? 0;
  expect(told[0]).toEqual({ loaded: 0, total: size });
  expect(told.at(-1)).toEqual({ loaded: size, total: size });
  expect(told.filter(({ loaded }) => loaded === 0)).toHaveLength(2);
});

test('a file without progress has a Content-Length', async () => {
  const { url, received } = await scriptedServer({ status: 201 });
  await new FileOrganizerClient({ baseUrl: url }).files.upload(
    new File(['Buy milk.'], 'notes.txt'),
  );
  expect(received[0]?.headers['content-length']).toBe(String(received[0]?.body.length));
});

test('progress of a stream has no total', async () => {
  const { url } = await scriptedServer({ status: 201 });
  const told: UploadProgress[] = [];
  await new FileOrganizerClient({ baseUrl: url }).files.putContent(
    '/a.bin',
    Readable.from([Buffer.alloc(10), Buffer.alloc(5)]),
    {},
    { onProgress: (one) => told.push(one) },
  );
  expect(told).toEqual([
    { loaded: 0, total: undefined },
    { loaded: 10, total: undefined },
    { loaded: 15, total: undefined },
  ]);
});

test('a stream is not resent', async () => {
  const { url, received } = await scriptedServer({ status: 503, headers: { 'retry-after': '0' } });
  const call = new FileOrganizerClient({ baseUrl: url }).files.putContent(
    '/a.bin',
    Readable.from([Buffer.alloc(10)]),
  );
  await expect(call).rejects.toMatchObject({ code: 503 });
  expect(received).toHaveLength(1);
});

test('uploads work in a page without crypto.randomUUID', async () => {
  vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) });
  onTestFinished(() => void vi.unstubAllGlobals());
  const form = await upload(new File(['Buy milk.'], 'notes.txt'));
  expect((await fileIn(form)).text).toBe('Buy milk.');
});
