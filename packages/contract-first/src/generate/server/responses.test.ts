/** Responses of several media types, ranges of statuses and streams, on sockets. */
import type { Document } from 'contract-first/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { info } from './testing/documentParts.ts';
import { type Served, served } from './testing/served.ts';

const item = { type: 'object', required: ['n'], properties: { n: { type: 'integer' } } };
const get = (operationId: string, content: object, others: object = {}) => ({
  get: { operationId, responses: { 200: { description: 'Done', content }, ...others } },
});
const json = { schema: item };
const refusing = { 406: { description: 'None' } };

const document = {
  openapi: '3.2.0',
  info,
  paths: {
    '/several': get('several', { 'application/json': json, 'text/csv': {} }, refusing),
    '/one': get('one', { 'application/json': json }),
    '/images': get('images', { 'image/*': {} }, refusing),
    '/range': {
      get: {
        operationId: 'range',
        responses: {
          '2XX': { description: 'Done', content: { 'application/json': json } },
          default: { description: 'Else', content: { 'text/plain': {} } },
        },
      },
    },
    '/events': get('events', {
      'text/event-stream': { itemSchema: item },
      'application/jsonl': { itemSchema: item },
    }),
    '/seq': get('seq', { 'application/json-seq': { itemSchema: item } }),
    '/endless': get('endless', { 'application/jsonl': { itemSchema: item } }),
    '/waiting': get('waiting', { 'text/event-stream': { itemSchema: item } }),
    '/failing': get('failing', { 'application/jsonl': { itemSchema: item } }),
  },
} as unknown as Document;

/** How many items the endless stream was asked for, and what ended the streams. */
let asked = 0;
let ended = Promise.withResolvers<string>();

async function* counted(count: number) {
  for (let n = 1; n <= count; n++) yield { n };
}
async function* endless() {
  try {
    for (let n = 0; ; n++) {
      asked += 1;
      yield { n, text: 'x'.repeat(10_000) };
    }
  } finally {
    ended.resolve('returned');
  }
}
async function* waiting(signal: AbortSignal) {
  yield { n: 1 };
  await new Promise((resolve) => signal.addEventListener('abort', resolve));
  ended.resolve('aborted');
}
async function* failing() {
  yield { n: 1 };
  throw new Error('SELECT secret');
}

const logged: unknown[] = [];
const silent = () => {};
const log = {
  ...{ debug: silent, info: silent, warn: silent },
  error: (details: unknown) => logged.push(details),
  child: () => log,
};

type Input = {
  readonly query: unknown;
  readonly signal: AbortSignal;
  preferred(...types: string[]): string | undefined;
};
let server: Served;
beforeAll(async () => {
  const handlers = {
    several: ({ preferred }: Input) =>
      preferred('application/json', 'text/csv') === 'text/csv'
        ? { status: 200, mediaType: 'text/csv', body: 'n\n1\n' }
        : { status: 200, body: { n: 1 } },
    one: () => ({ status: 200, body: { n: 1 } }),
    images: () => ({ status: 200, mediaType: 'image/svg+xml', body: '<svg/>' }),
    range: () => ({ status: 203, body: { n: 1 } }),
    events: () => ({ status: 200, body: counted(2) }),
    seq: () => ({ status: 200, body: counted(2) }),
    endless: () => ({ status: 200, body: endless() }),
    waiting: ({ signal }: Input) => ({ status: 200, body: waiting(signal) }),
    failing: () => ({ status: 200, body: failing() }),
  };
  server = await served(document, handlers as never, { log });
});
afterAll(() => server.close());

async function read(path: string, accept?: string) {
  const headers = accept === undefined ? {} : { Accept: accept };
  const { status, headers: received, text } = await server.ask('GET', path, headers);
  return [status, received.get('Content-Type'), text];
}

describe('a response', () => {
  it.each<readonly [path: string, accept: string | undefined, expected: readonly unknown[]]>([
    ['/several', undefined, [200, 'application/json', '{"n":1}']],
    ['/several', 'text/csv', [200, 'text/csv; charset=utf-8', 'n\n1\n']],
    ['/several', 'application/json;q=0.5, text/*', [200, 'text/csv; charset=utf-8', 'n\n1\n']],
    ['/several', 'text/html, */*;q=0.1', [200, 'application/json', '{"n":1}']],
    ['/images', 'image/svg+xml', [200, 'image/svg+xml', '<svg/>']],
    ['/range', undefined, [203, 'application/json', '{"n":1}']],
  ])('%s for "%s" has the negotiated media type', async (path, accept, expected) => {
    expect(await read(path, accept)).toEqual(expected);
  });

  it.each(['/several', '/images'])('%s is a 406 if nothing is acceptable', async (path) => {
    expect((await read(path, 'video/mp4'))[0]).toBe(406);
  });

  it('is sent anyway if the operation lists no 406', async () => {
    expect((await read('/one', 'video/mp4'))[0]).toBe(200);
  });
});

describe('a stream', () => {
  it.each([
    ['/events', undefined, 'text/event-stream', 'data: {"n":1}\n\ndata: {"n":2}\n\n'],
    ['/events', 'application/jsonl', 'application/jsonl', '{"n":1}\n{"n":2}\n'],
    ['/seq', undefined, 'application/json-seq', '\u001e{"n":1}\n\u001e{"n":2}\n'],
  ])('of %s for "%s" has its items', async (path, accept, type, text) => {
    expect(await read(path, accept)).toEqual([200, type, text]);
  });

  it('is produced only as fast as it is read', async () => {
    ended = Promise.withResolvers();
    const leaving = new AbortController();
    const response = await fetch(`${server.url}/endless`, { signal: leaving.signal });
    await response.body?.getReader().read();
    // The buffers of both sockets are full when a turn of the event loop asks for no more items.
    let before = -1;
    while (asked !== before) {
      before = asked;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    expect(asked).toBeLessThan(5_000);
    leaving.abort();
    await ended.promise;
  });

  it('ends when the client disconnects', async () => {
    ended = Promise.withResolvers();
    const leaving = new AbortController();
    const response = await fetch(`${server.url}/endless`, { signal: leaving.signal });
    await response.body?.getReader().read();
    leaving.abort();
    expect(await ended.promise).toBe('returned');
  });

  it('waiting for an item ends when the client disconnects', async () => {
    ended = Promise.withResolvers();
    const leaving = new AbortController();
    const response = await fetch(`${server.url}/waiting`, { signal: leaving.signal });
    await response.body?.getReader().read();
    leaving.abort();
    expect(await ended.promise).toBe('aborted');
  });

  it('that fails is cut off and logged', async () => {
    const response = await fetch(`${server.url}/failing`);
    await expect(response.text()).rejects.toThrow();
    expect(logged).toMatchObject([{ operation: 'failing', err: expect.any(Error) }]);
  });

  it('has no body for HEAD', async () => {
    const { status, headers, text } = await server.ask('HEAD', '/events');
    expect([status, headers.get('Content-Type'), text]).toEqual([200, 'text/event-stream', '']);
  });
});
