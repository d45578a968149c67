/** Bodies that are neither judged by a schema of JSON nor without one. */
import { expect, it } from 'vitest';
import type { Document } from '../document/model.ts';
import { verified } from './testing/verified.ts';

const item = {
  type: 'object',
  xml: { name: 'item' },
  required: ['sku'],
  properties: { sku: { type: 'string', xml: { attribute: true } } },
};
const event = {
  type: 'object',
  properties: {
    data: {
      type: 'string',
      contentMediaType: 'application/json',
      contentSchema: {
        type: 'object',
        required: ['amount'],
        properties: { amount: { type: 'number' } },
      },
    },
  },
};
const time = { type: 'object', properties: { at: { type: 'string', format: 'date-time' } } };

/** What is found of a GET that answers with a body. */
async function foundIn(mediaType: string, media: object, body: string): Promise<string[]> {
  const responses = { 200: { description: 'One', content: { [mediaType]: media } } };
  const document = {
    openapi: '3.2.0',
    info: { title: 'A', version: '1' },
    paths: { '/a': { get: { responses } } },
  } as unknown as Document;
  const { findings } = await verified(document, ({ method }, response) => {
    if (method === 'GET') response.writeHead(200, { 'Content-Type': mediaType }).end(body);
    else response.writeHead(404).end();
  });
  return findings.flatMap(({ messages }) => messages);
}

it.each<[what: string, mediaType: string, media: object, body: string]>([
  ['a text with a line break', 'text/plain', { schema: { enum: ['OK'] } }, 'OK\n'],
  ['a number as text', 'text/plain', { schema: { type: 'integer' } }, '5'],
  ['XML', 'application/xml', { schema: { type: 'array', items: item } }, '<r><item sku="a"/></r>'],
  ['XML of one item', 'application/xml', { schema: item }, '<item sku="a"/>'],
  ['an event', 'text/event-stream', { itemSchema: event }, 'data: {"amount":1}\n\n'],
  ['a time', 'application/json', { schema: time }, '{"at":"2026-01-01T00:00:00Z"}'],
])('finds nothing in %s', async (_what, mediaType, media, body) => {
  expect(await foundIn(mediaType, media, body)).toEqual([]);
});

it.each<[what: string, mediaType: string, media: object, body: string, found: string]>([
  ['another text', 'text/plain', { schema: { enum: ['OK'] } }, 'Fine', 'body: must be equal'],
  ['JSON for XML', 'application/xml', {}, '{}', 'body: is not well-formed XML'],
  [
    'an attribute that is missing',
    'application/xml',
    { schema: { type: 'array', items: item } },
    '<r><item sku="a"/><item/></r>',
    'body: <item> has no attribute "sku"',
  ],
  [
    'an event that is not JSON',
    'text/event-stream',
    { itemSchema: event },
    "data: {'amount':1}\n\n",
    'body item 0 /data: is not valid JSON',
  ],
  [
    'an event of a wrong type',
    'text/event-stream',
    { itemSchema: event },
    'data: {"amount":"1"}\n\n',
    'body item 0 /data/amount: must be number',
  ],
  [
    'a blank in a time',
    'application/json',
    { schema: time },
    '{"at":"2026-01-01 00:00:00Z"}',
    'body /at: must match format "date-time"',
  ],
])('finds %s', async (_what, mediaType, media, body, found) => {
  expect(await foundIn(mediaType, media, body)).toEqual([expect.stringContaining(found)]);
});
