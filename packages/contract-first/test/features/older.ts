/** Features of Swagger 2.0 and of OpenAPI 3.0's dialect of schemas, which are upgraded. */
import { create, list, openApi, swagger } from './base.ts';
import { type Base, type Feature, featuresOf, type Probe, type Written } from './feature.ts';
import { annotation, server, silent } from './noEffect.ts';

const FIRST = '#/paths/~1things/get/parameters/0';

const judged = 'types cannot say it; the server judges the value';
const assertion = { typescript: judged, python: judged };

const get = (query: string, isValid: boolean): Probe => ({ path: `/things${query}`, isValid });

const collection = (format: string, good: string, bad: string): Written => ({
  title: `\`collectionFormat: ${format}\``,
  at: `${FIRST}/collectionFormat`,
  write: (document) => {
    list(document).parameters.push({
      name: 'q',
      in: 'query',
      type: 'array',
      items: { type: 'integer' },
      minItems: 2,
      collectionFormat: format,
    });
  },
  probes: [get(`?${good}`, true), get(`?${bad}`, false)],
  ...(format === 'csv' && {
    noEffect: { ...annotation, diff: 'it is the default', lint: '', docs: 'it is the default' },
  }),
});

const post = (type: string, body: string, isValid: boolean): Probe => ({
  method: 'POST',
  path: '/things',
  headers: { 'Content-Type': type },
  body,
  isValid,
});

const scheme = (title: string, written: object, headers: Record<string, string>): Written => ({
  title,
  at: '#/securityDefinitions/own',
  write: (document) => {
    document.securityDefinitions = { own: written };
    document.security = [{ own: [] }];
    for (const item of Object.values<Base>(document.paths)) {
      for (const operation of Object.values<Base>(item))
        operation.responses[401] = { description: 'Who are you?' };
    }
  },
  remove: (document) => {
    delete document.securityDefinitions;
    delete document.security;
  },
  probes: [
    { path: '/things', isValid: false },
    { path: '/things', headers, isValid: true },
  ],
});
const [authorizationUrl, tokenUrl, scopes] = [
  'https://things.example/authorize',
  'https://things.example/token',
  {},
];
const bearer = { Authorization: 'Bearer t' };

/** A keyword of the property `value`. */
const keyword = (
  root: string,
  name: string,
  schema: object,
  good: unknown[],
  bad: unknown[],
  more: Partial<Written> = {},
): Written => ({
  title: `\`${name}\``,
  at: `${root}/Thing/properties/value/${name}`,
  write: (document) => {
    (document.definitions ?? document.components.schemas).Thing.properties.value = schema;
  },
  good,
  bad,
  ...more,
});

export const olderFeatures: Feature[] = [
  ...featuresOf('2.0', 'Swagger 2.0', swagger, [
    { title: '`host`', at: '#/host', write: () => {}, noEffect: server },
    {
      title: '`basePath`',
      at: '#/basePath',
      write: (document) => {
        document.basePath = '/v1';
      },
      noEffect: server,
    },
    {
      title: '`schemes`',
      at: '#/schemes/0',
      write: (document) => {
        document.schemes = ['http', 'https'];
      },
      noEffect: server,
    },
    {
      title: '`schemes` of an operation',
      at: '#/paths/~1things/get/schemes',
      write: (document) => {
        list(document).schemes = ['http'];
      },
    },
    {
      title: '`consumes`',
      at: '#/paths/~1things/post/consumes',
      write: (document) => {
        create(document).consumes = ['application/vnd.thing+json'];
      },
      probes: [
        post('application/vnd.thing+json', '{"id":"a"}', true),
        post('application/json', '{"id":"a"}', false),
      ],
    },
    {
      title: '`produces`',
      at: '#/paths/~1things/get/produces',
      write: (document) => {
        list(document).produces = ['application/vnd.thing+json'];
      },
      probes: [{ path: '/things' }],
    },
    {
      title: '`in: body`',
      at: '#/paths/~1things/post/parameters/0',
      write: () => {},
      probes: [post('application/json', '{"id":"a"}', true), post('application/json', '{}', false)],
    },
    {
      title: '`in: formData`',
      at: '#/paths/~1things/post/parameters/0',
      write: (document) => {
        create(document).consumes = ['application/x-www-form-urlencoded'];
        create(document).parameters = [{ name: 'a', in: 'formData', type: 'integer' }];
      },
      probes: [
        post('application/x-www-form-urlencoded', 'a=1', true),
        post('application/x-www-form-urlencoded', 'a=x', false),
      ],
    },
    {
      title: '`type: file` of a form',
      at: '#/paths/~1things/post/parameters/0',
      write: (document) => {
        create(document).consumes = ['multipart/form-data'];
        create(document).parameters = [{ name: 'f', in: 'formData', type: 'file', required: true }];
      },
      probes: [{ method: 'POST', path: '/things', isValid: false }],
    },
    {
      title: '`type: file` of a response',
      at: '#/paths/~1things/get/responses/200/schema',
      write: (document) => {
        list(document).produces = ['application/pdf'];
        list(document).responses[200].schema = { type: 'file' };
      },
      probes: [{ path: '/things' }],
    },
    {
      title: '`in: query`',
      at: FIRST,
      write: (document) => {
        list(document).parameters.push({ name: 'q', in: 'query', type: 'integer' });
      },
      probes: [get('?q=1', true), get('?q=x', false)],
    },
    {
      title: '`in: header`',
      at: FIRST,
      write: (document) => {
        list(document).parameters.push({ name: 'X-Q', in: 'header', type: 'integer' });
      },
      probes: [
        { path: '/things', headers: { 'X-Q': '1' }, isValid: true },
        { path: '/things', headers: { 'X-Q': 'x' }, isValid: false },
      ],
    },
    collection('csv', 'q=1,2', 'q=1,x'),
    collection('ssv', 'q=1%202', 'q=1%20x'),
    collection('tsv', 'q=1%092', 'q=1%09x'),
    collection('pipes', 'q=1%7C2', 'q=1%7Cx'),
    collection('multi', 'q=1&q=2', 'q=1&q=x'),
    {
      title: '`allowEmptyValue`',
      at: `${FIRST}/allowEmptyValue`,
      write: (document) => {
        list(document).parameters.push({
          name: 'q',
          in: 'query',
          type: 'integer',
          allowEmptyValue: true,
        });
      },
      probes: [get('?q=', true)],
    },
    {
      title: 'Shared parameters',
      at: FIRST,
      write: (document) => {
        document.parameters = { Q: { name: 'q', in: 'query', type: 'integer' } };
        list(document).parameters.push({ $ref: '#/parameters/Q' });
      },
      probes: [get('?q=1', true), get('?q=x', false)],
    },
    {
      title: 'Shared responses',
      at: '#/paths/~1things/get/responses/202',
      write: (document) => {
        document.responses = { Later: { description: 'Later' } };
        list(document).responses[202] = { $ref: '#/responses/Later' };
      },
      probes: [{ path: '/things', headers: { Prefer: 'code=202' } }],
    },
    {
      title: '`headers` of a response',
      at: '#/paths/~1things/get/responses/200/headers',
      write: (document) => {
        list(document).responses[200].headers = { 'X-Total': { type: 'integer' } };
      },
      probes: [{ path: '/things' }],
    },
    {
      title: '`examples` of a response',
      at: '#/paths/~1things/get/responses/200/examples',
      write: (document) => {
        list(document).responses[200].examples = { 'application/json': { id: 'an example' } };
      },
      probes: [{ path: '/things' }],
      noEffect: { server: silent, verify: silent, typescript: silent, python: silent },
    },
    {
      title: '`discriminator`',
      at: '#/definitions/Pet/discriminator',
      write: (document) => {
        document.definitions.Pet = {
          type: 'object',
          discriminator: 'kind',
          required: ['kind'],
          properties: { kind: { type: 'string' } },
        };
        document.definitions.Cat = {
          allOf: [
            { $ref: '#/definitions/Pet' },
            { type: 'object', properties: { lives: { type: 'integer' } } },
          ],
        };
        document.definitions.Thing.properties.value = { $ref: '#/definitions/Pet' };
      },
      noEffect: {
        mock: 'the value is judged by the schema that the document names',
        verify: 'the value is judged by the schema that the document names',
      },
    },
    keyword(
      '#/definitions',
      'exclusiveMinimum',
      { type: 'integer', minimum: 2, exclusiveMinimum: true },
      [3],
      [2],
      { noEffect: assertion },
    ),
    keyword(
      '#/definitions',
      'x-nullable',
      { type: 'string', 'x-nullable': true },
      ['a', null],
      [1],
      { noEffect: { lint: 'extensions are free' } },
    ),
    keyword('#/definitions', 'readOnly', { type: 'string', readOnly: true }, [], [], {
      noEffect: annotation,
    }),
    {
      title: '`externalDocs`',
      at: '#/externalDocs',
      write: (document) => {
        document.externalDocs = { url: 'https://docs.example' };
      },
      noEffect: annotation,
    },
    scheme('`basic`', { type: 'basic' }, { Authorization: 'Basic dTpw' }),
    scheme('`apiKey`', { type: 'apiKey', in: 'header', name: 'X-Key' }, { 'X-Key': 'k' }),
    scheme(
      'OAuth 2, flow `accessCode`',
      { type: 'oauth2', flow: 'accessCode', authorizationUrl, tokenUrl, scopes },
      bearer,
    ),
    scheme(
      'OAuth 2, flow `application`',
      { type: 'oauth2', flow: 'application', tokenUrl, scopes },
      bearer,
    ),
    scheme(
      'OAuth 2, flow `implicit`',
      { type: 'oauth2', flow: 'implicit', authorizationUrl, scopes },
      bearer,
    ),
    scheme(
      'OAuth 2, flow `password`',
      { type: 'oauth2', flow: 'password', tokenUrl, scopes },
      bearer,
    ),
  ]),
  ...featuresOf('3.0', 'Schemas of 3.0', openApi('3.0.3'), [
    keyword(
      '#/components/schemas',
      'nullable',
      { type: 'string', nullable: true },
      ['a', null],
      [1],
    ),
    keyword(
      '#/components/schemas',
      'nullable',
      { nullable: true, allOf: [{ $ref: '#/components/schemas/Thing' }] },
      [{ id: 'a' }, null],
      [1],
      { title: '`nullable` next to `allOf`' },
    ),
    keyword(
      '#/components/schemas',
      'nullable',
      { type: 'string', nullable: true, enum: ['a', null] },
      ['a', null],
      ['b'],
      { title: '`nullable` with `enum`' },
    ),
    keyword(
      '#/components/schemas',
      'exclusiveMinimum',
      { type: 'number', minimum: 2, exclusiveMinimum: true },
      [3],
      [2],
      { noEffect: assertion },
    ),
    keyword(
      '#/components/schemas',
      'exclusiveMaximum',
      { type: 'number', maximum: 2, exclusiveMaximum: true },
      [1],
      [2],
      { noEffect: assertion },
    ),
    keyword(
      '#/components/schemas',
      'maxLength',
      { $ref: '#/components/schemas/Thing/properties/id', maxLength: 1 },
      ['ab'],
      [1],
      {
        title: 'Keywords next to `$ref`, which 3.0 ignores',
        noEffect: { ...annotation, diff: 'it is ignored', docs: 'it is ignored' },
      },
    ),
    keyword('#/components/schemas', 'format', { type: 'string', format: 'byte' }, ['YQ=='], ['*'], {
      title: '`format: byte`',
      noEffect: assertion,
    }),
    keyword('#/components/schemas', 'example', { type: 'string', example: 'an example' }, [], [], {
      noEffect: annotation,
    }),
    keyword(
      '#/components/schemas',
      'discriminator',
      {
        type: 'object',
        properties: { kind: { type: 'string' } },
        discriminator: { propertyName: 'kind' },
      },
      [],
      [],
      { title: '`discriminator` without branches', noEffect: annotation },
    ),
  ]),
];
