/** A document with streams of events, and what its server sends. */
import type { Document, JsonSchema } from '../../src/document/model.ts';

const text = { type: 'string' };
const json = (contentSchema: JsonSchema): JsonSchema => ({
  ...text,
  ...{ contentMediaType: 'application/json', contentSchema },
});
const user = { $ref: '#/components/schemas/User' };
const added = { $ref: '#/components/schemas/Added' };
const note = { $ref: '#/components/schemas/Note' };
const event = (type: JsonSchema, data: JsonSchema): JsonSchema => ({
  type: 'object',
  required: ['event', 'data'],
  properties: { event: type, data, id: text },
});

/** An item as a client returns it: a whole event, or its data. */
export type Received = unknown;

export type Script = {
  /** What its events are, in words. */
  readonly what: string;
  readonly method: string;
  readonly path: string;
  readonly media: object;
  /** What the server sends to each request, and whether the connection breaks after it. */
  readonly responses: readonly (readonly [text: string, isCut?: true])[];
  readonly items: readonly Received[];
};

/** Each method has another description of its events. */
export const scripts: readonly Script[] = [
  {
    what: 'alternatives that `event` tells apart, and events of newer types',
    method: 'oneof',
    path: '/one-of',
    media: {
      itemSchema: { oneOf: [added, event({ const: 'gone' }, { type: 'integer' }), note] },
    },
    responses: [
      [
        'event: added\nid: 1\ndata: {"name":"Emma"}\n\nevent: gone\ndata: 7\n\nevent: note\ndata: 7\n\n' +
          'event: later\nid: 2\ndata: {"x":1}\n\nevent: ping\ndata: hello\n\n',
      ],
    ],
    items: [
      { event: 'added', id: '1', data: { name: 'Emma' } },
      { event: 'gone', data: 7 },
      { event: 'note', data: '7' },
      { event: 'later', id: '2', data: { x: 1 } },
      { event: 'ping', data: 'hello' },
    ],
  },
  {
    what: 'data that does not fit its type of event as it was sent',
    method: 'unfit',
    path: '/unfit',
    media: { itemSchema: { anyOf: [added, note] } },
    responses: [['event: added\ndata: soon\n\nevent: added\ndata: {"name":7,"more":[1]}\n\n']],
    items: [
      { event: 'added', data: 'soon' },
      { event: 'added', data: { name: 7, more: [1] } },
    ],
  },
  {
    what: 'an event without a type as a message',
    method: 'message',
    path: '/message',
    media: { itemSchema: { oneOf: [event({ const: 'message' }, json(user)), note] } },
    responses: [['data: {"name":"Emma"}\n\nevent:\ndata: {"name":"Ann"}\n\n']],
    items: [
      { event: 'message', data: { name: 'Emma' } },
      { event: 'message', data: { name: 'Ann' } },
    ],
  },
  {
    what: 'an alternative for all other types of events',
    method: 'rest',
    path: '/rest',
    media: { itemSchema: { oneOf: [event(text, json({ type: 'array', items: user })), added] } },
    responses: [['event: added\ndata: {"name":"Emma"}\n\nevent: all\ndata: [{"name":"Ann"}]\n\n']],
    items: [
      { event: 'added', data: { name: 'Emma' } },
      { event: 'all', data: [{ name: 'Ann' }] },
    ],
  },
  {
    what: 'events that are put together by allOf',
    method: 'allof',
    path: '/all-of',
    media: {
      itemSchema: {
        oneOf: [
          {
            allOf: [{ $ref: '#/components/schemas/Base' }],
            properties: { event: { const: 'added' }, data: json(user) },
          },
          note,
        ],
      },
    },
    responses: [
      ['event: added\nid: 1\nretry: 5\ndata: {"name":"Emma"}\n\nevent: note\ndata: a\n\n'],
    ],
    items: [
      { event: 'added', id: '1', retry: 5, data: { name: 'Emma' } },
      { event: 'note', data: 'a' },
    ],
  },
  {
    what: 'a single described event',
    method: 'single',
    path: '/single',
    media: { itemSchema: event(text, json(user)) },
    responses: [['event: any\nid: 1\ndata: {"name":"Emma"}\n\n']],
    items: [{ event: 'any', id: '1', data: { name: 'Emma' } }],
  },
  {
    what: 'whole events of which nothing is described',
    method: 'unknown',
    path: '/unknown',
    media: {},
    responses: [['event: any\nid: 1\ndata: 7\n\ndata: [DONE]\n\n']],
    items: [
      { event: 'any', id: '1', data: '7' },
      { event: 'message', data: '[DONE]' },
    ],
  },
  {
    what: 'whole events of a body that is described as a text',
    method: 'text',
    path: '/text',
    media: { schema: text },
    responses: [['event: any\nid: 1\ndata: 7\n\n']],
    items: [{ event: 'any', id: '1', data: '7' }],
  },
  {
    what: 'the data alone if nothing else is described',
    method: 'data',
    path: '/data',
    media: { schema: user },
    responses: [['event: any\nid: 1\ndata: {"name":"Emma"}\n\n']],
    items: [{ name: 'Emma' }],
  },
  {
    what: 'whole events across a lost connection',
    method: 'cut',
    path: '/cut',
    media: { itemSchema: { oneOf: [added, note] } },
    responses: [
      ['retry: 1\nid: 1\nevent: added\ndata: {"name":"Emma"}\n\nevent: added\ndata: {"na', true],
      ['id: 2\nevent: note\ndata: b\n\ndata: [DONE]\n\n'],
    ],
    items: [
      { event: 'added', id: '1', retry: 1, data: { name: 'Emma' } },
      { event: 'note', id: '2', data: 'b' },
    ],
  },
];

export const document: Document = {
  openapi: '3.2.0',
  info: { title: 'Harbour', version: '1' },
  paths: Object.fromEntries(
    scripts.map(({ method, path, media }) => [
      path,
      {
        get: {
          operationId: `changes.${method}`,
          responses: { 200: { description: 'Events', content: { 'text/event-stream': media } } },
        },
      },
    ]),
  ),
  components: {
    schemas: {
      User: { type: 'object', required: ['name'], properties: { name: text } },
      Base: { type: 'object', required: ['event', 'data'], properties: { id: text, data: text } },
      Added: event({ const: 'added' }, json(user)),
      Note: event({ const: 'note' }, text),
    },
  },
};
