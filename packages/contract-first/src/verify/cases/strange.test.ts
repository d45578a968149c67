import { expect, it } from 'vitest';
import type { Document } from '../../document/model.ts';
import { verified } from '../testing/verified.ts';

const responses = Object.fromEntries(
  ['200', '400', '404'].map((status) => [status, { description: status }]),
);
const integer = { type: 'integer', format: 'int64', minimum: 1 };
const id = { name: 'id', in: 'path', required: true, schema: integer, example: 1 };
const cursor = { name: 'cursor', in: 'query', schema: { type: 'string' } };
const document = {
  openapi: '3.1.1',
  info: { title: 'A', version: '1' },
  paths: {
    '/a': { get: { operationId: 'list', parameters: [cursor], responses } },
    '/a/{id}': { get: { operationId: 'get', parameters: [id], responses } },
  },
} as unknown as Document;

/** @param unknown the status for what is not there */
async function foundWith(unknown: number): Promise<string[]> {
  const { findings } = await verified(document, ({ method, url = '' }, response) => {
    const isThere = url === '/a' || url === '/a/1';
    const isText = /^\/a\/(?!\d+$)/.test(url) || /^\/a\/0*$/.test(url);
    const status = method !== 'GET' ? 404 : isThere ? 200 : isText ? 400 : unknown;
    response.writeHead(status).end();
  });
  return findings.map(({ check, operation }) => `${check} ${operation}`);
}

it('finds nothing if unknown ids and cursors get 404', async () => {
  expect(await foundWith(404)).toEqual([]);
});

it('finds that a server fails on ids and cursors that nothing has', async () => {
  expect(await foundWith(500)).toEqual(
    expect.arrayContaining(['no-server-error list', 'no-server-error get']),
  );
});
