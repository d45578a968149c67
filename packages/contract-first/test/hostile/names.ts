import type { Document, MessageDocument } from 'contract-first/contract';
import type { Sources } from './generated.ts';

/** Where a document has a name that generated code may make a name of. */
export const nameKinds = [
  'schema',
  'property',
  'query parameter',
  'path parameter',
  'header parameter',
  'path',
  'operation id',
  'group',
  'method',
  'alias',
  'positional field',
  'operation that is waited with',
  'running state',
  'status',
  'media type',
  'request media type',
  'extension',
  'component header',
  'component response',
  'channel',
  'channel method',
  'channel ticket',
  'message',
  'event property',
  'keyword',
] as const;
export type NameKind = (typeof nameKinds)[number];

/** A name as a part of a reference (RFC 6901, section 6). */
const escaped = (name: string): string =>
  encodeURIComponent(name.toWellFormed().replaceAll('~', '~0').replaceAll('/', '~1'));

/** A document that every generator takes, but for one name in it. */
export function documentNamed(kind: NameKind, name: string): Sources {
  const at = (each: NameKind, otherwise: string): string => (each === kind ? name : otherwise);
  const schema = at('schema', 'Thing');
  const property = at('property', 'kind');
  const parameter = at('path parameter', 'thing_id');
  const only = (each: NameKind, value: unknown) => (each === kind ? { [name]: value } : {});
  const id = kind === 'operation id' ? name : `${at('group', 'things')}.${at('method', 'get')}`;
  const reference = { $ref: `#/components/schemas/${escaped(schema)}` };
  const string = { type: 'string' };
  const document = {
    openapi: '3.1.1',
    info: { title: 'Things', version: '1' },
    ...only('extension', 1),
    paths: {
      [at('path', `/things/{${parameter}}`)]: {
        get: {
          operationId: id,
          'x-sdk': {
            aliases: [at('alias', 'read')],
            ...(kind === 'positional field' ? { positional: [name] } : {}),
            ...(kind === 'operation that is waited with' ? { wait: name } : {}),
            ...(kind === 'running state' ? { wait: 'things.get' } : {}),
          },
          parameters: [
            { name: parameter, in: 'path', required: true, schema: string },
            { name: at('query parameter', 'kind'), in: 'query', schema: string },
            { name: at('header parameter', 'If-Match'), in: 'header', schema: string },
          ],
          responses: {
            200: {
              description: 'A thing',
              content: {
                [at('media type', 'application/json')]: {
                  schema: reference,
                },
              },
            },
            ...only('status', { description: 'Other' }),
          },
        },
      },
      '/session': {
        // The runtime of the Python client needs the schemas Session and FieldError.
        get: {
          operationId: 'session.get',
          responses: {
            200: {
              description: 'The session',
              content: { 'application/json': { schema: { $ref: '#/components/schemas/Session' } } },
            },
            400: {
              description: 'An error',
              content: {
                'application/json': { schema: { $ref: '#/components/schemas/FieldError' } },
              },
            },
          },
        },
      },
      '/things': {
        post: {
          operationId: 'others.add',
          requestBody: {
            content: {
              [at('request media type', 'application/json')]: {
                schema: {
                  type: 'object',
                  additionalProperties: false,
                  properties: { [property]: string },
                },
              },
            },
          },
          responses: { 204: { description: 'Added' } },
        },
      },
    },
    components: {
      schemas: {
        FieldError: { type: 'object', additionalProperties: false, properties: { a: string } },
        Session: { type: 'object', additionalProperties: false, properties: { a: string } },
        [schema]: {
          type: 'object',
          additionalProperties: false,
          required: [property],
          ...only('keyword', 1),
          properties: {
            thing_id: string,
            [property]: string,
            state: { ...string, 'x-running': [at('running state', 'on')] },
            next: reference,
          },
        },
      },
      headers: only('component header', { schema: string }),
      responses: only('component response', { description: 'Other' }),
    },
  };
  const messages = {
    asyncapi: '3.0.0',
    info: { title: 'Things', version: '1' },
    channels: {
      [at('channel', 'live')]: {
        address: '/live',
        'x-sdk': {
          method: at('channel method', 'events.connect'),
          ticket: at('channel ticket', 'others.add'),
          final: kind === 'channel' ? [name.length] : [4000],
        },
      },
    },
    operations: {
      send: {
        action: 'send',
        messages: [{ $ref: `#/channels/live/messages/${escaped(at('message', 'made'))}` }],
      },
    },
    components: {
      messages: {
        [at('message', 'made')]: {
          name: 'made',
          payload: {
            type: 'object',
            additionalProperties: false,
            properties: { event: string, [at('event property', 'data')]: string },
          },
        },
      },
    },
  };
  return {
    document: document as unknown as Document,
    messages: messages as unknown as MessageDocument,
  };
}

/** Names that mean something to a language, to a library, or to a file system. */
export const telling = [
  '\ud800',
  ...['__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty', 'then'],
  ...['class', 'default', 'delete', 'import', 'in', 'new', 'function', 'await', 'yield', 'eval'],
  ...['arguments', 'this', 'null', 'true', 'let', 'static', 'public', 'enum', 'async', 'of', 'get'],
  ...[
    'None',
    'True',
    'def',
    'self',
    'lambda',
    'from',
    'is',
    'not',
    'pass',
    'global',
    'print',
    'del',
  ],
  ...[
    'str',
    'int',
    'list',
    'dict',
    'float',
    'bool',
    'bytes',
    'object',
    'type',
    'property',
    'tuple',
  ],
  ...[
    'model_config',
    'model_fields',
    'copy',
    'json',
    'datetime',
    'Model',
    'Field',
    'Literal',
    'Any',
  ],
  ...['Array', 'Object', 'Record', 'Promise', 'Response', 'Date', 'Omit', 'File', 'Blob', 'string'],
  ...['ClientOptions', 'UploadSource', 'RequestOptions', 'Connection', 'Operation', 'Options'],
  ...['Resources', 'ThingsResource', 'ThingsGetParams', 'ThingDict', 'ThingPage', 'EventsResource'],
  ...['operations', 'options', 'params', 'connection', 'timeout', 'args', 'call', 'list_', 'types'],
  ...['with_raw_response', '_connection', 'schemas', 'routes', 'z', 'createRoute', 'extensions'],
  ...['things.import', 'import.things', 'things.constructor', 'constructor.get', 'events.then'],
  ...[
    '../../x',
    '..',
    '.',
    '/etc/x',
    'a/b',
    'a\\b',
    'CON',
    'a.b.c',
    'x-a',
    '007',
    '1.50',
    '1',
    '-1',
  ],
  ...['1e3', '4XX', 'default', '404', '$', '_', 'a-b', 'a_b', 'aB', 'a b', 'é', '٣', 'ſ', '\u0301'],
  ...['/{a}', '/{__proto__}', '/{a}/{a}', '/:a', '/*', '/{', '/a?b#c', 'application/json; a="b"'],
];
