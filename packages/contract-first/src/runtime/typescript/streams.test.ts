/** Server-sent events and sequences of JSON values, from real servers. */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readEvents, readItems } from './answers.ts';
import { call } from './call.ts';
import { createConnection } from './connection.ts';
import { AbortError, ConnectionError, NotFoundError, TimeoutError } from './errors.ts';
import type { AnswerForm, Operation } from './operation.ts';
import { randomId } from './randomId.ts';
import { EventParser } from './serverEvents.ts';
import { type Stream, stream } from './stream.ts';
import { connectTo } from './testing/connect.ts';

const listen = (form: Partial<AnswerForm> = {}, method = 'GET'): Operation => ({
  id: 'events.listen',
  method,
  path: '/events',
  answers: [{ mediaType: 'text/event-stream', read: readEvents, ...form }],
});

const lines: Operation = {
  id: 'items.list',
  method: 'GET',
  path: '/items',
  answers: [{ mediaType: 'application/jsonl', read: readItems }],
};

const events = (text: string) => ({ text, headers: { 'content-type': 'text/event-stream' } });

/** Sends the text, and then breaks the connection. */
const brokenAfter = (text: string) => (response: ServerResponse) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write(text, () => response.destroy());
};

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const collected: Item[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}

test.each([
  ['events', listen(), 'application/json'],
  ['events', listen(), 'text/html'],
  ['items', lines, 'application/json'],
])('%s are refused if the response is not a stream: %#', async (_what, operation, type) => {
  const { connection } = await connectTo({ text: '[]', headers: { 'content-type': type } });
  const opened = call<Stream<unknown>>(connection, operation, []);
  await expect(opened).rejects.toThrow(`The response is not a stream: it is ${type}`);
});

describe('server-sent events', () => {
  test.each([
    ['data of several lines', 'data: {"a":\ndata: 1}\n\n', [{ a: 1 }]],
    ['lines that end with CR', 'data: 1\r\rdata: 2\r\r', [1, 2]],
    ['lines that end with CR LF', 'data: 1\r\n\r\ndata: 2\r\n\r\n', [1, 2]],
    ['data without a space', 'data:1\n\n', [1]],
    ['a byte order mark', '\ufeffdata: 1\n\n', [1]],
    ['comments', ': hello\n\ndata: 1\n\n', [1]],
    ['events without data', 'event: ping\n\ndata: 1\n\n', [1]],
    ['an event that is not complete', 'data: 1\n\ndata: 2\n', [1]],
    ['the end [DONE]', 'data: 1\n\ndata: [DONE]\n\ndata: 2\n\n', [1]],
  ])('%s are read', async (_, text, expected) => {
    const { connection } = await connectTo(events(text));
    expect(await collect(stream(connection, listen(), []))).toEqual(expected);
  });

  test('are whole if the document says so', async () => {
    const { connection } = await connectTo(
      events('event: added\nid: 7\nretry: 10\ndata: {"a":1}\n\nevent: ping\ndata: hello\n\n'),
      {},
    );
    const operation = listen({ isWholeEvent: true });
    const received: unknown[] = [];
    for await (const event of stream(connection, operation, [])) {
      if (received.push(event) === 2) break;
    }
    expect(received).toEqual([
      { event: 'added', id: '7', retry: 10, data: { a: 1 } },
      { event: 'ping', data: 'hello' },
    ]);
  });

  test('have texts if the document says so', async () => {
    const { connection } = await connectTo(events('data: [DONE]\n\ndata: 1\n\n'));
    expect(await collect(stream(connection, listen({ data: 'text' }), []))).toEqual([
      '[DONE]',
      '1',
    ]);
  });

  test('have texts in events of the types that the document names', async () => {
    const { connection } = await connectTo(
      events('event: note\ndata: 1\n\nevent: count\ndata: 1\n\n'),
    );
    const operation = listen({ isWholeEvent: true, texts: ['note'] });
    expect(await collect(stream(connection, operation, []))).toEqual([
      { event: 'note', data: '1' },
      { event: 'count', data: 1 },
    ]);
  });

  test('end with what the document says', async () => {
    const { connection } = await connectTo(events('data: a\n\ndata: bye\n\ndata: b\n\n'));
    const operation = listen({ data: 'text', end: 'bye' });
    expect(await collect(stream(connection, operation, []))).toEqual(['a']);
  });

  test('with data that is not JSON are an error', async () => {
    const { connection } = await connectTo(events('data: {\n\n'));
    await expect(collect(stream(connection, listen(), []))).rejects.toThrow(
      'The data of an event is not JSON',
    );
  });

  test('are awaited with the response', async () => {
    const { connection } = await connectTo(events('id: 3\ndata: 1\n\n'));
    const opened = await stream(connection, listen(), []);
    await collect(opened);
    expect(opened.lastEventId).toBe('3');
  });

  test('can be iterated over only once', async () => {
    const { connection } = await connectTo(events('data: 1\n\n'));
    const opened = await stream(connection, listen(), []);
    await collect(opened);
    await expect(collect(opened)).rejects.toThrow('A stream can be iterated over only once');
  });

  test('are asked for by their media type', async () => {
    const { connection, received } = await connectTo(events(''));
    await collect(stream(connection, listen(), []));
    expect(received[0]?.headers.accept).toMatch(/^text\/event-stream,/);
  });

  test('are chosen by the media type of the response', async () => {
    const { connection } = await connectTo(events('data: 1\n\n'));
    const operation: Operation = {
      ...listen(),
      answers: [
        { mediaType: 'application/json', read: () => 'json' },
        { mediaType: 'text/event-stream', read: readEvents },
      ],
    };
    expect(await collect(await call<Stream<number>>(connection, operation, []))).toEqual([1]);
  });

  test('are none for 204', async () => {
    const { connection } = await connectTo({ status: 204 });
    expect(await collect(stream(connection, listen(), []))).toEqual([]);
  });

  test('that are refused throw where they are used', async () => {
    const { connection } = await connectTo({ status: 404, json: { title: 'No such stream' } });
    const opened = stream(connection, listen(), []);
    await opened.result(); // it has failed by now, and nothing has ended the process
    await expect(collect(opened)).rejects.toThrow(NotFoundError);
  });
});

describe('a stream of events that is lost', () => {
  test('continues after the last event', async () => {
    const { connection, received } = await connectTo(
      [brokenAfter('retry: 1\nid: 1\ndata: 1\n\n'), events('id: 2\ndata: 2\n\ndata: [DONE]\n\n')],
      {},
      { maxRetries: 1 },
    );
    expect(await collect(stream(connection, listen(), []))).toEqual([1, 2]);
    expect(received[1]?.headers['last-event-id']).toBe('1');
  });

  test('continues after an id without data', async () => {
    const { connection, received } = await connectTo(
      [brokenAfter('retry: 1\nid: 9\n\n'), events('data: [DONE]\n\n')],
      {},
      { maxRetries: 1 },
    );
    await collect(stream(connection, listen(), []));
    expect(received[1]?.headers['last-event-id']).toBe('9');
  });

  test('is an error without ids', async () => {
    const { connection } = await connectTo(brokenAfter('data: 1\n\n'), {}, { maxRetries: 1 });
    await expect(collect(stream(connection, listen(), []))).rejects.toThrow(ConnectionError);
  });

  test('is an error if to send the request again would not be safe', async () => {
    const { connection } = await connectTo(
      brokenAfter('retry: 1\nid: 1\ndata: 1\n\n'),
      {},
      { maxRetries: 1 },
    );
    await expect(collect(stream(connection, listen({}, 'POST'), []))).rejects.toThrow(
      ConnectionError,
    );
  });

  test('continues with the same idempotency key', async () => {
    const { connection, received } = await connectTo(
      [brokenAfter('retry: 1\nid: 1\ndata: 1\n\n'), events('data: [DONE]\n\n')],
      {},
      { maxRetries: 1 },
    );
    const operation = {
      ...listen({}, 'POST'),
      idempotencyKey: { header: 'Idempotency-Key', make: randomId },
    };
    await collect(stream(connection, operation, []));
    const keys = received.map(({ headers }) => headers['idempotency-key']);
    expect([keys.length, new Set(keys).size]).toEqual([2, 1]);
  });

  test('is given up when nothing arrives any more', async () => {
    const { connection, received } = await connectTo(
      [brokenAfter('retry: 1\nid: 1\ndata: 1\n\n'), brokenAfter(': nothing\n')],
      {},
      { maxRetries: 2 },
    );
    await expect(collect(stream(connection, listen(), []))).rejects.toThrow(ConnectionError);
    expect(received).toHaveLength(3);
  });

  test('ends with 204', async () => {
    const { connection } = await connectTo(
      [brokenAfter('retry: 1\nid: 1\ndata: 1\n\n'), { status: 204 }],
      {},
      { maxRetries: 1 },
    );
    expect(await collect(stream(connection, listen(), []))).toEqual([1]);
  });

  test('is opened again after its end if the server has said when', async () => {
    const { connection, received } = await connectTo([
      events('retry: 1\nid: 1\ndata: 1\n\n'),
      { status: 204 },
    ]);
    await collect(stream(connection, listen(), []));
    expect(received).toHaveLength(2);
  });

  test('is over after its end if the server has not said when', async () => {
    const { connection, received } = await connectTo(events('id: 1\ndata: 1\n\n'));
    await collect(stream(connection, listen(), []));
    expect(received).toHaveLength(1);
  });
});

/** A server that sends something again and again, until the client leaves. */
async function endless(
  chunk: string,
): Promise<{ readonly url: string; readonly left: Promise<void> }> {
  const left = Promise.withResolvers<void>();
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(chunk);
    const timer = setInterval(() => response.write(chunk), 5);
    response.on('close', () => {
      clearInterval(timer);
      left.resolve();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, left: left.promise };
}

describe('leaving a stream', () => {
  test('by break closes the connection', async () => {
    const { url, left } = await endless('data: 1\n\n');
    for await (const _ of stream(createConnection({}, { baseUrl: url }), listen(), [])) break;
    await left;
  });

  test('by an error of the loop closes the connection', async () => {
    const { url, left } = await endless('data: 1\n\n');
    const loop = async () => {
      for await (const _ of stream(createConnection({}, { baseUrl: url }), listen(), [])) {
        throw new RangeError('of the loop');
      }
    };
    await expect(loop()).rejects.toThrow(RangeError);
    await left;
  });

  test('by close ends the loop and closes the connection', async () => {
    const { url, left } = await endless('data: 1\n\n');
    const opened = await stream(createConnection({}, { baseUrl: url }), listen(), []);
    for await (const _ of opened) opened.close();
    await left;
  });

  test('by close ends a loop that waits', async () => {
    const { url, left } = await endless(': nothing\n\n');
    const opened = await stream(createConnection({}, { baseUrl: url }), listen(), []);
    setTimeout(() => opened.close(), 30);
    expect(await collect(opened)).toEqual([]);
    await left;
  });

  test('by the signal of the call throws an AbortError', async () => {
    const { url, left } = await endless(': nothing\n\n');
    const controller = new AbortController();
    const { signal } = controller;
    const opened = stream(createConnection({}, { baseUrl: url }), listen(), [{ signal }]);
    await opened;
    controller.abort();
    await expect(collect(opened)).rejects.toThrow(AbortError);
    await left;
  });
});

test('a stream of events may be silent for longer than the timeout of the client', async () => {
  const { connection } = await connectTo(
    (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.flushHeaders();
      setTimeout(() => response.end('data: 1\n\n'), 300);
    },
    {},
    { timeout: 100 },
  );
  expect(await collect(stream(connection, listen(), []))).toEqual([1]);
});

test('a stream of events that is silent for longer than the timeout of the call is an error', async () => {
  const { connection } = await connectTo((response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.flushHeaders();
  });
  await expect(collect(stream(connection, listen(), [{ timeout: 100 }]))).rejects.toThrow(
    TimeoutError,
  );
});

describe('a sequence', () => {
  const of = (text: string, type = 'application/jsonl') => ({
    text,
    headers: { 'content-type': type },
  });
  test.each([
    ['JSON Lines', of('{"a":1}\n{"a":2}\n'), [{ a: 1 }, { a: 2 }]],
    ['lines with a last one that does not end', of('1\n2'), [1, 2]],
    ['lines that end with CR LF', of('1\r\n2\r\n'), [1, 2]],
    ['empty lines', of('1\n\n2\n'), [1, 2]],
    ['NDJSON', of('1\n2\n', 'application/x-ndjson'), [1, 2]],
    [
      'a JSON text sequence',
      of('\u001e1\n\u001e{\n"a":2}\n', 'application/json-seq'),
      [1, { a: 2 }],
    ],
    ['GeoJSON sequences', of('\u001e1\n\u001e2', 'application/geo+json-seq'), [1, 2]],
    ['nothing', of(''), []],
  ])('of %s is read', async (_, answer, expected) => {
    const { connection } = await connectTo(answer);
    expect(await collect(stream(connection, lines, []))).toEqual(expected);
  });

  test('with an item that is not JSON is an error', async () => {
    const { connection } = await connectTo(of('1\n{\n'));
    await expect(collect(stream(connection, lines, []))).rejects.toThrow(
      'An item of the response is not JSON',
    );
  });

  test('that breaks off is an error', async () => {
    const { connection } = await connectTo((response) => {
      response.writeHead(200, { 'content-type': 'application/jsonl' });
      response.write('1\n', () => response.destroy());
    });
    await expect(collect(stream(connection, lines, []))).rejects.toThrow(ConnectionError);
  });

  test('keeps characters together that arrive in two halves', async () => {
    const [first, second] = [Buffer.from('"é"\n').subarray(0, 2), Buffer.from('"é"\n').subarray(2)];
    const { connection } = await connectTo((response) => {
      response.writeHead(200, { 'content-type': 'application/jsonl' });
      response.write(first, () => setTimeout(() => response.end(second), 20));
    });
    expect(await collect(stream(connection, lines, []))).toEqual(['é']);
  });
});

/** A server of a million items, which counts how many it has written. */
async function million(line: (at: number) => string, type: string) {
  let written = 0;
  const server = createServer(async (_, response) => {
    response.writeHead(200, { 'content-type': type });
    while (written < 1_000_000 && !response.destroyed) {
      let chunk = '';
      for (let at = 0; at < 1_000; at++) chunk += line(written++);
      if (!response.write(chunk)) await new Promise((resolve) => response.once('drain', resolve));
    }
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return {
    connection: createConnection({}, { baseUrl: `http://127.0.0.1:${port}` }),
    written: () => written,
  };
}

describe('a million items', () => {
  test.each([
    ['lines', lines, 'application/jsonl', (at: number) => `{"at":${at}}\n`],
    ['events', listen(), 'text/event-stream', (at: number) => `data: {"at":${at}}\n\n`],
  ])('of %s need no more memory than a thousand', async (_, operation, type, line) => {
    const { connection } = await million(line, type);
    let count = 0;
    let first = 0;
    let most = 0;
    for await (const _item of stream(connection, operation, [])) {
      count++;
      if (count % 100_000 !== 0) continue;
      const used = process.memoryUsage();
      const size = used.heapUsed + used.external;
      first ||= size;
      most = Math.max(most, size);
    }
    expect(count).toBe(1_000_000);
    // the collector lets some garbage lie; kept items would be well over 50 MB
    expect(most - first).toBeLessThan(40 * 1024 * 1024);
  });

  test('are not sent faster than they are read', async () => {
    // 1 GB, of which the system's buffers of the connection take some MB.
    const padding = ' '.repeat(1_000);
    const line = (at: number) => `{"at":${at}${padding}}\n`;
    const { connection, written } = await million(line, 'application/jsonl');
    for await (const _item of stream(connection, lines, [])) {
      await wait(300);
      break;
    }
    expect(written()).toBeLessThan(30_000);
  });
});

test('the parser of events finds ends of lines across pieces', () => {
  const parser = new EventParser();
  const pieces = ['da', 'ta: 1\r', '\n', '\r', '\ndata: 2\n\n'];
  expect(pieces.flatMap((piece) => [...parser.push(piece)])).toEqual([
    { data: '1' },
    { data: '2' },
  ]);
});

test('the parser of events ignores ids with a NUL', () => {
  const parser = new EventParser();
  expect([...parser.push('id: a\0b\ndata: 1\n\n')]).toEqual([{ data: '1' }]);
});
