import { expect, it } from 'vitest';
import type { Document } from '../document/model.ts';
import { verified } from './testing/verified.ts';

type Reply = { readonly status: number; readonly type?: string; readonly body?: string };

/** Verifies a server that answers every request in the same way, and returns the checks that found something. */
async function found(operation: object, method: string, reply: Reply): Promise<string[]> {
  const document = {
    openapi: '3.1.1',
    info: { title: 'Odd', version: '1' },
    paths: { '/a': { [method]: { operationId: 'a', ...operation } } },
  } as unknown as Document;
  const { findings } = await verified(document, (request, response) => {
    if (request.method !== method.toUpperCase()) {
      response.writeHead(405, { Allow: method.toUpperCase() }).end();
      return;
    }
    const { status, type, body } = reply;
    response.writeHead(status, type ? { 'Content-Type': type } : {}).end(body);
  });
  return findings.map(({ check }) => check);
}

const problem = { type: 'application/problem+json', body: '{"title":"No"}' };
const ok = { 200: { description: 'Done' } };

it('a parameter whose name no header can have is not sent', async () => {
  const parameters = [{ in: 'header', name: '', schema: { type: 'string' } }];
  expect(await found({ parameters, responses: ok }, 'get', { status: 200 })).toEqual([]);
});

it('an empty body is not sent with another media type', async () => {
  const content = { 'application/x-www-form-urlencoded': { schema: { type: 'object' } } };
  const operation = { requestBody: { content }, responses: ok };
  expect(await found(operation, 'post', { status: 200 })).toEqual([]);
});

it('a POST that answers 101 only is not expected to open a WebSocket', async () => {
  const responses = { 101: { description: 'Hijacked' }, 400: { description: 'No' } };
  expect(await found({ responses }, 'post', { status: 400 })).toEqual([]);
});

it.each([
  ['may be a problem, if the document lists only types of bytes', 'application/x-tar', []],
  ['must not be a problem, if the document lists JSON', 'application/json', ['media-type']],
  ['must not be a problem, if the document lists a text', 'text/plain', ['media-type']],
])('an error %s', async (_what, type, expected) => {
  const responses = { 404: { description: 'None', content: { [type]: {} } } };
  expect(await found({ responses }, 'get', { status: 404, ...problem })).toEqual(expected);
});
