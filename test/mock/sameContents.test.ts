/** The mock and the server send, receive and find contents alike. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bodyOf, until } from '../support/library.ts';
import { type Results, searchOf } from '../support/searching.ts';
import { adminKey, json } from '../support/testServer.ts';
import { type Host, type Hosts, startHosts } from './hosts.ts';

type Stats = { readonly search: { readonly queued_count: number } };

let hosts: Hosts;
beforeAll(async () => {
  hosts = await startHosts();
  await hosts.both(async (host) => {
    await host.put('/search/Oranges.txt', 'Buy two 😀 ORÁNGES at the cafe\u0301 today.');
    await host.put('/search/Été.txt', 'En ETE');
    await until('everything is indexed', async () => {
      const stats = await bodyOf<Stats>(await host.fetch('/api/v1/system/stats'), 200);
      return stats.search.queued_count === 0;
    });
  });
});
afterAll(() => hosts?.stop());

/** Begins to append 8 bytes to an upload, and breaks the connection after the first ones. */
async function sendPart({ url }: Host, uploadId: string, part: string): Promise<void> {
  const { host, hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const head = [
    `PATCH /api/v1/uploads/${uploadId} HTTP/1.1`,
    `Host: ${host}`,
    `X-API-Key: ${adminKey}`,
    'Content-Type: application/partial-upload',
    'Upload-Offset: 0',
    'Upload-Complete: ?1',
    'Content-Length: 8',
    'Expect: 100-continue',
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n`);
  // The body is awaited.
  await once(socket, 'data');
  socket.end(part);
  await once(socket, 'close');
}

const described = [
  'Content-Type',
  'Content-Length',
  'Content-Disposition',
  'Content-Range',
  'Content-Security-Policy',
  'Referrer-Policy',
  'X-Content-Type-Options',
  'Accept-Ranges',
] as const;

it.each([
  'picture.png',
  'drawing.svg',
  'page.html',
  'text.txt',
  'paper.pdf',
  'sound.wav',
  'data.bin',
])('an inline link to %s has the same headers, whole and in part', async (name) => {
  const { server, mock } = await hosts.both(async (host) => {
    const { file_id: fileId } = await host.put(`/inline/${name}`, 'content');
    const link = await host.fetch(`/api/v1/files/${fileId}/link`, json({ disposition: 'inline' }));
    const { url, disposition } = await bodyOf<{ url: string; disposition: string }>(link, 201);
    const parts = [undefined, 'bytes=2-4', 'bytes=-2', 'bytes=3-', 'bytes=9-'].map(
      async (range) => {
        const response = await fetch(host.url + url, range ? { headers: { Range: range } } : {});
        await response.arrayBuffer();
        // A problem has other headers.
        const names = response.ok ? described : (['Content-Range'] as const);
        return [response.status, ...names.map((each) => response.headers.get(each))];
      },
    );
    return { disposition, parts: await Promise.all(parts) };
  });
  expect(mock).toEqual(server);
});

it.each([
  ['oranges', '/search/Oranges.txt'],
  ['ORÁNGES', '/search/Oranges.txt'],
  ['ete', '/search/Été.txt'],
  ['cafe\u0301', '/search/Oranges.txt'],
  ['café', '/search/Oranges.txt'],
])('a search finds %s in the same places, with its accents or without', async (word, path) => {
  const { server, mock } = await hosts.both(async (host) => {
    const found = await bodyOf<Results>(await host.fetch(searchOf(word, { path: '/search' })), 200);
    return found.items.map(({ file, name_matches, passage }) => ({
      path: file.path,
      name_matches,
      passage,
    }));
  });
  expect(mock).toEqual(server);
  expect(mock.map((each) => each.path)).toEqual([path]);
});

it('what has arrived of an upload stays when the connection breaks', async () => {
  const { server, mock } = await hosts.both(async (host) => {
    const wanted = json({ name: `${crypto.randomUUID()}.bin`, size: 8 });
    const { upload_id } = await bodyOf<{ readonly upload_id: string }>(
      await host.fetch('/api/v1/uploads', wanted),
      201,
    );
    await sendPart(host, upload_id, 'four');
    const place = `/api/v1/uploads/${upload_id}`;
    let upload = { offset: 0 };
    await until('a part has arrived', async () => {
      upload = await bodyOf<{ offset: number }>(await host.fetch(place), 200);
      return upload.offset > 0;
    });
    const headers = {
      'Content-Type': 'application/partial-upload',
      'Upload-Offset': String(upload.offset),
      'Upload-Complete': '?1',
    };
    const rest = await host.fetch(place, { method: 'PATCH', headers, body: 'more' });
    const { file } = await bodyOf<{ readonly file: { readonly sha256: string } }>(rest, 200);
    return { offset: upload.offset, sha256: file.sha256 };
  });
  expect(mock).toEqual(server);
  expect(mock.offset).toBe(4);
});
