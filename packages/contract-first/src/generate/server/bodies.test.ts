/** Bodies of all kinds reach handlers as the document says, on sockets. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Served, served } from './testing/served.ts';
import { wireDocument } from './testing/wireDocument.ts';

let server: Served;
beforeAll(async () => {
  server = await served(wireDocument);
});
afterAll(() => server.close());

async function send(method: string, path: string, mediaType: string, body: string | FormData) {
  const headers = mediaType === '' ? {} : { 'Content-Type': mediaType };
  const init = { method, headers, body: typeof body === 'string' ? Buffer.from(body) : body };
  const response = await fetch(server.url + path, init);
  const value = (await response.json()) as { body?: unknown; errors?: { pointer: string }[] };
  return { status: response.status, body: value.body, errors: value.errors ?? [] };
}
const URLENCODED = 'application/x-www-form-urlencoded';

describe('a body of one of several media types', () => {
  it.each<readonly [mediaType: string, body: string, value: unknown]>([
    ['application/vnd.api+json', '{"data":{}}', { data: {} }],
    ['application/vnd.api+json; charset=utf-8', '{"data":{}}', { data: {} }],
    [URLENCODED, 'a=1', { a: 1 }],
    [URLENCODED, 'a=1&l=x&l=y+z', { a: 1, l: ['x', 'y z'] }],
    [URLENCODED, 'a=1&o[x]=1', { a: 1, o: { x: 1 } }],
    [URLENCODED, 'a=1&o=%7B%22x%22%3A1%7D', { a: 1, o: { x: 1 } }],
    ['text/plain', 'hello', 'hello'],
    ['text/x-json', '{"x":1}', { x: 1 }],
    ['image/png', 'bytes', 'bytes'],
  ])('is parsed by its media type: %s', async (mediaType, body, value) => {
    const [named] = mediaType.split(';');
    expect(await send('POST', '/items', mediaType, body)).toMatchObject({
      status: 200,
      body: { mediaType: named, value },
    });
  });

  it.each<readonly [mediaType: string, body: string, status: number, pointer: string | undefined]>([
    ['application/vnd.api+json', '{}', 400, '#/body/data'],
    ['application/vnd.api+json', '{', 400, '#/body'],
    [URLENCODED, 'a=x', 400, '#/body/a'],
    [URLENCODED, 'a=1&o[x]=y', 400, '#/body/o/x'],
    ['text/plain', 'h', 400, '#/body'],
    ['text/x-json', '{"x":"a"}', 400, '#/body/x'],
    ['text/x-json', 'x', 400, '#/body'],
    ['application/json', '{"data":{}}', 415, undefined],
    ['video/mp4', 'bytes', 415, undefined],
    ['', 'bytes', 415, undefined],
  ])('is refused: %s "%s" is a %i', async (mediaType, body, status, pointer) => {
    const refused = await send('POST', '/items', mediaType, body);
    expect(refused.status).toBe(status);
    expect(refused.errors[0]?.pointer).toBe(pointer);
  });

  it('may be JSON of several schemas', async () => {
    const v1 = await send('PUT', '/versions', 'application/json', '1');
    const v2 = await send('PUT', '/versions', 'application/vnd.ship.v2+json', '"a"');
    const wrong = await send('PUT', '/versions', 'application/json', '"a"');
    expect([v1.body, v2.body, wrong.status]).toEqual([
      { mediaType: 'application/json', value: 1 },
      { mediaType: 'application/vnd.ship.v2+json', value: 'a' },
      400,
    ]);
  });

  it('may be omitted if it is optional', async () => {
    const { status, text } = await server.ask('PUT', '/versions');
    expect([status, JSON.parse(text).body]).toEqual([200, undefined]);
  });
});

describe('a form', () => {
  const form = (...parts: readonly (readonly [name: string, value: string | Blob])[]) => {
    const data = new FormData();
    for (const [name, value] of parts) data.append(name, value);
    return data;
  };
  const json = (value: object) => new Blob([JSON.stringify(value)], { type: 'application/json' });
  const file = (text: string, name: string) => new File([text], name, { type: 'text/plain' });

  it.each([
    ['as a field', '{"x":1}'],
    ['as a file', json({ x: 1 })],
  ])('may have JSON parts, sent %s, and several files', async (_how, meta) => {
    const data = form(
      ['files', file('one', '1.txt')],
      ['meta', meta],
      ['files', file('two', '2.txt')],
    );
    expect((await send('POST', '/items', '', data)).body).toEqual({
      mediaType: 'multipart/form-data',
      value: {
        files: [
          { part: 'files', filename: '1.txt', mediaType: 'text/plain', file: 'one' },
          { part: 'files', filename: '2.txt', mediaType: 'text/plain', file: 'two' },
        ],
        fields: { meta: { x: 1 } },
      },
    });
  });

  it.each([
    ['a JSON part that violates its schema', form(['meta', '{"x":"a"}']), '#/body/meta/x'],
    ['a part that is not JSON', form(['meta', 'x']), '#/body/meta'],
    ['a string that is too long', form(['meta', '{"x":1}'], ['note', '123456']), '#/body/note'],
    ['a missing part', form(['note', '1']), '#/body/meta'],
  ])('is refused with %s', async (_what, data, pointer) => {
    expect(await send('POST', '/items', '', data)).toMatchObject({
      status: 400,
      errors: [{ pointer }],
    });
  });

  it('is refused without a file that it needs', async () => {
    const data = form(['meta', '{"x":1}']);
    expect(await send('POST', '/items', '', data)).toMatchObject({
      status: 400,
      errors: [{ pointer: '#/body/files', message: 'Is required' }],
    });
  });

  it('with a file of another media type is refused without saving it', async () => {
    const film = new File(['film'], 'a.mp4', { type: 'video/mp4' });
    const data = form(['meta', '{"x":1}'], ['files', film]);
    expect(await send('POST', '/items', '', data)).toMatchObject({
      status: 415,
      errors: [{ pointer: '#/body/files', message: 'Must be text/plain or image/*' }],
    });
  });

  it.each<readonly [body: string, expected: object]>([
    ['n=1.5', { n: 1.5 }],
    ['card[x]=1&card[y]=2', { card: { x: 1, y: 2 } }],
    ['items[0][x]=1&items[1][x]=2', { items: [{ x: 1 }, { x: 2 }] }],
    ['items=%7B%22x%22:1%7D', { items: [{ x: 1 }] }],
    ['', {}],
  ])('is parsed from names with brackets and from JSON: %s', async (body, expected) => {
    expect(await send('POST', '/form', URLENCODED, body)).toMatchObject({
      status: 200,
      body: expected,
    });
  });

  it.each<readonly [body: string, expected: object]>([
    ['x=1&y=2&note=a', { spread: { x: 1, y: 2 }, note: 'a' }],
    ['flat=x,1,y,2', { flat: { x: 1, y: 2 } }],
    ['spaced=x+1+y+2', { spaced: { x: 1, y: 2 } }],
    ['flat=%7B%22x%22%3A1,%22y%22%3A2%7D', { flat: { x: 1, y: 2 } }],
    ['spread=%7B%22x%22%3A1%7D', { spread: { x: 1 } }],
    ['a=1&note=b', { open: { a: '1' }, note: 'b' }],
  ])('is read by the styles of its encoding: %s', async (body, expected) => {
    expect((await send('POST', '/styled', URLENCODED, body)).body).toEqual(expected);
  });

  it('with an unknown field is refused', async () => {
    expect((await send('POST', '/form', URLENCODED, 'other=1')).status).toBe(400);
  });
});
