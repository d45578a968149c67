import type { Group } from '../case.ts';
import { tree } from './shape.ts';

const args = { path: { treeId: 't1' } };
const getTree = { do: 'call', operation: 'getTree', args } as const;
const timedOut = { error: 'timeout', withinMs: 4_000 } as const;

export const timeouts: Group = {
  name: 'timeouts',
  about: 'Servers that take too long',
  cases: [
    {
      name: 'ends a call without a response in time, and says so',
      why: 'the caller must not wait for ever, and can act on a timeout',
      needs: ['timeout'],
      client: { timeoutMs: 400 },
      server: [{ silent: true }],
      steps: [{ ...getTree, expect: timedOut }],
      requests: [{}],
    },
    {
      name: 'ends a call whose body stops in the middle',
      why: 'a response that begins need not end',
      needs: ['timeout'],
      client: { timeoutMs: 400 },
      server: [{ pieces: ['{"id":"t1",', 'stay open'] }],
      steps: [
        { ...getTree, expect: { error: ['timeout', 'connection', 'other'], withinMs: 4_000 } },
      ],
      requests: [{}],
    },
    {
      name: 'closes the connection of a call that timed out',
      why: 'servers work on for nobody otherwise',
      needs: ['timeout'],
      client: { timeoutMs: 400 },
      server: [{ silent: true }],
      steps: [{ ...getTree, expect: timedOut }],
      requests: [{ closed: true }],
    },
    {
      name: 'does not end a call that is fast enough',
      why: 'a limit must not break what works',
      needs: ['timeout'],
      client: { timeoutMs: 5_000 },
      server: [{ delayMs: 600, json: tree }],
      steps: [{ ...getTree, expect: { body: tree } }],
      requests: [{}],
    },
    {
      name: 'works after a timeout',
      why: 'one slow answer must not break the client',
      needs: ['timeout'],
      client: { timeoutMs: 500 },
      server: [{ silent: true }, { json: tree }],
      steps: [
        { ...getTree, expect: timedOut },
        { ...getTree, expect: { body: tree } },
      ],
      requests: [{}, {}],
    },
    {
      name: 'ends one call without another that runs',
      why: 'calls share a client',
      needs: ['timeout'],
      client: { timeoutMs: 1_500 },
      server: [
        { for: '/trees/t1', silent: true },
        { for: '/trees/t2', delayMs: 300, json: tree },
      ],
      together: true,
      steps: [
        { ...getTree, expect: timedOut },
        { ...getTree, args: { path: { treeId: 't2' } }, expect: { body: tree } },
      ],
      requests: [{}, {}],
    },
    {
      name: 'does not repeat a POST without a key that timed out',
      why: 'the server may have done it already',
      needs: ['timeout'],
      client: { timeoutMs: 400, retries: 2 },
      server: [{ silent: true, times: 3 }],
      steps: [
        {
          do: 'call',
          operation: 'createUnsafeOrder',
          args: { body: { fruit: 'apple', pieces: 1 } },
          expect: timedOut,
        },
      ],
      requests: [{ method: 'POST' }],
    },
    {
      name: 'lets one call have a shorter limit',
      why: 'a health check must be quick, a report may take long',
      needs: ['callTimeout'],
      client: { timeoutMs: 20_000 },
      server: [{ silent: true }],
      steps: [{ ...getTree, options: { timeoutMs: 400 }, expect: timedOut }],
      requests: [{}],
    },
    {
      name: 'lets one call have a longer limit',
      why: 'a health check must be quick, a report may take long',
      needs: ['callTimeout', 'timeout'],
      client: { timeoutMs: 400 },
      server: [{ delayMs: 1_000, json: tree }],
      steps: [{ ...getTree, options: { timeoutMs: 8_000 }, expect: { body: tree } }],
      requests: [{}],
    },
    {
      name: 'does not end a stream of events that is longer than the limit',
      why: 'the limit is for an answer, not for a conversation',
      needs: ['events', 'timeout'],
      client: { timeoutMs: 900 },
      server: [
        {
          headers: { 'content-type': 'text/event-stream' },
          pieces: [1, 2, 3, 4, 5].flatMap((n) => [`data: {"n":${n}}\n\n`, { waitMs: 350 }]),
        },
      ],
      steps: [
        {
          ...{ do: 'iterate', operation: 'watchEvents', over: 'events' },
          expect: { items: [1, 2, 3, 4, 5].map((n) => ({ n })) },
        },
      ],
    },
  ],
};
