// @vitest-environment jsdom
/** The client in a page that jsdom simulates: its blobs, files and forms are not those of Node's fetch. */
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { FileOrganizerClient, type UploadSource } from './index.ts';
import { type Received, scriptedServer } from './testing/scriptedServer.ts';

const form = (): FormData => {
  const made = new FormData();
  made.append('file', new File(['bytes'], 'form.txt'));
  return made;
};

test.each<[string, () => UploadSource]>([
  ['a Blob', () => new Blob(['bytes'])],
  ['a File', () => new File(['bytes'], 'a.txt')],
  ['a Buffer', () => Buffer.from('bytes')],
  ['an ArrayBuffer', () => new TextEncoder().encode('bytes').buffer],
  ['a web stream', () => new Response('bytes').body ?? ''],
  ['a Node stream', () => Readable.from(['bytes'])],
])('%s is uploaded unchanged', async (_, source) => {
  const { url, received } = await scriptedServer({ status: 201 });
  await new FileOrganizerClient({ baseUrl: url }).files.putContent('/a.txt', source());
  expect(String(received[0]?.body)).toBe('bytes');
});

test.each<[string, () => UploadSource]>([
  ['a form', form],
  ['a File', () => new File(['bytes'], 'form.txt')],
  ['a stream', () => Readable.from(['bytes'])],
])('%s arrives as a form', async (_, source) => {
  const { url, received } = await scriptedServer({ status: 201 });
  const options = { filename: 'form.txt' };
  await new FileOrganizerClient({ baseUrl: url }).files.upload(source(), '/a', {}, options);
  expect(textOf(received[0])).toMatch(/filename="form\.txt"\r\n.*\r\n\r\nbytes\r\n--form-/);
});

test('progress is reported with a session', async () => {
  const cors = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' };
  const session = { access_token: 'a', refresh_token: 'r', expires_in: 1800 };
  const { url, received } = await scriptedServer(
    { json: session },
    { status: 204, headers: cors }, // the preflight of jsdom's XMLHttpRequest
    { status: 201, headers: cors, json: { file_id: 'f1' } },
  );
  const client = new FileOrganizerClient({ baseUrl: url });
  await client.auth.login({ username: 'a', password: 'b' });
  const told: number[] = [];
  const file = await client.files.upload(
    form(),
    '/a',
    {},
    { onProgress: ({ loaded }) => told.push(loaded) },
  );
  expect(file.fileId).toBe('f1');
  expect(textOf(received.at(-1))).toContain('\r\n\r\nbytes\r\n');
  expect(told.at(-1)).toBe(received.at(-1)?.body.length);
});

test('a download can be read', async () => {
  const { url } = await scriptedServer({
    text: 'bytes',
    headers: { 'content-type': 'text/plain' },
  });
  const download = await new FileOrganizerClient({ baseUrl: url }).files.content('a');
  expect(await download.text()).toBe('bytes');
});

const textOf = (request: Received | undefined) => String(request?.body);
