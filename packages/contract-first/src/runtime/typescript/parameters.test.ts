/** What parameters look like on the wire, and that the server's toolkit reads the same values. */
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import {
  cookieReader,
  headerReader,
  pathReader,
  queryReader,
} from '../../../../contract-first-hono/src/parameters/readers.ts';
import type { WireParameter } from '../../../../contract-first-hono/src/parameters/wire.ts';
import { pairsOf } from '../../../../contract-first-hono/src/routing/address.ts';
import type { Operation, Parameter, WriteParameter } from './operation.ts';
import {
  content,
  cookie,
  deepObject,
  form,
  label,
  matrix,
  pipeDelimited,
  queryString,
  simple,
  spaceDelimited,
} from './parameters.ts';
import { requestOf } from './testing/connect.ts';

const get = (path: string, ...parameters: Parameter[]): Operation => ({
  id: 'things.get',
  method: 'GET',
  path,
  parameters,
});

const list = ['a b', 'c,d', 'é'];
const object = { role: 'admin', 'first name': 'A&B=C' };

type Row = readonly [
  name: string,
  write: WriteParameter,
  isExploded: boolean,
  value: unknown,
  wire: string,
  types: WireParameter['types'],
];

describe('a path parameter', () => {
  test.each<Row>([
    ['simple text', simple, false, 'a/b c', '/a%2Fb%20c', ['text']],
    ['simple list', simple, false, list, '/a%20b,c%2Cd,%C3%A9', ['list']],
    ['simple object', simple, false, object, '/role,admin,first%20name,A%26B%3DC', ['object']],
    ['exploded simple object', simple, true, { x: '1', y: '2' }, '/x=1,y=2', ['object']],
    ['label text', label, false, 'a.b', '/.a.b', ['text']],
    ['label list', label, false, ['a', 'b'], '/.a,b', ['list']],
    ['exploded label list', label, true, ['a', 'b'], '/.a.b', ['list']],
    ['label object', label, false, { x: '1', y: '2' }, '/.x,1,y,2', ['object']],
    ['exploded label object', label, true, { x: '1', y: '2' }, '/.x=1.y=2', ['object']],
    ['matrix text', matrix, false, 'a;b', '/;id=a%3Bb', ['text']],
    ['matrix list', matrix, false, list, '/;id=a%20b,c%2Cd,%C3%A9', ['list']],
    ['exploded matrix list', matrix, true, ['a', 'b'], '/;id=a;id=b', ['list']],
    ['matrix object', matrix, false, { x: '1', y: '2' }, '/;id=x,1,y,2', ['object']],
    ['exploded matrix object', matrix, true, { x: '1', y: '2' }, '/;x=1;y=2', ['object']],
  ])('of style %s is read back', async (style, write, isExploded, value, wire, types) => {
    const parameter: Parameter = { name: 'id', in: 'path', write, isExploded };
    const { url } = await requestOf(get('/{id}', parameter), { id: value });
    expect(url).toBe(wire);
    const [kind = ''] = style.replace('exploded ', '').split(' ');
    const read = pathReader([
      { in: 'path', name: 'id', style: kind, explode: isExploded, ...(types && { types }) },
    ]);
    expect({ ...read(['id'], [url.slice(1)]) }).toEqual({ id: value });
  });

  test.each(['', '.', '..'])('"%s" is refused', async (id) => {
    const parameter: Parameter = { name: 'id', in: 'path' };
    await expect(requestOf(get('/{id}', parameter), { id })).rejects.toThrow(
      '"id" must not be empty, "." or ".."',
    );
  });

  test('that is missing is refused', async () => {
    await expect(requestOf(get('/{id}', { name: 'id', in: 'path' }), {})).rejects.toThrow(
      '"id" must not be empty',
    );
  });

  test('two dots of two parameters are refused', async () => {
    const [a, b]: Parameter[] = [
      { name: 'a', in: 'path' },
      { name: 'b', in: 'path' },
    ];
    const sent = requestOf(get('/{a}{b}', ...[a, b].flatMap((each) => each ?? [])), {
      a: '.',
      b: '.',
    });
    await expect(sent).rejects.toThrow('must not be empty, "." or ".."');
  });

  test('may be a part of a segment', async () => {
    const parameter: Parameter = { name: 'fileId', wire: 'file-id', in: 'path' };
    const { url } = await requestOf(get('/files/{file-id}.json', parameter), { fileId: '.' });
    expect(url).toBe('/files/..json');
  });

  test('keeps slashes if reserved characters are allowed', async () => {
    const parameter: Parameter = { name: 'path', in: 'path', write: simple, allowReserved: true };
    const { url } = await requestOf(get('/files/{path}', parameter), { path: 'a/b?c#d e%20f' });
    expect(url).toBe('/files/a/b%3Fc%23d%20e%20f');
  });

  test('cannot leave its folder with reserved characters', async () => {
    const parameter: Parameter = { name: 'path', in: 'path', write: simple, allowReserved: true };
    await expect(requestOf(get('/files/{path}', parameter), { path: 'a/../b' })).rejects.toThrow(
      '"path" must not be empty, "." or ".."',
    );
  });

  test('with content is JSON', async () => {
    const parameter: Parameter = {
      name: 'id',
      in: 'path',
      write: content,
      content: 'application/json',
    };
    const { url } = await requestOf(get('/{id}', parameter), { id: { a: [1] } });
    expect(url).toBe('/%7B%22a%22%3A%5B1%5D%7D');
  });
});

describe('a query parameter', () => {
  const both = { x: ['1', '2'], y: { z: '3' } };
  test.each<Row>([
    ['form text', form, true, 'a&b=c+d e', 'q=a%26b%3Dc%2Bd%20e', ['text']],
    ['form list', form, true, list, 'q=a%20b&q=c%2Cd&q=%C3%A9', ['list']],
    ['form list in one', form, false, list, 'q=a%20b,c%2Cd,%C3%A9', ['list']],
    ['form object', form, true, object, 'role=admin&first%20name=A%26B%3DC', ['object']],
    ['form object in one', form, false, object, 'q=role,admin,first%20name,A%26B%3DC', ['object']],
    ['spaceDelimited list', spaceDelimited, false, ['a', 'b'], 'q=a%20b', ['list']],
    ['spaceDelimited object', spaceDelimited, false, { x: '1' }, 'q=x%201', ['object']],
    ['pipeDelimited list', pipeDelimited, false, ['a', 'b c'], 'q=a%7Cb%20c', ['list']],
    ['pipeDelimited object', pipeDelimited, false, { x: '1' }, 'q=x%7C1', ['object']],
    ['deepObject object', deepObject, true, object, '', ['object']],
    ['deepObject nested', deepObject, true, both, '', ['object']],
  ])('of style %s is read back', async (style, write, isExploded, value, wire, types) => {
    const parameter: Parameter = { name: 'q', in: 'query', write, isExploded };
    const { url } = await requestOf(get('/', parameter), { q: value });
    if (wire) expect(url).toBe(`/?${wire}`);
    const search = url.slice(1);
    const [kind = ''] = style.split(' ');
    const read = queryReader(
      ['q'],
      [{ in: 'query', name: 'q', style: kind, explode: isExploded, ...(types && { types }) }],
    );
    expect(JSON.parse(JSON.stringify(read(pairsOf(search), search)))).toEqual({ q: value });
  });

  test('of style deepObject has indices for objects in lists', async () => {
    const parameter: Parameter = { name: 'f', in: 'query', write: deepObject };
    const { url } = await requestOf(get('/', parameter), { f: { a: [{ b: 1 }, { b: 2 }] } });
    expect(decodeURIComponent(url)).toBe('/?f[a][0][b]=1&f[a][1][b]=2');
  });

  test('keeps reserved characters if they are allowed, but those that end it', async () => {
    const parameter: Parameter = { name: 'q', in: 'query', write: form, allowReserved: true };
    const { url } = await requestOf(get('/', parameter), { q: 'a/b?c:d&e#f+g%20h' });
    expect(url).toBe('/?q=a/b?c:d%26e%23f%2Bg%20h');
  });

  test('with content is JSON', async () => {
    const parameter: Parameter = {
      name: 'q',
      in: 'query',
      write: content,
      content: 'application/json',
    };
    const { url } = await requestOf(get('/', parameter), { q: { a: 'b&c' } });
    expect(new URL(url, 'http://localhost').searchParams.get('q')).toBe('{"a":"b&c"}');
  });

  test.each([undefined, null, []])('%j is left out', async (q) => {
    expect((await requestOf(get('/', { name: 'q', in: 'query' }), { q })).url).toBe('/');
  });

  test('false and 0 are sent', async () => {
    const { url } = await requestOf(
      get('/', { name: 'a', in: 'query' }, { name: 'b', in: 'query' }),
      { a: false, b: 0 },
    );
    expect(url).toBe('/?a=false&b=0');
  });

  test('keeps all digits of a bigint', async () => {
    const parameter: Parameter = { name: 'q', in: 'query' };
    expect((await requestOf(get('/', parameter), { q: 2n ** 63n })).url).toBe(
      '/?q=9223372036854775808',
    );
  });

  test.each([
    [new Date(0), '1970-01-01T00:00:00.000Z'],
    [new URL('http://a/b'), 'http://a/b'],
  ])('has the text of %o', async (q, text) => {
    const { url } = await requestOf(get('/', { name: 'q', in: 'query' }), { q });
    expect(new URL(url, 'http://localhost').searchParams.get('q')).toBe(text);
  });

  test.each([new Date('never'), Symbol('a'), Buffer.from('a'), () => 'a'])(
    'must not be %o',
    async (q) => {
      await expect(requestOf(get('/', { name: 'q', in: 'query' }), { q })).rejects.toThrow(
        '"q" must be a string, a number, a boolean or a date',
      );
    },
  );

  test('may be the whole query as a form', async () => {
    const parameter: Parameter = {
      name: 'query',
      in: 'querystring',
      write: queryString,
      content: 'application/x-www-form-urlencoded',
    };
    const { url } = await requestOf(get('/', parameter), { query: { a: ['1', '2'], b: 'x y' } });
    expect(url).toBe('/?a=1&a=2&b=x%20y');
  });

  test('may be the whole query as JSON', async () => {
    const parameter: Parameter = {
      name: 'query',
      in: 'querystring',
      write: queryString,
      content: 'application/json',
    };
    const { url } = await requestOf(get('/', parameter), { query: { a: 1 } });
    expect(url).toBe('/?%7B%22a%22%3A1%7D');
  });

  test('follows the query of a path', async () => {
    const { url } = await requestOf(get('/?action=list', { name: 'q', in: 'query' }), { q: 1 });
    expect(url).toBe('/?action=list&q=1');
  });

  test('comes before the fragment of a path, which is not sent', async () => {
    const { url } = await requestOf(get('/#action=list', { name: 'q', in: 'query' }), { q: 1 });
    expect(url).toBe('/?q=1');
  });

  test('must not be an object without a style for it', async () => {
    await expect(requestOf(get('/', { name: 'q', in: 'query' }), { q: {} })).rejects.toThrow(
      '"q" must be a string, a number, a boolean or a date',
    );
  });
});

describe('a header', () => {
  test.each<Row>([
    ['text', simple, false, 'a b', 'a b', ['text']],
    ['list', simple, false, ['a', 'b'], 'a,b', ['list']],
    ['object', simple, false, { x: '1' }, 'x,1', ['object']],
    ['exploded object', simple, true, { x: '1', y: '2' }, 'x=1,y=2', ['object']],
  ])('with %s is read back', async (_style, write, isExploded, value, wire, types) => {
    const parameter: Parameter = { name: 'x', wire: 'X-Thing', in: 'header', write, isExploded };
    const { headers } = await requestOf(get('/', parameter), { x: value });
    expect(headers['x-thing']).toBe(wire);
    const read = headerReader(
      ['X-Thing'],
      [{ in: 'header', name: 'X-Thing', explode: isExploded, ...(types && { types }) }],
    );
    expect(JSON.parse(JSON.stringify(read(() => String(headers['x-thing']))))).toEqual({
      'X-Thing': value,
    });
  });

  test('with content is JSON in ASCII', async () => {
    const parameter: Parameter = {
      name: 'x',
      in: 'header',
      write: content,
      content: 'application/json',
    };
    const { headers } = await requestOf(get('/', parameter), { x: { a: 'é\n' } });
    expect(headers.x).toBe('{"a":"\\u00e9\\n"}');
  });

  test('with a line break is refused', async () => {
    await expect(
      requestOf(get('/', { name: 'x', in: 'header' }), { x: 'a\r\nb: c' }),
    ).rejects.toThrow('"x" must contain only printable ASCII characters');
  });

  test('may be among the options', async () => {
    const parameter: Parameter = {
      name: 'ifMatch',
      wire: 'If-Match',
      in: 'header',
      isOption: true,
    };
    expect((await requestOf(get('/', parameter), { ifMatch: '"a"' })).headers['if-match']).toBe(
      '"a"',
    );
  });

  test('of the options replaces one of the client', async () => {
    const { headers } = await requestOf(get('/'), { headers: { Accept: 'text/x' } });
    expect(headers.accept).toBe('text/x');
  });
});

describe('a cookie', () => {
  test.each<Row>([
    ['form text', form, true, 'a;b c', 'c=a%3Bb%20c', ['text']],
    ['form list', form, false, list, 'c=a%20b,c%2Cd,%C3%A9', ['list']],
    ['exploded form list', form, true, ['a', 'b'], 'c=a; c=b', ['list']],
    ['exploded form object', form, true, { x: '1', y: '2' }, 'x=1; y=2', ['object']],
    ['cookie text', cookie, true, 'a=%20b', 'c=a=%20b', ['text']],
    ['exploded cookie list', cookie, true, ['a', 'b'], 'c=a; c=b', ['list']],
  ])('of style %s is read back', async (style, write, isExploded, value, wire, types) => {
    const parameter: Parameter = { name: 'c', in: 'cookie', write, isExploded };
    const { headers } = await requestOf(get('/', parameter), { c: value });
    expect(headers.cookie).toBe(wire);
    const [kind = ''] = style.replace('exploded ', '').split(' ');
    const read = cookieReader(
      ['c'],
      [{ in: 'cookie', name: 'c', style: kind, explode: isExploded, ...(types && { types }) }],
    );
    expect(JSON.parse(JSON.stringify(read(headers.cookie)))).toEqual({ c: value });
  });

  test.each([
    ['form', form],
    ['cookie', cookie],
    ['content', content],
  ])('of %s is refused in a browser, which would drop it', async (_, write) => {
    const headers = new Headers();
    vi.stubGlobal('Request', function BrowserRequest() {
      return { headers };
    });
    onTestFinished(() => {
      vi.unstubAllGlobals();
    });
    const parameter: Parameter = { name: 'c', in: 'cookie', write };
    await expect(requestOf(get('/', parameter), { c: 'a' })).rejects.toThrow(
      '"c" is sent as a cookie, which browsers do not let programs send',
    );
  });

  test('of style cookie with a semicolon is refused', async () => {
    const parameter: Parameter = { name: 'c', in: 'cookie', write: cookie };
    await expect(requestOf(get('/', parameter), { c: 'a; b=c' })).rejects.toThrow(
      '"c" must contain only characters that a cookie can have',
    );
  });
});
