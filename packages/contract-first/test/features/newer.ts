/** What OpenAPI 3.1 and 3.2 have added around operations. */
import { create, list, openApi, operation, thingContent } from './base.ts';
import { type Feature, featuresOf, type Written } from './feature.ts';
import { annotation, server, silent } from './noEffect.ts';
import { scheme, tokenUrl } from './security.ts';

export const newerFeatures: Feature[] = [
  ...featuresOf('3.1', 'New in 3.1', openApi('3.1.1'), [
    {
      title: 'Webhooks',
      at: '#/webhooks',
      write: (document) => {
        document.webhooks = {
          made: {
            post: {
              requestBody: { content: thingContent },
              responses: { 204: { description: 'Fine' } },
            },
          },
        };
      },
      probes: [{ path: '/__mock/webhooks', isValid: true }],
    },
    {
      title: 'Shared path items',
      at: '#/paths/~1own',
      write: (document) => {
        document.components.pathItems = { Own: { get: operation('things.own') } };
        document.paths['/own'] = { $ref: '#/components/pathItems/Own' };
      },
      probes: [{ path: '/own', isValid: true }],
    },
    scheme('Mutual TLS', { type: 'mutualTLS' }, {}, { probes: [] }),
    {
      title: '`info.summary`',
      at: '#/info/summary',
      write: (document) => {
        document.info.summary = 'All things';
      },
      noEffect: annotation,
    },
    {
      title: '`license.identifier`',
      at: '#/info/license/identifier',
      write: (document) => {
        document.info.license = { name: 'MIT', identifier: 'MIT' };
      },
      noEffect: annotation,
    },
    {
      title: '`jsonSchemaDialect`',
      at: '#/jsonSchemaDialect',
      write: (document) => {
        document.jsonSchemaDialect = 'https://json-schema.org/draft/2020-12/schema';
      },
      noEffect: { ...annotation, docs: 'it says how to read schemas' },
    },
    {
      title: 'Descriptions next to references',
      at: '#/paths/~1things/get/parameters/0/description',
      write: (document) => {
        document.components.parameters = {
          Q: { name: 'q', in: 'query', schema: { type: 'string' } },
        };
        list(document).parameters.push({
          $ref: '#/components/parameters/Q',
          description: 'Its own words',
        });
      },
      noEffect: annotation,
    },
    {
      title: 'Paths without `paths`',
      at: '#/components',
      write: (document) => {
        document.paths = {};
      },
      noEffect: annotation,
    },
  ]),
  ...featuresOf('3.2', 'New in 3.2', openApi('3.2.0'), [
    {
      title: 'Method `query`',
      at: '#/paths/~1things/query',
      write: (document) => {
        document.paths['/things'].query = {
          ...operation('things.search'),
          requestBody: { required: true, content: thingContent },
        };
      },
      probes: [
        {
          method: 'QUERY',
          path: '/things',
          headers: { 'Content-Type': 'application/json' },
          body: '{"id":"a"}',
          isValid: true,
        },
        {
          method: 'QUERY',
          path: '/things',
          headers: { 'Content-Type': 'application/json' },
          body: '{}',
          isValid: false,
        },
      ],
    },
    {
      title: '`additionalOperations`',
      at: '#/paths/~1things/additionalOperations',
      write: (document) => {
        document.paths['/things'].additionalOperations = { PURGE: operation('things.purge') };
      },
      probes: [{ method: 'PURGE', path: '/things', isValid: true }],
    },
    {
      title: '`in: querystring`',
      at: '#/paths/~1things/get/parameters/0',
      write: (document) => {
        list(document).parameters.push({
          name: 'q',
          in: 'querystring',
          content: {
            'application/x-www-form-urlencoded': {
              schema: { type: 'object', properties: { a: { type: 'integer' } } },
            },
          },
        });
      },
      probes: [
        { path: '/things?a=1', isValid: true },
        { path: '/things?a=x', isValid: false },
      ],
    },
    {
      title: '`style: cookie`',
      at: '#/paths/~1things/get/parameters/0/style',
      write: (document) => {
        list(document).parameters.push({
          name: 'q',
          in: 'cookie',
          style: 'cookie',
          schema: { type: 'array', items: { type: 'integer' } },
        });
      },
      probes: [
        { path: '/things', headers: { Cookie: 'q=1; q=2' }, isValid: true },
        { path: '/things', headers: { Cookie: 'q=1; q=x' }, isValid: false },
      ],
    },
    ...['text/event-stream', 'application/jsonl', 'application/json-seq', 'multipart/mixed'].map(
      (type): Written => ({
        title: `\`itemSchema\` of \`${type}\``,
        at: `#/paths/~1things/get/responses/200/content/${type.replaceAll('/', '~1')}/itemSchema`,
        write: (document) => {
          list(document).responses[200].content = {
            [type]: {
              itemSchema: {
                type: 'object',
                required: ['data'],
                properties: {
                  data: {
                    type: 'string',
                    contentMediaType: 'application/json',
                    contentSchema: { type: 'object', properties: { x: { type: 'integer' } } },
                  },
                },
              },
            },
          };
        },
        probes: [{ path: '/things' }],
      }),
    ),
    {
      title: '`prefixEncoding` and `itemEncoding`',
      at: '#/paths/~1things/post/requestBody/content/multipart~1mixed/prefixEncoding',
      write: (document) => {
        create(document).requestBody.content = {
          'multipart/mixed': {
            schema: { type: 'array', prefixItems: [{}, {}] },
            prefixEncoding: [{ contentType: 'application/json' }, { contentType: 'image/png' }],
          },
        };
      },
    },
    {
      title: 'Nested `encoding`',
      at: '#/paths/~1things/post/requestBody/content/multipart~1form-data/encoding/f/encoding',
      write: (document) => {
        create(document).requestBody.content = {
          'multipart/form-data': {
            schema: {
              type: 'object',
              properties: { f: { type: 'object', properties: { a: { type: 'string' } } } },
            },
            encoding: {
              f: {
                contentType: 'multipart/form-data',
                encoding: { a: { contentType: 'text/csv' } },
              },
            },
          },
        };
      },
    },
    {
      title: 'Shared media types',
      at: '#/components/mediaTypes',
      write: (document) => {
        document.components.mediaTypes = {
          Own: { schema: { $ref: '#/components/schemas/Thing' } },
        };
        create(document).requestBody.content['application/json'] = {
          $ref: '#/components/mediaTypes/Own',
        };
      },
      remove: (document) => {
        delete document.components.mediaTypes;
        create(document).requestBody.content['application/json'] = {};
      },
      probes: [
        {
          method: 'POST',
          path: '/things',
          headers: { 'Content-Type': 'application/json' },
          body: '{"id":"a"}',
          isValid: true,
        },
        {
          method: 'POST',
          path: '/things',
          headers: { 'Content-Type': 'application/json' },
          body: '{}',
          isValid: false,
        },
      ],
    },
    {
      title: '`$self`',
      at: '#/$self',
      write: (document) => {
        document.$self = 'https://things.example/openapi.json';
      },
      noEffect: { ...annotation, docs: 'it is the base of references' },
    },
    {
      title: 'References through `$self`',
      at: '#/paths/~1things/get/responses/200/content/application~1json/schema/$ref',
      write: (document) => {
        document.$self = 'https://things.example/openapi.json';
        list(document).responses[200].content['application/json'].schema = {
          $ref: 'https://things.example/openapi.json#/components/schemas/Thing',
        };
      },
      probes: [{ path: '/things' }],
    },
    {
      title: '`parent` of tags',
      at: '#/tags/0/parent',
      write: (document) => {
        document.tags[0].parent = 'all';
        document.tags.push({ name: 'all' });
      },
      noEffect: annotation,
    },
    {
      title: '`kind` and `summary` of tags',
      at: '#/tags/0/summary',
      write: (document) => {
        document.tags[0].kind = 'nav';
        document.tags[0].summary = 'All things';
      },
      noEffect: annotation,
    },
    {
      title: '`name` of servers',
      at: '#/servers/0/name',
      write: (document) => {
        document.servers[0].name = 'production';
      },
      noEffect: server,
    },
    scheme(
      'OAuth 2, flow `deviceAuthorization`',
      {
        type: 'oauth2',
        flows: {
          deviceAuthorization: {
            deviceAuthorizationUrl: 'https://things.example/device',
            tokenUrl,
            scopes: { read: 'Read' },
          },
        },
      },
      { Authorization: 'Bearer t' },
    ),
    scheme(
      '`oauth2MetadataUrl`',
      {
        type: 'oauth2',
        oauth2MetadataUrl: 'https://things.example/.well-known/oauth-authorization-server',
        flows: { clientCredentials: { tokenUrl, scopes: {} } },
      },
      { Authorization: 'Bearer t' },
      {
        at: '#/components/securitySchemes/own/oauth2MetadataUrl',
        remove: (document) => {
          delete document.components.securitySchemes.own.oauth2MetadataUrl;
        },
        probes: [],
        noEffect: annotation,
      },
    ),
    scheme(
      '`deprecated` security schemes',
      { type: 'apiKey', in: 'header', name: 'X-Key', deprecated: true },
      {},
      {
        at: '#/components/securitySchemes/own/deprecated',
        remove: (document) => {
          delete document.components.securitySchemes.own.deprecated;
        },
        probes: [],
        noEffect: annotation,
      },
    ),
    {
      title: '`discriminator.defaultMapping`',
      at: '#/components/schemas/Thing/properties/value/discriminator/defaultMapping',
      write: (document) => {
        const { schemas } = document.components;
        for (const [name, field] of [
          ['A', 'a'],
          ['B', 'b'],
        ] as const)
          schemas[name] = {
            type: 'object',
            required: [field],
            properties: { kind: { type: 'string' }, [field]: { type: 'integer' } },
          };
        schemas.Thing.properties.value = {
          oneOf: [{ $ref: '#/components/schemas/A' }, { $ref: '#/components/schemas/B' }],
          discriminator: { propertyName: 'kind', defaultMapping: 'B' },
        };
      },
      noEffect: { mock: 'the branches decide', verify: 'the branches decide' },
    },
    {
      title: '`dataValue` of examples',
      at: '#/paths/~1things/get/responses/200/content/application~1json/examples/one',
      write: (document) => {
        list(document).responses[200].content['application/json'].examples = {
          one: { dataValue: { id: 'an example' } },
        };
      },
      remove: (document) => {
        delete list(document).responses[200].content['application/json'].examples;
      },
      probes: [{ path: '/things' }],
      noEffect: { server: silent, verify: silent, typescript: silent, python: silent },
    },
    {
      title: '`serializedValue` of examples',
      at: '#/paths/~1things/get/responses/200/content/application~1json/examples/one/serializedValue',
      write: (document) => {
        list(document).responses[200].content['application/json'].examples = {
          one: { dataValue: { id: 'a' }, serializedValue: '{ "id": "a" }' },
        };
      },
      noEffect: annotation,
    },
    {
      title: '`summary` of responses',
      at: '#/paths/~1things/get/responses/200/summary',
      write: (document) => {
        list(document).responses[200].summary = 'All things';
      },
      noEffect: annotation,
    },
    {
      title: '`nodeType` of `xml`',
      at: '#/components/schemas/Thing/properties/value/xml',
      write: (document) => {
        document.components.schemas.Thing.properties.value.xml = { nodeType: 'attribute' };
      },
      noEffect: annotation,
    },
  ]),
];
