import type { Answer, Case, ExpectedRequest, Group, Outcome, Step } from '../case.ts';
import { failure, tree } from './shape.ts';

const args = { path: { treeId: 't1' } };
const getTree = { do: 'call', operation: 'getTree', args } as const;
const get: Step = { ...getTree, expect: { body: tree } };
const order = { fruit: 'apple', pieces: 3 };

/** A read that fails with a status once, and must be sent again. */
const again = (status: number, why: string): Case => ({
  name: `retries a read after ${status}`,
  why,
  needs: ['retries'],
  client: { retries: 2 },
  server: [{ status, json: failure('again') }, { json: tree }],
  steps: [get],
  requests: [{ method: 'GET' }, { method: 'GET' }],
});

/** A read that fails with a status for good. */
const once = (status: number, why: string): Case => ({
  name: `does not retry a request after ${status}`,
  why,
  client: { retries: 2 },
  server: [{ status, json: failure('final') }, { json: tree }],
  steps: [{ do: 'call', operation: 'getTree', args, expect: { error: 'status', status } }],
  requests: [{}],
});

const waits = (
  name: string,
  why: string,
  answer: Answer,
  gap: readonly [number, number],
): Case => ({
  name,
  why,
  needs: ['retries'],
  client: { retries: 2 },
  server: [answer, { json: tree }],
  steps: [get],
  requests: [{}, {}],
  gaps: [gap],
});

const changes = (
  name: string,
  why: string,
  step: Step,
  answers: readonly Answer[],
  requests: readonly ExpectedRequest[],
  isCapable = true,
): Case => ({
  name,
  why,
  ...(isCapable && { needs: ['retries'] }),
  client: { retries: 2 },
  server: answers,
  steps: [step],
  requests,
});

const busy: Answer = { status: 503, json: failure('busy') };
const refused: Outcome = { error: 'status', status: 503 };

export const retries: Group = {
  name: 'retries',
  about: 'What is retried, when, and what never is',
  cases: [
    again(429, 'the server requests a pause, not an end'),
    again(500, 'most server errors are temporary'),
    again(502, 'a gateway lost its server for a moment'),
    again(503, 'a server restarts'),
    again(504, 'a gateway timed out'),
    once(400, 'the same request is wrong again'),
    once(401, 'repeated wrong credentials lock accounts'),
    once(403, 'the same request is forbidden again'),
    once(404, 'the same resource is missing again'),
    once(422, 'the same request is wrong again'),
    {
      name: 'sends a failed request only once if retries are off',
      why: 'the caller may have a queue of its own',
      client: { retries: 0 },
      server: [busy, { json: tree }],
      steps: [{ do: 'call', operation: 'getTree', args, expect: refused }],
      requests: [{}],
    },
    {
      name: 'retries a read the configured number of times',
      why: 'the number is a promise',
      needs: ['retries'],
      client: { retries: 3 },
      server: [busy, busy, busy, { json: tree }],
      steps: [get],
      requests: [{}, {}, {}, {}],
    },
    {
      name: 'gives up after the last attempt with its error',
      why: 'the caller must see what the server said',
      needs: ['retries'],
      client: { retries: 1 },
      server: [busy, { status: 503, json: failure('still busy') }, { json: tree }],
      steps: [
        {
          ...{ do: 'call', operation: 'getTree', args },
          expect: { error: 'status', status: 503, body: failure('still busy') },
        },
      ],
      requests: [{}, {}],
    },
    {
      name: 'retries a read after the connection broke',
      why: 'most faults of networks pass',
      needs: ['retries'],
      client: { retries: 2 },
      server: [{ cut: 'before' }, { json: tree }],
      steps: [get],
      requests: [{}, {}],
    },
    {
      name: 'does not repeat a response that it cannot read',
      why: 'the request has succeeded; it is the same again',
      client: { retries: 2 },
      server: [
        { text: '{"id"', headers: { 'content-type': 'application/json' } },
        { json: tree, times: 2 },
      ],
      steps: [{ do: 'call', operation: 'getTree', args, expect: { error: ['decode', 'other'] } }],
      requests: [{}],
    },
    waits(
      'waits as many seconds as Retry-After says',
      'a client that comes earlier is refused again, or banned',
      { ...busy, headers: { 'retry-after': '2' } },
      [1.95, 8],
    ),
    waits(
      'waits until the date of Retry-After',
      'the header may be a date',
      { ...busy, headers: { 'retry-after': { dateIn: 3 } } },
      [1.5, 9],
    ),
    waits(
      'waits for Retry-After after 429',
      'limits say when they end',
      { status: 429, json: failure('limit'), headers: { 'retry-after': '2' } },
      [1.95, 8],
    ),
    waits(
      'sends soon after a Retry-After of 0',
      'the server is ready',
      { ...busy, headers: { 'retry-after': '0' } },
      [0, 2.5],
    ),
    waits(
      'ignores a Retry-After that is in the past',
      'a negative wait is none',
      { ...busy, headers: { 'retry-after': { dateIn: -3600 } } },
      [0, 5],
    ),
    waits(
      'ignores a Retry-After that is invalid',
      'NaN seconds would be no pause, or one for ever',
      { ...busy, headers: { 'retry-after': 'soon' } },
      [0, 5],
    ),
    {
      name: 'pauses before it sends again',
      why: 'a crowd without pauses keeps a server down',
      needs: ['retries'],
      client: { retries: 3 },
      server: [busy, busy, busy, { json: tree }],
      // Pauses may be random, and one of them very short.
      steps: [{ ...getTree, expect: { body: tree, notWithinMs: 100 } }],
      requests: [{}, {}, {}, {}],
    },
    {
      name: 'does not wait an hour although Retry-After says so',
      why: 'the caller has a time limit',
      needs: ['retries', 'timeout'],
      client: { retries: 2, timeoutMs: 1_500 },
      server: [{ ...busy, headers: { 'retry-after': '3600' } }, { json: tree }],
      steps: [
        {
          ...{ do: 'call', operation: 'getTree', args },
          expect: { error: ['status', 'timeout'], withinMs: 5_000 },
        },
      ],
      requests: [{}],
    },
    changes(
      'retries with the same query and headers',
      'the repetition must be the same request',
      {
        do: 'call',
        operation: 'listTrees',
        args: { query: { kind: 'plum', limit: 7 } },
        expect: { body: [] },
      },
      [busy, { json: [] }],
      [
        {
          query: [
            ['kind', 'plum'],
            ['limit', '7'],
          ],
        },
        {
          query: [
            ['kind', 'plum'],
            ['limit', '7'],
          ],
        },
      ],
    ),
    changes(
      'retries a PUT with its whole body',
      'replacing twice is the same as once',
      {
        do: 'call',
        operation: 'replaceTree',
        args: { ...args, body: { name: 'a', kind: 'pear' } },
        expect: { body: tree },
      },
      [busy, { json: tree }],
      [
        { method: 'PUT', json: { name: 'a', kind: 'pear' } },
        { method: 'PUT', json: { name: 'a', kind: 'pear' } },
      ],
    ),
    changes(
      'retries a DELETE',
      'removing twice is the same as once',
      { do: 'call', operation: 'deleteTree', args, expect: {} },
      [busy, { status: 204 }],
      [{ method: 'DELETE' }, { method: 'DELETE' }],
    ),
    changes(
      'does not repeat a POST without a key after 500',
      'the server may have done it already',
      {
        do: 'call',
        operation: 'createUnsafeOrder',
        args: { body: order },
        expect: { error: 'status', status: 500 },
      },
      [
        { status: 500, json: failure('broken') },
        { status: 201, json: order },
      ],
      [{ method: 'POST' }],
      false,
    ),
    changes(
      'does not repeat a POST without a key after the connection broke',
      'the server may have done it already',
      {
        do: 'call',
        operation: 'createUnsafeOrder',
        args: { body: order },
        expect: { error: ['connection', 'other'] },
      },
      [{ cut: 'before' }, { status: 201, json: order }],
      [{ method: 'POST' }],
      false,
    ),
    {
      name: 'repeats each of several calls by itself',
      why: 'one call must not use up the attempts of another',
      needs: ['retries'],
      client: { retries: 1 },
      server: [
        { for: '/trees/a', ...busy },
        { for: '/trees/a', json: { ...tree, id: 'a' } },
        { for: '/trees/b', ...busy },
        { for: '/trees/b', json: { ...tree, id: 'b' } },
      ],
      together: true,
      steps: ['a', 'b'].map((treeId) => ({
        ...{ do: 'call', operation: 'getTree', args: { path: { treeId } } },
        expect: { body: { ...tree, id: treeId } },
      })),
      requests: ['a', 'a', 'b', 'b'].map((treeId) => ({ path: `/trees/${treeId}` })),
      anyOrder: true,
    },
  ],
};
