/** A channel of live events, whose events have the names and types that the client was generated with. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { MessageDocument } from '../../contract/messages.ts';
import type { Document } from '../../document/model.ts';
import type { TypeScriptChoices } from './choices.ts';
import { generateTypeScriptClient } from './generate.ts';
import { compile } from './testing/generated.ts';

const text = { type: 'string' };
const ticket = { type: 'object', required: ['ticket'], properties: { ticket: text } };

const document = {
  openapi: '3.1.0',
  info: { title: 'Depot', version: '1' },
  servers: [{ url: 'http://depot.example' }],
  paths: {
    '/tickets': {
      post: {
        operationId: 'tickets.create',
        responses: {
          201: { description: 'A ticket', content: { 'application/json': { schema: ticket } } },
        },
      },
    },
  },
} as Document;

const event = (type: string, data: object) => ({
  name: type,
  payload: {
    type: 'object',
    required: ['event', 'event_id', 'data'],
    properties: { event: { const: type }, event_id: { type: 'integer' }, data },
  },
});
const counts = {
  type: 'object',
  required: ['per_kind'],
  properties: { per_kind: { type: 'object', additionalProperties: { type: 'integer' } } },
};
const item = { type: 'object', required: ['item_id'], properties: { item_id: text } };

const notice = {
  type: 'object',
  required: ['type', 'item_ids'],
  properties: { type: { const: 'noted' }, item_ids: { type: 'array', items: text } },
};

const messages: MessageDocument = {
  asyncapi: '3.0.0',
  channels: {
    live: {
      address: '/live/{client_id}',
      'x-sdk': {
        method: 'events.connect',
        ticket: 'tickets.create',
        final: [4009],
        messages: ['noted'],
      },
    },
  },
  components: {
    messages: {
      counted: event('counted', counts),
      moved: event('item_moved', item),
      noted: { name: 'noted', payload: notice },
    },
  },
  operations: {
    send: {
      action: 'send',
      messages: ['counted', 'moved', 'noted'].map((id) => ({ $ref: `#/messages/${id}` })),
    },
  },
};

async function generate(choices: TypeScriptChoices): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'live-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await generateTypeScriptClient({
    ...{ document, messages, output: folder },
    choices: { bare: true, ...choices },
  });
  return folder;
}

/** A connection over which these messages arrive. */
const socketWith = (received: readonly object[]) =>
  class extends EventTarget {
    readonly readyState = 1;
    constructor() {
      super();
      queueMicrotask(() => {
        for (const message of [{ type: 'connected' }, ...received]) {
          this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(message) }));
        }
      });
    }
    send(): void {}
    close(): void {}
  };

/** The events that a generated client reads. */
async function read(choices: TypeScriptChoices, received: readonly object[]): Promise<unknown[]> {
  const { DepotClient } = await import(join(await generate(choices), 'index.ts'));
  const client = new DepotClient({
    fetch: async () => Response.json({ ticket: 't' }, { status: 201 }),
    WebSocket: socketWith(received),
  });
  const events: unknown[] = [];
  const stream = client.events.connect({ onMessage: (message: unknown) => events.push(message) });
  const { event: last } = received.at(-1) as { readonly event?: string };
  for await (const each of stream) {
    events.push(each);
    if (each.event === last) break;
  }
  return [...events, stream.lastEventId];
}

const onTheWire = [
  { event: 'counted', event_id: 7, data: { per_kind: { big_cat: 2 } } },
  { event: 'item_moved', event_id: 8, data: { item_id: 'i1', other_key: 1 } },
  { event: 'added_later', event_id: 9, data: { any_key: 1 } },
];

test('events have the names of the wire by default', async () => {
  expect(await read({}, onTheWire)).toEqual([...onTheWire, 9]);
});

test('only what the document names is in camelCase', async () => {
  expect(await read({ names: 'camelCase' }, onTheWire)).toEqual([
    { event: 'counted', eventId: 7, data: { perKind: { big_cat: 2 } } },
    { event: 'item_moved', eventId: 8, data: { itemId: 'i1', other_key: 1 } },
    onTheWire[2],
    9,
  ]);
});

test('listed messages are given to onMessage, others are not', async () => {
  const sent = [
    { type: 'noted', item_ids: ['i1'] },
    { type: 'pong' },
    { event: 'added_later', event_id: 9 },
  ];
  expect(await read({}, sent)).toEqual([sent[0], sent[2], 9]);
  const camel = await read({ names: 'camelCase' }, sent);
  expect(camel[0]).toEqual({ type: 'noted', itemIds: ['i1'] });
});

test('events have the types of what is received', async () => {
  const use = (id: string, kinds: string, ids: string) => `
import { DepotClient, type LiveMessage } from './index.ts';
export async function use(): Promise<void> {
  const onMessage = (message: LiveMessage): string => message.${ids}.join();
  for await (const event of new DepotClient().events.connect({ onMessage })) {
    const id: number = event.${id};
    if (event.event === 'counted') console.log(id, event.data.${kinds}.any_kind);
  }
}
`;
  const [wire, camel] = [await generate({}), await generate({ names: 'camelCase' })];
  const uses = new Map([
    [wire, use('event_id', 'per_kind', 'item_ids')],
    [camel, use('eventId', 'perKind', 'itemIds')],
  ]);
  expect(await compile(uses)).toEqual([]);
}, 120_000);
