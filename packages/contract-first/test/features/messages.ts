/** Parameters, bodies, responses and what is in them. */
import { create, list, openApi } from './base.ts';
import { type Feature, featuresOf, type Probe, type Written } from './feature.ts';
import { annotation, silent } from './noEffect.ts';

const FIRST = '#/paths/~1things/get/parameters/0';
const RESPONSE = '#/paths/~1things/get/responses/200';
const BODY = '#/paths/~1things/post/requestBody';

const get = (query: string, isValid: boolean, headers = {}): Probe => ({
  path: `/things${query}`,
  headers,
  isValid,
});

const post = (type: string, body: string, isValid?: boolean): Probe => ({
  method: 'POST',
  path: '/things',
  headers: { 'Content-Type': type },
  body,
  ...(isValid !== undefined && { isValid }),
});

/** A parameter of the list, and a field of it that is the feature. */
const parameter = (
  title: string,
  field: string,
  written: object,
  probes: readonly Probe[] = [],
  more: Partial<Written> = {},
): Written => ({
  title,
  at: field ? `${FIRST}/${field}` : FIRST,
  write: (document) => list(document).parameters.push(written),
  probes,
  ...more,
});

const integers = { type: 'array', items: { type: 'integer' }, minItems: 2 };

const object = { type: 'object', properties: { a: { type: 'integer' } } };

/** A parameter in a part of a path. */
const inPath = (
  title: string,
  path: string,
  written: object,
  probes: readonly Probe[],
): Written => ({
  title,
  at: `#/paths/${path.replaceAll('/', '~1')}`,
  write: (document) => {
    const parameters = [{ name: 'p', in: 'path', required: true, ...written }];
    document.paths[path] = {
      get: {
        operationId: 'things.part',
        summary: 'Part',
        tags: ['things'],
        parameters,
        responses: { 204: { description: 'Fine' }, 400: { description: 'Bad' } },
      },
    };
  },
  probes,
});

/** Another media type of the body beside JSON. */
const body = (type: string, media: object, probes: readonly Probe[] = []): Written => ({
  title: `\`${type}\``,
  at: `${BODY}/content/${type.replaceAll('/', '~1')}`,
  write: (document) => {
    create(document).requestBody.content[type] = media;
  },
  probes,
});

/** The only media type of the body, and what stands in it. */
const form = (
  title: string,
  at: string,
  type: string,
  media: object,
  probes: readonly Probe[] = [],
  more: Partial<Written> = {},
): Written => ({
  title,
  at: `${BODY}/content/${type.replaceAll('/', '~1')}/${at}`,
  write: (document) => {
    create(document).requestBody.content = { [type]: media };
  },
  probes,
  ...more,
});

const FORM = 'application/x-www-form-urlencoded';
const MULTIPART = 'multipart/form-data';
const part = (fields: Readonly<Record<string, string>>) =>
  `${Object.entries(fields)
    .map(([head, value]) => `--b\r\nContent-Disposition: form-data; ${head}\r\n\r\n${value}\r\n`)
    .join('')}--b--\r\n`;

export const messageFeatures: Feature[] = [
  ...featuresOf('3.0', 'Parameters', openApi('3.0.3'), [
    parameter('`in: query`', '', { name: 'q', in: 'query', schema: { type: 'integer' } }, [
      get('?q=1', true),
      get('?q=x', false),
    ]),
    parameter('`in: header`', '', { name: 'X-Q', in: 'header', schema: { type: 'integer' } }, [
      get('', true, { 'X-Q': '1' }),
      get('', false, { 'X-Q': 'x' }),
    ]),
    parameter('`in: cookie`', '', { name: 'q', in: 'cookie', schema: { type: 'integer' } }, [
      get('', true, { Cookie: 'q=1' }),
      get('', false, { Cookie: 'q=x' }),
    ]),
    inPath('`in: path`', '/parts/{p}', { schema: { type: 'integer' } }, [
      { path: '/parts/1', isValid: true },
      { path: '/parts/x', isValid: false },
    ]),
    parameter(
      '`required`',
      'required',
      { name: 'q', in: 'query', required: true, schema: { type: 'string' } },
      [get('?q=1', true), get('', false)],
    ),
    parameter(
      '`style: form` with `explode: false`',
      'explode',
      { name: 'q', in: 'query', explode: false, schema: integers },
      [get('?q=1,2', true), get('?q=1,x', false)],
    ),
    parameter(
      '`style: spaceDelimited`',
      'style',
      { name: 'q', in: 'query', style: 'spaceDelimited', explode: false, schema: integers },
      [get('?q=1%202', true), get('?q=1%20x', false)],
    ),
    parameter(
      '`style: pipeDelimited`',
      'style',
      { name: 'q', in: 'query', style: 'pipeDelimited', explode: false, schema: integers },
      [get('?q=1%7C2', true), get('?q=1%7Cx', false)],
    ),
    parameter(
      '`style: deepObject`',
      'style',
      { name: 'q', in: 'query', style: 'deepObject', explode: true, schema: object },
      [get('?q[a]=1', true), get('?q[a]=x', false)],
    ),
    parameter(
      'Objects in a query',
      'schema/properties',
      { name: 'q', in: 'query', schema: object },
      [get('?a=1', true), get('?a=x', false)],
    ),
    parameter(
      'Objects in a header',
      'explode',
      { name: 'X-Q', in: 'header', explode: true, schema: object },
      [get('', true, { 'X-Q': 'a=1' }), get('', false, { 'X-Q': 'a=x' })],
    ),
    inPath('`style: label`', '/parts/{p}', { style: 'label', schema: { type: 'integer' } }, [
      { path: '/parts/.1', isValid: true },
      { path: '/parts/.x', isValid: false },
    ]),
    inPath('`style: matrix`', '/parts/{p}', { style: 'matrix', schema: { type: 'integer' } }, [
      { path: '/parts/;p=1', isValid: true },
      { path: '/parts/;p=x', isValid: false },
    ]),
    inPath(
      'Parameters in a part of a segment',
      '/parts/{p}.json',
      { schema: { type: 'integer' } },
      [
        { path: '/parts/1.json', isValid: true },
        { path: '/parts/x.json', isValid: false },
      ],
    ),
    parameter(
      '`allowReserved`',
      'allowReserved',
      { name: 'q', in: 'query', allowReserved: true, schema: { type: 'string' } },
      [],
      {
        noEffect: {
          server: 'both spellings of a value are read',
          mock: 'both spellings of a value are read',
          diff: '',
          typescript: 'the value is percent-encoded, which servers read as the same',
          python: 'the value is percent-encoded, which servers read as the same',
          verify: 'requests are percent-encoded, which servers read as the same',
        },
      },
    ),
    parameter(
      '`allowEmptyValue`',
      'allowEmptyValue',
      { name: 'q', in: 'query', allowEmptyValue: true, schema: { type: 'integer' } },
      [get('?q=', true)],
    ),
    parameter(
      '`content` of a parameter',
      'content',
      { name: 'q', in: 'query', content: { 'application/json': { schema: object } } },
      [
        get(`?q=${encodeURIComponent('{"a":1}')}`, true),
        get(`?q=${encodeURIComponent('{"a":"x"}')}`, false),
      ],
      {
        remove: (document) => {
          list(document).parameters = [];
        },
      },
    ),
    parameter(
      '`example` of a parameter',
      'example',
      { name: 'q', in: 'query', schema: { type: 'string' }, example: 'an example' },
      [],
      { noEffect: { ...annotation } },
    ),
    parameter(
      '`deprecated` parameters',
      'deprecated',
      { name: 'q', in: 'query', schema: { type: 'string' }, deprecated: true },
      [],
      { noEffect: annotation },
    ),
    parameter(
      '`description` of a parameter',
      'description',
      { name: 'q', in: 'query', schema: { type: 'string' }, description: 'What it means' },
      [],
      { noEffect: annotation },
    ),
    {
      title: 'Parameters of a path item',
      at: '#/paths/~1things/parameters',
      write: (document) => {
        document.paths['/things'].parameters = [
          { name: 'q', in: 'query', schema: { type: 'integer' } },
        ];
      },
      probes: [get('?q=1', true), get('?q=x', false)],
    },
    {
      title: 'Shared parameters',
      at: FIRST,
      write: (document) => {
        document.components.parameters = {
          Q: { name: 'q', in: 'query', schema: { type: 'integer' } },
        };
        list(document).parameters.push({ $ref: '#/components/parameters/Q' });
      },
      probes: [get('?q=1', true), get('?q=x', false)],
    },
  ]),
  ...featuresOf('3.0', 'Bodies', openApi('3.0.3'), [
    {
      title: '`required`',
      at: `${BODY}/required`,
      write: () => {},
      probes: [{ method: 'POST', path: '/things', isValid: false }],
    },
    body('application/vnd.thing+json', { schema: { $ref: '#/components/schemas/Thing' } }, [
      post('application/vnd.thing+json', '{"id":"a"}', true),
      post('application/vnd.thing+json', '{}', false),
    ]),
    body('text/plain', { schema: { type: 'string' } }, [post('text/plain', 'a', true)]),
    body('application/octet-stream', { schema: { type: 'string', format: 'binary' } }, [
      post('application/octet-stream', 'a', true),
    ]),
    body('image/*', {}, [post('image/png', 'a', true)]),
    body('*/*', {}, [post('application/pdf', 'a', true)]),
    form(
      '`application/x-www-form-urlencoded`',
      'schema/properties',
      FORM,
      { schema: { type: 'object', required: ['a'], properties: { a: { type: 'integer' } } } },
      [post(FORM, 'a=1', true), post(FORM, 'a=x', false)],
    ),
    form(
      '`multipart/form-data`',
      'schema/properties/a',
      MULTIPART,
      {
        schema: {
          type: 'object',
          properties: { a: { type: 'integer' }, f: { type: 'string', format: 'binary' } },
        },
      },
      [
        post(`${MULTIPART}; boundary=b`, part({ 'name="a"': '1' }), true),
        post(`${MULTIPART}; boundary=b`, part({ 'name="a"': 'x' }), false),
      ],
    ),
    form(
      'Files of a form',
      'schema/properties/f',
      MULTIPART,
      {
        schema: {
          type: 'object',
          required: ['f'],
          properties: { a: { type: 'integer' }, f: { type: 'string', format: 'binary' } },
        },
      },
      [
        post(`${MULTIPART}; boundary=b`, part({ 'name="f"; filename="f"': '1' }), true),
        post(`${MULTIPART}; boundary=b`, part({ 'name="a"': '1' }), false),
      ],
      {
        remove: (document) => {
          const { schema } = create(document).requestBody.content[MULTIPART];
          delete schema.properties.f;
          delete schema.required;
        },
      },
    ),
    form(
      '`encoding.contentType`',
      'encoding',
      MULTIPART,
      {
        schema: {
          type: 'object',
          properties: { a: { type: 'object' }, f: { type: 'string', format: 'binary' } },
        },
        encoding: { f: { contentType: 'image/png' } },
      },
      [
        post(
          `${MULTIPART}; boundary=b`,
          part({ 'name="f"; filename="f"\r\nContent-Type: text/plain': '1' }),
          false,
        ),
      ],
    ),
    form('`encoding.headers`', 'encoding/f/headers', MULTIPART, {
      schema: { type: 'object', properties: { f: { type: 'string', format: 'binary' } } },
      encoding: { f: { headers: { 'X-Q': { required: true, schema: { type: 'integer' } } } } },
    }),
    form(
      '`encoding.style`',
      'encoding/a/style',
      FORM,
      {
        schema: { type: 'object', required: ['a'], properties: { a: integers } },
        encoding: { a: { style: 'pipeDelimited', explode: false } },
      },
      [post(FORM, 'a=1%7C2', true), post(FORM, 'a=1%7Cx', false)],
    ),
    {
      title: 'Shared bodies',
      at: '#/components/requestBodies/Own',
      write: (document) => {
        const { requestBody } = create(document);
        document.components.requestBodies = { Own: requestBody };
        create(document).requestBody = { $ref: '#/components/requestBodies/Own' };
      },
      remove: (document) => {
        delete document.components.requestBodies;
        delete create(document).requestBody;
      },
      probes: [post('application/json', '{"id":"a"}', true), post('application/json', '{}', false)],
    },
    {
      title: '`example` of a body',
      at: `${BODY}/content/application~1json/example`,
      write: (document) => {
        create(document).requestBody.content['application/json'].example = { id: 'an example' };
      },
      noEffect: annotation,
    },
    {
      title: '`description` of a body',
      at: `${BODY}/description`,
      write: (document) => {
        create(document).requestBody.description = 'What it means';
      },
      noEffect: annotation,
    },
  ]),
  ...featuresOf('3.0', 'Responses', openApi('3.0.3'), [
    {
      title: 'Several successful statuses',
      at: '#/paths/~1things/get/responses/202',
      write: (document) => {
        list(document).responses[202] = {
          description: 'Later',
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } },
        };
      },
      probes: [{ path: '/things', headers: { Prefer: 'code=202' } }],
    },
    {
      title: 'Ranges of statuses (`4XX`)',
      at: '#/paths/~1things/get/responses/4XX',
      write: (document) => {
        const { responses } = list(document);
        delete responses[400];
        responses['4XX'] = { description: 'Bad' };
        list(document).parameters.push({ name: 'q', in: 'query', schema: { type: 'integer' } });
      },
      probes: [{ path: '/things?q=x' }],
    },
    {
      title: '`default`',
      at: '#/paths/~1things/get/responses/default',
      write: (document) => {
        const { responses } = list(document);
        delete responses[400];
        responses.default = {
          description: 'Bad',
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['reason'],
                properties: { reason: { type: 'string' } },
              },
            },
          },
        };
        list(document).parameters.push({ name: 'q', in: 'query', schema: { type: 'integer' } });
      },
      probes: [{ path: '/things?q=x' }],
    },
    {
      title: 'Headers',
      at: `${RESPONSE}/headers`,
      write: (document) => {
        list(document).responses[200].headers = {
          'X-Total': { required: true, schema: { type: 'integer' } },
        };
      },
      probes: [{ path: '/things' }],
    },
    {
      title: 'Several media types',
      at: `${RESPONSE}/content/text~1csv`,
      write: (document) => {
        list(document).responses[200].content['text/csv'] = { schema: { type: 'string' } };
      },
      probes: [{ path: '/things', headers: { Accept: 'text/csv' } }],
    },
    {
      title: 'Bytes',
      at: `${RESPONSE}/content/application~1octet-stream`,
      write: (document) => {
        list(document).responses[200].content = {
          'application/octet-stream': { schema: { type: 'string', format: 'binary' } },
        };
      },
      probes: [{ path: '/things' }],
    },
    {
      title: '`text/event-stream`',
      at: `${RESPONSE}/content/text~1event-stream`,
      write: (document) => {
        list(document).responses[200].content = {
          'text/event-stream': { schema: { type: 'string' } },
        };
      },
      probes: [{ path: '/things' }],
    },
    {
      title: 'Without content',
      at: `${RESPONSE}/content`,
      write: (document) => {
        document.paths['/things'].get.responses[200].content ??= {};
      },
      probes: [{ path: '/things' }],
    },
    {
      title: '`example`',
      at: `${RESPONSE}/content/application~1json/example`,
      write: (document) => {
        list(document).responses[200].content['application/json'].example = { id: 'an example' };
      },
      probes: [{ path: '/things' }],
      noEffect: { server: silent, verify: silent, typescript: silent, python: silent },
    },
    {
      title: '`examples`',
      at: `${RESPONSE}/content/application~1json/examples`,
      write: (document) => {
        list(document).responses[200].content['application/json'].examples = {
          one: { value: { id: 'first' } },
          other: { value: { id: 'other' } },
        };
      },
      probes: [{ path: '/things', headers: { Prefer: 'example=other' } }],
      noEffect: { server: silent, verify: silent, typescript: silent, python: silent },
    },
    {
      title: '`externalValue` of examples',
      at: `${RESPONSE}/content/application~1json/examples`,
      write: (document) => {
        list(document).responses[200].content['application/json'].examples = {
          one: { externalValue: 'https://things.example/one.json' },
        };
      },
      noEffect: { server: silent, verify: silent, typescript: silent, python: silent },
    },
    {
      title: 'Links',
      at: '#/paths/~1things/post/responses/201/links',
      write: (document) => {
        create(document).responses[201].links = {
          Own: { operationId: 'things.get', parameters: { id: '$response.body#/id' } },
        };
      },
      noEffect: { server: 'links are for clients', mock: 'links are for clients' },
    },
    {
      title: 'Shared responses',
      at: '#/paths/~1things/get/responses/400',
      write: (document) => {
        document.components.responses = {
          Bad: {
            description: 'Bad',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['reason'],
                  properties: { reason: { type: 'string' } },
                },
              },
            },
          },
        };
        list(document).responses[400] = { $ref: '#/components/responses/Bad' };
        list(document).parameters.push({ name: 'q', in: 'query', schema: { type: 'integer' } });
      },
      probes: [{ path: '/things?q=x' }],
    },
    {
      title: 'Problems (`application/problem+json`)',
      at: '#/paths/~1things/get/responses/400/content',
      write: (document) => {
        list(document).responses[400].content = {
          'application/problem+json': {
            schema: { type: 'object', properties: { title: { type: 'string' } } },
          },
        };
        list(document).parameters.push({ name: 'q', in: 'query', schema: { type: 'integer' } });
      },
      probes: [{ path: '/things?q=x' }],
    },
  ]),
];
