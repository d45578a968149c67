import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { FileOrganizerClient, type UploadSource } from './index.ts';
import { scriptedServer } from './testing/scriptedServer.ts';

const webStream = () => new Blob(['Buy ', 'milk.']).stream();
const nodeStream = () => Readable.from(['Buy ', 'milk.']);
async function* generator(): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode('Buy milk.');
}

async function consumedWebStream(): Promise<UploadSource> {
  const stream = webStream();
  const reader = stream.getReader();
  while (!(await reader.read()).done);
  reader.releaseLock();
  return stream;
}

async function partlyReadWebStream(): Promise<UploadSource> {
  const stream = webStream();
  const reader = stream.getReader();
  await reader.read();
  reader.releaseLock();
  return stream;
}

async function consumedBody(): Promise<UploadSource> {
  const response = new Response('Buy milk.');
  await response.text();
  return response.body ?? '';
}

async function cancelledWebStream(): Promise<UploadSource> {
  const stream = webStream();
  await stream.cancel();
  return stream;
}

async function lockedWebStream(): Promise<UploadSource> {
  const stream = webStream();
  stream.getReader();
  return stream;
}

async function endedNodeStream(): Promise<UploadSource> {
  const stream = nodeStream();
  await text(stream);
  return stream;
}

async function partlyReadNodeStream(): Promise<UploadSource> {
  const stream = nodeStream();
  await once(stream, 'readable');
  stream.read();
  return stream;
}

async function destroyedNodeStream(): Promise<UploadSource> {
  return nodeStream().destroy();
}

async function failedNodeStream(): Promise<UploadSource> {
  const stream = createReadStream('/nowhere/notes.txt');
  await once(stream, 'error');
  return stream;
}

async function detachedBytes(): Promise<UploadSource> {
  const bytes = new TextEncoder().encode('Buy milk.');
  structuredClone(bytes, { transfer: [bytes.buffer] });
  return bytes;
}

async function detachedBuffer(): Promise<UploadSource> {
  const { buffer } = new TextEncoder().encode('Buy milk.');
  structuredClone(buffer, { transfer: [buffer] });
  return buffer;
}

test.each<[string, () => Promise<UploadSource>, string | RegExp]>([
  ['a web stream that was read to its end', consumedWebStream, 'was already read'],
  ['a web stream that was read in part', partlyReadWebStream, 'was already read'],
  ['the body of a Response that was read', consumedBody, 'was already read'],
  ['a web stream that was cancelled', cancelledWebStream, 'was already read'],
  ['a web stream that is locked', lockedWebStream, 'is locked'],
  ['a Node stream that was read to its end', endedNodeStream, 'was already read'],
  ['a Node stream that was read in part', partlyReadNodeStream, 'was already read'],
  ['a Node stream that is destroyed', destroyedNodeStream, 'was destroyed'],
  ['a Node stream that has failed', failedNodeStream, 'has failed: ENOENT'],
  ['bytes that were transferred', detachedBytes, /detached/],
  ['a buffer that was transferred', detachedBuffer, /detached/],
])('%s is refused before anything is sent', async (_, source, why) => {
  const { url, received } = await scriptedServer({ status: 201 });
  const client = new FileOrganizerClient({ baseUrl: url });
  const used = await source();
  const raw = client.files.putContent('/notes.txt', used);
  await expect(raw).rejects.toThrow(TypeError);
  await expect(raw).rejects.toThrow(why);
  await expect(client.files.upload(used, '/', {}, { filename: 'notes.txt' })).rejects.toThrow(why);
  expect(received).toEqual([]);
});

test.each<[string, () => UploadSource]>([
  ['a web stream', webStream],
  ['a Node stream', nodeStream],
  ['a generator', generator],
])('%s can be uploaded once', async (_, make) => {
  const { url, received } = await scriptedServer({ status: 201 });
  const client = new FileOrganizerClient({ baseUrl: url });
  const source = make();
  await client.files.putContent('/notes.txt', source);
  await expect(client.files.putContent('/notes.txt', source)).rejects.toThrow('was already read');
  expect(received.map(({ body }) => String(body))).toEqual(['Buy milk.']);
});

test('a stream left unread by a refused upload can be uploaded', async () => {
  const { url, received } = await scriptedServer({ status: 201 });
  const client = new FileOrganizerClient({ baseUrl: url });
  for (const source of [webStream(), nodeStream(), generator()]) {
    await expect(client.files.upload(source)).rejects.toThrow('pass { filename }');
    await client.files.putContent('/notes.txt', source);
  }
  expect(received.map(({ body }) => String(body))).toEqual(Array(3).fill('Buy milk.'));
});

test.each<[string, () => UploadSource]>([
  ['a web stream', () => new Blob([]).stream()],
  ['a Node stream', () => Readable.from([])],
  ['a stream of an empty file', () => createReadStream('/dev/null')],
])('%s that is empty is uploaded as an empty file', async (_, source) => {
  const { url, received } = await scriptedServer({ status: 201 });
  await new FileOrganizerClient({ baseUrl: url }).files.putContent('/empty.txt', source());
  expect(received[0]?.body).toHaveLength(0);
});

test('a Node stream with listeners is uploaded whole', async () => {
  const { url, received } = await scriptedServer({ status: 201 });
  const path = fileURLToPath(import.meta.url);
  const stream = createReadStream(path, { highWaterMark: 64 });
  const heard: Buffer[] = [];
  stream.on('data', (chunk) => heard.push(Buffer.from(chunk)));
  await new FileOrganizerClient({ baseUrl: url }).files.putContent('/a.ts', stream);
  expect(received[0]?.body.equals(Buffer.concat(heard))).toBe(true);
  expect(String(received[0]?.body)).toBe(await text(createReadStream(path)));
});

test('a Node stream that is piped elsewhere is uploaded whole', async () => {
  const { url, received } = await scriptedServer({ status: 201 });
  const path = fileURLToPath(import.meta.url);
  const elsewhere = new PassThrough();
  const piped = text(elsewhere);
  const stream = createReadStream(path, { highWaterMark: 64 });
  stream.pipe(elsewhere);
  await new FileOrganizerClient({ baseUrl: url }).files.putContent('/a.ts', stream);
  expect(String(received[0]?.body)).toBe(await text(createReadStream(path)));
  expect(await piped).toBe(String(received[0]?.body));
});

test('an incoming request can be uploaded', async () => {
  const { url, received } = await scriptedServer({ status: 201, json: { name: 'a.txt' } });
  const client = new FileOrganizerClient({ baseUrl: url });
  const proxy = createServer(async (request, response) => {
    const { name } = await client.files.putContent('/a.txt', request);
    response.end(name);
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void proxy.close());
  await once(proxy, 'listening');
  const { port } = proxy.address() as AddressInfo;
  const answer = await fetch(`http://127.0.0.1:${port}`, { method: 'PUT', body: 'Buy milk.' });
  expect(await answer.text()).toBe('a.txt');
  expect(String(received[0]?.body)).toBe('Buy milk.');
});
