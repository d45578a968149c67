import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import type { Document } from '../../document/model.ts';
import { verified } from '../testing/verified.ts';

const described = (...statuses: readonly string[]) =>
  Object.fromEntries(statuses.map((status) => [status, { description: status }]));
const bytes = { 'application/octet-stream': {} };
const document = {
  openapi: '3.1.1',
  info: { title: 'Blob', version: '1' },
  paths: {
    '/blob': {
      get: {
        operationId: 'get',
        responses: {
          200: { description: 'All', content: bytes },
          206: { description: 'A part', content: bytes },
        },
      },
      head: { operationId: 'head', responses: described('200') },
      put: {
        operationId: 'put',
        requestBody: { required: true, content: bytes },
        responses: described('204'),
      },
    },
  },
} as unknown as Document;

const octets = { 'Content-Type': 'application/octet-stream' };
const right = {
  kept: (_before: Buffer, given: Buffer) => given,
  part: (all: Buffer, response: ServerResponse) =>
    response
      .writeHead(206, { ...octets, 'Content-Range': `bytes 0-0/${all.length}` })
      .end(all.subarray(0, 1)),
  length: (all: Buffer) => all.length,
};

async function foundWith(changes: Partial<typeof right>): Promise<string[]> {
  const steps = { ...right, ...changes };
  let all: Buffer = Buffer.from('something');
  const { findings } = await verified(
    document,
    async (request: IncomingMessage, response: ServerResponse) => {
      switch (request.method) {
        case 'PUT':
          all = steps.kept(all, await buffer(request));
          return response.writeHead(204).end();
        case 'HEAD':
          return response.writeHead(200, { 'Content-Length': steps.length(all) }).end();
        case 'GET':
          return request.headers.range === 'bytes=0-0'
            ? steps.part(all, response)
            : response.writeHead(200, { ...octets, 'Content-Length': all.length }).end(all);
        default:
          return response.writeHead(404).end();
      }
    },
  );
  return findings.map(({ check, operation }) => `${check} ${operation}`);
}

it.each<[what: string, changes: Partial<typeof right>, expected: readonly string[]]>([
  ['nothing on a server that is right', {}, []],
  ['a PUT that stores nothing', { kept: (before) => before }, ['bytes-kept get']],
  [
    'all bytes for one',
    {
      part: (all, response) =>
        response
          .writeHead(206, { ...octets, 'Content-Range': `bytes 0-${all.length - 1}/${all.length}` })
          .end(all),
    },
    ['ranges get'],
  ],
  [
    'a part without its place',
    { part: (all, response) => response.writeHead(206, octets).end(all.subarray(0, 1)) },
    ['ranges get'],
  ],
  ['another length for HEAD', { length: () => 3 }, ['ranges head']],
])('finds %s', async (_what, changes, expected) => {
  expect(await foundWith(changes)).toEqual(expected);
});
