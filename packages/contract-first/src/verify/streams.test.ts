/** Streams, which are read in part, and whose items are checked. */
import type { ServerResponse } from 'node:http';
import { expect, it } from 'vitest';
import type { Document } from '../document/model.ts';
import { itemsIn } from './streams.ts';
import { verified } from './testing/verified.ts';

/** What is found in a server of one stream. */
async function found(type: string, write: (response: ServerResponse) => void): Promise<string[]> {
  const itemSchema = {
    type: 'object',
    required: ['data'],
    properties: { data: { type: 'string', pattern: '^[0-9]+$' }, id: {} },
  };
  const responses = { 200: { description: '', content: { [type]: { itemSchema } } } };
  const document = {
    ...{ openapi: '3.2.0', info: { title: 'A', version: '1' } },
    paths: { '/events': { get: { operationId: 'events', responses } } },
  } as unknown as Document;
  const { findings } = await verified(document, (request, response) => {
    if (request.method !== 'GET') {
      response.writeHead(405, { Allow: 'GET' }).end();
      return;
    }
    response.writeHead(200, { 'Content-Type': type });
    write(response);
  });
  return findings.flatMap(({ messages }) => messages);
}

it('reads a part of a stream of events that never ends', { timeout: 60_000 }, async () => {
  expect(await found('text/event-stream', (response) => response.write('data: 1\n\n'))).toEqual([]);
});

it('checks each event by its schema', async () => {
  const messages = await found('text/event-stream', (response) =>
    response.end('id: 1\ndata: 1\n\n: ping\n\ndata: x\n\n'),
  );
  expect(messages).toEqual(['body item 1 /data: must match pattern "^[0-9]+$"']);
});

it('checks each line by its schema', async () => {
  const messages = await found('application/jsonl', (response) =>
    response.end('{"data":"1"}\n{"data":2}\n{"data":\n'),
  );
  expect(messages).toEqual(['body item 1 /data: must be string', 'body item 2: is not valid JSON']);
});

it('leaves out an item that was not read to its end', () => {
  expect(itemsIn('application/jsonl', '1\n2\n3', false)).toEqual([1, 2]);
  expect(itemsIn('application/jsonl', '1\n2\n3', true)).toEqual([1, 2, 3]);
  expect(itemsIn('application/json-seq', '\u001e1\n\u001e2', false)).toEqual([1]);
  expect(itemsIn('text/event-stream', 'data: a\ndata: b\n\ndata: c', true)).toEqual([
    { data: 'a\nb' },
  ]);
});

it('ends a line of an event with any of CRLF, CR and LF', () => {
  const expected = [{ event: 'a', data: '1\n2' }, { data: '3' }];
  for (const end of ['\r\n', '\r', '\n']) {
    const text = ['event: a', 'data: 1', 'data: 2', '', 'data: 3', '', ''].join(end);
    expect(itemsIn('text/event-stream', text, true)).toEqual(expected);
  }
});
