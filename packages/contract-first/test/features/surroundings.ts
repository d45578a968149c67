/** Everything around operations: servers, tags, callbacks and methods. */
import { create, list, openApi, operation, thingContent } from './base.ts';
import { type Feature, featuresOf, type Written } from './feature.ts';
import { annotation, server } from './noEffect.ts';

export const surroundingFeatures: Feature[] = [
  ...featuresOf('3.0', 'Around operations', openApi('3.0.3'), [
    { title: '`servers`', at: '#/servers/0', write: () => {}, noEffect: server },
    {
      title: 'Variables of servers',
      at: '#/servers/0/variables',
      write: (document) => {
        document.servers = [
          {
            url: 'https://{region}.things.example',
            variables: { region: { default: 'eu', enum: ['eu', 'us'] } },
          },
        ];
      },
      noEffect: server,
    },
    {
      title: '`servers` of a path item',
      at: '#/paths/~1things/servers',
      write: (document) => {
        document.paths['/things'].servers = [{ url: 'https://files.things.example' }];
      },
    },
    {
      title: '`servers` of an operation',
      at: '#/paths/~1things/get/servers',
      write: (document) => {
        list(document).servers = [{ url: 'https://files.things.example' }];
      },
    },
    {
      title: 'Tags of operations',
      at: '#/paths/~1things/get/tags/0',
      write: () => {},
      noEffect: annotation,
    },
    {
      title: 'Descriptions of tags',
      at: '#/tags/0/description',
      write: (document) => {
        document.tags[0].description = 'All things';
      },
      noEffect: annotation,
    },
    {
      title: '`summary` and `description` of operations',
      at: '#/paths/~1things/get/description',
      write: (document) => {
        list(document).description = 'What it means';
      },
      noEffect: annotation,
    },
    {
      title: '`deprecated` operations',
      at: '#/paths/~1things/get/deprecated',
      write: (document) => {
        list(document).deprecated = true;
      },
      noEffect: annotation,
    },
    {
      title: '`externalDocs`',
      at: '#/externalDocs',
      write: (document) => {
        document.externalDocs = { url: 'https://docs.example' };
      },
      noEffect: annotation,
    },
    {
      title: '`info.contact` and `info.license`',
      at: '#/info/license',
      write: (document) => {
        document.info.license = { name: 'MIT', url: 'https://mit.example' };
      },
      noEffect: annotation,
    },
    {
      title: 'Callbacks',
      at: '#/paths/~1things/post/callbacks',
      write: (document) => {
        create(document).callbacks = {
          done: {
            '{$request.body#/id}': {
              post: {
                requestBody: { content: thingContent },
                responses: { 204: { description: 'Fine' } },
              },
            },
          },
        };
      },
    },
    ...(['put', 'patch', 'delete', 'head', 'options', 'trace'] as const).map(
      (method): Written => ({
        title: `Method \`${method}\``,
        at: `#/paths/~1things/${method}`,
        write: (document) => {
          document.paths['/things'][method] = operation('things.own');
        },
        probes: [{ method: method.toUpperCase(), path: '/things', isValid: true }],
      }),
    ),
    {
      title: 'Operations without `operationId`',
      at: '#/paths/~1own',
      write: (document) => {
        const { operationId: _id, ...rest } = operation('own');
        document.paths['/own'] = { get: rest };
      },
      probes: [{ path: '/own', isValid: true }],
    },
    {
      title: 'References to path items',
      at: '#/paths/~1own',
      write: (document) => {
        document.paths['/own'] = { get: { ...operation('things.own'), operationId: undefined } };
        document.paths['/other'] = { $ref: '#/paths/~1own' };
      },
      remove: (document) => {
        delete document.paths['/other'];
        delete document.paths['/own'];
      },
      probes: [{ path: '/own', isValid: true }],
    },
    {
      title: 'Paths with a query or fragment',
      at: '#/paths/~1things?action=own',
      write: (document) => {
        document.paths['/things?action=own'] = { delete: operation('things.own') };
      },
      probes: [{ method: 'DELETE', path: '/things?action=own', isValid: true }],
    },
  ]),
];
