import type { Answer, Case, Group, Iterated, Piece } from '../case.ts';
import { base64, failure } from './shape.ts';

export const eventStream = { 'content-type': 'text/event-stream' } as const;

const over: Answer = { status: 204 };

const ns = (...numbers: readonly number[]) => numbers.map((n) => ({ n }));

/** What a stream of these pieces must be read as. */
const reads = (
  name: string,
  why: string,
  pieces: readonly Piece[],
  items: readonly unknown[],
  more: Partial<Iterated> = {},
): Case => ({
  name,
  why,
  needs: ['events'],
  // Clients that open a stream again after its end, as browsers do, are told that it is over.
  server: [{ headers: eventStream, pieces }, over],
  steps: [{ do: 'iterate', operation: 'watchEvents', over: 'events', expect: { items, ...more } }],
});

const bytes = (text: string, from = 0, to?: number): Piece => ({
  base64: base64(Buffer.from(text).subarray(from, to)),
});

const tree = 'data: {"n":1,"text":"🌳"}\n\n';
const half = Buffer.from('data: {"n":1,"text":"').length + 2;
const long = 'x'.repeat(1_000_000);

const resumes = (
  name: string,
  why: string,
  server: readonly Answer[],
  items: readonly unknown[],
  requests: Case['requests'],
  more: Partial<Case> = {},
): Case => ({
  name,
  why,
  needs: ['events', 'resume'],
  client: { retries: 2 },
  server: [...server, over],
  steps: [{ do: 'iterate', operation: 'watchEvents', over: 'events', expect: { items } }],
  ...(requests && { requests }),
  atMostMore: 1,
  ...more,
});

const last: Answer = { headers: eventStream, text: 'id: 9\ndata: {"n":9}\n\n' };

export const events: Group = {
  name: 'events',
  about: 'Server-sent events, parsed as the WHATWG has it',
  cases: [
    reads(
      'reads events',
      'nothing works without it',
      ['data: {"n":1}\n\ndata: {"n":2}\n\n'],
      ns(1, 2),
    ),
    reads(
      'reads lines that end with CRLF',
      'many servers write them',
      ['data: {"n":1}\r\n\r\ndata: {"n":2}\r\n\r\n'],
      ns(1, 2),
    ),
    reads(
      'reads lines that end with CR',
      'the format allows it',
      ['data: {"n":1}\r\rdata: {"n":2}\r\r'],
      ns(1, 2),
    ),
    reads(
      'reads a CRLF that is split between packets',
      'a second line end would be an empty line',
      ['data: {"n":1,\r', { waitMs: 150 }, '\ndata: "text":"a"}\r', { waitMs: 150 }, '\n\r\n'],
      [{ n: 1, text: 'a' }],
    ),
    reads(
      'joins several lines of data',
      'indented JSON has lines',
      ['data: {\ndata:   "n": 1\ndata: }\n\n'],
      ns(1),
    ),
    reads(
      'reads data without a space after the colon',
      'the space is optional',
      ['data:{"n":1}\n\n'],
      ns(1),
    ),
    reads(
      'ignores comments',
      'servers send them to keep connections open',
      [': hello\n\ndata: {"n":1}\n: again\n\n:\n\ndata: {"n":2}\n\n'],
      ns(1, 2),
    ),
    reads(
      'ignores unknown fields',
      'the format may grow',
      ['data: {"n":1}\nfuture: yes\nflag\n\n'],
      ns(1),
    ),
    reads(
      'gives no event without data',
      'a field alone is no event',
      ['event: ping\nid: 1\n\nretry: 10\n\ndata: {"n":1}\n\n'],
      ns(1),
    ),
    reads(
      'reads events that have a type and an id',
      'most APIs name their events',
      ['event: change\nid: 7\ndata: {"n":1}\n\n'],
      ns(1),
    ),
    reads(
      'reads fields in any order',
      'the format allows it',
      ['data: {"n":1}\nid: 7\nevent: change\n\n'],
      ns(1),
    ),
    reads(
      'leaves out the mark of UTF-8 at the beginning',
      'some servers write one',
      [bytes('\ufeffdata: {"n":1}\n\n')],
      ns(1),
    ),
    reads(
      'reads an event in several packets',
      'packets end anywhere',
      ['da', { waitMs: 150 }, 'ta: {"n"', { waitMs: 150 }, ':1}\n', { waitMs: 150 }, '\n'],
      ns(1),
    ),
    reads(
      'reads several events in one packet',
      'packets hold several',
      [[1, 2, 3, 4, 5].map((n) => `data: {"n":${n}}\n\n`).join('')],
      ns(1, 2, 3, 4, 5),
    ),
    reads(
      'reads characters that are split between packets',
      'half a character would become a question mark',
      [bytes(tree, 0, half), { waitMs: 150 }, bytes(tree, half)],
      [{ n: 1, text: '🌳' }],
    ),
    reads(
      'gives no event that has not ended',
      'half an event would pass for a whole one',
      ['data: {"n":1}\n\ndata: {"n":2}\n'],
      ns(1),
    ),
    reads(
      'gives each event as it arrives',
      'a buffered stream is no stream',
      ['data: {"n":1}\n\n', { waitMs: 3_000 }, 'data: {"n":2}\n\n'],
      ns(1, 2),
      { firstWithinMs: 2_000 },
    ),
    reads(
      'reads an event of a megabyte',
      'packets are smaller',
      [`data: {"n":1,"text":"${long}"}\n\n`],
      [{ n: 1, text: long }],
    ),
    reads(
      'reads 5,000 events',
      'streams are long',
      [Array.from({ length: 5_000 }, (_, n) => `data: {"n":${n}}\n\n`).join('')],
      Array.from({ length: 5_000 }, (_, n) => ({ n })),
    ),
    reads('reads an empty stream', 'empty is not an error', [': nothing\n\n'], []),
    {
      name: 'reads events from a POST',
      why: 'language models answer so',
      needs: ['events'],
      server: [{ headers: eventStream, text: 'data: {"n":1}\n\ndata: {"n":2}\n\n' }],
      steps: [
        {
          ...{ do: 'iterate', operation: 'askQuestion', over: 'events' },
          args: { body: { text: 'Why?' } },
          expect: { items: ns(1, 2) },
        },
      ],
      requests: [{ method: 'POST', json: { text: 'Why?' } }],
    },
    {
      name: 'requests events, with the parameters of the operation',
      why: 'servers decide by the Accept header',
      needs: ['events'],
      server: [{ headers: eventStream, text: 'data: {"n":1}\n\n' }],
      steps: [
        {
          ...{ do: 'iterate', operation: 'watchEvents', over: 'events' },
          args: { query: { topic: 'a b' } },
          expect: { items: ns(1) },
        },
      ],
      requests: [{ query: [['topic', 'a b']], headers: { accept: /text\/event-stream/ } }],
    },
    {
      name: 'closes the connection if the caller stops',
      why: 'the server would send for ever',
      needs: ['events'],
      server: [
        { headers: eventStream, pieces: ['data: {"n":1}\n\ndata: {"n":2}\n\n', 'stay open'] },
      ],
      steps: [
        {
          ...{ do: 'iterate', operation: 'watchEvents', over: 'events', take: 1 },
          expect: { items: ns(1), withinMs: 3_000 },
        },
      ],
      requests: [{ closed: true }],
    },
    {
      name: 'gives the error of a stream that does not begin',
      why: 'an empty stream would pass for success',
      needs: ['events'],
      server: [{ status: 403, json: failure('forbidden') }],
      steps: [
        {
          ...{ do: 'iterate', operation: 'watchEvents', over: 'events' },
          expect: { items: [], error: 'status' },
        },
      ],
      requests: [{}],
    },
    {
      name: 'fails if the response is not a stream of events',
      why: 'an empty stream would pass for success',
      needs: ['events'],
      server: [{ json: { n: 1 } }],
      steps: [
        {
          ...{ do: 'iterate', operation: 'watchEvents', over: 'events' },
          expect: { items: [], error: ['status', 'decode', 'connection', 'other'] },
        },
      ],
    },
    {
      name: 'fails, or opens the stream again, if the connection breaks',
      why: 'a broken stream would pass for one that has ended',
      needs: ['events'],
      server: [
        { headers: eventStream, pieces: ['data: {"n":1}\n\n', { waitMs: 50 }, 'cut'] },
        { status: 500, json: failure('broken'), times: 9 },
      ],
      steps: [
        {
          ...{ do: 'iterate', operation: 'watchEvents', over: 'events' },
          expect: { items: ns(1), error: ['connection', 'decode', 'other', 'status'] },
        },
      ],
    },
    resumes(
      'opens a broken stream again after the last event',
      'events would be lost, or come twice',
      [
        {
          headers: eventStream,
          pieces: ['retry: 50\nid: 7\ndata: {"n":7}\n\n', { waitMs: 50 }, 'cut'],
        },
        last,
      ],
      ns(7, 9),
      [{ headers: { 'last-event-id': null } }, { headers: { 'last-event-id': '7' } }],
    ),
    resumes(
      'does not count an event that has not ended',
      'it would be lost',
      [
        {
          headers: eventStream,
          pieces: [
            'retry: 50\nid: 7\ndata: {"n":7}\n\nid: 8\ndata: {"n":8}\n',
            { waitMs: 50 },
            'cut',
          ],
        },
        last,
      ],
      ns(7, 9),
      [{}, { headers: { 'last-event-id': '7' } }],
    ),
    resumes(
      'ignores an id with a NUL character',
      'the format says so',
      [
        {
          headers: eventStream,
          pieces: [
            'retry: 50\nid: 7\ndata: {"n":7}\n\nid: a\0b\ndata: {"n":8}\n\n',
            { waitMs: 50 },
            'cut',
          ],
        },
        last,
      ],
      ns(7, 8, 9),
      [{}, { headers: { 'last-event-id': '7' } }],
    ),
    resumes(
      'keeps the last id for events without one',
      'the format says so',
      [
        {
          headers: eventStream,
          pieces: ['retry: 50\nid: 7\ndata: {"n":7}\n\ndata: {"n":8}\n\n', { waitMs: 50 }, 'cut'],
        },
        last,
      ],
      ns(7, 8, 9),
      [{}, { headers: { 'last-event-id': '7' } }],
    ),
    resumes(
      'waits as long as the server says before it opens a stream again',
      'thousands of clients would reconnect at once',
      [
        {
          headers: eventStream,
          pieces: ['retry: 1500\nid: 7\ndata: {"n":7}\n\n', { waitMs: 50 }, 'cut'],
        },
        last,
      ],
      ns(7, 9),
      [{}, {}],
      { gaps: [[1.2, 8]] },
    ),
    resumes(
      'sends the same parameters and credentials when it opens a stream again',
      'the stream would be of another topic',
      [
        {
          headers: eventStream,
          pieces: ['retry: 50\nid: 7\ndata: {"n":7}\n\n', { waitMs: 50 }, 'cut'],
        },
        last,
      ],
      ns(7, 9),
      [
        { query: [['topic', 'b']], headers: { 'x-tenant': 'north' } },
        { query: [['topic', 'b']], headers: { 'x-tenant': 'north' } },
      ],
      {
        client: { retries: 2, headers: { 'X-Tenant': 'north' } },
        steps: [
          {
            ...{ do: 'iterate', operation: 'watchEvents', over: 'events' },
            args: { query: { topic: 'b' } },
            expect: { items: ns(7, 9) },
          },
        ],
      },
    ),
    resumes(
      'opens no stream again after 204',
      'the server says that it is over',
      [
        {
          headers: eventStream,
          pieces: ['retry: 50\nid: 7\ndata: {"n":7}\n\n', { waitMs: 50 }, 'cut'],
        },
      ],
      ns(7),
      [{}, {}],
      { atMostMore: 0 },
    ),
  ],
};
