import { type Case, document, type Json, operation } from './case.ts';

const key = { type: 'apiKey', in: 'header', name: 'X-Key' };
const token = { type: 'http', scheme: 'bearer' };
const schemes = (securitySchemes: Json): Json => ({ components: { securitySchemes } });
const both = schemes({ Key: key, Token: token });
const secured = (...security: readonly Json[]) => ({ security });
const flow = (fields: Json) => ({
  type: 'oauth2',
  flows: {
    clientCredentials: {
      tokenUrl: 'https://a.example.com/token',
      scopes: { read: 'Read' },
      ...fields,
    },
  },
});
const implicit = (authorizationUrl: string): Json => ({
  type: 'oauth2',
  flows: { implicit: { authorizationUrl, scopes: { read: 'Read' } } },
});
const byKey = secured({ Key: [] });
const servers = (...urls: readonly string[]): Json => ({ servers: urls.map((url) => ({ url })) });
const variable = (fields: Json): Json => ({
  servers: [
    { url: 'https://{region}.example.com', variables: { region: { default: 'eu', ...fields } } },
  ],
});
const changed = (
  name: string,
  breaking: boolean,
  rules: Case['rules'],
  before: Json,
  after: Json,
) => document(name, breaking, rules, [schemes({ Key: before }), schemes({ Key: after })], byKey);

/** Changes of credentials, servers, components and the document itself. */
export const surroundings: readonly Case[] = [
  operation(
    'credentials became required',
    true,
    ['credentials-required'],
    [secured(), byKey],
    both,
  ),
  operation(
    'optional credentials became required',
    true,
    ['credentials-required'],
    [secured({}, { Key: [] }), byKey],
    both,
  ),
  operation(
    'optional credentials added',
    false,
    ['credentials-respelled'],
    [secured(), secured({}, { Key: [] })],
    both,
  ),
  operation(
    'credentials became optional',
    false,
    ['credentials-dropped'],
    [byKey, secured({}, { Key: [] })],
    both,
  ),
  operation('credentials dropped', false, ['credentials-dropped'], [byKey, secured()], both),
  operation(
    'alternative credentials added',
    false,
    ['credentials-widened'],
    [byKey, secured({ Key: [] }, { Token: [] })],
    both,
  ),
  operation(
    'alternative credentials removed',
    true,
    ['credentials-narrowed'],
    [secured({ Key: [] }, { Token: [] }), byKey],
    both,
  ),
  operation(
    'second credentials required as well',
    true,
    ['credentials-narrowed'],
    [byKey, secured({ Key: [], Token: [] })],
    both,
  ),
  operation(
    'second credentials no longer required',
    false,
    ['credentials-widened'],
    [secured({ Key: [], Token: [] }), byKey],
    both,
  ),
  operation(
    'scope required',
    true,
    ['credentials-narrowed'],
    [byKey, secured({ Key: ['write'] })],
    both,
  ),
  operation(
    'scope no longer required',
    false,
    ['credentials-widened'],
    [secured({ Key: ['write'] }), byKey],
    both,
  ),
  document(
    'credentials of the document became required',
    true,
    ['credentials-required'],
    [both, { ...both, ...byKey }],
  ),
  document(
    'security scheme renamed',
    false,
    [],
    [
      { ...schemes({ Key: key }), ...byKey },
      { ...schemes({ ApiKey: key }), security: [{ ApiKey: [] }] },
    ],
  ),
  changed('key moved to the query', true, ['security-scheme-changed'], key, {
    ...key,
    in: 'query',
  }),
  changed('key in another header', true, ['security-scheme-changed'], key, {
    ...key,
    name: 'X-Other',
  }),
  changed('basic instead of bearer', true, ['security-scheme-changed'], token, {
    type: 'http',
    scheme: 'basic',
  }),
  changed('key instead of bearer', true, ['security-scheme-changed'], token, key),
  changed(
    'another authorizationUrl',
    true,
    ['security-scheme-changed'],
    implicit('https://a.example.com/auth'),
    implicit('https://b.example.com/auth'),
  ),
  document(
    'alternative credentials of the document added',
    false,
    ['credentials-widened'],
    [
      { ...both, ...byKey },
      { ...both, ...secured({ Key: [] }, { Token: [] }) },
    ],
  ),
  document(
    'alternative credentials of the document removed',
    true,
    ['credentials-narrowed'],
    [
      { ...both, ...secured({ Key: [] }, { Token: [] }) },
      { ...both, ...byKey },
    ],
  ),
  document(
    'scope of the document required',
    true,
    ['credentials-narrowed'],
    [
      { ...schemes({ Flow: flow({}) }), ...secured({ Flow: [] }) },
      { ...schemes({ Flow: flow({}) }), ...secured({ Flow: ['read'] }) },
    ],
  ),
  document(
    'scope of the document no longer required',
    false,
    ['credentials-widened'],
    [
      { ...schemes({ Flow: flow({}) }), ...secured({ Flow: ['read'] }) },
      { ...schemes({ Flow: flow({}) }), ...secured({ Flow: [] }) },
    ],
  ),
  changed('case of the scheme', false, [], token, { type: 'http', scheme: 'Bearer' }),
  changed('bearerFormat, which is a hint', false, [], token, { ...token, bearerFormat: 'JWT' }),
  changed('description of a scheme', false, [], key, { ...key, description: 'Ask for one' }),
  changed(
    'another tokenUrl',
    true,
    ['security-scheme-changed'],
    flow({}),
    flow({ tokenUrl: 'https://b.example.com/token' }),
  ),
  changed(
    'refreshUrl added',
    false,
    ['security-flow-added'],
    flow({}),
    flow({ refreshUrl: 'https://a.example.com/refresh' }),
  ),
  changed(
    'scope of a flow removed',
    true,
    ['security-scope-removed'],
    flow({ scopes: { read: 'Read', write: 'Write' } }),
    flow({}),
  ),
  changed(
    'scope of a flow added',
    false,
    ['security-flow-added'],
    flow({}),
    flow({ scopes: { read: 'Read', write: 'Write' } }),
  ),
  changed('description of a scope', false, [], flow({}), flow({ scopes: { read: 'Read all' } })),
  changed(
    'flow removed',
    true,
    ['security-scheme-changed'],
    {
      ...flow({}),
      flows: { ...flow({}).flows, password: { tokenUrl: 'https://a.example.com', scopes: {} } },
    },
    flow({}),
  ),
  changed('flow added', false, ['security-flow-added'], flow({}), {
    ...flow({}),
    flows: { ...flow({}).flows, password: { tokenUrl: 'https://a.example.com', scopes: {} } },
  }),
  changed(
    'another openIdConnectUrl',
    true,
    ['security-scheme-changed'],
    { type: 'openIdConnect', openIdConnectUrl: 'https://a.example.com' },
    { type: 'openIdConnect', openIdConnectUrl: 'https://b.example.com' },
  ),
  changed('scheme deprecated', false, ['security-scheme-deprecated'], key, {
    ...key,
    deprecated: true,
  }),

  document(
    'server removed',
    true,
    ['server-removed'],
    [servers('https://a.example.com', 'https://b.example.com'), servers('https://a.example.com')],
  ),
  document(
    'server added',
    false,
    ['server-added'],
    [servers('https://a.example.com'), servers('https://a.example.com', 'https://b.example.com')],
  ),
  document(
    'server replaced',
    true,
    ['server-removed', 'server-added'],
    [servers('https://a.example.com/v1'), servers('https://a.example.com/v2')],
  ),
  operation(
    'server of an operation',
    true,
    ['server-removed', 'server-added'],
    [{}, servers('https://b.example.com')],
    servers('https://a.example.com'),
  ),
  document(
    'value of a variable removed',
    true,
    ['server-variable-narrowed'],
    [variable({ enum: ['eu', 'us'] }), variable({ enum: ['eu'] })],
  ),
  document(
    'value of a variable added',
    false,
    ['server-variable-widened'],
    [variable({ enum: ['eu'] }), variable({ enum: ['eu', 'us'] })],
  ),
  document(
    'default of a variable',
    false,
    ['server-variable-default-changed'],
    [variable({}), variable({ default: 'us' })],
  ),
  document(
    'description of a server',
    false,
    [],
    [servers('/'), { servers: [{ url: '/', description: 'Here' }] }],
  ),

  document('version of the document', false, [], [{ openapi: '3.1.0' }, { openapi: '3.2.0' }]),
  document(
    'information',
    false,
    [],
    [{ info: { title: 'A', version: '1' } }, { info: { title: 'B', version: '2' } }],
  ),
  document(
    'unknown field of the document',
    true,
    ['unknown-field-changed'],
    [{ basePath: '/a' }, { basePath: '/b' }],
  ),
];
