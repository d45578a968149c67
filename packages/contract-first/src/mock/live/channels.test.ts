import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type RawData, WebSocket } from 'ws';
import { documentOf, json, serving } from '../testing/serving.ts';
import { type AsyncDocument, asyncDocumentOf, channelsOf, isAsyncText } from './asyncDocument.ts';

const document = {
  asyncapi: '3.0.0',
  info: { title: 'Chat', version: '1' },
  channels: {
    room: {
      address: '/rooms/{room}',
      parameters: { room: { enum: ['a', 'b'] } },
      messages: {
        said: { $ref: '#/components/messages/Said' },
        say: {
          payload: {
            type: 'object',
            required: ['text'],
            properties: { text: { type: 'string' } },
            additionalProperties: false,
          },
        },
        ack: { payload: { const: { ok: true } } },
      },
    },
  },
  operations: {
    send: {
      action: 'send',
      channel: { $ref: '#/channels/room' },
      messages: [{ $ref: '#/channels/room/messages/said' }],
    },
    take: {
      action: 'receive',
      channel: { $ref: '#/channels/room' },
      messages: [{ $ref: '#/channels/room/messages/say' }],
      reply: { messages: [{ $ref: '#/channels/room/messages/ack' }] },
    },
  },
  components: {
    messages: {
      Said: {
        payload: {
          type: 'object',
          required: ['text', 'at'],
          properties: { text: { type: 'string' }, at: { type: 'integer' } },
        },
        examples: [{ payload: { text: 'hi', at: 1 } }],
      },
    },
  },
} satisfies AsyncDocument;

const channelServer = (interval: number, cors?: readonly string[]) =>
  serving(documentOf({}), { channels: { document, interval }, ...(cors && { cors }) });

/** An open connection, and a way to wait for the next message. */
async function connected(
  url: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
) {
  const socket = new WebSocket(url.replace('http', 'ws') + path, { headers });
  onTestFinished(() => socket.terminate());
  const waiting: unknown[] = [];
  let arrived = Promise.withResolvers<void>();
  socket.on('message', (data: RawData) => {
    waiting.push(JSON.parse(data.toString()));
    arrived.resolve();
    arrived = Promise.withResolvers();
  });
  await once(socket, 'open');
  const next = async (): Promise<unknown> => {
    while (waiting.length === 0) await arrived.promise;
    return waiting.shift();
  };
  return { socket, next };
}

describe('a channel', () => {
  it('sends examples first, then values of the schema', async () => {
    const { url } = await channelServer(5);
    const { next } = await connected(url, '/rooms/a');
    expect(await next()).toEqual({ text: 'hi', at: 1 });
    expect(await next()).toEqual({ text: expect.any(String), at: expect.any(Number) });
  });

  it('sends a message on demand', async () => {
    const { url, ask } = await channelServer(0);
    const { next } = await connected(url, '/rooms/a');
    const payload = { text: 'now', at: 2 };
    const { body } = await ask('/__mock/channels/room', json({ message: 'said', payload }));
    expect(body).toMatchObject({ message: 'said', connections: 1 });
    expect(await next()).toEqual(payload);
  });

  it.each([
    [{ payload: { text: 1 } }, 400, '"#/body/at"'],
    [{ message: 'say' }, 404, 'the server sends said'],
  ])('does not send %j', async (settings, status, words) => {
    const { ask } = await channelServer(0);
    const refused = await ask('/__mock/channels/room', json(settings));
    expect(refused.status).toBe(status);
    expect(refused.text).toContain(words);
  });

  it('replies to a valid message', async () => {
    const { url } = await channelServer(0);
    const { socket, next } = await connected(url, '/rooms/b');
    socket.send('{"text":"hello"}');
    expect(await next()).toEqual({ ok: true });
  });

  it.each([
    ['{"txt":1}', 1007, 'Invalid say: /text is required; /txt Unknown field'],
    ['{', 1007, 'The message is not JSON'],
    [Buffer.from('{}'), 1003, 'Binary messages are not accepted'],
  ])('closes the connection with the reason after %s', async (message, code, reason) => {
    const { url, lines } = await channelServer(0);
    const { socket } = await connected(url, '/rooms/a');
    socket.send(message);
    const [closedWith, words] = await once(socket, 'close');
    expect([closedWith, String(words)]).toEqual([code, reason]);
    expect(lines.at(-1)).toMatchObject({ status: code, decision: `channel room: ${reason}` });
  });

  it('closes with a reason that fits into the frame', async () => {
    const { url } = await channelServer(0);
    const { socket } = await connected(url, '/rooms/a');
    socket.send(JSON.stringify({ text: '', ['é'.repeat(200)]: 1 }));
    const [code, words] = await once(socket, 'close');
    expect(code).toBe(1007);
    expect(String(words)).toMatch(/^Invalid say: \/é+$/);
  });

  it.each([
    ['/rooms/c', {}, 400],
    ['/rooms/a', { Origin: 'https://example.com' }, 403],
    ['/nowhere', {}, 404],
  ])('refuses a handshake at %s with %j', async (path, headers, status) => {
    const { url } = await channelServer(0, ['http://localhost:5173']);
    const socket = new WebSocket(url.replace('http', 'ws') + path, { headers });
    socket.on('error', () => {});
    const [, response] = await once(socket, 'unexpected-response');
    expect(response.statusCode).toBe(status);
    response.destroy();
  });

  it('answers a request that is no handshake with what to open', async () => {
    const { ask } = await channelServer(0);
    const { status, text, headers } = await ask('/rooms/a');
    expect([status, headers.get('Upgrade')]).toEqual([426, 'websocket']);
    expect(text).toMatch(/ws:\/\/127\.0\.0\.1:\d+\/rooms\/a/);
  });
});

describe('a document', () => {
  it('of AsyncAPI 2 is refused with what to do', () => {
    expect(() => asyncDocumentOf({ asyncapi: '2.6.0' })).toThrow(/convert/);
  });

  it.each([
    ['asyncapi: 3.0.0\ninfo: {}', true],
    ['{\n  "asyncapi": "3.0.0" }', true],
    ['{\n  "info": {},\n  "asyncapi": "3.0.0" }', true],
    ['# Of rooms\n---\n  info: {}\n  asyncapi: 3.0.0', true],
    ['openapi: 3.1.0\ninfo: { title: "asyncapi: no" }', false],
    ['openapi: 3.1.0\ncomponents:\n  x-versions:\n    asyncapi: 3.0.0', false],
    ['{\n  "openapi": "3.1.0",\n  "x-versions": {\n    "asyncapi": "3.0.0" } }', false],
  ])('%j is known by a field of its root', (text, isAsync) => {
    expect(isAsyncText(text)).toBe(isAsync);
  });

  it('with much white space is read once, not once from each line', () => {
    const text = `${' '.repeat(200)}\n`.repeat(20_000);
    expect(isAsyncText(`openapi: 3.1.0\n${text}x-asyncapi: no`)).toBe(false);
  });

  it('with parts that are not served names them', () => {
    const { omitted } = channelsOf({
      asyncapi: '3.0.0',
      channels: {
        none: { address: null },
        other: {
          address: '/o',
          bindings: { ws: { query: {} } },
          messages: {
            avro: { payload: { schemaFormat: 'application/vnd.apache.avro', schema: {} } },
            bytes: { contentType: 'application/octet-stream', payload: {} },
          },
        },
      },
    });
    expect(omitted.map(({ pointer }) => pointer)).toEqual([
      '#/channels/none',
      '#/channels/other/bindings/ws/query',
      '#/channels/other/messages/avro',
      '#/channels/other/messages/bytes',
    ]);
  });
});
