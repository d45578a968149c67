/** Security schemes, and which of them operations need. */
import { list, openApi } from './base.ts';
import { type Base, type Feature, featuresOf, type Written } from './feature.ts';

/** A scheme that all operations need. */
export const scheme = (
  title: string,
  written: object,
  headers: Record<string, string> = {},
  more: Partial<Written> = {},
): Written => ({
  title,
  at: '#/components/securitySchemes/own',
  write: (document) => {
    document.components.securitySchemes = { own: written };
    document.security = [{ own: [] }];
    for (const item of Object.values<Base>(document.paths)) {
      for (const operation of Object.values<Base>(item))
        operation.responses[401] = { description: 'Who are you?' };
    }
  },
  remove: (document) => {
    delete document.components.securitySchemes;
    delete document.security;
  },
  probes: [
    { path: '/things', isValid: false },
    { path: '/things', headers, isValid: true },
  ],
  ...more,
});

const flow = (name: string, urls: object): Written =>
  scheme(
    `OAuth 2, flow \`${name}\``,
    { type: 'oauth2', flows: { [name]: { ...urls, scopes: { read: 'Read' } } } },
    { Authorization: 'Bearer t' },
  );
const authorizationUrl = 'https://things.example/authorize';
export const tokenUrl = 'https://things.example/token';

export const securityFeatures: Feature[] = [
  ...featuresOf('3.0', 'Security', openApi('3.0.3'), [
    scheme(
      'API key in a header',
      { type: 'apiKey', in: 'header', name: 'X-Key' },
      { 'X-Key': 'k' },
    ),
    scheme(
      'API key in a query',
      { type: 'apiKey', in: 'query', name: 'key' },
      {},
      {
        probes: [
          { path: '/things', isValid: false },
          { path: '/things?key=k', isValid: true },
        ],
      },
    ),
    scheme(
      'API key in a cookie',
      { type: 'apiKey', in: 'cookie', name: 'key' },
      { Cookie: 'key=k' },
    ),
    scheme('HTTP, `basic`', { type: 'http', scheme: 'basic' }, { Authorization: 'Basic dTpw' }),
    scheme('HTTP, `bearer`', { type: 'http', scheme: 'bearer' }, { Authorization: 'Bearer t' }),
    flow('authorizationCode', { authorizationUrl, tokenUrl }),
    flow('clientCredentials', { tokenUrl }),
    flow('implicit', { authorizationUrl }),
    flow('password', { tokenUrl }),
    scheme(
      'OpenID Connect',
      {
        type: 'openIdConnect',
        openIdConnectUrl: 'https://things.example/.well-known/openid-configuration',
      },
      { Authorization: 'Bearer t' },
    ),
    scheme(
      'Several schemes at once',
      { type: 'apiKey', in: 'header', name: 'X-Key' },
      { 'X-Key': 'k', 'X-App': 'a' },
      {
        at: '#/security/0/app',
        write: (document) => {
          document.components.securitySchemes = {
            own: { type: 'apiKey', in: 'header', name: 'X-Key' },
            app: { type: 'apiKey', in: 'header', name: 'X-App' },
          };
          document.security = [{ own: [], app: [] }];
          for (const item of Object.values<Base>(document.paths))
            for (const each of Object.values<Base>(item))
              each.responses[401] = { description: 'Who are you?' };
        },
        remove: (document) => {
          document.security = [{ own: [] }];
        },
        probes: [
          { path: '/things', headers: { 'X-Key': 'k' }, isValid: false },
          { path: '/things', headers: { 'X-Key': 'k', 'X-App': 'a' }, isValid: true },
        ],
      },
    ),
    scheme(
      '`security` of an operation',
      { type: 'apiKey', in: 'header', name: 'X-Key' },
      {},
      {
        at: '#/paths/~1things/get/security',
        write: (document) => {
          document.components.securitySchemes = {
            own: { type: 'apiKey', in: 'header', name: 'X-Key' },
          };
          document.security = [{ own: [] }];
          for (const item of Object.values<Base>(document.paths))
            for (const each of Object.values<Base>(item))
              each.responses[401] = { description: 'Who are you?' };
          list(document).security = [];
        },
        remove: (document) => {
          delete list(document).security;
        },
        probes: [
          { path: '/things', isValid: true },
          { path: '/things/a', isValid: false },
        ],
      },
    ),
  ]),
];
