import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import type { JsonSchema, MediaType } from '../document/model.ts';
import { documentOf, json, ref, serving } from './testing/serving.ts';

const taking = (content: Readonly<Record<string, MediaType>>, schemas = {}) =>
  documentOf(
    {
      '/': {
        post: {
          requestBody: { required: true, content },
          responses: { 204: { description: 'ok' }, '4XX': { description: 'no' } },
        },
      },
    },
    schemas,
  );

const meta: JsonSchema = {
  type: 'object',
  required: ['x'],
  properties: { x: { type: 'integer' } },
};
const document = taking({
  'application/vnd.api+json': {
    schema: { type: 'object', required: ['data'], properties: { data: { type: 'object' } } },
  },
  'application/x-www-form-urlencoded': {
    schema: {
      type: 'object',
      required: ['a'],
      properties: {
        a: { type: 'integer' },
        l: { type: 'array', items: { type: 'string', maxLength: 1 } },
        o: meta,
        p: { type: 'array', items: { type: 'integer' } },
      },
      additionalProperties: false,
    },
    encoding: { p: { style: 'pipeDelimited', explode: false } },
  },
  'multipart/form-data': {
    schema: {
      type: 'object',
      required: ['meta', 'files'],
      properties: {
        meta,
        files: {
          type: 'array',
          minItems: 1,
          items: { type: 'string', contentMediaType: 'application/octet-stream' },
        },
        name: { type: 'string' },
      },
    },
    encoding: { meta: { contentType: 'application/json' } },
  },
  'text/plain': { schema: { type: 'string', minLength: 2 } },
  'text/html': { schema: meta },
  'text/xml': { schema: meta },
  'image/*': {},
});

const send = async (type: string, body: NonNullable<RequestInit['body']>, of = document) => {
  const { ask } = await serving(of);
  const { status } = await ask('/', { method: 'POST', headers: { 'Content-Type': type }, body });
  return status;
};
const form = 'application/x-www-form-urlencoded';

it.each([
  [204, 'application/vnd.api+json', '{"data":{}}'],
  [400, 'application/vnd.api+json', '{"data":1}'],
  [400, 'application/vnd.api+json', '{'],
  [204, 'Application/Vnd.Api+JSON; charset=utf-8', '{"data":{}}'],
  [204, 'application/vnd.api+json', '\ufeff{"data":{}}'],
  [415, 'application/json', '{"data":{}}'],
  [204, form, 'a=1'],
  [204, form, 'a=1&l=b&l=c'],
  [204, form, 'a=1&l[]=b&l[]=c'],
  [204, form, 'a=1&l[0]=b'],
  [400, form, 'a=1&l=bb'],
  [204, form, 'a=1&p=1|2'],
  [400, form, 'a=1&p=1,2'],
  [204, form, 'a=1&o[x]=2'],
  [204, form, `a=1&o=${encodeURIComponent('{"x":2}')}`],
  [400, form, 'a=1&o[x]=b'],
  [400, form, 'a=1&o[y]=2'],
  [400, form, 'a=b'],
  [400, form, 'l=b'],
  [400, form, 'a=1&z=1'],
  [204, 'text/plain', 'ab'],
  [400, 'text/plain', 'a'],
  [204, 'text/html', '{"x":1}'],
  [400, 'text/html', '{"x":"a"}'],
  [400, 'text/html', 'x'],
  [204, 'text/xml', '<meta><x>1</x></meta>'],
  [204, 'image/png', '\u0000'],
  [415, 'video/mp4', '\u0000'],
])('responds with %i to a body of %s "%s"', async (status, type, body) => {
  expect(await send(type, body)).toBe(status);
});

describe('a multipart body', () => {
  const file = () => new File(['a'], 'a.txt');
  const parts: readonly (readonly [
    what: string,
    status: number,
    fill: (form: FormData) => void,
  ])[] = [
    ['JSON as a field', 204, (each) => each.append('meta', '{"x":1}')],
    [
      'JSON as a part with its media type',
      204,
      (each) => each.append('meta', new Blob(['{"x":1}'], { type: 'application/json' })),
    ],
    ['JSON that violates its schema', 400, (each) => each.append('meta', '{"x":"1"}')],
    ['a part that is not JSON', 400, (each) => each.append('meta', 'x')],
    ['a missing part', 400, () => {}],
    [
      'several files',
      204,
      (each) => {
        each.append('meta', '{"x":1}');
        each.append('files', file());
      },
    ],
    [
      'a file instead of a string',
      400,
      (each) => {
        each.append('meta', '{"x":1}');
        each.append('name', file());
      },
    ],
  ];

  it.each(parts)('with %s is answered with %i', async (_what, status, fill) => {
    const { ask } = await serving(document);
    const body = new FormData();
    body.append('files', file());
    fill(body);
    expect((await ask('/', { method: 'POST', body })).status).toBe(status);
  });

  it('is refused without its files', async () => {
    const { ask } = await serving(document);
    const body = new FormData();
    body.append('meta', '{"x":1}');
    expect((await ask('/', { method: 'POST', body })).status).toBe(400);
  });
});

describe('a part with a list of media types', () => {
  const content = {
    'multipart/form-data': {
      schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } } },
      encoding: { file: { contentType: 'image/png, image/jpeg, text/*' } },
    },
  };
  const part = (type: string) => {
    const body = new FormData();
    body.append('file', new File(['a'], 'a', { type }));
    return { method: 'POST', body };
  };

  it.each([
    [204, 'image/png'],
    [204, 'image/jpeg'],
    [204, 'text/csv'],
    [400, 'image/gif'],
  ])('is answered with %i for %s', async (status, type) => {
    const { ask } = await serving(taking(content));
    expect((await ask('/', part(type))).status).toBe(status);
  });

  it('is refused with a 415 if the operation lists it', async () => {
    const responses = { 204: { description: 'ok' }, 415: { description: 'no' } };
    const { ask } = await serving(
      documentOf({ '/': { post: { requestBody: { content }, responses } } }),
    );
    expect((await ask('/', part('image/gif'))).status).toBe(415);
  });
});

describe('a missing body', () => {
  const content = { 'application/json': { schema: { type: 'object' } } };

  it('is refused as missing if it is required', async () => {
    const { ask } = await serving(taking(content));
    expect((await ask('/', { method: 'POST' })).status).toBe(400);
  });

  it('is accepted if it is optional', async () => {
    const { ask } = await serving(
      documentOf({
        '/': { post: { requestBody: { content }, responses: { 204: { description: 'ok' } } } },
      }),
    );
    expect((await ask('/', { method: 'POST' })).status).toBe(204);
  });
});

describe('a body of bytes', () => {
  const content = { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } };
  const octets = taking(content);

  it('is accepted as application/octet-stream without parsing it', async () => {
    expect(await send('application/octet-stream', '{"a":', octets)).toBe(204);
  });

  it.each(['application/json', 'text/plain', 'nonsense'])(
    'is refused as the unlisted %s',
    async (type) => {
      expect(await send(type, '{"a":', octets)).toBe(415);
    },
  );

  it('is refused without a media type', async () => {
    const { ask } = await serving(octets);
    const body = new Uint8Array([1]);
    expect((await ask('/', { method: 'POST', body })).status).toBe(415);
  });

  it('may be empty', async () => {
    expect(await send('application/octet-stream', '', octets)).toBe(204);
  });

  it.each([{}, { 'Content-Type': 'application/octet-stream' }])(
    'is refused if it is missing, with the headers %j',
    async (headers) => {
      const { url } = await serving(octets);
      expect(await statusWithoutBody(url, headers)).toBe(400);
    },
  );

  it('does not allow other media types', async () => {
    const both = taking({ ...content, 'application/json': { schema: { type: 'object' } } });
    expect(await send('text/plain', 'a', both)).toBe(415);
    expect(await send('application/json', '1', both)).toBe(400);
  });

  it.each(['application/json', 'nonsense'])(
    'is accepted as %s by a mock that accepts bytes of any media type',
    async (type) => {
      const { ask, url } = await serving(octets, { takesAnyBytes: true });
      const headers = { 'Content-Type': type };
      expect((await ask('/', { method: 'POST', headers, body: '{"a":' })).status).toBe(204);
      expect(await statusWithoutBody(url, {})).toBe(204);
    },
  );
});

/** The status of a POST that has neither Content-Length nor Transfer-Encoding. */
function statusWithoutBody(url: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.removeHeader('Transfer-Encoding');
    sent.on('error', reject);
    sent.useChunkedEncodingByDefault = false;
    sent.end();
  });
}

it('a JSON body must be valid Unicode', async () => {
  const any = taking({ 'application/json': {} });
  const latin1 = new Uint8Array(Buffer.from('"\u00e9"', 'latin1'));
  expect(await send('application/json', latin1, any)).toBe(400);
  expect(await send('application/json', '"\\ud800"', any)).toBe(400);
  expect(await send('application/json', '"\\ud83d\\ude00"', any)).toBe(204);
});

it('a body of JSON lines is validated line by line', async () => {
  const lines = taking({ 'application/jsonl': { itemSchema: meta } });
  expect(await send('application/jsonl', '{"x":1}\n{"x":2}\n', lines)).toBe(204);
  expect(await send('application/jsonl', '{"x":1}\n{"x":"2"}\n', lines)).toBe(400);
});

it('a request needs no readOnly property', async () => {
  const user: JsonSchema = {
    type: 'object',
    required: ['id', 'name'],
    properties: { id: { type: 'string', readOnly: true }, name: { type: 'string' } },
  };
  const { ask } = await serving(
    taking({ 'application/json': { schema: ref('User') } }, { User: user }),
  );
  expect((await ask('/', json({ name: 'a' }))).status).toBe(204);
  expect((await ask('/', json({ id: '1', name: 'a' }))).status).toBe(204);
  expect((await ask('/', json({ id: '1' }))).status).toBe(400);
});

it.each(['value', 'default', 'example', 'examples', 'enum', 'const'])(
  'a property called "%s" is validated by its reference',
  async (name) => {
    const schema: JsonSchema = { type: 'object', properties: { [name]: ref('Leaf') } };
    const leaf: JsonSchema = { type: 'string', pattern: '^AC$' };
    const { ask } = await serving(
      taking({ 'application/json': { schema: ref('Holder') } }, { Holder: schema, Leaf: leaf }),
    );
    expect((await ask('/', json({ [name]: 'AC' }))).status).toBe(204);
    expect((await ask('/', json({ [name]: 'BC' }))).status).toBe(400);
  },
);

it.each<[what: string, JsonSchema]>([
  ['of the body itself', { required: ['type'], properties: { type: { default: 'a' } } }],
  ['in allOf', { allOf: [{ properties: { type: { default: 'a' } } }, { required: ['type'] }] }],
])('a required property %s is not satisfied by its default', async (_what, schema) => {
  const media = { 'application/json': { schema: { type: 'object', ...schema } } };
  const { ask } = await serving(taking(media));
  expect((await ask('/', json({}))).status).toBe(400);
  expect((await ask('/', json({ type: 'b' }))).status).toBe(204);
});
