import type { Case, Group, Outcome } from '../case.ts';
import { broken, reads, tree } from './shape.ts';

const args = { path: { treeId: 't1' } };
const text = JSON.stringify({ ...tree, note: 'x'.repeat(2_000) });

const fault = (
  name: string,
  why: string,
  answer: NonNullable<Case['server']>[number],
  operation = 'getTree',
  expect: Outcome = broken,
): Case => reads(name, why, operation, answer, expect, operation === 'getTree' ? args : {});

export const faults: Group = {
  name: 'faults',
  about: 'Connections that break or are slow',
  cases: [
    {
      name: 'fails if nothing listens',
      why: 'the caller must not wait for ever',
      client: { isUnreachable: true },
      steps: [
        {
          ...{ do: 'call', operation: 'getTree', args },
          expect: { error: ['connection', 'other'], withinMs: 5_000 },
        },
      ],
      requests: [],
    },
    fault(
      'fails if the connection breaks before a response',
      'the caller must not wait for ever',
      { cut: 'before' },
      'getTree',
      { error: ['connection', 'other'], withinMs: 5_000 },
    ),
    fault('fails if the connection breaks within JSON', 'half an object would pass for data', {
      text,
      cut: 'during',
      headers: { 'content-type': 'application/json' },
    }),
    fault(
      'fails if the connection breaks within text',
      'half a text would pass for the text',
      { text: 'x'.repeat(5_000), cut: 'during', headers: { 'content-type': 'text/plain' } },
      'readText',
    ),
    fault(
      'fails if the connection breaks within bytes',
      'half a file would be saved',
      {
        text: 'x'.repeat(5_000),
        cut: 'during',
        headers: { 'content-type': 'application/octet-stream' },
      },
      'readBytes',
    ),
    fault(
      'fails if the connection breaks between two pieces of a body of unknown length',
      'half a file would be saved',
      {
        pieces: ['x'.repeat(500), { waitMs: 30 }, 'cut'],
        headers: { 'content-type': 'application/octet-stream' },
      },
      'readBytes',
    ),
    fault(
      'fails if the response is not HTTP',
      'the address may be of another service',
      { raw: '220 mail.example.org ESMTP\r\n\r\n' },
      'getTree',
      { error: ['connection', 'decode', 'other', 'status'], withinMs: 5_000 },
    ),
    reads(
      'waits for a slow response',
      'busy servers take a moment',
      'getTree',
      { delayMs: 1_200, json: tree },
      { body: tree },
      args,
    ),
    reads(
      'reads a body that arrives slowly',
      'mobile connections are slow',
      'getTree',
      {
        pieces: [
          '{"id":"t1",',
          { waitMs: 300 },
          '"name":"Old tree",',
          { waitMs: 300 },
          '"kind":"apple"}',
        ],
      },
      { body: tree },
      args,
    ),
    {
      name: 'works after a connection that broke',
      why: 'one failure must not break the client',
      server: [{ cut: 'before' }, { json: tree }],
      steps: [
        { do: 'call', operation: 'getTree', args, expect: { error: ['connection', 'other'] } },
        { do: 'call', operation: 'getTree', args, expect: { body: tree } },
      ],
      requests: [{}, {}],
    },
    {
      name: 'works after the server has closed a connection',
      why: 'servers close connections that are idle',
      server: [{ json: tree, headers: { connection: 'close' } }, { json: tree }],
      steps: [
        { do: 'call', operation: 'getTree', args, expect: { body: tree } },
        { do: 'call', operation: 'getTree', args, expect: { body: tree } },
      ],
      requests: [{}, {}],
    },
    {
      name: 'does not send a request that changes something twice when the connection breaks',
      why: 'the server may have done it already',
      server: [{ cut: 'before', times: 3 }],
      steps: [
        {
          do: 'call',
          operation: 'createUnsafeOrder',
          args: { body: { fruit: 'apple', pieces: 1 } },
          expect: { error: ['connection', 'other'] },
        },
      ],
      requests: [{ method: 'POST' }],
    },
  ],
};
