import { once } from 'node:events';
import { connect } from 'node:net';
import { PassThrough } from 'node:stream';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Document, JsonSchema, MediaType } from '../../document/model.ts';
import { Validator } from '../../schema/index.ts';
import { documentOf, serving } from '../testing/serving.ts';
import { sendItems } from './streams.ts';

const change: JsonSchema = {
  type: 'object',
  required: ['id', 'kind'],
  properties: { id: { type: 'string' }, kind: { enum: ['made', 'gone'] } },
};
const event: JsonSchema = {
  type: 'object',
  required: ['data'],
  properties: {
    id: { type: 'string' },
    data: { type: 'string', contentMediaType: 'application/json', contentSchema: change },
  },
};

const streaming = (content: Readonly<Record<string, MediaType>>): Document =>
  documentOf({ '/': { get: { responses: { 200: { description: 'ok', content } } } } });
const events = streaming({ 'text/event-stream': { itemSchema: event } });

const prefer = (text: string, headers: Readonly<Record<string, string>> = {}): RequestInit => ({
  headers: { Prefer: text, ...headers },
});
const idsIn = (text: string): string[] =>
  [...text.matchAll(/^id: (.*)$/gm)].map(([, id = '']) => id);

describe('the items of a stream', () => {
  it.each([
    ['application/jsonl', ''],
    ['application/x-ndjson', ''],
    ['application/json-seq', '\u001e'],
  ])('of %s are valid by the item schema', async (type, start) => {
    const document = streaming({ [type]: { itemSchema: change } });
    const { text } = await (await serving(document)).ask('/', prefer('items=20, interval=0'));
    const lines = text.trimEnd().split('\n');
    expect(lines).toHaveLength(20);
    const validator = new Validator(document, 'response');
    for (const line of lines) {
      expect(line.startsWith(start)).toBe(true);
      expect(validator.faults(change, JSON.parse(line.slice(start.length)))).toEqual([]);
    }
  });

  it('have data by the schema of the content of an event', async () => {
    const { text } = await (await serving(events)).ask('/', prefer('items=10, interval=0'));
    const data = [...text.matchAll(/^data: (.*)$/gm)].map(([, each = '']) => JSON.parse(each));
    const validator = new Validator(events, 'response');
    expect(data.map((each) => validator.faults(change, each))).toEqual(Array(10).fill([]));
  });

  it('show each kind of event in turn', async () => {
    const kind = (name: string): JsonSchema => ({
      type: 'object',
      required: ['event', 'data'],
      properties: { event: { const: name }, data: { type: 'string' } },
    });
    const itemSchema = { oneOf: [kind('started'), kind('moved'), kind('ended')] };
    const document = streaming({ 'text/event-stream': { itemSchema } });
    const { text } = await (await serving(document)).ask('/', prefer('items=4, interval=0'));
    const names = [...text.matchAll(/^event: (.*)$/gm)].map(([, name]) => name);
    expect(names).toEqual(['started', 'moved', 'ended', 'started']);
  });

  it('are the data of events if they have no field of an event', async () => {
    const itemSchema = { const: { id: 'a', size: 3 } };
    const document = streaming({ 'text/event-stream': { itemSchema } });
    const { text } = await (await serving(document)).ask('/', prefer('items=1'));
    expect(text).toBe('id: 1\ndata: {"id":"a","size":3}\n\n');
  });

  it('are those of an example', async () => {
    const example = [
      { id: 'a', data: '1' },
      { id: 'b', data: '2' },
    ];
    const document = streaming({
      'text/event-stream': { itemSchema: { type: 'object' }, example },
    });
    const { text } = await (await serving(document)).ask('/', prefer('interval=0'));
    expect(text).toBe('id: a\ndata: 1\n\nid: b\ndata: 2\n\n');
  });

  it('are those of the schema before OpenAPI 3.2', async () => {
    const schema = { type: 'array', items: { const: { a: 1 } } };
    const document = streaming({ 'application/x-ndjson': { schema } });
    const { text } = await (await serving(document)).ask('/', prefer('items=2, interval=0'));
    expect(text).toBe('{"a":1}\n{"a":1}\n');
  });
});

describe('Last-Event-ID', () => {
  it('continues after a generated event, with the same events as before', async () => {
    const { ask } = await serving(events);
    const whole = await ask('/', prefer('items=5, interval=0'));
    const rest = await ask('/', prefer('items=5, interval=0', { 'Last-Event-ID': '2' }));
    expect(idsIn(rest.text)).toEqual(['3', '4', '5']);
    expect(whole.text.endsWith(rest.text)).toBe(true);
  });

  it('continues after an event of an example', async () => {
    const example = [
      { id: 'a', data: '1' },
      { id: 'b', data: '2' },
    ];
    const document = streaming({
      'text/event-stream': { itemSchema: { type: 'object' }, example },
    });
    const { ask } = await serving(document);
    const { text } = await ask('/', { headers: { 'Last-Event-ID': 'a' } });
    expect(idsIn(text)).toEqual(['b']);
  });
});

describe('sending', () => {
  it('sends an item before the next one is due', async () => {
    const { url } = await serving(events, { stream: { items: 2, interval: 600_000 } });
    const leaving = new AbortController();
    onTestFinished(() => leaving.abort());
    const { body } = await fetch(url, { signal: leaving.signal });
    const first = await body?.pipeThrough(new TextDecoderStream()).getReader().read();
    expect(idsIn(first?.value ?? '')).toEqual(['1']);
  });

  it('waits between items', async () => {
    const { url } = await serving(events, { stream: { items: 3, interval: 40 } });
    const started = performance.now();
    await (await fetch(url)).text();
    expect(performance.now() - started).toBeGreaterThan(78);
  });

  it('of a stream without an end stops when the client leaves', async () => {
    const { url, lines } = await serving(events, { stream: { items: 0, interval: 1 } });
    const leaving = new AbortController();
    const { body } = await fetch(url, { signal: leaving.signal });
    await body?.getReader().read();
    leaving.abort();
    await vi.waitFor(() => expect(lines[0]?.decision).toMatch(/the client left$/));
  });

  it('lets others be served, even without a pause and an end', async () => {
    const { url, lines, ask } = await serving(events, { stream: { items: 0, interval: 0 } });
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    await once(socket, 'connect');
    socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    await once(socket, 'readable');
    const { text } = await ask('/', prefer('items=20'));
    expect(idsIn(text)).toHaveLength(20);
    expect(lines).toHaveLength(1);
    socket.destroy();
  });

  it('makes no more items than a reader takes', async () => {
    let made = 0;
    function* endless() {
      for (;;) yield String(made++).padEnd(1024);
    }
    const reader = new PassThrough({ highWaterMark: 4 * 1024 });
    const leaving = new AbortController();
    const sending = sendItems(reader, endless(), 0, leaving.signal);
    await vi.waitFor(() => expect(reader.writableNeedDrain).toBe(true));
    const before = made;
    await new Promise((resolve) => setImmediate(resolve));
    expect(made).toBe(before);
    expect(before).toBeLessThan(20);
    leaving.abort();
    expect(await sending).toBe(before);
  });

  it('HEAD has no items', async () => {
    const { ask } = await serving(events, { stream: { items: 0 } });
    const { status, text } = await ask('/', { method: 'HEAD' });
    expect([status, text]).toEqual([200, '']);
  });
});
