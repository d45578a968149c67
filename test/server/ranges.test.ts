/** Parts of files, and conditions of those who read. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type ListedFile, list, refusal } from '../support/library.ts';
import { serverPerFile } from '../support/testServer.ts';

const server = serverPerFile();
let file: ListedFile;
let empty: ListedFile;
beforeAll(async () => {
  await writeFile(join(server.root, 'digits.txt'), '0123456789');
  await writeFile(join(server.root, 'empty.txt'), '');
  const { items } = await list(server);
  [file, empty] = items as [ListedFile, ListedFile];
});

const get = (headers: Readonly<Record<string, string>>, of = file, method = 'GET') =>
  server.fetch(`/api/v1/files/${of.file_id}/content`, { method, headers });

describe('Range', () => {
  it.each([
    ['bytes=0-0', '0', 'bytes 0-0/10'],
    ['bytes=2-5', '2345', 'bytes 2-5/10'],
    ['bytes=7-', '789', 'bytes 7-9/10'],
    ['bytes=7-1000', '789', 'bytes 7-9/10'],
    ['bytes=-3', '789', 'bytes 7-9/10'],
    ['bytes=-1000', '0123456789', 'bytes 0-9/10'],
  ])('%s is a part', async (range, text, contentRange) => {
    const response = await get({ Range: range });
    expect(response.status).toBe(206);
    expect(await response.text()).toBe(text);
    expect(response.headers.get('Content-Range')).toBe(contentRange);
    expect(response.headers.get('Content-Length')).toBe(String(text.length));
    expect(response.headers.get('ETag')).toBe(file.etag);
    expect(response.headers.get('Accept-Ranges')).toBe('bytes');
  });

  it.each([
    'bytes=0-1,4-5',
    'bytes=5-2',
    'bytes=12-3',
    'bytes=-',
    'bytes=a-b',
    'lines=0-1',
    'bytes 0-1',
  ])('%s is ignored', async (range) => {
    const response = await get({ Range: range });
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('0123456789');
  });

  it.each(['bytes=10-', 'bytes=99999999999999999999-', 'bytes=-0'])(
    '%s is a 416',
    async (range) => {
      const response = await get({ Range: range });
      expect(response.headers.get('Content-Range')).toBe('bytes */10');
      expect(await refusal(response)).toBe('416 range_not_satisfiable');
    },
  );

  it.each(['bytes=0-', 'bytes=-1'])('%s of an empty file is a 416', async (range) => {
    expect(await refusal(get({ Range: range }, empty))).toBe('416 range_not_satisfiable');
  });

  it('with If-Range needs the current ETag', async () => {
    const range = { Range: 'bytes=0-1' };
    expect((await get({ ...range, 'If-Range': file.etag })).status).toBe(206);
    expect((await get({ ...range, 'If-Range': '"another"' })).status).toBe(200);
    expect((await get({ ...range, 'If-Range': `W/${file.etag}` })).status).toBe(200);
  });

  it('is ignored for HEAD', async () => {
    const response = await get({ Range: 'bytes=0-1' }, file, 'HEAD');
    expect(response.status).toBe(200);
    expect(response.headers.get('Content-Length')).toBe('10');
    expect(response.headers.get('Last-Modified')).toBe(new Date(file.modified_at).toUTCString());
  });
});

describe('If-None-Match', () => {
  it.each(['ETag', 'W/ETag', '"other", ETag', '*'])('%s is a 304', async (form) => {
    const headers = { 'If-None-Match': form.replace('ETag', file.etag) };
    for (const path of ['', '/content']) {
      for (const method of ['GET', 'HEAD']) {
        const response = await server.fetch(`/api/v1/files/${file.file_id}${path}`, {
          method,
          headers,
        });
        expect(response.status).toBe(304);
        expect(await response.text()).toBe('');
        expect(response.headers.get('ETag')).toBe(file.etag);
      }
    }
  });

  it.each(['"other"', 'nonsense', 'ETag-without-quotes'])('%s is a 200', async (value) => {
    expect((await get({ 'If-None-Match': value })).status).toBe(200);
  });
});

describe('If-Match', () => {
  it.each(['', '/content'])('is a 412 for another version: /files/{file_id}%s', async (path) => {
    const ask = (match: string, method = 'GET') =>
      server.fetch(`/api/v1/files/${file.file_id}${path}`, {
        method,
        headers: { 'If-Match': match, 'If-None-Match': '"another"' },
      });
    for (const match of [file.etag, `"other", ${file.etag}`, '*']) {
      expect((await ask(match)).status).toBe(200);
    }
    for (const match of ['"other"', `W/${file.etag}`, 'nonsense']) {
      expect(await refusal(ask(match))).toBe('412 precondition_failed');
      expect((await ask(match, 'HEAD')).status).toBe(412);
    }
  });
});

describe('a date condition', () => {
  const modified = () => Math.floor(Date.parse(file.modified_at) / 1000) * 1000;
  const dates = () => ({
    before: new Date(modified() - 1000).toUTCString(),
    exact: new Date(modified()).toUTCString(),
    none: new Date(modified() - 1000).toISOString(),
  });

  it.each([
    ['If-Modified-Since', 'before', 200],
    ['If-Modified-Since', 'exact', 304],
    ['If-Modified-Since', 'none', 200],
    ['If-Unmodified-Since', 'before', 412],
    ['If-Unmodified-Since', 'exact', 200],
    ['If-Unmodified-Since', 'none', 200],
  ] as const)('%s: %s is %i', async (name, when, status) => {
    for (const method of ['GET', 'HEAD']) {
      expect((await get({ [name]: dates()[when] }, file, method)).status).toBe(status);
    }
  });

  it('is ignored next to an ETag', async () => {
    const { before, exact } = dates();
    const matching = { 'If-Match': file.etag, 'If-Unmodified-Since': before };
    expect((await get(matching)).status).toBe(200);
    const other = { 'If-None-Match': '"other"', 'If-Modified-Since': exact };
    expect((await get(other)).status).toBe(200);
  });
});
