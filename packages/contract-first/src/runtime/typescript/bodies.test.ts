/** Bodies of requests, as servers receive them. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  writeBytes,
  writeForm,
  writeItems,
  writeJson,
  writeMultipart,
  writeText,
} from './bodies.ts';
import type { BodyForm, Operation } from './operation.ts';
import { deepObject, form, pipeDelimited } from './parameters.ts';
import { requestOf } from './testing/connect.ts';
import { formOf } from './testing/scriptedServer.ts';

const post = (...bodies: BodyForm[]): Operation => ({
  id: 'things.create',
  method: 'POST',
  path: '/things',
  bodies,
});

const required = (...bodies: BodyForm[]): Operation => ({
  ...post(...bodies),
  isBodyRequired: true,
});

const json: BodyForm = { mediaType: 'application/json', write: writeJson, argument: 'body' };
const fields = (mediaType: string, write: BodyForm['write'], ...names: string[]): BodyForm => ({
  mediaType,
  write,
  fields: names.map((name) => ({ name })),
});

describe('JSON', () => {
  test.each([[{ a: [1, null] }], [[1, 2]], ['text'], [7], [false], [null]])(
    '%j is sent as it is',
    async (body) => {
      const request = await requestOf(post(json), { body });
      expect(JSON.parse(request.body.toString())).toEqual(body);
    },
  );

  test('of fields has their wire names', async () => {
    const body: BodyForm = {
      mediaType: 'application/merge-patch+json',
      write: writeJson,
      fields: [{ name: 'userId', wire: 'user_id' }, { name: 'name' }],
    };
    const request = await requestOf(post(body), { userId: 1, name: undefined });
    expect(request.body.toString()).toBe('{"user_id":1}');
  });

  test('has the media type of the document', async () => {
    const body = { ...json, mediaType: 'application/merge-patch+json' };
    const { headers } = await requestOf(post(body), { body: {} });
    expect(headers['content-type']).toBe('application/merge-patch+json');
  });

  test('has a media type of its own for a range', async () => {
    const { headers } = await requestOf(post({ ...json, mediaType: '*/*' }), { body: {} });
    expect(headers['content-type']).toBe('application/json');
  });

  test('keeps all digits of a bigint', async () => {
    const request = await requestOf(post(json), { body: { id: 2n ** 63n } });
    expect(request.body.toString()).toBe('{"id":9223372036854775808}');
  });

  test('is left out if nothing was given', async () => {
    const { body, headers } = await requestOf(post(fields('application/json', writeJson, 'a')));
    expect([body.length, headers['content-type']]).toEqual([0, undefined]);
  });

  test('is an empty object if the body is required and nothing was given', async () => {
    const { body } = await requestOf(required(fields('application/json', writeJson, 'a')));
    expect(body.toString()).toBe('{}');
  });

  test('is missing if the body is required and the argument is not given', async () => {
    await expect(requestOf(required(json), {})).rejects.toThrow('"body" is missing');
  });

  test('with half a character is refused', async () => {
    await expect(requestOf(post(json), { body: { a: ['\ud83d'] } })).rejects.toThrow(
      '"a" must be well-formed Unicode',
    );
  });
});

describe('a URL-encoded form', () => {
  const type = 'application/x-www-form-urlencoded';
  const sent = async (body: BodyForm, ...args: unknown[]) =>
    (await requestOf(post(body), ...args)).body.toString();

  test('has texts, and lists item by item', async () => {
    const body = fields(type, writeForm, 'a', 'b', 'c');
    expect(await sent(body, { a: 'x y&z', b: [1, 2], c: null })).toBe('a=x%20y%26z&b=1&b=2');
  });

  test('has JSON for objects', async () => {
    const body = fields(type, writeForm, 'a');
    expect(new URLSearchParams(await sent(body, { a: { b: 1 } })).get('a')).toBe('{"b":1}');
  });

  test('has the styles that the document says', async () => {
    const body: BodyForm = {
      ...fields(type, writeForm, 'a', 'b', 'c', 'd'),
      parts: {
        a: { write: deepObject },
        b: { write: form, isExploded: false },
        c: { write: pipeDelimited },
        d: { isJson: true },
      },
    };
    const args = { a: { b: { c: 1 } }, b: [1, 2], c: [1, 2], d: [1, 2] };
    expect(decodeURIComponent(await sent(body, args))).toBe('a[b][c]=1&b=1,2&c=1|2&d=[1,2]');
  });

  test.each([
    [{ a: [1, 2] }, 'a=1&a=2'],
    [new URLSearchParams({ a: 'b c' }), 'a=b+c'],
    ['a=b', 'a=b'],
  ])('may be given whole', async (body, expected) => {
    expect(await sent({ mediaType: type, write: writeForm, argument: 'body' }, { body })).toBe(
      expected,
    );
  });

  test('has its media type', async () => {
    const { headers } = await requestOf(post(fields(type, writeForm, 'a')), { a: 1 });
    expect(headers['content-type']).toBe(type);
  });
});

describe('a multipart form', () => {
  const type = 'multipart/form-data';
  const multipart = (parts: BodyForm['parts'], ...names: string[]): BodyForm => ({
    ...fields(type, writeMultipart, ...names),
    ...(parts && { parts }),
  });
  const file = new File(['bytes'], 'a.txt', { type: 'text/plain' });

  test('has texts before files', async () => {
    const body = multipart({ file: { file: 'one' } }, 'file', 'name');
    const request = await requestOf(post(body), { file, name: 'n' });
    expect([...(await formOf(request)).keys()]).toEqual(['name', 'file']);
  });

  test('has files with their names and media types', async () => {
    const body = multipart({ file: { file: 'one' } }, 'file');
    const sent = (await formOf(await requestOf(post(body), { file }))).get('file') as File;
    expect([sent.name, sent.type, await sent.text()]).toEqual(['a.txt', 'text/plain', 'bytes']);
  });

  test('has several files', async () => {
    const body = multipart({ files: { file: 'list' } }, 'files');
    const files = [file, { content: new Uint8Array([65]), filename: 'b.bin' }];
    const sent = (await formOf(await requestOf(post(body), { files }))).getAll('files') as File[];
    expect(sent.map(({ name }) => name)).toEqual(['a.txt', 'b.bin']);
  });

  test('has a file with the name and media type that the call says', async () => {
    const body = multipart({ file: { file: 'one' } }, 'file');
    const given = { content: file, filename: 'b.csv', contentType: 'text/csv' };
    const sent = (await formOf(await requestOf(post(body), { file: given }))).get('file') as File;
    expect([sent.name, sent.type]).toEqual(['b.csv', 'text/csv']);
  });

  test('has the media types of parts that the document says', async () => {
    const body = multipart(
      {
        a: { contentType: 'text/csv' },
        file: { file: 'one', contentType: 'image/png, image/jpeg' },
      },
      'a',
      'file',
    );
    const request = await requestOf(
      post(body),
      { a: '1,2', file: new Uint8Array(1) },
      { filename: 'x' },
    );
    const text = request.body.toString();
    expect(text).toContain('name="a"\r\nContent-Type: text/csv\r\n');
    expect(text).toContain('filename="x"\r\nContent-Type: image/png\r\n');
  });

  test('has objects as JSON', async () => {
    const request = await requestOf(post(multipart(undefined, 'meta')), { meta: { a: 1 } });
    expect(request.body.toString()).toContain(
      'name="meta"\r\nContent-Type: application/json\r\n\r\n{"a":1}\r\n',
    );
  });

  test('has lists item by item', async () => {
    const request = await requestOf(post(multipart(undefined, 'tags')), { tags: ['a', 'b'] });
    expect((await formOf(request)).getAll('tags')).toEqual(['a', 'b']);
  });

  test('has a list as JSON if the document says so', async () => {
    const body = multipart({ tags: { isJson: true } }, 'tags');
    const request = await requestOf(post(body), { tags: ['a', 'b'] });
    expect((await formOf(request)).getAll('tags')).toHaveLength(1);
  });

  test('has pairs of an object if the document gives it a style', async () => {
    const body = multipart({ a: { write: deepObject } }, 'a');
    const request = await requestOf(post(body), { a: { b: 'x y' } });
    expect([...(await formOf(request))]).toEqual([['a[b]', 'x y']]);
  });

  test('may be given whole as a FormData', async () => {
    const given = new FormData();
    given.append('file', file);
    given.append('name', 'n');
    const body: BodyForm = { mediaType: type, write: writeMultipart, argument: 'body' };
    const request = await requestOf(post(body), { body: given });
    expect([...(await formOf(request)).keys()]).toEqual(['name', 'file']);
  });

  test('may be given whole as an object', async () => {
    const body: BodyForm = {
      mediaType: type,
      write: writeMultipart,
      argument: 'body',
      parts: { file: { file: 'one' } },
    };
    const request = await requestOf(post(body), { body: { file, name: 'n' } });
    expect([...(await formOf(request)).keys()]).toEqual(['name', 'file']);
  });

  test('streams a file without a size', async () => {
    const body = multipart({ file: { file: 'one' } }, 'file');
    const source = Readable.from([Buffer.from('a'), Buffer.from('b')]);
    const request = await requestOf(post(body), { file: source }, { filename: 'x' });
    expect(await ((await formOf(request)).get('file') as File).text()).toBe('ab');
  });

  test('needs a name for a file', async () => {
    const body = multipart({ file: { file: 'one' } }, 'file');
    await expect(requestOf(post(body), { file: new Uint8Array(1) })).rejects.toThrow(
      'The file has no name',
    );
  });

  test('has no headers that a name brings along', async () => {
    const body = multipart({ file: { file: 'one' } }, 'file');
    const given = { content: file, filename: 'a"\r\nX: y', contentType: 'text/x\r\nX: y' };
    const request = await requestOf(post(body), { file: given });
    expect(request.body.toString()).not.toMatch(/^X: y/m);
  });

  test('of another kind has its media type', async () => {
    const body = { ...multipart(undefined, 'a'), mediaType: 'multipart/mixed' };
    const { headers } = await requestOf(post(body), { a: 1 });
    expect(headers['content-type']).toMatch(/^multipart\/mixed; boundary=/);
  });
});

describe('bytes', () => {
  const bytes = (mediaType: string): BodyForm => ({
    mediaType,
    write: writeBytes,
    argument: 'content',
  });
  const source = 'bytes';
  test.each([
    ['a blob', () => new Blob([source])],
    ['a buffer', () => Buffer.from(source)],
    ['an ArrayBuffer', () => new TextEncoder().encode(source).buffer],
    ['a web stream', () => new Blob([source]).stream()],
    ['a stream of Node', () => Readable.from([source])],
  ])('are sent from %s', async (_, make) => {
    const request = await requestOf(post(bytes('application/octet-stream')), { content: make() });
    expect(request.body.toString()).toBe(source);
  });

  test('are sent from a file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bodies-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    await writeFile(join(folder, 'a'), source);
    const request = await requestOf(post(bytes('*/*')), { content: join(folder, 'a') });
    expect(request.body.toString()).toBe(source);
  });

  test.each([
    ['image/png', 'image/jpeg', undefined, 'image/png'],
    ['image/*', 'image/jpeg', undefined, 'image/jpeg'],
    ['image/*', 'image/jpeg', 'image/webp', 'image/webp'],
    ['*/*', '', undefined, 'application/octet-stream'],
  ])(
    'of %s from a blob of %s with the option %s have %s',
    async (documented, own, option, sent) => {
      const content = new Blob([source], { type: own });
      const { headers } = await requestOf(
        post(bytes(documented)),
        { content },
        { contentType: option },
      );
      expect(headers['content-type']).toBe(sent);
    },
  );

  test('report their progress', async () => {
    const loaded: number[] = [];
    const onProgress = (progress: { loaded: number }) => loaded.push(progress.loaded);
    await requestOf(post(bytes('*/*')), { content: Buffer.from(source) }, { onProgress });
    expect([loaded[0], loaded.at(-1)]).toEqual([0, source.length]);
  });
});

test('text is sent as it is', async () => {
  const body: BodyForm = { mediaType: 'text/csv', write: writeText, argument: 'body' };
  const request = await requestOf(post(body), { body: 'a,é' });
  expect([request.body.toString(), request.headers['content-type']]).toEqual(['a,é', 'text/csv']);
});

describe('a sequence', () => {
  const items = (mediaType: string): BodyForm => ({
    mediaType,
    write: writeItems,
    argument: 'items',
  });
  async function* generated() {
    yield { a: 1 };
    yield 2;
  }
  test.each([
    ['a list', () => [{ a: 1 }, 2]],
    ['a set', () => new Set([{ a: 1 }, 2])],
    ['a generator', generated],
  ])('of JSON Lines is sent from %s', async (_, make) => {
    const request = await requestOf(post(items('application/jsonl')), { items: make() });
    expect(request.body.toString()).toBe('{"a":1}\n2\n');
  });

  test('of JSON texts has record separators', async () => {
    const request = await requestOf(post(items('application/json-seq')), { items: generated() });
    expect(request.body.toString()).toBe('\u001e{"a":1}\n\u001e2\n');
  });

  test.each(['text', 7])('is not sent from %j', async (given) => {
    await expect(requestOf(post(items('application/jsonl')), { items: given })).rejects.toThrow(
      '"items" must be a list or an iterable of items',
    );
  });
});

describe('of several media types', () => {
  const either = post(
    fields('application/json', writeJson, 'name'),
    fields('multipart/form-data', writeMultipart, 'name', 'file'),
  );

  test('the first one is sent', async () => {
    const { headers } = await requestOf(either, { name: 'n' });
    expect(headers['content-type']).toBe('application/json');
  });

  test('the first one that has all arguments is sent', async () => {
    const { headers } = await requestOf(either, { name: 'n', file: new File([], 'a') });
    expect(headers['content-type']).toMatch(/^multipart/);
  });

  test('the call chooses one', async () => {
    const { headers } = await requestOf(
      either,
      { name: 'n' },
      { contentType: 'multipart/form-data' },
    );
    expect(headers['content-type']).toMatch(/^multipart\/form-data; boundary/);
  });

  test('one that the document does not have is refused', async () => {
    await expect(requestOf(either, { name: 'n' }, { contentType: 'text/plain' })).rejects.toThrow(
      'things.create does not take the contentType "text/plain", only application/json, multipart/form-data',
    );
  });
});
