import { expect, it } from 'vitest';
import { type Document, operations } from '../contract/index.ts';
import {
  credentialFieldOf,
  fromHeaders,
  schemesFor,
  securitySchemes,
  withHeader,
} from './credentials.ts';

const document = {
  openapi: '3.1.1',
  info: { title: 'Schemes', version: '1' },
  paths: {},
  components: {
    securitySchemes: {
      Implicit: { type: 'oauth2', flows: {} },
      Code: { type: 'oauth2', flows: {} },
      Token: { type: 'http', scheme: 'bearer' },
      Basic: { type: 'http', scheme: 'basic' },
      Digest: { type: 'http', scheme: 'Digest' },
      Session: { type: 'apiKey', in: 'cookie', name: 'session' },
      Certificate: { type: 'mutualTLS' },
    },
  },
} as unknown as Document;

it('a header is a credential of every scheme that uses it', () => {
  expect(fromHeaders(document, { Authorization: 'Bearer t' })).toEqual({
    credentials: { Implicit: 't', Code: 't', Token: 't' },
    others: {},
  });
});

it.each([
  ['another alternative', [{ Basic: [], Token: [] }, { Basic: [] }], ['Basic']],
  ['none, if there is no other one', [{ Basic: [], Code: [] }], undefined],
])('takes %s for schemes that one header cannot satisfy', (_what, security, keys) => {
  const paths = { '/a': { get: { security, responses: {} } } };
  const [operation] = operations({ ...document, paths });
  const schemes = securitySchemes(document);
  const all = Object.fromEntries(schemes.map(({ key }) => [key, 'secret']));
  const used = operation && schemesFor(operation, schemes, all);
  expect(used?.map(({ key }) => key)).toEqual(keys);
});

it.each([
  ['Token', 'Authorization', 'Bearer secret'],
  ['Code', 'Authorization', 'Bearer secret'],
  ['Digest', 'Authorization', 'Digest secret'],
  ['Basic', 'Authorization', `Basic ${Buffer.from('secret').toString('base64')}`],
  ['Session', 'Cookie', 'session=secret'],
  ['Certificate', 'Client-Cert', ':secret:'],
])('sends a credential of %s in %s', (key, name, value) => {
  const scheme = securitySchemes(document).find((each) => each.key === key);
  expect(scheme && credentialFieldOf(scheme, 'secret')).toEqual({ in: 'header', name, value });
});

it.each([
  ['Digest', { Authorization: 'Digest username="a", uri="/"' }, 'username="a", uri="/"'],
  ['Certificate', { 'Client-Cert': ':YQ==:' }, 'YQ=='],
])('reads the header of %s as its credential', (key, headers, credential) => {
  expect(fromHeaders(document, headers)).toEqual({
    credentials: { [key]: credential },
    others: {},
  });
});

it('sends a cookie credential together with other cookies', () => {
  const placed = { name: 'Cookie', value: 'session=secret' };
  expect(withHeader({ Cookie: 'theme=dark' }, placed)).toEqual({
    Cookie: 'theme=dark; session=secret',
  });
});
