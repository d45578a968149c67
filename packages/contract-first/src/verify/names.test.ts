/** Names of a document that every object of JavaScript inherits. */
import type { IncomingMessage } from 'node:http';
import { expect, it } from 'vitest';
import type { Document } from '../contract/index.ts';
import { fromHeaders } from './credentials.ts';
import type { VerifySettings } from './settings.ts';
import { verified } from './testing/verified.ts';

const inherited = ['__proto__', 'constructor', 'toString'];

/** A document in which everything that can be is called by one name. */
const named = (name: string): Document =>
  JSON.parse(
    JSON.stringify({
      openapi: '3.1.1',
      info: { title: 'Names', version: '1' },
      security: ['security'],
      paths: {
        '/things/{NAME}': {
          get: {
            operationId: 'NAME',
            parameters: [
              { name: 'NAME', in: 'path', required: true, schema: { type: 'string', enum: ['a'] } },
              { name: 'NAME', in: 'query', required: true, schema: { type: 'integer' } },
            ],
            responses: { 200: { description: 'Found' }, 400: { description: 'Refused' } },
          },
        },
      },
      components: {
        securitySchemes: { NAME: { type: 'apiKey', in: 'header', name: 'X-Key' } },
      },
    })
      .replace('"security":["security"]', '"security":[{"NAME":[]}]')
      .replaceAll('NAME', name),
  );

async function requestsOf(document: Document, settings: VerifySettings) {
  const seen: IncomingMessage[] = [];
  const report = await verified(
    document,
    (request, response) => {
      seen.push(request);
      response.writeHead(418).end();
    },
    settings,
  );
  return { seen, report };
}

it.each(inherited)('an operation with every name set to %s is verified', async (name) => {
  const credentials = Object.fromEntries([[name, 'secret']]);
  const { seen, report } = await requestsOf(named(name), { credentials });
  expect(report.operations.map(({ operation }) => operation)).toEqual([name]);
  const valid = seen.filter(({ url = '' }) => new RegExp(`^/things/a\\?${name}=-?\\d+$`).test(url));
  expect(valid.length).toBeGreaterThan(0);
  expect(valid.some(({ headers }) => headers['x-key'] === 'secret')).toBe(true);
});

it.each(inherited)('a header is the credential of a scheme named %s', (name) => {
  const { credentials } = fromHeaders(named(name), { 'X-Key': 'secret' });
  expect(Object.entries(credentials)).toEqual([[name, 'secret']]);
});

it.each(inherited)('settings are found for an operation named %s', async (name) => {
  const own = <T>(value: T) => Object.fromEntries([[name, value]]);
  const { seen, report } = await requestsOf(named(name), {
    credentials: own('secret'),
    values: own(own('b')),
    mayRefuse: own(['418']),
  });
  expect(seen.some(({ url = '' }) => url.startsWith('/things/b?'))).toBe(true);
  expect(report.findings.map(({ check }) => check)).not.toContain('valid-accepted');
});
