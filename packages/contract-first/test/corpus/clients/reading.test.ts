/** What a client returns, compared with what was sent. */
import { describe, expect, it } from 'vitest';
import type { Answer, Content } from './answers.ts';
import type { Result } from './drivers/protocol.ts';
import { readingFault } from './reading.ts';

const answer = (content: Content, mediaType = 'application/json'): Answer => ({
  ...{ status: 200, mediaType, contentType: mediaType, body: Buffer.alloc(0) },
  content,
});
const pagination = {
  ...({ style: 'page', items: ['data'], parameter: 'page', parameterIn: 'query' } as const),
  ...{ size: undefined, next: undefined, hasMore: undefined, total: undefined },
  ...({ totalPages: undefined, id: undefined, firstPage: 1, isStated: false } as const),
};
const value = { data: [{ at: '2026-01-02T03:04:05Z', id: 7 }] };

const kindOf = (sent: Answer, result: Result, leeway = {}): string | undefined =>
  readingFault(sent, result, { pagination }, leeway)?.kind;

describe('an answer is read if', () => {
  it.each<[string, Answer, Result]>([
    [
      'JSON is equal',
      answer({ kind: 'json', value }),
      { kind: 'value', value: structuredClone(value) },
    ],
    ['a page has the items', answer({ kind: 'json', value }), { kind: 'page', items: value.data }],
    ['nothing is nothing', answer({ kind: 'none' }), { kind: 'none' }],
    [
      'text is text',
      answer({ kind: 'bytes', text: 'a' }, 'text/plain'),
      { kind: 'value', value: 'a' },
    ],
    [
      'bytes are bytes',
      answer({ kind: 'bytes', text: 'a' }, 'image/png'),
      { kind: 'bytes', text: 'a' },
    ],
    [
      'a stream has all values',
      answer({ kind: 'stream', values: [1, 2] }),
      { kind: 'stream', values: [1, 2] },
    ],
    [
      'events have the data',
      answer({ kind: 'stream', values: [{ a: 1 }] }),
      { kind: 'stream', values: [{ id: '1', data: { a: 1 } }] },
    ],
    [
      'described events are whole, with their data as JSON',
      answer({ kind: 'events', events: [{ event: 'a', id: '1', data: '{"a":1}' }] }),
      { kind: 'stream', values: [{ event: 'a', id: '1', data: { a: 1 } }] },
    ],
    [
      'described events are whole, with their data as text',
      answer({ kind: 'events', events: [{ event: 'a', data: '1' }] }),
      { kind: 'stream', values: [{ event: 'a', data: '1' }] },
    ],
  ])('%s', (_name, sent, result) => {
    expect(kindOf(sent, result)).toBeUndefined();
  });

  it('times are the same moment, where a language has a type for them', () => {
    const seen = { data: [{ at: '2026-01-02T03:04:05+00:00', id: 7 }] };
    const sent = answer({ kind: 'json', value });
    expect(kindOf(sent, { kind: 'value', value: seen }, { isTimeRead: true })).toBeUndefined();
    expect(kindOf(sent, { kind: 'value', value: seen })).toBe(
      'answer: application/json: not what was sent',
    );
  });
});

describe('it is noticed that', () => {
  const sent = answer({ kind: 'json', value });
  it.each<[string, Answer, Result]>([
    ['a property is missing', sent, { kind: 'value', value: { data: [{ id: 7 }] } }],
    ['a property was renamed', sent, { kind: 'value', value: { Data: value.data } }],
    [
      'a number became a text',
      sent,
      { kind: 'value', value: { data: [{ ...value.data[0], id: '7' }] } },
    ],
    ['JSON was read as bytes', sent, { kind: 'bytes', text: JSON.stringify(value) }],
    ['nothing was returned', sent, { kind: 'none' }],
    ['something was made of nothing', answer({ kind: 'none' }), { kind: 'value', value: {} }],
    [
      'the last value of a stream is missing',
      answer({ kind: 'stream', values: [1, 2] }),
      { kind: 'stream', values: [1] },
    ],
    [
      'an event is without its type',
      answer({ kind: 'events', events: [{ event: 'a', data: '{}' }] }),
      { kind: 'stream', values: [{ data: {} }] },
    ],
    [
      'the data of an event is returned alone',
      answer({ kind: 'events', events: [{ event: 'a', data: '{}' }] }),
      { kind: 'stream', values: [{}] },
    ],
    ['an item of a page is missing', sent, { kind: 'page', items: [] }],
  ])('%s', (_name, from, result) => {
    expect(kindOf(from, result)).toBeDefined();
  });
});
